"""A JSON reader that keeps the place of every value in the source."""

from __future__ import annotations

import re
from typing import Union

from neutral_gate.model import DraftError
from neutral_gate.model.records import dataclass
from neutral_gate.model.references import Piece

MAX_DEPTH = 100
"""Most lists and objects inside each other; a post needs four."""

_BLANK = re.compile(r"[ \t\n\r]*")
_COPIED = re.compile(r"[^\"\\\x00-\x1f]+")
_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_HEX = re.compile(r"[0-9a-fA-F]{4}")
_ESCAPES = {'"': '"', "\\": "\\", "/": "/", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
_CONSTANTS: tuple[tuple[str, bool | None], ...] = (("true", True), ("false", False), ("null", None))

Value = Union["JsonText", "JsonObject", "JsonList", "JsonOther"]


@dataclass(frozen=True, slots=True)
class JsonText:
    """A string: its text, its letters with their places, and where it stands with its quotation marks."""

    text: str
    pieces: list[Piece]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonObject:
    """An object; where a key is given twice, the last one counts."""

    members: dict[str, Value]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonList:
    """A list."""

    items: list[Value]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class JsonOther:
    """A number, true, false or null."""

    value: float | int | bool | None
    start: int
    end: int


def read_json(source: str, path: str) -> Value:
    """Reads a JSON text.

    Args:
        source: The text.
        path: The file's name, for messages.

    Raises:
        DraftError: it is no valid JSON (the message names line and column) or nested too deep.
    """
    reader = _Reader(source, path)
    value = reader.value(0)
    if reader.place < len(source):
        raise reader.wrong("there is more text after the end of the JSON")
    return value


def text_at(written: str, start: int) -> JsonText:
    """A string as `read_json` reads it.

    Args:
        written: The string as it is written, its quotation marks included.
        start: Where it stands in the source.
    """
    read = _Reader(written, "").text()
    pieces = [(piece, start + first, start + last) for piece, first, last in read.pieces]
    return JsonText(read.text, pieces, start, start + len(written))


class _Reader:
    def __init__(self, source: str, path: str) -> None:
        self.source = source
        self.path = path
        self.place = 0

    def wrong(self, problem: str, place: int | None = None) -> DraftError:
        at = self.place if place is None else place
        line = self.source.count("\n", 0, at) + 1
        column = at - self.source.rfind("\n", 0, at)
        return DraftError(
            f"{self.path} is no valid JSON: {problem} (line {line}, column {column}).",
            "Mend it there; a JSON checker or your editor can help.",
        )

    def value(self, depth: int) -> Value:
        """Reads the value that stands here and the blanks around it."""
        self._blanks()
        start = self.place
        letter = self.source[start : start + 1]
        value: Value
        if letter == '"':
            value = self.text()
        elif letter in ("{", "["):
            if depth >= MAX_DEPTH:
                raise self.wrong(f"more than {MAX_DEPTH} lists or objects stand inside each other")
            self.place += 1
            value = self._object(start, depth) if letter == "{" else self._list(start, depth)
        else:
            value = self.other()
        self._blanks()
        return value

    def _object(self, start: int, depth: int) -> JsonObject:
        members: dict[str, Value] = {}
        self._blanks()
        if self._takes("}"):
            return JsonObject(members, start, self.place)
        while True:
            self._blanks()
            if self.source[self.place : self.place + 1] != '"':
                raise self.wrong("a name in quotation marks is expected here")
            name = self.text().text
            self._blanks()
            if not self._takes(":"):
                raise self.wrong('a ":" is expected here')
            members[name] = self.value(depth + 1)
            if self._takes("}"):
                return JsonObject(members, start, self.place)
            if not self._takes(","):
                raise self.wrong('a "," or "}" is expected here')

    def _list(self, start: int, depth: int) -> JsonList:
        items: list[Value] = []
        self._blanks()
        if self._takes("]"):
            return JsonList(items, start, self.place)
        while True:
            items.append(self.value(depth + 1))
            if self._takes("]"):
                return JsonList(items, start, self.place)
            if not self._takes(","):
                raise self.wrong('a "," or "]" is expected here')

    def other(self) -> JsonOther:
        """Reads the number or constant that stands here."""
        start = self.place
        for word, value in _CONSTANTS:
            if self.source.startswith(word, start):
                self.place += len(word)
                return JsonOther(value, start, self.place)
        match = _NUMBER.match(self.source, start)
        if match is None:
            raise self.wrong("the text ends too early" if start >= len(self.source) else "a value is expected here")
        self.place = match.end()
        written = match.group()
        whole = written.lstrip("-").isdigit() and len(written) < 300
        return JsonOther(int(written) if whole else float(written), start, self.place)

    def text(self) -> JsonText:
        """Reads the string that stands here."""
        source, start = self.source, self.place
        pieces: list[Piece] = []
        place = start + 1
        while True:
            copied = _COPIED.match(source, place)
            if copied is not None:
                pieces.append((copied.group(), place, copied.end()))
                place = copied.end()
            letter = source[place : place + 1]
            if letter == '"':
                break
            if letter != "\\":
                problem = (
                    "a line break or control sign must be written as an escape" if letter else "a text is not closed"
                )
                raise self.wrong(problem, place if letter else start)
            text, stop = self._escape(place)
            pieces.append((text, place, stop))
            place = stop
        self.place = place + 1
        return JsonText("".join([text for text, _, _ in pieces]), pieces, start, self.place)

    def _escape(self, place: int) -> tuple[str, int]:
        source = self.source
        letter = source[place + 1 : place + 2]
        if letter in _ESCAPES and letter:
            return _ESCAPES[letter], place + 2
        code = _HEX.match(source, place + 2) if letter == "u" else None
        if code is None:
            raise self.wrong("a backslash is followed by something that is no escape", place)
        number, stop = int(code.group(), 16), code.end()
        if 0xD800 <= number < 0xDC00 and source.startswith("\\u", stop):
            low = _HEX.match(source, stop + 2)
            if low is not None and 0xDC00 <= int(low.group(), 16) < 0xE000:
                return chr(0x10000 + ((number - 0xD800) << 10) + (int(low.group(), 16) - 0xDC00)), low.end()
        return (chr(number) if not 0xD800 <= number < 0xE000 else "\ufffd"), stop

    def _blanks(self) -> None:
        match = _BLANK.match(self.source, self.place)
        if match is not None:
            self.place = match.end()

    def _takes(self, sign: str) -> bool:
        if self.source.startswith(sign, self.place):
            self.place += 1
            return True
        return False
