"""What may stand before a surname so that the two are one person's name: first names, initials, nicknames."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import product
from typing import Literal

from neutral_gate.people.names import HONORIFICS, STROKES
from neutral_gate.text import fold

Kind = Literal["full", "initials", "initial"]
"""A first name or nickname in full; two initials or more; a single initial, which counts after a title only."""
Words = tuple[str, ...]
_MOST_GIVEN = 4
"""First names of which every mixture of full, shortened and left out is looked for; people with more are rare."""
_TITLES = (HONORIFICS | {"mp", "msp", "mla", "mep"}) - {"rt"}  # "Rt" is no title without "Hon"
_GAP = re.compile(r"[\s\-‐‑‒–—.,]+")
_APOSTROPHES = re.compile("['’‘`ʼ´]")
_DOTTED = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]?\.?$")


def plain(word: str) -> str:
    """A folded word without accents and apostrophes: "o'dráy" becomes "odray"."""
    if not word.isascii():
        word = "".join(each for each in unicodedata.normalize("NFD", word) if not unicodedata.combining(each))
        word = word.translate(STROKES)
    return _APOSTROPHES.sub("", word)


def words_of(written: str) -> Words:
    """The plain words of a part of a name; a hyphen parts words, as it does in texts."""
    return tuple(word for each in _GAP.split(written) if (word := plain(fold(each))))


def surnames_of(written: str) -> tuple[Words, ...]:
    """The ways to write a surname: "Mc Wray" and "McWray", "O'Dray" and "O Dray", with a hyphen or in one word."""
    words = words_of(written)
    ways = [words]
    if "-" in written and len(words) > 1:
        ways.append(("".join(words),))
    if len(words) > 1 and words[0] in ("mc", "mac", "o"):
        ways.append((words[0] + words[1], *words[2:]))
    split = words_of(_APOSTROPHES.sub(" ", written))
    if split != words:
        ways.append(split)
    return tuple(dict.fromkeys(way for way in ways if way))


def heads_of(given: Sequence[str], nicknames: Iterable[str] = ()) -> dict[Words, Kind]:
    """Everything that may stand before the surname, with how much it says.

    Args:
        given: First names as written, initials among them.
        nicknames: Other first names.
    """
    units = [unit for name in given for unit in _units(name)]
    heads: dict[Words, Kind] = {}
    if len(units) > _MOST_GIVEN:
        heads[tuple(word for unit in units for word in unit)] = "full"
        units = [*units[: _MOST_GIVEN - 1], units[-1]]
    if units:
        for first, *middle in product(*(_choices(unit, number == 0) for number, unit in enumerate(units))):
            _note(heads, [first, *middle])
        if len(units) > 1 and len(units[0]) == 1 == len(units[0][0]):  # "J Robert Doe" goes by the second name
            _note(heads, [(units[1], units[1] != (units[1][0][:1],))])
    for nickname in nicknames:
        words = words_of(nickname)
        if words and len(words[0]) > 1:
            heads.setdefault(words, "full")
    return heads


def _units(name: str) -> Iterator[Words]:
    """The words of one first name; "J.R." is two."""
    words = words_of(name)
    if _DOTTED.fullmatch(name):
        yield from ((letter,) for letter in "".join(words))
    elif words:
        yield words


def _choices(unit: Words, first: bool) -> list[tuple[Words, bool]]:
    """The ways to write a first name, each with True where it is in full; a middle name may be left out."""
    initials = tuple(word[0] for word in unit)
    full = len(unit) > 1 or len(unit[0]) > 1
    ways = [(unit, full)]
    if full:
        ways.append((initials[:1], False))
    if len(unit) > 1:
        ways += [(("".join(unit),), True), (initials, False)]
    return ways if first else [*ways, ((), False)]


def _note(heads: dict[Words, Kind], parts: Sequence[tuple[Words, bool]]) -> None:
    words = tuple(word for part, _ in parts for word in part)
    if any(full for _, full in parts):
        heads[words] = "full"
        return
    kind: Kind = "initials" if len(words) > 1 else "initial"
    heads.setdefault(words, kind)
    glued = "".join(words)
    if len(words) > 1 and glued not in _TITLES:
        heads.setdefault((glued,), "initials")
