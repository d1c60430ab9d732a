"""What in the lists needs a person: conflicts, old lists, areas without people; and what is good to know of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from neutral_gate.people.alike import may_be_one, may_be_one_party
from neutral_gate.people.names import forms_of
from neutral_gate.people.people import People
from neutral_gate.people.person import ORGANISATIONS, Handle, Person
from neutral_gate.people.provenance import Source
from neutral_gate.text import fold

STALE_DAYS = 30
"""Days after which a list of candidates counts as old. A choice of ours: between the first names and polling day
candidates come and go by the week."""
STALE_DAYS_OFFICE = 180
"""Days after which a list of those in office, or of parties, counts as old: the gate itself warns from then on."""
_MOST = 20


class Point(NamedTuple):
    """One thing to tell: a sentence, and whether somebody has to do something about it."""

    text: str
    needs_a_person: bool


@dataclass(frozen=True, slots=True)
class Own:
    """What the body's settings say that lists are held against.

    Attributes:
        areas: The areas that it serves.
        staff: Names of its staff who share a name with a candidate.
        accounts: Its own accounts.
    """

    areas: Collection[str] = ()
    staff: Collection[str] = ()
    accounts: Collection[str] = ()


def inspect(people: Iterable[Person], sources: Iterable[Source], own: Own, today: date) -> tuple[Point, ...]:
    """All points, those that need a person first.

    Args:
        people: Everybody in the lists.
        sources: The lists.
        own: What the settings say.
        today: The day to reckon from.
    """
    everybody = tuple(people)
    points = [
        *_few(_shared_accounts(everybody), "accounts like these"),
        *_own_accounts(everybody, own.accounts),
        *_few(_two_parties(everybody), "names like these"),
        *_old(everybody, sources, today),
        *_empty_areas(everybody, own.areas),
        *_staff(everybody, own.staff),
        *_few(_common(everybody), "names like these"),
    ]
    return tuple(sorted(points, key=lambda point: not point.needs_a_person))


def _few(points: Iterator[Point], what: str) -> Iterator[Point]:
    """The first of many points of one sort, and how many more there are."""
    found = list(points)
    yield from found[:_MOST]
    if len(found) > _MOST:
        yield Point(f"There are {len(found) - _MOST:,} more {what}.", found[0].needs_a_person)


def _shared_accounts(people: Iterable[Person]) -> Iterator[Point]:
    owners: dict[Handle, list[str]] = defaultdict(list)
    for person in people:
        for handle in person.handles:
            if not any(may_be_one(name, person.name) for name in owners[handle]):
                owners[handle].append(person.name)
    for handle, names in owners.items():
        if len(names) > 1:
            yield Point(
                f"The account @{handle.name} ({handle.platform}) is listed for {_and(names)}. "
                "Find out whose it is, and mend the list.",
                True,
            )


def _own_accounts(people: Iterable[Person], accounts: Collection[str]) -> Iterator[Point]:
    own = {fold(account.lstrip("@")) for account in accounts}
    for person in people:
        for handle in person.handles:
            if handle.name in own:
                yield Point(f"Your own account @{handle.name} is listed as that of {person.name}. Mend the list.", True)


def _two_parties(people: Iterable[Person]) -> Iterator[Point]:
    """One name in one area for two parties: somebody who has changed party, or two people whom readers mix up."""
    known: dict[tuple[str, str], list[Person]] = defaultdict(list)
    told: set[str] = set()
    for person in people:
        name = fold(person.name)
        if person.role in ORGANISATIONS or not person.party or name in told:
            continue
        for area in person.areas:
            others = known[name, fold(area)]
            other = next((each for each in others if _differ(each, person)), None)
            others.append(person)
            if other is not None:
                told.add(name)
                yield Point(
                    f"{person.name} is listed in {area} for {other.party} and for {person.party}. "
                    "If this is one person, take the wrong row out.",
                    True,
                )
                break


def _differ(one: Person, other: Person) -> bool:
    """Whether two people of one name have two parties, and no list gives them an id each."""
    registers = {one.key.partition(":")[0], other.key.partition(":")[0]}
    apart = one.key and other.key and one.key != other.key and len(registers) == 1
    return not apart and not may_be_one_party(one.party, other.party)


def _old(people: Iterable[Person], sources: Iterable[Source], today: date) -> Iterator[Point]:
    ends: dict[str, date | None] = {}
    candidates: set[str] = set()
    for person in people:
        for name in person.source.split(", "):
            if person.role == "candidate":
                candidates.add(name)
            end = person.valid_until
            known = ends.get(name, date.min)
            ends[name] = None if end is None or known is None else max(end, known)
    for source in sources:
        last, age = ends.get(source.name), (today - source.as_of).days
        if last is not None and last < today:
            yield Point(
                f"{source.name} is over: its last day was {_day(last)}. Get the list of the next election.",
                True,
            )
        elif age > (STALE_DAYS if source.name in candidates else STALE_DAYS_OFFICE):
            yield Point(f"{source.name} is {age} days old: it is of {_day(source.as_of)}. Get a new one.", True)


def _empty_areas(people: tuple[Person, ...], areas: Iterable[str]) -> Iterator[Point]:
    placed = People(person for person in people if person.areas)
    for area in sorted(areas):
        if not len(placed.in_areas((area,))):
            yield Point(
                f"No list has anybody for your area {area}. Check how it is written, or get the list for it.", True
            )


def _staff(people: Iterable[Person], staff: Collection[str]) -> Iterator[Point]:
    own = {fold(name) for name in staff}
    for person in people:
        if fold(person.name) in own:
            own.discard(fold(person.name))
            yield Point(
                f"{person.name} is both in the lists and in your staff. The gate takes the name for your staff.", False
            )


def _common(people: Iterable[Person]) -> Iterator[Point]:
    for person in people:
        if person.name.startswith("@") or person.role in ORGANISATIONS:
            continue
        if next(iter(forms_of(person).values()), False):  # the first form is the name as the list writes it
            yield Point(
                f"{person.name} is also made of common words. The name counts only where the text is political.", False
            )


def _and(names: list[str]) -> str:
    return f"{', '.join(names[:-1])} and {names[-1]}"


def _day(when: date) -> str:
    return f"{when.day} {when:%B %Y}"
