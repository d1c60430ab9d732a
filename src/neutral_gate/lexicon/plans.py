"""Patterns as plain data, and which of them could match some words; `sweep` finds where they do."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from typing import Any

WORD, WORDS, NOT, ANY, ROW, CHOICE, OPTIONAL, GAP, EDGE = range(9)
"""What a step is: a word, one of some words, none of some words, any word, one after the other, any one of, perhaps,
up to so many words, the sentence's beginning or end."""
Step = tuple[Any, ...]
"""A kind and what belongs to it. `WORDS` and `NOT` have words, words that need a capital, and keys of lists and
classes. `ROW` has its steps, and sets of words and classes, the rarest first, of each of which one must be there."""

Entry = tuple[Sequence[str], Sequence[int], Sequence[int]]
"""What hangs on a word: the lists that have it as a single word, and the phrases and the patterns that may need it."""


class Patterns:
    """Patterns, and the word lists that they name.

    Args:
        entry: What hangs on a word, or None.
        others: Numbers of the phrases and of the patterns that need no word.
        pattern: Gives a pattern by its number.
        phrase: Gives a phrase of a list by its number.
        firsts: By the key of a list, the number of its first phrase, and of the first of the next list.
    """

    def __init__(
        self,
        entry: Callable[[str], Entry | None],
        others: tuple[Sequence[int], Sequence[int]],
        pattern: Callable[[int], Step],
        phrase: Callable[[int], Step],
        firsts: Mapping[str, tuple[int, int]],
    ) -> None:
        self._entry = entry
        self._others = others
        self._firsts = firsts
        self._phrase = phrase
        self.pattern = pattern

    def among(self, words: Iterable[str]) -> Possible:
        """What could match where these words and classes stand."""
        single: dict[str, list[str]] = {}
        phrases, patterns = map(set, self._others)
        entry = self._entry
        for word in words:
            found = entry(word)
            if found is not None:
                for key in found[0]:
                    single.setdefault(key, []).append(word)
                phrases.update(found[1])
                patterns.update(found[2])
        return Possible(patterns, single, sorted(phrases), self._phrase, self._firsts)


class Possible:
    """Patterns, words and phrases that could stand in some sentences: no other can.

    Args:
        patterns: The numbers of the patterns.
        words: The single words of lists, by the key of their list.
        numbers: Numbers of phrases, in order.
        phrase: As for `Patterns`.
        firsts: As for `Patterns`.
    """

    def __init__(
        self,
        patterns: Set[int],
        words: Mapping[str, Sequence[str]],
        numbers: Sequence[int],
        phrase: Callable[[int], Step],
        firsts: Mapping[str, tuple[int, int]],
    ) -> None:
        self.patterns = patterns
        self._words = words
        self._numbers = numbers
        self._phrase = phrase
        self._firsts = firsts

    def words(self, key: str) -> Sequence[str]:
        """The single words of a list."""
        return self._words.get(key, ())

    def phrases(self, key: str) -> list[Step]:
        """The phrases of a list."""
        first, after = self._firsts.get(key, (0, 0))
        start = bisect_left(self._numbers, first)
        return [self._phrase(number) for number in self._numbers[start : bisect_left(self._numbers, after, start)]]
