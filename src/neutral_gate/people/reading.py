"""Reads people lists of every form into one: rows about one person become one person."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from neutral_gate.model import UsageError
from neutral_gate.model.records import replace
from neutral_gate.people.alike import may_be_one
from neutral_gate.people.compiled import is_compiled, read_compiled
from neutral_gate.people.people import People, PeopleFile
from neutral_gate.people.person import Person
from neutral_gate.people.provenance import Source
from neutral_gate.people.rows import Listed, Row, SetAside
from neutral_gate.people.sheet import open_sheet
from neutral_gate.people.table import read_bytes
from neutral_gate.text import fold

Faults = Callable[[UsageError], None]


class Gathered(NamedTuple):
    """The people of several lists, each once, and where they come from."""

    people: tuple[Person, ...]
    sources: tuple[Source, ...]


def load_people(paths: Iterable[Path | str]) -> People:
    """Reads people lists into one. Rows about one person, in one file or in several, become one person.

    Args:
        paths: Lists of any known form, told by their headings, and people files that `people import` wrote.

    Raises:
        UsageError: A file cannot be read or holds no people; the message names the file, the line and the mend.
    """
    roll = _Roll()
    files: list[PeopleFile] = []
    wanted = [Path(path) for path in paths]
    for path in wanted:
        data = read_bytes(path)
        if is_compiled(data):
            people, sources = read_compiled(data, path)
            if len(wanted) == 1:  # each person stands in it once already
                roll.people = list(people)
            else:
                roll.add_all(people)
        else:
            sources = (_read_list(path, data, roll, changed_on(path)),)
        as_of = min(source.as_of for source in sources)
        rows = sum(source.rows for source in sources)
        files.append(PeopleFile(path.name, rows, as_of, hashlib.sha256(data).hexdigest()))
    return People(roll.people, files)


def gather(paths: Iterable[Path | str], as_of: date | None = None, faults: Faults | None = None) -> Gathered:
    """Reads lists as `load_people` does, and keeps what is needed to say where each person comes from.

    Args:
        paths: Lists, and people files.
        as_of: The day of the lists that do not say it themselves; by default the day when each file last changed.
        faults: Is told of a row that says something that cannot be, which is then left out; without it, it is an error.

    Raises:
        UsageError: A file cannot be read or holds no people.
    """
    roll = _Roll()
    sources: list[Source] = []
    for path in map(Path, paths):
        data = read_bytes(path)
        if is_compiled(data):
            people, read = read_compiled(data, path)
            roll.add_all(people)
            sources.extend(read)
        else:
            sources.append(_read_list(path, data, roll, as_of or changed_on(path), faults))
    return Gathered(tuple(roll.people), tuple(sources))


def gather_bytes(data: bytes, name: str, as_of: date) -> Gathered:
    """Reads one list that is not in a file yet.

    Args:
        data: Its bytes.
        name: The file name to give it.
        as_of: Its day.

    Raises:
        UsageError: It cannot be read or holds no people.
    """
    roll = _Roll()
    source = _read_list(Path(name), data, roll, as_of)
    return Gathered(tuple(roll.people), (source,))


def joined(parts: Iterable[Gathered]) -> Gathered:
    """The people of several gatherings, each once, and all their sources."""
    roll = _Roll()
    sources: list[Source] = []
    for people, read in parts:
        roll.add_all(people)
        sources.extend(read)
    return Gathered(tuple(roll.people), tuple(sources))


def changed_on(path: Path) -> date:
    """The day when a file last changed."""
    return datetime.fromtimestamp(path.stat().st_mtime, UTC).date()


def _read_list(path: Path, data: bytes, roll: _Roll, changed: date, faults: Faults | None = None) -> Source:
    """Adds the people of a list to the roll."""
    sheet = open_sheet(data, path)
    rows, newest = 0, None
    places: set[int] = set()
    seen: set[tuple[str, ...]] = set()
    owners: dict[str, tuple[str, str]] = {}
    aside: Counter[str] = Counter()
    for place, cells in sheet.rows:
        rows += 1
        if (same := tuple(cells)) in seen:
            aside["the same row again"] += 1
            continue
        seen.add(same)
        row = Row(path, place, cells, sheet.columns)
        try:
            listed = row.listed(changed)
            _check_owner(row, place, listed.person, owners)
        except SetAside as reason:
            aside[str(reason)] += 1
            continue
        except UsageError as error:
            if faults is None:
                raise
            faults(error)
            aside["says something that cannot be"] += 1
            continue
        places.add(roll.add(listed))
        newest = max(filter(None, (newest, listed.person.as_of)), default=None)
    if not places:
        raise _nobody(path, rows, aside)
    form = sheet.columns.form
    return Source(
        name=path.name,
        form=form.name,
        sha256=hashlib.sha256(data).hexdigest(),
        rows=rows,
        people=len(places),
        set_aside=tuple(aside.items()),
        as_of=newest or changed,
        licence=form.licence,
        credit=form.credit,
    )


def _check_owner(row: Row, place: str, person: Person, owners: dict[str, tuple[str, str]]) -> None:
    """Refuses an id that stands for two people in one list."""
    if not person.key or person.name.startswith("@"):
        return
    name, first = owners.setdefault(person.key, (person.name, place))
    if not may_be_one(name, person.name):
        number = person.key.partition(":")[2] or person.key
        raise row.error(
            f"the id “{number}” is that of {person.name} here, but of {name} in {first}",
            "Give each person an id of their own.",
        )


def _nobody(path: Path, rows: int, aside: Counter[str]) -> UsageError:
    if not rows:
        return UsageError(f"{path} has headings but no people.", "Download the list again, or leave it out.")
    reasons = ", ".join(f"{count} times {reason}" for reason, count in aside.items())
    return UsageError(f"{path} has no people in its {rows} rows ({reasons}).", "Check that it is the right list.")


class _Roll:
    """People, each once."""

    def __init__(self) -> None:
        self.people: list[Person] = []
        self._places: dict[tuple[str, str], int] = {}
        self._also: dict[str, int] = {}

    def add(self, listed: Listed) -> int:
        """Adds a person, or joins the row to the one who is there; gives the place in the roll.

        An id of another list joins only accounts without a name to it: a candidate who also sits in a parliament keeps
        an entry for each, since the two have ends of their own.
        """
        person = listed.person
        key = (person.key, "") if person.key else (fold(person.name), fold(person.party))
        place = self._places.get(key, -1)
        if place < 0 and person.name.startswith("@"):
            place = self._also.get(person.key, -1)
        if place < 0:
            nameless = (self._places.get((each, ""), -1) for each in listed.ids)
            place = next((each for each in nameless if each >= 0 and self.people[each].name.startswith("@")), -1)
        if place < 0:
            place = len(self.people)
            self.people.append(person)
        else:
            self.people[place] = _one_person(self.people[place], person)
        self._places.setdefault(key, place)
        for each in listed.ids:
            self._also.setdefault(each, place)
        return place

    def add_all(self, people: Iterable[Person]) -> None:
        """Adds the people of a people file."""
        for person in people:
            self.add(Listed(person))


def _one_person(known: Person, new: Person) -> Person:
    """One person of two rows; an account without a name takes the other's."""
    if new.name.startswith("@"):
        new = replace(new, name=known.name, role=known.role)
    elif known.name.startswith("@"):
        known, new = new, replace(known, name=new.name, role=new.role)
    both = known.merged(new)
    sources = tuple(dict.fromkeys((*known.source.split(", "), *new.source.split(", "))))
    return both if len(sources) < 2 else replace(both, source=", ".join(filter(None, sources)))
