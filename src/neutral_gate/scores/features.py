"""What the scores see in a sentence: hashed single words and pairs of words, and features with a name.

A capital inside a sentence is taken for a name, unless it is a word of politics, and all names become one and the same
mark: the scores know nobody by name. Numbers become one mark too.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from zlib import crc32

from neutral_gate.scores.words import LISTS, POLITICAL
from neutral_gate.text import fold, quotations

BUCKETS = 1 << 16
"""Number of hashed weights of a head. Two n-grams may share one: fitting and scoring have the same collisions."""
NAME, NUMBER = "(a name)", "(a number)"
_NEXT = 0x9E3779B1  # multiplies the first word of a pair, so that a pair in the other order has another bucket
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|\d+(?:[.,:]\d+)*")
_MOST_LETTERS = 2_000  # a longer "sentence" is a list or a table; its beginning tells enough, and takes bounded time
_OPENS = frozenset(
    {"but", "and", "yet", "so", "or", "perhaps", "surely", "sadly", "frankly", "of", "let", "why", "who"}
)
_NO_ADVERB = frozenset({"apply", "daily", "early", "family", "monthly", "only", "reply", "supply", "weekly"})
_DUTY = frozenset({"should", "must", "ought"})
_READERS = frozenset({"you", "users", "patients", "applicants"})
_THIS = frozenset({"it", "there", "this", "that", "these", "those"})
_AFTER_IT = frozenset({"is", "was", "would", "has", "seems", "remains", "cannot"})

_SHAPES = (
    "a question",
    "an exclamation",
    "a quotation",
    "a quotation with its speaker",
    "mostly quotation",
    "numbers",
    "two numbers or more",
    "names",
    "three names or more",
    "eight words or fewer",
    "over 25 words",
    "an opening such as But, So or Why",
    "an opening such as It is or There is",
    "-est, most, more",
    "you should, you must",
    "we should, they must",
    "past tense",
    "a word in -ly",
    "two words in -ly",
    "a word in -ous, -ful, -less or -ible",
    "a word in -ism, -ist or -ists",
    "a dash or a semicolon",
    "no name and no number",
)
NAMED = (*LISTS, *_SHAPES)
"""Names of the features with a name, in the order of their values."""
_PLACE = {name: place for place, name in enumerate(NAMED)}


class Features(NamedTuple):
    """What is seen in one sentence.

    Attributes:
        words: Its words as they are compared: in lower case, names and numbers as marks.
        singles: The bucket of each word.
        pairs: The bucket of each pair of neighbours; one fewer than words.
        named: Values of the features with a name, 0 to 1, by their place in `NAMED`; those of 0 are left out.
    """

    words: list[str]
    singles: list[int]
    pairs: list[int]
    named: dict[int, float]


def features(sentence: str) -> Features:
    """Looks at one sentence, at most at its first 2,000 letters."""
    sentence = sentence[:_MOST_LETTERS]
    words: list[str] = []
    raw: list[str] = []
    inside = False
    for found in _WORD.finditer(sentence):
        word = found.group()
        known, mark = _known(word)
        words.append(mark if inside else known)
        raw.append(known)
        inside = True
    hashes = [_hash(word) for word in words]
    singles = [number % BUCKETS for number in hashes]
    pairs = [(first * _NEXT + second & 0xFFFFFFFF) >> 16 for first, second in pairwise(hashes)]
    return Features(words, singles, pairs, _named(sentence, raw, words))


@lru_cache(maxsize=65_536)
def _known(word: str) -> tuple[str, str]:
    """A word as compared at the start of a sentence, and inside one."""
    if word[0].isdigit():
        return NUMBER, NUMBER
    folded = fold(word)
    if folded.endswith("'s"):
        folded = folded[:-2]
    is_name = word[0].isupper() and word != "I" and not word.startswith(("I'", "I’")) and folded not in POLITICAL
    return folded, NAME if is_name else folded


@lru_cache(maxsize=65_536)
def _hash(word: str) -> int:
    return crc32(word.encode("utf-8", "surrogatepass"))


class _Traits(NamedTuple):
    """What a word tells by itself: places of the lists that have it, places of its endings, whether it ends in -ly."""

    lists: tuple[int, ...]
    shapes: tuple[int, ...]
    adverb: bool


@lru_cache(maxsize=65_536)
def _traits(word: str) -> _Traits:
    """Looks a word up; a hyphenated one also counts by its parts."""
    parts = {word, *word.split("-")}
    size = len(word)
    ending = {
        "-est, most, more": word in ("more", "most", "less", "least") or (word.endswith("est") and size > 5),
        "past tense": word.endswith("ed") and size > 4,
        "a word in -ous, -ful, -less or -ible": word.endswith(("ous", "ful", "less", "ible")) and size > 5,
        "a word in -ism, -ist or -ists": word.endswith(("ism", "ist", "ists")) and size > 5,
    }
    return _Traits(
        tuple(_PLACE[name] for name, listed in LISTS.items() if not parts.isdisjoint(listed)),
        tuple(_PLACE[name] for name, holds in ending.items() if holds),
        word.endswith("ly") and size > 4 and word not in _NO_ADVERB,
    )


def _named(sentence: str, raw: list[str], words: list[str]) -> dict[int, float]:
    values: dict[int, float] = {}
    adverbs = 0
    for word in raw:
        lists, shapes, adverb = _traits(word)
        for place in lists:
            values[place] = min(1.0, values.get(place, 0.0) + 0.5)
        for place in shapes:
            values[place] = 1.0
        adverbs += adverb
    quoted = sum(end - start for start, end in quotations(sentence)) if _has_quote(sentence) else 0
    numbers, names = words.count(NUMBER), words.count(NAME)
    first = raw[0] if raw else ""
    to_reader, to_others = _duty(raw)
    holds = {
        "a question": "?" in sentence,
        "an exclamation": "!" in sentence,
        "a quotation": quoted > 0,
        "a quotation with its speaker": quoted > 0 and _PLACE["words of saying"] in values,
        "mostly quotation": quoted * 2 > len(sentence),
        "numbers": numbers > 0,
        "two numbers or more": numbers > 1,
        "names": names > 0,
        "three names or more": names > 2,
        "eight words or fewer": len(words) <= 8,
        "over 25 words": len(words) > 25,
        "an opening such as But, So or Why": first in _OPENS,
        "an opening such as It is or There is": first in _THIS and len(raw) > 1 and raw[1] in _AFTER_IT,
        "you should, you must": to_reader,
        "we should, they must": to_others,
        "a word in -ly": adverbs > 0,
        "two words in -ly": adverbs > 1,
        "a dash or a semicolon": ";" in sentence or "—" in sentence or " – " in sentence or " - " in sentence,
        "no name and no number": not numbers and not names,
    }
    for name, held in holds.items():
        if held:
            values[_PLACE[name]] = 1.0
    return values


def _has_quote(sentence: str) -> bool:
    return any(mark in sentence for mark in "\"“”«'‘’")


def _duty(raw: list[str]) -> tuple[bool, bool]:
    """Whether the reader should or must do something, and whether anybody else."""
    to_reader = to_others = False
    for before, after in pairwise(raw):
        if after in _DUTY:
            if before in _READERS:
                to_reader = True
            else:
                to_others = True
    return to_reader, to_others
