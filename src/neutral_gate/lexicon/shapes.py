"""Shapes of names: patterns that know the classes of names, but no word lists, and give tokens a class."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from neutral_gate.lexicon.anchors import LISTED, Anchors
from neutral_gate.lexicon.automaton import Automaton, Match
from neutral_gate.lexicon.builder import Builder
from neutral_gate.lexicon.network import Network
from neutral_gate.lexicon.pattern import parse
from neutral_gate.lexicon.screen import Screen, Words
from neutral_gate.text import Token
from neutral_gate.text.runs import runs_of


class Shapes:
    """Patterns by class, each an automaton of its own that runs only where its words stand.

    Args:
        patterns: Patterns by the class that they give.
    """

    def __init__(self, patterns: Mapping[str, Sequence[str]]) -> None:
        network = Network()
        anchors = Anchors(network)
        self.classes: list[str] = []
        self._automata: list[Automaton] = []
        units: list[int] = []
        for name, shapes in patterns.items():
            for shape in shapes:
                node = parse(shape, f"shapes.yaml, {name}")
                units.append(network.unit(("shape", len(units))))
                anchors.pattern(("shape", len(self._automata)), node, LISTED)
                self._automata.append(Builder.single(node, len(self.classes)))
                self.classes.append(name)
        self._numbers = {unit: number for number, unit in enumerate(units)}
        self._rows = network.rows_of(units)
        self._screen: Screen | None = None
        self._records = [network.record(unit) for unit in range(len(network))]

    def matches(self, tokens: Sequence[Token], keys: Sequence[Iterable[str]]) -> list[Match]:
        """Every match of a shape in one sentence; `keys` as for `Automaton.run`."""
        runs = runs_of(tokens)
        for token in tokens:
            runs.update(f"{{{name}}}" for name in token.classes)
        words = Words(runs, self._records.__getitem__)
        if self._screen is None:
            by_word, groups, sets, always = self._rows
            self._screen = Screen((by_word, always), groups.__getitem__, sets.__getitem__)
        found: list[Match] = []
        for unit in self._screen.suspects(words):
            found += self._automata[self._numbers[unit]].run(tokens, keys)
        return sorted(found)
