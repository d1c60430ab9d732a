"""Many patterns as one automaton over tokens: one pass over a sentence, in time linear in its length.

States are built once (Thompson's construction, closures taken at build time). A run keeps for every live state the
earliest token that it began at, so a match has both its ends. Nothing backtracks, so no pattern can hang the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.text import Token

Spans = Mapping[int, Sequence[tuple[str, int]]]
"""Phrases found before: for the token that one starts at, the key it answers to and the token after its last."""

_START, _SENTENCE_START = 0, 1


@dataclass(slots=True)
class _Draft:
    """A state while it is being built: where keys and any token lead, empty steps, and which patterns end here."""

    edges: dict[str, list[int]] = field(default_factory=dict)
    negated: list[tuple[frozenset[str], int]] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    at_start: list[int] = field(default_factory=list)
    at_end: list[int] = field(default_factory=list)
    accepts: list[int] = field(default_factory=list)


class _State(NamedTuple):
    """A state without empty steps."""

    edges: dict[str, tuple[int, ...]]
    negated: tuple[tuple[frozenset[str], int], ...]
    free: tuple[int, ...]
    accepts: tuple[int, ...]
    accepts_at_end: tuple[int, ...]


class Match(NamedTuple):
    """Pattern number `pattern` matched the tokens from `start` to `end` (exclusive)."""

    start: int
    end: int
    pattern: int


class Builder:
    """Collects patterns; `finish` makes the automaton."""

    def __init__(self) -> None:
        self._states = [_Draft(), _Draft()]

    def add(self, node: Node, pattern: int) -> None:
        """Adds a pattern; its number comes back in its matches."""
        final = self._new()
        self._states[final].accepts.append(pattern)
        self._states[_START].empty.append(self._build(node, final))

    def finish(self) -> Automaton:
        """The automaton: closures over empty steps taken, states that nothing leads to left out."""
        numbers = {_START: 0, _SENTENCE_START: 1}
        reached = [_START, _SENTENCE_START]
        closed: list[_State] = []
        for number in reached:
            state = self._closed(number, number == _SENTENCE_START)
            closed.append(state)
            for target in _targets(state):
                if target not in numbers:
                    numbers[target] = len(reached)
                    reached.append(target)
        return Automaton([_renumbered(state, numbers) for state in closed])

    def _new(self) -> int:
        self._states.append(_Draft())
        return len(self._states) - 1

    def _build(self, node: Node, after: int) -> int:
        """Builds the states of a node that go on to state `after`; returns where they begin."""
        if isinstance(node, SequenceNode):
            for part in reversed(node.parts):
                after = self._build(part, after)
            return after
        entry = self._new()
        state = self._states[entry]
        if isinstance(node, Word):
            if node.negated:
                state.negated.append((node.keys, after))
            elif not node.keys:
                state.free.append(after)
            else:
                for key in node.keys:
                    state.edges.setdefault(f"={key}" if node.capital else key, []).append(after)
        elif isinstance(node, Choice):
            state.empty.extend(self._build(part, after) for part in node.parts)
        elif isinstance(node, Optional):
            state.empty.extend((self._build(node.part, after), after))
        elif isinstance(node, Edge):
            (state.at_end if node.end else state.at_start).append(after)
        elif isinstance(node, Gap):
            state.empty.append(after)
            previous = entry
            for _ in range(node.most):
                step = self._new()
                self._states[step].empty.append(after)
                self._states[previous].free.append(step)
                previous = step
        return entry

    def _closed(self, number: int, at_start: bool) -> _State:
        edges: dict[str, dict[int, None]] = {}
        negated: list[tuple[frozenset[str], int]] = []
        free: dict[int, None] = {}
        accepts: dict[int, None] = {}
        at_end: dict[int, None] = {}
        for each in self._closure(_START if at_start else number, at_start):
            source = self._states[each]
            for key, targets in source.edges.items():
                edges.setdefault(key, {}).update(dict.fromkeys(targets))
            negated.extend(source.negated)
            free.update(dict.fromkeys(source.free))
            accepts.update(dict.fromkeys(source.accepts))
            for end in source.at_end:
                for final in self._closure(end, False):
                    at_end.update(dict.fromkeys(self._states[final].accepts))
        return _State(
            {key: tuple(targets) for key, targets in edges.items()},
            tuple(negated),
            tuple(free),
            tuple(accepts),
            (*accepts, *at_end),
        )

    def _closure(self, number: int, at_start: bool) -> list[int]:
        seen = [number]
        known = {number}
        for each in seen:
            state = self._states[each]
            for following in (*state.empty, *(state.at_start if at_start else ())):
                if following not in known:
                    known.add(following)
                    seen.append(following)
        return seen


class Automaton:
    """Patterns, ready to run over sentences."""

    def __init__(self, states: Sequence[_State]) -> None:
        self._states = states

    def __len__(self) -> int:
        return len(self._states)

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
        ahead: list[dict[int, int]] = [{} for _ in range(size + 1)]
        states = self._states
        for place in range(size):
            following = ahead[place + 1]
            its_keys, phrases = _at(place, keys, spans)
            for number, begun in (*ahead[place].items(), (_START if place else _SENTENCE_START, place)):
                edges, negated, free, _, _ = states[number]
                if edges:
                    for key in its_keys:
                        for target in edges.get(key, ()):
                            if following.get(target, size) > begun:
                                following[target] = begun
                    for key, end in phrases:  # one of a single token is among the keys too, and does no harm twice
                        beyond = ahead[end]
                        for target in edges.get(key, ()):
                            if beyond.get(target, size) > begun:
                                beyond[target] = begun
                for target in free:
                    if following.get(target, size) > begun:
                        following[target] = begun
                for not_keys, target in negated:
                    if not_keys.isdisjoint(its_keys) and following.get(target, size) > begun:
                        following[target] = begun
            ended: dict[int, int] = {}
            for number, begun in following.items():
                state = states[number]
                for pattern in state.accepts_at_end if place + 1 >= last else state.accepts:
                    if ended.get(pattern, size) > begun:
                        ended[pattern] = begun
            for pattern, begun in ended.items():
                found[pattern, begun] = place + 1
        return sorted(Match(start, end, pattern) for (pattern, start), end in found.items())

    def run_all(self, tokens: Sequence[Token], keys: Sequence[Iterable[str]], spans: Spans) -> set[Match]:
        """Every stretch that any pattern matches, also those inside or beside another. For short phrases only."""
        found: set[Match] = set()
        size, last = len(tokens), _without_marks(tokens)
        ahead: list[dict[int, set[int]]] = [{} for _ in range(size + 1)]
        for place in range(size):
            start = (_START if place else _SENTENCE_START, {place})
            its_keys, phrases = _at(place, keys, spans)
            for number, begun in (*ahead[place].items(), start):
                state = self._states[number]
                steps = [(target, place + 1) for target in state.free]
                if state.edges:
                    steps += [(target, place + 1) for key in its_keys for target in state.edges.get(key, ())]
                    steps += [(target, end) for key, end in phrases for target in state.edges.get(key, ())]
                steps += [(target, place + 1) for key, target in state.negated if key.isdisjoint(its_keys)]
                for target, end in steps:
                    ahead[end].setdefault(target, set()).update(begun)
            for number, begun in ahead[place + 1].items():
                state = self._states[number]
                for pattern in state.accepts_at_end if place + 1 >= last else state.accepts:
                    found.update(Match(first, place + 1, pattern) for first in begun)
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


def _targets(state: _State) -> Iterable[int]:
    for targets in state.edges.values():
        yield from targets
    yield from state.free
    for _, target in state.negated:
        yield target


def _renumbered(state: _State, numbers: Mapping[int, int]) -> _State:
    return _State(
        {key: tuple(numbers[target] for target in targets) for key, targets in state.edges.items()},
        tuple((keys, numbers[target]) for keys, target in state.negated),
        tuple(numbers[target] for target in state.free),
        state.accepts,
        state.accepts_at_end,
    )
