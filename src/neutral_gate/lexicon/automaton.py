"""All patterns of a lexicon as one automaton over tokens: one pass over a sentence, in time linear in its length.

States are built once (Thompson's construction, closures taken at build time); a run keeps for every live state the
earliest token that it began at, so a match has both its ends. Nothing backtracks, so no pattern can hang the gate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.model import UsageError
from neutral_gate.text import Token

ANY = "*"


@dataclass(slots=True)
class _State:
    """A state: where each key leads, where any token leads, and which patterns end here."""

    edges: dict[str, list[int]] = field(default_factory=dict)
    special: list[tuple[Word, int]] = field(default_factory=list)
    free: list[int] = field(default_factory=list)
    empty: list[int] = field(default_factory=list)
    at_start: list[int] = field(default_factory=list)
    at_end: list[int] = field(default_factory=list)
    accepts: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """Pattern number `pattern` matched the tokens from `start` to `end` (exclusive)."""

    start: int
    end: int
    pattern: int


class Automaton:
    """The patterns of a lexicon, ready to run.

    Args:
        classes: Word lists by class name; a class that is not in it is one that tokens carry.
    """

    def __init__(self, classes: Mapping[str, Node] | None = None) -> None:
        self._classes = {} if classes is None else classes  # filled later by the caller, so never copied
        self._states: list[_State] = [_State(), _State()]  # 0: the start; 1: the start at a sentence's beginning
        self._open: set[str] = set()  # word lists being built, to catch one that names itself
        self._ready = False

    def add(self, node: Node, pattern: int) -> None:
        """Adds a pattern; its number comes back in its matches."""
        final = self._new()
        self._states[final].accepts.append(pattern)
        entry = self._build(node, final)
        self._states[0].empty.append(entry)
        self._ready = False

    def _new(self) -> int:
        self._states.append(_State())
        return len(self._states) - 1

    def _build(self, node: Node, after: int) -> int:
        """Builds the states of a node that go on to state `after`; returns where they begin."""
        if isinstance(node, Word):
            name = next(iter(node.keys), "")
            if name.startswith("{") and not node.negated and name[1:-1] in self._classes:
                return self._build_class(name[1:-1], after)
            entry = self._new()
            state = self._states[entry]
            if node.negated:
                state.special.append((self._spelt(node), after))
            elif not node.keys:
                state.free.append(after)
            for key in () if node.negated else node.keys:
                state.edges.setdefault(f"={key}" if node.capital else key, []).append(after)
            return entry
        if isinstance(node, SequenceNode):
            for part in reversed(node.parts):
                after = self._build(part, after)
            return after
        entry = self._new()
        state = self._states[entry]
        if isinstance(node, Choice):
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

    def _build_class(self, name: str, after: int) -> int:
        if name in self._open:
            raise UsageError(f"The word list {name} names itself.", "Take its own name out of it.")
        self._open.add(name)
        entry = self._build(self._classes[name], after)
        self._open.discard(name)
        return entry

    def _spelt(self, word: Word) -> Word:
        """A negated class that is a word list becomes its words; only its single words can be meant."""
        keys: set[str] = set()
        for key in word.keys:
            listed = self._classes.get(key[1:-1]) if key.startswith("{") else None
            keys |= _single_words(listed) if listed is not None else {key}
        return Word(frozenset(keys), negated=True)

    def finish(self) -> None:
        """Takes every state's closure over empty steps, so that a run never follows one. A run does it on first need."""
        originals = self._states
        closed: list[_State] = []
        for number, state in enumerate(originals):
            at_start = number == 1
            seen = self._closure(0 if at_start else number, at_start)
            merged = _State()
            for each in seen:
                source = originals[each]
                for key, targets in source.edges.items():
                    merged.edges.setdefault(key, []).extend(targets)
                merged.special.extend(source.special)
                merged.free.extend(source.free)
                merged.accepts.extend(source.accepts)
                merged.at_end.extend(source.at_end)
            closed.append(merged if len(seen) > 1 or at_start else state)
        self._closed = closed
        self._ready = True

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

    def run(self, tokens: Sequence[Token], keys: Sequence[Iterable[str]]) -> list[Match]:
        """Every match in one sentence: for each place where a pattern ends the earliest start, then the longest of each.

        Args:
            tokens: The sentence's tokens.
            keys: For each token the keys that it answers to: its folded text, that with "=" before it where it has a
                capital, and its classes in curly brackets.
        """
        if not self._ready:
            self.finish()
        found: dict[tuple[int, int], int] = {}
        last = len(tokens)
        while last and tokens[last - 1].kind == "mark":
            last -= 1
        live: dict[int, int] = {}
        states = self._closed
        for place in range(len(tokens)):
            following: dict[int, int] = {}
            for number, begun in (*live.items(), (1 if place == 0 else 0, place)):
                state = states[number]
                if state.edges:
                    edges = state.edges
                    for key in keys[place]:
                        for target in edges.get(key, ()):
                            if following.get(target, place + 1) > begun:
                                following[target] = begun
                for target in state.free:
                    if following.get(target, place + 1) > begun:
                        following[target] = begun
                for word, target in state.special:
                    if word.keys.isdisjoint(keys[place]) and following.get(target, place + 1) > begun:
                        following[target] = begun
            live = following
            ended: dict[int, int] = {}
            for number, begun in live.items():
                state = states[number]
                if state.at_end and place + 1 >= last:
                    accepts = [*state.accepts, *(each for end in state.at_end for each in states[end].accepts)]
                else:
                    accepts = state.accepts
                for pattern in accepts:
                    ended[pattern] = min(begun, ended.get(pattern, begun))
            for pattern, begun in ended.items():
                found[pattern, begun] = place + 1
        return sorted(Match(start, end, pattern) for (pattern, start), end in found.items())


def _single_words(node: Node) -> frozenset[str]:
    if isinstance(node, Word):
        return node.keys
    if isinstance(node, Choice):
        return frozenset().union(*(_single_words(part) for part in node.parts))
    return frozenset()
