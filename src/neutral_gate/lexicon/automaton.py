"""Patterns as an automaton over tokens: one pass over a sentence, in time linear in its length.

A run keeps for every live state the earliest token that it began at, so a match has both its ends. Nothing backtracks,
so no pattern can hang the gate. `builder` makes the states.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from neutral_gate.text import Token

Spans = Mapping[int, Sequence[tuple[str, int]]]
"""Phrases found before: for the token that one starts at, the key it answers to and the token after its last."""
State = tuple[
    dict[str, tuple[int, ...]],
    tuple[tuple[frozenset[str], int], ...],
    tuple[int, ...],
    tuple[int, ...],
    tuple[int, ...],
]
"""A state without empty steps, as plain data: where keys lead, where any token but some leads, where any token leads,
the patterns that end here, and those that end here at the end of a sentence."""


START, SENTENCE_START = 0, 1
"""The states where a pattern begins, and where one begins at a sentence's start."""


class Match(NamedTuple):
    """Pattern number `pattern` matched the tokens from `start` to `end` (exclusive)."""

    start: int
    end: int
    pattern: int


class Automaton:
    """Patterns, ready to run over sentences.

    Args:
        states: Their states; the first is where a pattern begins, the second where one begins at a sentence's start.
    """

    def __init__(self, states: Sequence[State]) -> None:
        self.states = states

    def __len__(self) -> int:
        return len(self.states)

    def run(self, tokens: Sequence[Token], keys: Sequence[Iterable[str]], spans: Spans | None = None) -> list[Match]:
        """Every match in one sentence: for each end of a pattern its earliest start, and of those the longest.

        Args:
            tokens: The sentence's tokens.
            keys: For each token the keys that it answers to: its folded text, that with "=" before it where it has a
                capital, and its classes in curly brackets.
            spans: Phrases that answer to a key like a single token.
        """
        found: dict[tuple[int, int], int] = {}
        size, last = len(tokens), _without_marks(tokens)
        spans = spans or {}
        ahead: list[dict[int, int] | None] = [None] * (size + 1)
        states = self.states
        for place in range(size):
            its_keys, phrases = _at(place, keys, spans)
            following = ahead[place + 1]
            live = ahead[place]
            if live is None:
                live = {}
            for number, begun in (*live.items(), (START if place else SENTENCE_START, place)):
                edges, negated, free, _, _ = states[number]
                if edges:
                    for key in edges.keys() & its_keys:
                        if following is None:
                            following = {}
                        for target in edges[key]:
                            if following.get(target, size) > begun:
                                following[target] = begun
                    for key, end in phrases:  # one of a single token is among the keys too, and does no harm twice
                        targets = edges.get(key)
                        if targets is not None:
                            if end == place + 1:
                                beyond = following = {} if following is None else following
                            else:
                                beyond = ahead[end] = ahead[end] or {}
                            for target in targets:
                                if beyond.get(target, size) > begun:
                                    beyond[target] = begun
                if free or negated:
                    if following is None:
                        following = {}
                    for target in free:
                        if following.get(target, size) > begun:
                            following[target] = begun
                    for not_keys, target in negated:
                        if not_keys.isdisjoint(its_keys) and following.get(target, size) > begun:
                            following[target] = begun
            if following:
                ahead[place + 1] = following
                ended: dict[int, int] = {}
                for number, begun in following.items():
                    state = states[number]
                    for pattern in state[4] if place + 1 >= last else state[3]:
                        if ended.get(pattern, size) > begun:
                            ended[pattern] = begun
                for pattern, begun in ended.items():
                    found[pattern, begun] = place + 1
        return sorted(Match(start, end, pattern) for (pattern, start), end in found.items())

    def run_all(self, tokens: Sequence[Token], keys: Sequence[Iterable[str]], spans: Spans) -> set[Match]:
        """Every stretch that any pattern matches, also those inside or beside another. For short phrases only."""
        found: set[Match] = set()
        size, last = len(tokens), _without_marks(tokens)
        ahead: list[dict[int, set[int]] | None] = [None] * (size + 1)
        for place in range(size):
            its_keys, phrases = _at(place, keys, spans)
            live = ahead[place]
            if live is None:
                live = {}
            for number, begun in (*live.items(), (START if place else SENTENCE_START, {place})):
                edges, negated, free, _, _ = self.states[number]
                steps = [(target, place + 1) for target in free]
                if edges:
                    steps += [(target, place + 1) for key in edges.keys() & its_keys for target in edges[key]]
                    steps += [(target, end) for key, end in phrases for target in edges.get(key, ())]
                if negated:
                    steps += [(target, place + 1) for key, target in negated if key.isdisjoint(its_keys)]
                for target, end in steps:
                    beyond = ahead[end]
                    if beyond is None:
                        beyond = ahead[end] = {}
                    beyond.setdefault(target, set()).update(begun)
            for number, starts in (ahead[place + 1] or {}).items():
                state = self.states[number]
                for pattern in state[4] if place + 1 >= last else state[3]:
                    found.update(Match(first, place + 1, pattern) for first in starts)
        return found


def _at(place: int, keys: Sequence[Iterable[str]], spans: Spans) -> tuple[Iterable[str], Sequence[tuple[str, int]]]:
    """What one token answers to, and the longer phrases that start at it."""
    phrases = spans.get(place, ())
    if not phrases:
        return keys[place], ()
    return (*keys[place], *(key for key, end in phrases if end == place + 1)), phrases


def _without_marks(tokens: Sequence[Token]) -> int:
    """The number of tokens up to the sentence's closing marks."""
    last = len(tokens)
    while last and tokens[last - 1].kind == "mark":
        last -= 1
    return last
