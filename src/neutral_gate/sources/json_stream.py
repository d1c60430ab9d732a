"""Walks through JSON of any size, one entry at a time: lists, pages, JSON lines and the JavaScript files of archives.

A library such as ijson streams as well, but it stops for good at the first wrong sign and keeps only events. This walk
tells where an entry is broken, goes on with the next one, and sees a key that stands twice in an object both times.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from neutral_gate.sources.items import Problem
from neutral_gate.sources.json_text import BrokenError, JsonText, TooLongError
from neutral_gate.sources.places import Place

# "window.YTD.tweets.part0 = " before the list, as in the files of an X archive.
_ASSIGNED = re.compile(r"[A-Za-z_$][\w$.\[\]\"']{0,200}\s*=\s*")
_DOWNLOAD_AGAIN = "Download or export the file again; the entries before this place were read."
_MEND = "Mend or leave out this entry; the entries around it were read."
_MAX_DESCENT = 4
MAX_BROKEN = 1_000
"""Most broken entries of one list after which reading goes on: each costs a search for the next one."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One value of a JSON file.

    Attributes:
        keys: The keys of the objects around it that were entered: ("orderedItems",); () for a value on its own or in
            a list of its own.
        value: The value.
        where: Its place in words: "entry 12" or "line 3".
        root: Number of the outermost value that it is part of, counted from 0.
    """

    keys: tuple[str, ...]
    value: object
    where: str
    root: int


def walk(stream: BinaryIO, place: Place, *, enter: bool) -> Iterator[Entry | Problem]:
    """Reads a JSON text entry by entry.

    Args:
        stream: The bytes.
        place: The file, for problems.
        enter: True to go into an outermost object, so that the entries of the lists in it come one by one; false to
            give such an object whole, unless it is too long for that.

    Yields:
        Each entry, and a problem for each one that is broken.
    """
    yield from _Walk(JsonText(stream), place, enter).entries()


class _Walk:
    def __init__(self, text: JsonText, place: Place, enter: bool) -> None:
        self.text = text
        self.place = place
        self.enter = enter
        self.number = 0
        self.root = 0

    def entries(self) -> Iterator[Entry | Problem]:
        text = self.text
        while text.peek():
            if text.skips(_ASSIGNED) or text.takes(";") or text.takes(","):
                continue
            line = text.line
            if text.takes("["):
                yield from self._list(())
            elif text.peek() == "{" and self.enter:
                yield from self._object(())
            else:
                yield from self._whole(line)
            self.root += 1

    def _whole(self, line: int) -> Iterator[Entry | Problem]:
        """An outermost value in one piece; a broken one ends with its line."""
        text = self.text
        self.number += 1
        try:
            value = text.value()
        except TooLongError:
            if text.peek() == "{":
                yield from self._object(())
                return
            yield self._problem(f"line {line}", "This entry is too long to be read.", _MEND)
            text.seek("\n")
        except BrokenError as broken:
            yield self._broken(f"line {line}", broken)
            text.seek("\n")
        else:
            yield from self._entry((), value, f"line {line}" if line > 1 or self.number > 1 else "entry 1")

    def _object(self, keys: tuple[str, ...]) -> Iterator[Entry | Problem]:
        text = self.text
        text.takes("{")
        while not text.takes("}"):
            try:
                key = text.value()
                if not isinstance(key, str) or not text.takes(":"):
                    raise BrokenError("a name is expected here")
                path = (*keys, key)
                if text.takes("["):
                    yield from self._list(path)
                elif text.peek() == "{" and len(path) < _MAX_DESCENT and not self.enter:
                    yield from self._object(path)
                else:
                    yield from self._entry(path, text.value(), key)
            except BrokenError as broken:
                yield self._broken("", broken)
                text.seek("\n")
                return
            if not text.takes(",") and text.peek() != "}":
                yield self._broken("", BrokenError("the file ends too early", cut=not text.peek()))
                text.seek("\n")
                return

    def _list(self, keys: tuple[str, ...]) -> Iterator[Entry | Problem]:
        text = self.text
        opening, number, lost = "", 0, 0
        while not text.takes("]"):
            if not text.peek():
                yield self._broken("", BrokenError("the file ends before the list does", cut=True))
                return
            number += 1
            where = f"entry {number}"
            opening = opening or text.opening()
            try:
                value = text.value()
                if not text.takes(",") and text.peek() != "]":
                    if text.peek():
                        raise BrokenError('a "," is missing after it')
                    yield from self._entry(keys, value, where)
                    continue
            except BrokenError as broken:
                yield self._broken(where, broken)
                # The next entry most likely begins as the first one did.
                lost += 1
                if lost > MAX_BROKEN or broken.cut or broken.deep or not opening or not text.seek(opening):
                    if not broken.cut:
                        yield self._problem(where, "The rest of this list was not read.", _MEND)
                    text.seek("\n")
                    return
            else:
                yield from self._entry(keys, value, where)

    def _entry(self, keys: tuple[str, ...], value: object, where: str) -> Iterator[Entry | Problem]:
        if self.text.mended:
            yield self._problem(
                where, "Some letters of this entry are not UTF-8; they were read as Windows-1252.", "Save it as UTF-8."
            )
        yield Entry(keys, value, where, self.root)

    def _broken(self, where: str, broken: BrokenError) -> Problem:
        if broken.cut:
            return self._problem(where, f"The JSON is cut off: {broken}.", _DOWNLOAD_AGAIN)
        return self._problem(where, f"This entry is no valid JSON: {broken}.", _MEND)

    def _problem(self, where: str, problem: str, mend: str) -> Problem:
        # A broken entry is told where it begins; reading stands there.
        spot = [] if where.startswith("line") else [f"line {self.text.line}"]
        spot.append(f"byte {self.text.byte}")
        return self.place.problem(", ".join([where, *spot] if where else spot), problem, mend)
