"""Whether a list of candidates says that it names only some of them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from neutral_gate.model import Role
from neutral_gate.rules.reading import Reading

_SOME_BEFORE = frozenset({"include", "includes", "including", "among", "amongst", "example", "e.g", "eg"})
_SOME_AFTER = frozenset(
    {("and", "others"), ("are", "among"), ("is", "among"), ("among", "others"), ("amongst", "others")}
    | {("to", "name"), ("are", "two"), ("are", "three"), ("is", "one")}
)
_NEAR = 6
_STANDING = frozenset({"candidates", "hopefuls", "nominees", "contenders"})
_PERSONS = frozenset({"people", "names", "persons"})
_NOMINATED = frozenset({"stand", "standing", "nominated", "ballot", "contesting"})
_PLACES = frozenset({"wards", "seats", "divisions", "constituencies", "areas", "places", "vacancies", "across", "each"})
"""Where there are several places, each has candidates of its own."""
_NUMBERS = (
    *("", "", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen"),
    *("fourteen", "fifteen", "sixteen"),
)


def leaves_some_out(reading: Reading) -> bool:
    """True where a draft that names candidates says that there are more: "They include", "two of the seven"."""
    for _, sentence in reading.naming("candidate"):
        words = [token.text for token in sentence.tokens]
        places = [place for place, token in enumerate(sentence.tokens) if "candidate" in token.classes]
        if any(_some_only(words, place) for place in places):
            return True
    listed = _listed(reading)
    return any(_said([token.text for token in each.tokens]) > listed for each in reading.sentences)


def _some_only(words: Sequence[str], place: int) -> bool:
    before, after = words[max(0, place - _NEAR) : place], words[place + 1 : place + 1 + _NEAR]
    return not _SOME_BEFORE.isdisjoint(before) or any(pair in _SOME_AFTER for pair in pairwise(after))


def _listed(reading: Reading) -> int:
    """How many people are listed: those whom the people list knows, or the lines of a list or a table."""
    known = {
        token.entity
        for sentence in reading.sentences
        for token in sentence.tokens
        if "candidate" in token.classes or "politician" in token.classes
    }
    lines = {id(sentence.block) for sentence in reading.sentences if sentence.role is Role.LIST_ITEM}
    rows = {sentence.row for sentence in reading.sentences if sentence.row}
    return max(len(known), len(lines), len(rows) - 1)


def _said(words: Sequence[str]) -> int:
    """How many candidates a sentence says there are in one place; 0 where it does not say."""
    words = " ".join(words).split()  # names of several words are one
    if not _PLACES.isdisjoint(words):
        return 0
    whom = _STANDING if _NOMINATED.isdisjoint(words) else _STANDING | _PERSONS
    for place, word in enumerate(words):
        if not whom.isdisjoint(words[place + 1 : place + 4]):
            if word in _NUMBERS:
                return _NUMBERS.index(word)
            if word.isdecimal() and len(word) <= 2:
                return int(word)
    return 0
