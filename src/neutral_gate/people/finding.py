"""Finds people of the lists by what somebody types: a name, a part of one, or an account."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches

from neutral_gate.people.person import Person
from neutral_gate.text import fold


def find(people: Iterable[Person], query: str) -> tuple[Person, ...]:
    """The people whom a query names, the whole name first.

    Args:
        people: Everybody.
        query: A name in any case, words of one in any order, or an account with or without "@".
    """
    wanted = fold(query.strip())
    account, words = wanted.lstrip("@"), set(_words(wanted))
    exact, partly = [], []
    for person in people:
        names = (person.name, *person.nicknames)
        if any(fold(name) == wanted for name in names) or any(handle.name == account for handle in person.handles):
            exact.append(person)
        elif words and any(words <= set(_words(fold(name))) for name in names):
            partly.append(person)
    return (*exact, *partly)


def nearest(people: Iterable[Person], query: str) -> str:
    """The name in the lists that a query most likely means, or ""."""
    names = {fold(person.name): person.name for person in people}
    near = get_close_matches(fold(query.strip()), names, n=1, cutoff=0.75)
    return names[near[0]] if near else ""


def _words(name: str) -> list[str]:
    return "".join(each if each.isalnum() or each in "'’" else " " for each in name).split()
