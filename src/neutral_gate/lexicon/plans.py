"""Patterns as plain data, ready to be swept for; see `sweep`."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from neutral_gate.lexicon.common_words import chance_of
from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode

WORD, WORDS, NOT, ANY, ROW, CHOICE, OPTIONAL, GAP, EDGE = range(9)
"""What a step is: a word, one of some words, none of some words, any word, one after the other, any one of, perhaps,
up to so many words, the sentence's beginning or end."""
Step = tuple[Any, ...]
"""A kind and what belongs to it. `WORDS` and `NOT` have words, words that need a capital, and keys of lists and
classes. `ROW` has its steps, and sets of words and classes, the rarest first, of each of which one must be there."""
_FORMS = frozenset({"{capital}", "{word}"})
"""Classes that no token is listed under."""


def plan(node: Node) -> Step:
    """A pattern as plain data."""
    match node:
        case Word(keys, negated, capital):
            if not keys:
                return (ANY,)
            plain = frozenset(key for key in keys if not _is_key(key))
            others = tuple(sorted(keys - plain))
            if len(plain) == len(keys) == 1 and not (negated or capital):
                return (WORD, *plain)
            return (NOT if negated else WORDS, *((frozenset(), plain) if capital else (plain, frozenset())), others)
        case SequenceNode(parts):
            needs = {words for words in map(needed, parts) if words is not None}
            return (ROW, tuple(map(plan, parts)), tuple(sorted(needs, key=_weight)))
        case Choice(parts):
            return _choice(list(map(plan, parts)))
        case Optional(part):
            return (OPTIONAL, plan(part))
        case Gap(most):
            return (GAP, most)
        case Edge(end):
            return (EDGE, end)


def needed(node: Node) -> frozenset[str] | None:
    """Words and classes of which one must stand for a node to match, the rarest there are; None where none must."""
    match node:
        case Word(keys, negated, _):
            known = keys and not negated and not any(key in _FORMS or (_is_key(key) and key[0] == "<") for key in keys)
            return keys if known else None
        case SequenceNode(parts):
            found = [words for words in map(needed, parts) if words is not None]
            return min(found, key=_weight, default=None)
        case Choice(parts):
            each = [needed(part) for part in parts]
            return None if None in each else frozenset().union(*(words for words in each if words is not None))
    return None


class Index:
    """Patterns by the words that they need, so that those that cannot match are not even looked at.

    Args:
        plans: What `index` made.
    """

    def __init__(self, plans: tuple[Mapping[str, Sequence[int]], Sequence[int]]) -> None:
        self._by_word, self._others = plans

    def among(self, words: Mapping[str, object]) -> set[int]:
        """The numbers of patterns that could match where these words and classes stand."""
        found = set(self._others)
        by_word = self._by_word
        for word in by_word.keys() & words.keys():
            found.update(by_word[word])
        return found


def index(nodes: Iterable[Node]) -> tuple[dict[str, tuple[int, ...]], list[int]]:
    """Numbers of patterns by word or class, and those of patterns that need none, as plain data for `Index`."""
    by_word: dict[str, list[int]] = {}
    others: list[int] = []
    for number, node in enumerate(nodes):
        words = needed(node)
        if words is None:
            others.append(number)
        for word in words or ():
            by_word.setdefault(word, []).append(number)
    return {word: tuple(numbers) for word, numbers in by_word.items()}, others


class WordLists:
    """The word lists of a lexicon.

    Args:
        vocabulary: Keys of lists by single word.
        firsts: By the key of a list, the number of its first phrase, and of the first of the next list.
        index: All phrases by what they need.
        phrase: Gives a phrase by its number.
    """

    def __init__(
        self,
        vocabulary: Mapping[str, Sequence[str]],
        firsts: Mapping[str, tuple[int, int]],
        index: tuple[Mapping[str, Sequence[int]], Sequence[int]],
        phrase: Callable[[int], Step],
    ) -> None:
        self._vocabulary = vocabulary
        self._firsts = firsts
        self._index = Index(index)
        self._phrase = phrase

    def among(self, words: Mapping[str, object]) -> Lists:
        """What of the lists could stand where these words do."""
        single: dict[str, list[str]] = {}
        vocabulary = self._vocabulary
        for word in vocabulary.keys() & words.keys():
            for key in vocabulary[word]:
                single.setdefault(key, []).append(word)
        return Lists(single, sorted(self._index.among(words)), self._firsts, self._phrase)


class Lists:
    """What of the word lists could stand in some sentences.

    Args:
        words: The single words that do, by the key of their list.
        numbers: Numbers of phrases, in order.
        firsts: As for `WordLists`.
        phrase: As for `WordLists`.
    """

    def __init__(
        self,
        words: Mapping[str, Sequence[str]],
        numbers: Sequence[int],
        firsts: Mapping[str, tuple[int, int]],
        phrase: Callable[[int], Step],
    ) -> None:
        self._words = words
        self._numbers = numbers
        self._firsts = firsts
        self._phrase = phrase

    def words(self, key: str) -> Sequence[str]:
        """The single words of a list."""
        return self._words.get(key, ())

    def phrases(self, key: str) -> list[Step]:
        """The phrases of a list."""
        first, after = self._firsts.get(key, (0, 0))
        start = bisect_left(self._numbers, first)
        return [self._phrase(number) for number in self._numbers[start : bisect_left(self._numbers, after, start)]]


def _choice(steps: Sequence[Step]) -> Step:
    """Any one of some steps; those of single words become one."""
    words, capitals, keys = frozenset[str](), frozenset[str](), dict[str, None]()
    others = []
    for step in steps:
        if step[0] == WORD:
            words |= {step[1]}
        elif step[0] == WORDS:
            words, capitals = words | step[1], capitals | step[2]
            keys |= dict.fromkeys(step[3])
        else:
            others.append(step)
    single = (WORDS, words, capitals, tuple(keys))
    if len(others) == len(steps):
        return (CHOICE, tuple(others))
    return (CHOICE, (single, *others)) if others else single


def _is_key(key: str) -> bool:
    return len(key) > 1 and key[0] in "{<" and key[-1] in "}>"


def _weight(words: frozenset[str]) -> tuple[float, list[str]]:
    return sum(map(chance_of, words)), sorted(words)
