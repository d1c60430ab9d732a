"""Shapes of names: patterns that know the classes of names, but no word lists, and give tokens a class."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from neutral_gate.lexicon.plans import Patterns
from neutral_gate.lexicon.sweep import Layout, Sweep


class Shape(NamedTuple):
    """Where the form of a name stands in a sentence: its first token, the one after its last, and its class."""

    start: int
    end: int
    name: str


class Shapes:
    """Patterns by class.

    Args:
        patterns: Patterns by the class that they give.
    """

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        from neutral_gate.lexicon.pattern import parse
        from neutral_gate.lexicon.planner import planned

        nodes = [(name, parse(shape, f"shapes.yaml, {name}")) for name, shapes in patterns.items() for shape in shapes]
        self._names = [name for name, _ in nodes]
        self._plans = planned([node for _, node in nodes], {})
        self._patterns: Patterns | None = None

    def found(self, layout: Layout) -> dict[int, list[Shape]]:
        """Every shape in each sentence that has one, in order, by the sentence's number."""
        if self._patterns is None:
            self._patterns = self._plans.ready()
        sweep = Sweep(layout, self._patterns)
        found: dict[int, list[Shape]] = {}
        for number in sorted(sweep.possible):
            for sentence, places in sweep.sentences(number).items():
                found.setdefault(sentence, []).extend(Shape(*place, self._names[number]) for place in places)
        for shapes in found.values():
            shapes.sort()
        return found
