"""Patterns as plain data, and which of them could match some words; `sweep` finds where they do."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence, Set
from typing import TYPE_CHECKING, Any, NamedTuple

from neutral_gate.lexicon.sieve import Sieve

if TYPE_CHECKING:
    from neutral_gate.lexicon.sweep import Layout

WORD, WORDS, NOT, ANY, ROW, CHOICE, OPTIONAL, GAP, EDGE = range(9)
"""What a step is: a word, one of some words, none of some words, any word, one after the other, any one of, perhaps,
up to so many words, the sentence's beginning or end."""
Step = tuple[Any, ...]
"""A kind and what belongs to it. Sets of words and classes are numbers. `WORDS` and `NOT` have a set of words, one of
words that need a capital (or `NO_SET`), and keys of lists and classes. `ROW` has its steps, and sets, the rarest first,
of each of which a word must be there."""
NO_SET = -1
_FEW = 4_000
"""Words up to which a sieve is quicker: what it finds is less than what the words alone tell, but it looks at each."""

Entry = tuple[Sequence[int], Sequence[int]]
"""What may need a word: phrases of lists, and patterns."""


class Patterns(NamedTuple):
    """Patterns, and the word lists that they name.

    Attributes:
        pattern: Gives a pattern by its number.
        phrase: Gives a phrase of a list by its number.
        words: Gives a set of words by its number.
        lists: By the key of a list the set of its single words, the number of its first phrase, and that of the first
            of the next list.
        entry: What may need a word, or None.
        others: The phrases and the patterns that need no word.
        sieve: Tells which could match few sentences, where there are many patterns: first the patterns by their number,
            then the phrases.
        before: How many patterns the sieve has before the phrases.
    """

    pattern: Callable[[int], Step]
    phrase: Callable[[int], Step]
    words: Callable[[int], Set[str]]
    lists: Mapping[str, tuple[int, int, int]]
    entry: Callable[[str], Entry | None]
    others: Entry
    sieve: Sieve | None = None
    before: int = 0

    def among(self, layout: Layout) -> tuple[set[int], set[int]]:
        """The phrases and the patterns that could match some sentences: no other can."""
        if self.sieve is not None and layout.size <= _FEW:
            possible = self.sieve.among(layout.sentences)
            patterns = {number for number in possible if number < self.before}
            return {number - self.before for number in possible - patterns}, patterns
        phrases, patterns = map(set, self.others)
        for found in map(self.entry, layout.at):
            if found is not None:
                phrases.update(found[0])
                patterns.update(found[1])
        return phrases, patterns


class Planned(NamedTuple):
    """Patterns as plain data; the fields are those of `Patterns`."""

    patterns: Sequence[Step]
    phrases: Sequence[Step]
    words: Sequence[Set[str]]
    lists: Mapping[str, tuple[int, int, int]]
    entries: Mapping[str, Entry]
    others: Entry

    def ready(self) -> Patterns:
        """Ready to be swept for."""
        pattern, phrase, words = self.patterns.__getitem__, self.phrases.__getitem__, self.words.__getitem__
        return Patterns(pattern, phrase, words, self.lists, self.entries.get, self.others)
