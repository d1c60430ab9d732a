"""Whether two names, or two parties, can be one and the same."""

from __future__ import annotations

import re
import unicodedata

from neutral_gate.people.register import distinct_words
from neutral_gate.text import fold


def may_be_one(one: str, other: str) -> bool:
    """Whether two names can be one person's: the words of one within the other's, or surname and first letter alike."""
    if one == other:
        return True
    first, second = _words(one), _words(other)
    if not first or not second or set(first) <= set(second) or set(second) <= set(first):
        return True
    return first[-1] == second[-1] and first[0][0] == second[0][0]


def may_be_one_party(one: str, other: str) -> bool:
    """Whether two names can be one party's: a telling word in both, or no telling word in one."""
    first, second = (
        {word.removesuffix("s") for word in distinct_words(name.replace("-", " "))} for name in (one, other)
    )
    return not first or not second or not first.isdisjoint(second)


def _words(name: str) -> list[str]:
    """The words of a name in small letters, without accents, apostrophes and what stands in brackets."""
    letters = unicodedata.normalize("NFD", fold(re.sub(r"\([^()]*\)", " ", name)))
    kept = (each if each.isalnum() else " " for each in letters if each not in "'’" and not unicodedata.combining(each))
    return "".join(kept).split()
