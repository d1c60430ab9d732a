"""Word lists (classes) at work: which words and phrases of a sentence belong to which list."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from neutral_gate.lexicon.automaton import Automaton
from neutral_gate.lexicon.keys import token_keys
from neutral_gate.text import Token


class WordLists:
    """All word lists of a lexicon, compiled.

    Args:
        vocabulary: Keys of lists by single word.
        names: The lists in order.
        record: By a list's number: the states of its phrases' automaton, and the numbers of the lists that they name.
    """

    def __init__(
        self, vocabulary: Mapping[str, tuple[str, ...]], names: Sequence[str], record: Callable[[int], Any]
    ) -> None:
        self._vocabulary = vocabulary
        self.names = names
        self._record = record
        self._automata: dict[int, tuple[Automaton, tuple[int, ...]]] = {}

    def keys(self, token: Token) -> tuple[str, ...]:
        """All that one token answers to: its text, its classes and the lists that hold it as a single word."""
        return (*token_keys(token), *self._vocabulary.get(token.text, ()))

    def spans(self, tokens: Sequence[Token], keys: Sequence[Iterable[str]]) -> dict[int, list[tuple[str, int]]]:
        """The phrases of all lists in a sentence: by the token that each starts at, its list's key and its end."""
        phrases = Phrases(self, tokens, keys)
        phrases.find(range(len(self.names)))
        return phrases.spans

    def automaton(self, number: int) -> tuple[Automaton, tuple[int, ...]]:
        """The phrases of a list, and the numbers of the lists that they name."""
        made = self._automata.get(number)
        if made is None:
            states, uses = self._record(number)
            made = self._automata[number] = Automaton(states), uses
        return made


class Phrases:
    """The phrases of word lists in one sentence, found when they are asked for.

    Args:
        lists: The word lists.
        tokens: The sentence.
        keys: What each token answers to.
        may_hold: Tells by a list's number whether anything of it could stand in the sentence.
    """

    __slots__ = ("_done", "_keys", "_lists", "_may_hold", "_tokens", "spans")

    def __init__(
        self,
        lists: WordLists,
        tokens: Sequence[Token],
        keys: Sequence[Iterable[str]],
        may_hold: Callable[[int], bool] = lambda number: True,
    ) -> None:
        self._lists = lists
        self._tokens = tokens
        self._keys = keys
        self._may_hold = may_hold
        self._done: set[int] = set()
        self.spans: dict[int, list[tuple[str, int]]] = {}

    def find(self, lists: Iterable[int]) -> None:
        """Finds the phrases of lists, and before them those of the lists that they name."""
        for number in lists:
            if number in self._done:
                continue
            self._done.add(number)
            if not self._may_hold(number):
                continue
            automaton, uses = self._lists.automaton(number)
            self.find(uses)
            key = f"<{self._lists.names[number]}>"
            for match in automaton.run_all(self._tokens, self._keys, self.spans):
                self.spans.setdefault(match.start, []).append((key, match.end))
