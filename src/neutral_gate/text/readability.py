"""How hard a text is to read: counts of sentences, words and syllables, and the well-known formulas over them.

Counting and scoring are apart. `read_sentences` and `count_texts` turn texts into counts and may be replaced by a
faster pass over arrays; `scores` knows nothing but the counts. Formulas and their sources are in docs/readability.md.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from neutral_gate.lazy import late
from neutral_gate.model import Block, Role
from neutral_gate.model.records import NamedTuple
from neutral_gate.text.sentences import sentences

FEWEST_WORDS = 100
"""Below this the formulas say nothing: Flesch made his for samples of 100 words."""
LONG_WORD = 6
"""A long word has more letters than this (Bjoernsson's readability index)."""
GRADE_TO_AGE = 5
"""A child in the first American grade is six years old."""
_REMEMBERED_LETTERS = 5_000
"""Longer texts are not kept in memory, so that a batch stays small."""
_PROSE = frozenset({Role.HEADING, Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})
_CHROME = frozenset({"nav", "footer"})
_ADDRESS = late(r"(?:https?://|www\.)\S+|(?<![\w.+-])[\w.+-]++@[\w.-]+\w|(?<!\w)[@#]\w+")
_WORD = late(r"[^\W_]+(?:[.,:'’&\u2010\u2011-][^\W_]+)*")
_SIGN = late(r"[A-Z][A-Z&]+(?:['’]?s)?|\D*\d.*")
_SPOKEN_ES = ("ces", "ges", "ses", "xes", "zes", "ches", "shes")


class Counts(NamedTuple):
    """What is counted in a text.

    Attributes:
        sentences: Sentences with at least one word.
        words: Words and numbers; a word with a hyphen or an apostrophe is one, web addresses and hashtags are none.
        syllables: Syllables of all words. A number or an abbreviation in capitals has one: it is taken in at a glance.
        letters: Letters and digits in words.
        long_words: Words of more than six letters.
        polysyllables: Words of three syllables or more.
        complex_words: Those of them that are no names, no compounds, and do not owe a syllable to -es, -ed or -ing.
        uncommon_words: Words that are not on the list of everyday words and no names, numbers or abbreviations.
    """

    sentences: int = 0
    words: int = 0
    syllables: int = 0
    letters: int = 0
    long_words: int = 0
    polysyllables: int = 0
    complex_words: int = 0
    uncommon_words: int = 0


class Stretch(NamedTuple):
    """One sentence: where it stands in its text, and its words."""

    start: int
    end: int
    words: Sequence[str]


def read_sentences(text: str) -> Sequence[Stretch]:
    """The sentences of a text that have a word, in order. The end of the text ends a sentence, full stop or not."""
    return _remembered(text) if len(text) <= _REMEMBERED_LETTERS else _read(text)


def count_texts(texts: Iterable[str]) -> list[Counts]:
    """Counts of each text."""
    return [_remembered_counts(text) if len(text) <= _REMEMBERED_LETTERS else _count_text(text) for text in texts]


def count_words(texts: Iterable[str]) -> int:
    """The number of words in texts, without looking into them."""
    return sum(len(stretch.words) for text in texts for stretch in read_sentences(text))


def total(counts: Iterable[Counts]) -> Counts:
    """The sum of counts."""
    columns = list(zip(*counts, strict=True))
    return Counts(*map(sum, columns)) if columns else Counts()


def prose(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that are read as running text: headings, paragraphs, list items and quotations in English.

    Titles (a page's heading says them again), cells, captions, labels and alternative texts are left out, and so are
    menus, footers, what is marked as another language, and calls of a template such as "{{ table({ ... }) }}".
    """
    return [
        block
        for block in blocks
        if block.role in _PROSE
        and (not block.lang or block.lang.lower().partition("-")[0] == "en")
        and _CHROME.isdisjoint(block.path)
        and not ("{{" in block.text and "({" in block.text)
    ]


def measures(blocks: Iterable[Block]) -> dict[str, float]:
    """Counts and scores of a draft's prose by name; empty where it has fewer than 100 words."""
    texts = [block.text for block in prose(blocks)]
    if count_words(texts) < FEWEST_WORDS:
        return {}
    counts = total(count_texts(texts))
    return {
        "words": float(counts.words),
        "sentences": float(counts.sentences),
        "words_per_sentence": round(counts.words / counts.sentences, 1),
        "syllables_per_word": round(counts.syllables / counts.words, 2),
        "long_words_percent": round(100 * counts.long_words / counts.words, 1),
        "uncommon_words_percent": round(100 * counts.uncommon_words / counts.words, 1),
        **{name: round(value, 1) for name, value in scores(counts).items()},
    }


def scores(counts: Counts) -> dict[str, float]:
    """The scores of the usual formulas, unrounded, by name; empty where there are fewer than 100 words.

    Flesch reading ease rises as the text gets easier (about 0 to 100). The others are American school grades, except
    the reading age, which is in years: the Flesch-Kincaid grade and five.
    """
    if counts.words < FEWEST_WORDS or not counts.sentences:
        return {}
    length = counts.words / counts.sentences
    weight = counts.syllables / counts.words
    letters = counts.letters / counts.words
    uncommon = 100 * counts.uncommon_words / counts.words
    kincaid = grade(counts)
    return {
        "flesch_reading_ease": 206.835 - 1.015 * length - 84.6 * weight,
        "flesch_kincaid_grade": kincaid,
        "reading_age": kincaid + GRADE_TO_AGE,
        "smog": 1.043 * math.sqrt(counts.polysyllables * 30 / counts.sentences) + 3.1291,
        "gunning_fog": 0.4 * (length + 100 * counts.complex_words / counts.words),
        "ari": 4.71 * letters + 0.5 * length - 21.43,
        "coleman_liau": 5.88 * letters - 29.6 / length - 15.8,
        "dale_chall_british": 0.1579 * uncommon + 0.0496 * length + (3.6365 if uncommon > 5 else 0),
    }


def grade(counts: Counts) -> float:
    """The Flesch-Kincaid grade. Of few words it is good only to order texts by it. At least one word is needed."""
    return 0.39 * counts.words / counts.sentences + 11.8 * counts.syllables / counts.words - 15.59


def hardest(counts: Sequence[Counts], fewest_words: int) -> int | None:
    """Index of the counts with the highest grade among those of at least so many words, or None."""
    ranked = [(grade(each), -place) for place, each in enumerate(counts) if each.words >= max(1, fewest_words)]
    return -max(ranked)[1] if ranked else None


def reading_age(found: Mapping[str, float]) -> int | None:
    """The reading age of some measures in whole years, or None where there is none."""
    age = found.get("reading_age")
    return None if age is None else max(GRADE_TO_AGE, round(age))


def _words(text: str) -> list[str]:
    if "@" in text or "#" in text or "://" in text or "www." in text:
        text = _ADDRESS.sub(" ", text)
    return _WORD.findall(text.replace("\u00ad", "") if "\u00ad" in text else text)


def _read(text: str) -> tuple[Stretch, ...]:
    found = []
    for start, end in sentences(text):
        words = _words(text[start:end])
        if words:
            found.append(Stretch(start, end, words))
    return tuple(found)


@lru_cache(maxsize=2_048)
def _remembered(text: str) -> tuple[Stretch, ...]:
    """The rules and the measures of one draft ask for the same blocks."""
    return _read(text)


@lru_cache(maxsize=2_048)
def _remembered_counts(text: str) -> Counts:
    return _count_text(text)


def _count_text(text: str) -> Counts:
    return total(_count(stretch.words) for stretch in read_sentences(text))


def _count(words: Sequence[str]) -> Counts:
    """Counts of one sentence."""
    sums = map(sum, zip(_of_word(words[0], True), *[_of_word(word, False) for word in words[1:]], strict=True))
    return Counts(1, len(words), *sums)


@lru_cache(maxsize=16_384)
def _of_word(word: str, first: bool) -> tuple[int, int, int, int, int, int]:
    """The counts of one word from `syllables` on; a capital says nothing where it is the first of its sentence."""
    # Needed for drafts only that are long enough for a score.
    from neutral_gate.text.everyday_words import is_everyday
    from neutral_gate.text.syllables import syllables

    size = len(word) if word.isalnum() else sum(map(str.isalnum, word))
    sign = _SIGN.fullmatch(word) is not None
    spoken = 1 if sign else syllables(word)
    hard = spoken > 2 and _is_complex(word, spoken, first)
    known = sign or (not first and word[0].isupper()) or is_everyday(word)
    return spoken, size, int(size > LONG_WORD), int(spoken > 2), int(hard), int(not known)


def _is_complex(word: str, spoken: int, first: bool) -> bool:
    """Whether Gunning's Fog index counts a word of three syllables or more."""
    if not word.isalpha() or (word[0].isupper() and not first):
        return False
    if spoken > 3:
        return True
    return not (word.endswith("ing") or word.endswith(("ted", "ded")) or word.endswith(_SPOKEN_ES))
