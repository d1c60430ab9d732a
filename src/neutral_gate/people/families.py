"""The people of a list by surname; the rest of a name is worked out when the surname is first met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from neutral_gate.model import Term
from neutral_gate.people.company import areas_of
from neutral_gate.people.heads import Kind, Words, heads_of, plain, surnames_of, words_of
from neutral_gate.people.names import LETTERS, Name, forms_of, written_names
from neutral_gate.people.person import ORGANISATIONS, Person
from neutral_gate.text import fold

# What makes more of a name than first names and a surname: other orders, nicknames, peers, surnames of two words.
_SPECIAL = re.compile(r"[,\"“”‘()\[\]`]|\bknown as\b| of |\b(?:Ma?c|O)['’]? ", re.IGNORECASE)
Heads = dict[Words, list[tuple["Entry", Kind]]]
Family = tuple[Words, Heads, tuple["Entry", ...]]


class Entry:
    """One person under one surname.

    Attributes:
        person: The person.
        staff: True for one of the body's own staff.
        titles: Titles that the list writes with the name, in lower case.
    """

    __slots__ = ("_areas", "_terms", "person", "staff", "titles")

    def __init__(self, person: Person, staff: bool, titles: frozenset[str]) -> None:
        self.person = person
        self.staff = staff
        self.titles = titles
        self._areas: tuple[frozenset[str], ...] | None = None
        self._terms: dict[bool, Term] = {}

    @property
    def areas(self) -> tuple[frozenset[str], ...]:
        """The telling words of each of the person's areas."""
        if self._areas is None:
            self._areas = areas_of(self.person.areas)
        return self._areas

    def term(self, weak: bool) -> Term:
        """What the person is called in rules."""
        if weak not in self._terms:
            person = self.person
            self._terms[weak] = Term(person.name, person.classes, person.name, weak=weak, source=person.source)
        return self._terms[weak]


class Families:
    """People by the last word of their surname.

    Args:
        people: Everybody; organisations are passed over.
        staff: Names of own staff.
    """

    def __init__(self, people: Sequence[Person], staff: Iterable[str] = ()) -> None:
        keys: dict[str, list[Person]] = {}
        for person in people:
            if person.role in ORGANISATIONS:
                continue
            name = person.name
            last = name[name.rfind(" ") + 1 :]
            # Most surnames are one plain word; working the others out takes twenty times as long.
            if last.isalpha() and _SPECIAL.search(name) is None and not any(map(_is_whole, person.nicknames)):
                key = last.lower() if last.isascii() else plain(fold(last))
                if key not in LETTERS:
                    keys.setdefault(key, []).append(person)
                    continue
            for key in _keys(person):
                keys.setdefault(key, []).append(person)
        self._staff = tuple(Person(name, "other") for name in staff)
        self._staff_ids = frozenset(map(id, self._staff))
        for person in self._staff:
            for key in _keys(person):
                keys.setdefault(key, []).append(person)
        self.keys: Mapping[str, list[Person]] = keys
        self._people = people
        self._made: dict[str, list[Family]] = {}

    def of(self, key: str) -> list[Family]:
        """For each surname that ends in a word, the longest first: its words, its heads, and everybody who has it."""
        made = self._made.get(key)
        if made is None:
            made = self._made[key] = self._make(key)
        return made

    @cached_property
    def given(self) -> frozenset[str]:
        """Every word of everybody's first names and nicknames, plain."""
        parts: list[str] = []
        for person in (*self._people, *self._staff):
            parts.append(person.name if _SPECIAL.search(person.name) else person.name.rpartition(" ")[0])
            parts += person.nicknames
        return frozenset(words_of(" ".join(parts)))

    def full_names(self) -> Iterator[tuple[str, str]]:
        """Class and name of everybody who is listed and has a first name, the staff's namesakes left out."""
        staff = {words_of(person.name) for person in self._staff}
        for person in self._people:
            if " " in person.name and words_of(person.name) not in staff:
                yield person.owner_class, person.name

    def _make(self, key: str) -> list[Family]:
        families: dict[Words, tuple[Heads, dict[int, Entry]]] = {}
        for person in self.keys[key]:
            for surname, heads, titles in _parts(person):
                if surname[-1] != key:
                    continue
                known, entries = families.setdefault(surname, ({}, {}))
                entry = entries.setdefault(id(person), Entry(person, id(person) in self._staff_ids, titles))
                for head, kind in heads.items():
                    known.setdefault(head, []).append((entry, kind))
        return [
            (surname, heads, tuple(entries.values()))
            for surname, (heads, entries) in sorted(families.items(), key=lambda each: -len(each[0]))
        ]


def _keys(person: Person) -> list[str]:
    return list(dict.fromkeys(surname[-1] for name in _written(person) for surname in _surnames(name)))


def _parts(person: Person) -> Iterator[tuple[Words, dict[Words, Kind], frozenset[str]]]:
    """A person's surnames, with what may stand before each, and the titles that the list writes."""
    names = _written(person)
    titles = frozenset(title for name in names for title in name.titles)
    single = [nickname for nickname in person.nicknames if not _is_whole(nickname)]
    for number, name in enumerate(names):
        heads: dict[Words, Kind] = {(): "full"}
        if name.given:
            heads = heads_of(name.given, (*name.nicknames, *(single if number == 0 else ())))
        for surname in _surnames(name):
            yield surname, heads, titles


def _written(person: Person) -> list[Name]:
    """A person's names; a peer's title stands in several ways, each of which is a name."""
    first, *others = written_names(person)
    if first.given or " " not in first.surname:
        return [first, *others]
    return [*(Name((), form, (), first.titles) for form in forms_of(person)), *others]


def _surnames(name: Name) -> Iterable[Words]:
    """The ways to write a surname. A name without first names counts as a whole, and only where it has two words."""
    if name.given:
        return surnames_of(name.surname)
    words = words_of(name.surname)
    return (words,) if len(words) > 1 else ()


def _is_whole(nickname: str) -> bool:
    return " " in nickname.strip()
