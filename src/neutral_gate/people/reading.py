"""Reads people lists: our own plain form, Democracy Club's of every year, councils' and parliaments' exports."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TypeVar

from neutral_gate.model import UsageError
from neutral_gate.people import cells
from neutral_gate.people.columns import HANDLE_COLUMNS, Columns, columns_of
from neutral_gate.people.people import People, PeopleFile
from neutral_gate.people.person import Handle, Person, Role
from neutral_gate.people.table import read_bytes, rows
from neutral_gate.text import fold

_Value = TypeVar("_Value")
_HEADINGS = "Give it a row of headings with at least “name”; “role”, “party”, “handle” and “area” help."


def load_people(paths: Iterable[Path | str]) -> People:
    """Reads people lists into one. Rows about one person, in one file or in several, become one person.

    Args:
        paths: CSV files. A file's form is told by its headings; `docs/decisions/0004-names.md` tells them.

    Raises:
        UsageError: A file cannot be read or holds no people; the message names the file, the line and the mend.
    """
    people: dict[tuple[str, str], Person] = {}
    files: list[PeopleFile] = []
    for path in map(Path, paths):
        data = read_bytes(path)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC).date()
        count, as_of = _read_file(path, data, people, changed)
        files.append(PeopleFile(path.name, count, as_of, hashlib.sha256(data).hexdigest()))
    return People(tuple(people.values()), tuple(files))


def _read_file(path: Path, data: bytes, people: dict[tuple[str, str], Person], changed: date) -> tuple[int, date]:
    """Adds the people of a file; gives the number of its rows and the day it was made or last changed."""
    table = rows(data, path)
    _, header = next(table, (0, []))
    if not header:
        raise UsageError(f"{path} is empty.", "Download the list again, or leave it out.")
    columns = columns_of(header)
    if not columns.has_name():
        raise UsageError(f"{path}, line 1: no heading says which column holds the names.", _HEADINGS)
    count, newest = 0, None
    for line, row in table:
        person = _Row(path, line, row, columns).person(changed)
        key = (person.key, "") if person.key else (fold(person.name), fold(person.party))
        known = people.get(key)
        people[key] = known.merged(person) if known else person
        count += 1
        newest = max(filter(None, (newest, person.as_of)), default=None)
    if not count:
        raise UsageError(f"{path} has headings but no people.", "Download the list again, or leave it out.")
    return count, newest or changed


class _Row:
    def __init__(self, path: Path, line: int, row: Sequence[str], columns: Columns) -> None:
        self._path = path
        self._line = line
        self._row = row
        self._columns = columns

    def person(self, changed: date) -> Person:
        """The person that the row tells of.

        Args:
            changed: The day of the file, for a list that does not say when it was made.
        """
        role = self._role()
        elections = [cells.bare(self._cell("ballot")) or cells.bare(self._cell("election"))]
        key = cells.bare(self._cell("id"))
        return Person(
            name=self._name(),
            role=role,
            party=" ".join(self._cell("party").split()),
            party_ids=cells.party_ids(self._cell("party_id")),
            handles=self._handles(),
            areas=tuple(
                dict.fromkeys(filter(None, (cells.bare(self._cell(each)) for each in ("area", "council", "code"))))
            ),
            elections=tuple(filter(None, elections)),
            nicknames=tuple(
                filter(None, (" ".join(each.split()) for each in cells.bare(self._cell("nickname")).split(";")))
            ),
            surname=" ".join(cells.bare(self._cell("last")).split()),
            holds_seat=self._value("holds_seat", cells.flag, "yes or no"),
            source=self._path.name,
            as_of=self._value("as_of", cells.date_in, "a date, such as 2024-07-04") or changed,
            valid_from=self._value("from", cells.date_in, "a date, such as 2024-07-04"),
            valid_until=self._value("until", cells.date_in, "a date, such as 2024-07-04"),
            websites=tuple(filter(None, (cells.website(each) for each in self._cell("website").split(";")))),
            key=f"{self._columns.register or self._path.name}:{key}" if key else "",
        )

    def _cell(self, meaning: str) -> str:
        return self._columns.cell(self._row, meaning).strip()

    def _name(self) -> str:
        name = " ".join(self._cell("name").split()) or " ".join(
            f"{cells.bare(self._cell('first'))} {cells.bare(self._cell('last'))}".split()
        )
        if name.count('"') == 2 and name[0] == name[-1] == '"':
            name = name[1:-1].strip()
        if not any(letter.isalpha() for letter in name):
            raise self._error("this row has no name", "Write the name, or take the row out.")
        return name

    def _role(self) -> Role:
        written = cells.bare(self._cell("role"))
        if not written:
            return self._columns.role
        role = cells.role_of(written)
        if role is None:
            from difflib import get_close_matches  # only a list with a mistake pays for it

            near = get_close_matches(written.casefold(), cells.known_roles(), n=1)
            mend = (
                f"Did you mean “{near[0]}”?"
                if near
                else "Write candidate, mp, councillor, minister, mayor, pcc or other."
            )
            raise self._error(f"“{written}” is no role that is known", mend)
        return role

    def _handles(self) -> tuple[Handle, ...]:
        return tuple(
            dict.fromkeys(
                each for platform in HANDLE_COLUMNS for each in cells.handles_in(self._cell(platform), platform)
            )
        )

    def _value(self, meaning: str, read: Callable[[str], _Value], wanted: str) -> _Value:
        cell = self._cell(meaning)
        try:
            return read(cell)
        except ValueError as error:
            raise self._error(f"“{cell}” is not {wanted}", "Mend the cell, or leave it empty.") from error

    def _error(self, problem: str, mend: str) -> UsageError:
        return UsageError(f"{self._path}, line {self._line}: {problem}.", mend)
