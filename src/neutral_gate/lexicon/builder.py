"""Builds the states of an automaton from patterns: Thompson's construction, closures taken at build time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from neutral_gate.lexicon.automaton import SENTENCE_START, START, Automaton, State
from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode


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


class Builder:
    """Collects patterns; `finish` makes the automaton."""

    def __init__(self) -> None:
        self._states = [_Draft(), _Draft()]

    @staticmethod
    def single(node: Node, pattern: int) -> Automaton:
        """The automaton of one pattern."""
        builder = Builder()
        builder.add(node, pattern)
        return builder.finish()

    def add(self, node: Node, pattern: int) -> None:
        """Adds a pattern; its number comes back in its matches."""
        final = self._new()
        self._states[final].accepts.append(pattern)
        self._states[START].empty.append(self._build(node, final))

    def finish(self) -> Automaton:
        """The automaton: closures over empty steps taken, states that nothing leads to left out."""
        numbers = {START: 0, SENTENCE_START: 1}
        reached = [START, SENTENCE_START]
        closed: list[State] = []
        for number in reached:
            state = self._closed(number, number == SENTENCE_START)
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

    def _closed(self, number: int, at_start: bool) -> State:
        edges: dict[str, dict[int, None]] = {}
        negated: list[tuple[frozenset[str], int]] = []
        free: dict[int, None] = {}
        accepts: dict[int, None] = {}
        at_end: dict[int, None] = {}
        for each in self._closure(START if at_start else number, at_start):
            source = self._states[each]
            for key, targets in source.edges.items():
                edges.setdefault(key, {}).update(dict.fromkeys(targets))
            negated.extend(source.negated)
            free.update(dict.fromkeys(source.free))
            accepts.update(dict.fromkeys(source.accepts))
            for end in source.at_end:
                for final in self._closure(end, False):
                    at_end.update(dict.fromkeys(self._states[final].accepts))
        return (
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


def _targets(state: State) -> Iterable[int]:
    edges, negated, free, _, _ = state
    for targets in edges.values():
        yield from targets
    yield from free
    for _, target in negated:
        yield target


def _renumbered(state: State, numbers: Mapping[int, int]) -> State:
    edges, negated, free, accepts, accepts_at_end = state
    return (
        {key: tuple(numbers[target] for target in targets) for key, targets in edges.items()},
        tuple((keys, numbers[target]) for keys, target in negated),
        tuple(numbers[target] for target in free),
        accepts,
        accepts_at_end,
    )
