"""One sentence and the patterns that match it, each looked for when somebody asks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neutral_gate.lexicon.compiled import Compiled
from neutral_gate.lexicon.phrases import Phrases
from neutral_gate.lexicon.screen import Words
from neutral_gate.text import Token

Places = Sequence[tuple[int, int]]


class Matches:
    """Where patterns match a sentence.

    Args:
        tokens: Its tokens, names merged.
        compiled: The patterns.
        words: What could stand in the sentence; None to look for every pattern.
    """

    __slots__ = ("_compiled", "_found", "_keys", "_phrases", "_tokens", "_words")

    def __init__(self, tokens: Sequence[Token], compiled: Compiled, words: Words | None) -> None:
        self._tokens = tokens
        self._compiled = compiled
        self._words = words
        self._found: dict[int, Places] = {}
        self._keys: Sequence[Iterable[str]] | None = None
        self._phrases: Phrases | None = None

    def places(self, pattern: int) -> Places:
        """Where a pattern matches, as ranges of tokens, in order."""
        found = self._found.get(pattern)
        if found is None:
            ruled_out = self._words is not None and not self._words.may_hold(pattern)
            found = self._found[pattern] = () if ruled_out else self._run(pattern)
        return found

    def has(self, patterns: Iterable[int]) -> bool:
        """True where any of the patterns matches."""
        return any(map(self.places, patterns))

    def _run(self, pattern: int) -> Places:
        automaton, lists = self._compiled.pattern(pattern)
        if self._keys is None:
            self._keys = [self._compiled.word_lists.keys(token) for token in self._tokens]
        spans = None
        if lists:
            if self._phrases is None:
                words, units = self._words, self._compiled.units.lists
                may_hold = (lambda number: True) if words is None else lambda number: words.may_hold(units[number])
                self._phrases = Phrases(self._compiled.word_lists, self._tokens, self._keys, may_hold)
            self._phrases.find(lists)
            spans = self._phrases.spans
        return [(match.start, match.end) for match in automaton.run(self._tokens, self._keys, spans)]
