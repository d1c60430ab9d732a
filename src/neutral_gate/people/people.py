"""All people of the lists that a body uses: their names for the recogniser, their accounts, their age."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from neutral_gate.digests import sha256
from neutral_gate.model import Term
from neutral_gate.model.records import dataclass
from neutral_gate.people.person import ORGANISATIONS, Person
from neutral_gate.text import fold

if TYPE_CHECKING:
    from neutral_gate.people.matching import PeopleNames


@dataclass(frozen=True, slots=True)
class PeopleFile:
    """One list that was read: its file name, its number of rows, the day it was made, and its bytes' SHA-256 in hex."""

    name: str
    rows: int
    as_of: date
    sha256: str


class People:
    """Candidates, politicians and organisations of the lists.

    Args:
        people: Each person once.
        files: The lists that they come from.
    """

    def __init__(self, people: Iterable[Person] = (), files: Iterable[PeopleFile] = ()) -> None:
        self.people = tuple(people)
        self.files = tuple(files)

    def __len__(self) -> int:
        return len(self.people)

    def terms(self) -> tuple[Term, ...]:
        """Every written form of every name, to be shown; see `names.forms_of`. `names` finds many more."""
        return tuple(term for person in self.people for term in _terms(person))

    def organisations(self) -> tuple[Term, ...]:
        """The written forms of the parties and campaigns that are listed."""
        return tuple(term for person in self.people if person.role in ORGANISATIONS for term in _terms(person))

    def names(self, staff: Iterable[str] = (), areas: Iterable[str] = ()) -> PeopleNames | None:
        """The people, ready to be found in sentences; None where nobody is listed.

        Args:
            staff: Names of a body's own staff, who are never taken for somebody listed.
            areas: The body's own areas; see `in_areas`.
        """
        if not self.people:
            return None
        from neutral_gate.people.matching import PeopleNames  # only a run with a list pays for it

        wanted = [area for area in areas if area.strip()]
        return PeopleNames(self.people, staff, self.in_areas(wanted).people if wanted else None)

    @cached_property
    def handles(self) -> Mapping[str, tuple[str, str]]:
        """Class ("candidate", "politician", "party" or "campaigner") and name by handle, folded and without "@"."""
        owners: dict[str, tuple[str, str]] = {}
        for person in self.people:
            for handle in person.handles:
                known = owners.get(handle.name)
                if known is None or (known[0] != "candidate" and person.owner_class == "candidate"):
                    owners[handle.name] = (person.owner_class, person.name)
        return owners

    @cached_property
    def domains(self) -> Mapping[str, tuple[str, str]]:
        """Class and name by domain of own website."""
        return {site: (person.owner_class, person.name) for person in self.people for site in person.websites}

    @cached_property
    def digest(self) -> str:
        """Content hash over the lists and what was made of them, "sha256:..."; the same on every machine."""
        total = sha256()
        for file in self.files:
            total.update(f"{file.name}\0{file.sha256}\0".encode())
        if not self.files:
            for person in self.people:
                total.update(f"{person!r}\0".encode())
        return f"sha256:{total.hexdigest()}"

    def age(self, on: date) -> int | None:
        """Days between the oldest list and a day, or None where there is no list."""
        return max(((on - file.as_of).days for file in self.files), default=None)

    def in_areas(self, areas: Iterable[str]) -> People:
        """The people of these areas, and those whose list names no area.

        Args:
            areas: Names or official codes, in any case. "Leeds" takes in "Leeds Central and Headingley" and "Leeds City
                Council", and "E14001333" the area of that code.
        """
        wanted = [_words(area) for area in areas if area.strip()]
        if not wanted:
            return self
        all_areas = {area for person in self.people for area in person.areas}
        own = {area for area in all_areas if any(each in _words(area) for each in wanted)}
        return People((each for each in self.people if not each.areas or not own.isdisjoint(each.areas)), self.files)

    def on_day(self, day: date, since: date | None = None) -> People:
        """The people whose list says that they are in their role on a day, or does not say until when.

        Args:
            day: The day.
            since: Those count too whose role ended on this day or later: a candidate is one until the period is over,
                not just until the polls close.
        """
        last = day if since is None else min(day, since)
        chosen = [
            person
            for person in self.people
            if (person.valid_from is None or person.valid_from <= day)
            and (person.valid_until is None or last <= person.valid_until)
        ]
        return self if len(chosen) == len(self.people) else People(chosen, self.files)


def _terms(person: Person) -> list[Term]:
    from neutral_gate.people.names import forms_of  # only a run with a list pays for it

    forms = forms_of(person).items()
    return [Term(form, person.classes, person.name, weak=weak, source=person.source) for form, weak in forms]


def _words(area: str) -> str:
    """An area's words between blanks, so that a part of a word is none of it."""
    letters = "".join(each if each.isalnum() else " " for each in fold(area))
    return f" {' '.join(letters.split())} "
