"""Scores sentences and whole texts, and says which words weighed most.

A text's score is the mean of the higher half of its sentences' scores: a page may be mild in part and still read like a
speech as a whole, but a single lively sentence does not make it one.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from neutral_gate.model.records import dataclass
from neutral_gate.scores.features import NAME, NAMED, NUMBER, Features, features
from neutral_gate.scores.weights import Head
from neutral_gate.scores.words import LISTS

FEWEST_SENTENCES = 6
FEWEST_WORDS = 60
"""A shorter text has no score of its own: too few words to tell a manner of writing from a chance."""
_SMALL = 8  # as the square root's floor: a sentence of three words shall not weigh its every word like a shout
_SHOWN_WORDS = 6
_SHOWN_SIGNS = 3
_DULL = (
    "a about after all also am an and any are as at be been being but by can could did do does for from had "
    "has have he her here him his how i if in into is it its just may me might more most my no nor not of on "
    "one only or other our out over own same she should so some such than that the their them then there "
    "these they this those to too under up upon us very was we were what when where which while who whom "
    "whose why will with would you your "
)
"""Words that join others; they weigh something, but tell a reader nothing."""
_IS_DULL = frozenset(_DULL.split())


@dataclass(frozen=True, slots=True)
class Scored:
    """The score of a text.

    Attributes:
        score: The mean of the higher half of its sentences' scores.
        sentences: The score of each sentence.
        upper: Indices of the higher half, the highest first.
    """

    score: float
    sentences: tuple[float, ...]
    upper: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Reasons:
    """What weighed most towards a high score, the heaviest first.

    Attributes:
        words: Words.
        signs: Names of other things, such as "a question".
    """

    words: tuple[str, ...]
    signs: tuple[str, ...]


def score_sentence(sentence: str, head: Head) -> float:
    """The score of one sentence by itself, in log odds."""
    return _score(features(sentence), head)


def is_long_enough(words: Sequence[int]) -> bool:
    """Whether sentences of so many words are together long enough to be scored as one text."""
    return len(words) >= FEWEST_SENTENCES and sum(words) >= FEWEST_WORDS


def score_sentences(sentences: Iterable[str], head: Head) -> Scored | None:
    """The score of a text by its sentences, or None where it is too short to say.

    Args:
        sentences: Its sentences, in order; those without a word are left out of the count.
        head: Which score.
    """
    seen = _seen(tuple(sentences))
    if not is_long_enough([len(each.words) for each in seen if each.words]):
        return None
    scores = tuple(_score(each, head) for each in seen)
    order = sorted((place for place, each in enumerate(seen) if each.words), key=lambda place: -scores[place])
    upper = tuple(order[: upper_half(len(order))])
    return Scored(sum(scores[place] for place in upper) / len(upper), scores, upper)


def reasons(sentences: Iterable[str], scored: Scored, head: Head) -> Reasons:
    """The words and other signs that weighed most in the higher half of a text that has been scored."""
    seen = _seen(tuple(sentences))
    return _reasons([seen[place] for place in scored.upper], head)


@lru_cache(maxsize=2)
def _seen(sentences: tuple[str, ...]) -> tuple[Features, ...]:
    """Both heads look at the same features of a text."""
    return tuple(features(sentence) for sentence in sentences)


def upper_half(number: int) -> int:
    """How many sentences the higher half of so many is."""
    return (number + 1) // 2


def gram_value(number: int) -> float:
    """What each different word or pair of a sentence with so many of them counts."""
    return float(max(number, _SMALL) ** -0.5)


def _score(seen: Features, head: Head) -> float:
    grams = {*seen.singles, *seen.pairs}
    numbers = head.buckets
    total = sum([numbers[gram] for gram in grams]) * head.scale * gram_value(len(grams))
    return head.bias + total + sum(value * head.named[place] for place, value in seen.named.items())


def _reasons(sentences: Sequence[Features], head: Head) -> Reasons:
    by_word: dict[str, float] = {}
    by_sign: dict[str, float] = {}
    listed = len(LISTS)
    for seen in sentences:
        value = head.scale * gram_value(len({*seen.singles, *seen.pairs}))
        for place, word in enumerate(seen.words):
            weight = head.buckets[seen.singles[place]] * value
            weight += sum(head.buckets[pair] for pair in seen.pairs[max(0, place - 1) : place + 1]) * value / 2
            weight += sum(head.named[number] / 2 for number in seen.named if number < listed and _has(number, word))
            if word not in _IS_DULL and word not in (NAME, NUMBER):
                by_word[word] = by_word.get(word, 0.0) + weight
        for number, amount in seen.named.items():
            name = NAMED[number]
            by_sign[name] = by_sign.get(name, 0.0) + amount * head.named[number]
    return Reasons(_most(by_word, _SHOWN_WORDS), _most(by_sign, _SHOWN_SIGNS))


def _has(number: int, word: str) -> bool:
    return word in LISTS[NAMED[number]]


def _most(weights: dict[str, float], number: int) -> tuple[str, ...]:
    """The names with the greatest weights above 0; of equal weights the first by the alphabet."""
    ranked = sorted((-weight, name) for name, weight in weights.items() if weight > 0)
    return tuple(name for _, name in ranked[:number])
