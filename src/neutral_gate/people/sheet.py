"""A list of any form that is known, opened: what its columns mean, and its rows one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from pathlib import Path
from typing import NamedTuple

from neutral_gate.model import UsageError
from neutral_gate.people.columns import Columns, columns_of, plain
from neutral_gate.people.forms import COUNCIL, OWN, SOCIAL, known_forms
from neutral_gate.people.rows import is_titled
from neutral_gate.people.table import rows, text_of

_LOOK_AT = 1024
_LOOK_AT_ROWS = 20
_LEAST_ROWS = 3
_ELSE = frozenset({"role", "ballot", "election", "until"})
"""Meanings that only a list of candidates has, or that say what somebody is."""
_SHOWN_HEADINGS = 15
_SHOWN_LETTERS = 40


class Sheet(NamedTuple):
    """The columns of a list, and its rows, each with its place in the file, such as "line 2"."""

    columns: Columns
    rows: Iterator[tuple[str, Sequence[str]]]


def open_sheet(data: bytes, path: Path) -> Sheet:
    """Tells the form of a list and opens it.

    Args:
        data: The file's bytes.
        path: Its name, for messages.

    Raises:
        UsageError: It cannot be read, or has no form that is known; the message lists its headings and the known forms.
    """
    start = data[:_LOOK_AT].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if b"<publicwhip" in start or b"<personinfo" in start:
        from neutral_gate.people.xml_list import accounts  # only a run with such a list pays for it

        header, entries = accounts(data, path)
        return Sheet(Columns(_columns(path, header, "entry 1").places, SOCIAL), entries)
    if start.startswith((b"<!doctype", b"<html")) or b"<html" in start:
        raise UsageError(
            f"{path} is a web page, not a CSV file: most likely a page was saved in place of the download.",
            "Go back to the site and download the CSV file itself.",
        )
    text = text_of(data, path)
    if start.startswith(b"<"):
        raise UsageError(f"{path} is XML, but in no form that is known.", f"Known forms are: {known_forms()}.")
    if start.startswith((b"{", b"[")):
        from neutral_gate.people.json_list import entries_of

        header, entries = entries_of(text, path)
        return Sheet(_columns(path, header, "entry 1"), entries)
    table = rows(text, path)
    _, header = next(table, (0, []))
    if not header:
        raise UsageError(f"{path} is empty.", "Download the list again, or leave it out.")
    return _of_a_council(_columns(path, header, "line 1"), ((f"line {line}", row) for line, row in table))


def _of_a_council(columns: Columns, entries: Iterator[tuple[str, Sequence[str]]]) -> Sheet:
    """The sheet; a plain list of people with areas who all have a councillor's title is a council's own."""
    if columns.form is not OWN or "area" not in columns.places or not _ELSE.isdisjoint(columns.places):
        return Sheet(columns, entries)
    first = list(islice(entries, _LOOK_AT_ROWS))
    titled = [is_titled(columns.cell(row, "name")) for _, row in first if columns.cell(row, "name").strip()]
    if len(titled) >= _LEAST_ROWS and all(titled):
        columns = Columns(columns.places, COUNCIL)
    return Sheet(columns, chain(first, entries))


def _columns(path: Path, header: Iterable[str], place: str) -> Columns:
    written = list(header)
    columns = columns_of(written)
    if columns is None:
        shown = ", ".join(f"“{_short(each)}”" for each in written[:_SHOWN_HEADINGS])
        more = f" and {len(written) - _SHOWN_HEADINGS} more" if len(written) > _SHOWN_HEADINGS else ""
        why = "no heading says which column holds the names"
        if any(plain(each) == "name" for each in written):
            why = "besides “name” no heading is known"
        raise UsageError(
            f"{path}, {place}: {why}, so the form of this list is not known. Its headings are {shown}{more}.",
            "Give it the heading “name”, and one of “role”, “party”, “handle” or “area”. "
            f"Known forms are: {known_forms()}.",
        )
    return columns


def _short(heading: str) -> str:
    words = "".join(each if each.isprintable() else " " for each in heading).strip()
    return words if len(words) <= _SHOWN_LETTERS else f"{words[:_SHOWN_LETTERS]}…"
