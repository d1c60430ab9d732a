"""A network of clauses: what must stand in a text for a pattern to match it.

A clause says that its head (a pattern, a word list, a class of names, a choice inside a pattern) may stand where all of
its units do. Units are sets of words and other heads.
"""

from __future__ import annotations

from collections.abc import Iterable, Set

from neutral_gate.lexicon.common_words import chance_of

Mark = str
"""A run of letters, or a pair of runs side by side with a blank between them."""
Row = tuple[int, tuple[int, ...], tuple[int, ...]]
"""A head, the sets of words that must stand for it, and the heads that must; see `Network.rows_of`."""
_FEW = 3
"""Clauses from which those of a head are looked up by their words."""
_MANY = 400
"""Words from which on a clause is looked at in every text."""
_ALWAYS = 2.0  # no likelihood: it stands in every text


class Network:
    """Collects clauses."""

    def __init__(self) -> None:
        self._heads: dict[object, int] = {}
        self._clauses: list[dict[frozenset[int], None]] = []
        self._leaves: dict[frozenset[Mark], int] = {}
        self._sets: list[frozenset[Mark]] = []
        self._chances: dict[int, float] = {}
        self._triggers: dict[int, frozenset[Mark]] = {}
        self._weights: dict[frozenset[Mark], tuple[float, int]] = {}

    def unit(self, head: object) -> int:
        """The number of a head; without clauses it never stands."""
        number = self._heads.setdefault(head, len(self._heads))
        if number == len(self._clauses):
            self._clauses.append({})
        return number

    def knows(self, head: object) -> bool:
        """True where the head has a number."""
        return head in self._heads

    def leaf(self, words: Set[Mark]) -> int:
        """The number, below 0, of a set of words of which one must be there."""
        number = self._leaves.setdefault(frozenset(words), len(self._leaves))
        if number == len(self._sets):
            self._sets.append(frozenset(words))
        return ~number

    def clause(self, head: object, units: Iterable[int]) -> None:
        """The head may stand where all units do; with no unit, anywhere."""
        self._clauses[self.unit(head)][frozenset(units)] = None

    def words(self, head: object, words: Set[Mark] | None) -> None:
        """The head may stand where any of the words does; None for anywhere."""
        if words is None:
            self.clause(head, [])
        elif words:
            self.clause(head, [self.leaf(words)])

    def __len__(self) -> int:
        return len(self._heads)

    def chance(self, unit: int) -> float:
        """How likely a unit stands in a sentence, roughly; above 1 where it stands in every text."""
        if unit not in self._chances:
            if unit < 0:
                self._chances[unit] = min(0.999, sum(map(chance_of, self._sets[~unit])))
            else:
                missed = 1.0
                for units in self._clauses[unit]:
                    needed = [chance for chance in map(self.chance, units) if chance < _ALWAYS]
                    if not needed:
                        missed = -1.0
                        break
                    both = 1.0
                    for chance in needed:
                        both *= chance
                    missed *= 1 - both
                self._chances[unit] = _ALWAYS if missed < 0 else min(0.999, 1 - missed)
        return self._chances[unit]

    def triggers(self, unit: int) -> frozenset[Mark]:
        """Words of which a text must have one for a unit to stand in it; not for a unit that stands in every text."""
        if unit < 0:
            return self._sets[~unit]
        found = self._triggers.get(unit)
        if found is None:
            words: set[Mark] = set()
            for units in self._clauses[unit]:
                needed = [each for each in units if self.chance(each) < _ALWAYS]
                rarest = min(map(self.triggers, needed), key=self._weight)
                words |= rarest
            found = self._triggers[unit] = frozenset(words)
        return found

    def rows_of(
        self, heads: Iterable[int]
    ) -> tuple[dict[Mark, tuple[int, ...]], list[list[Row]], list[frozenset[Mark]], list[int]]:
        """Plain data for `Screen`: groups of rows by word, the groups, sets of words, and heads that always stand.

        A row is one way for a head to stand: the head, the numbers of the sets of which each must have a word in the
        text, the rarest first, and heads that must stand too. The rows of a group have one more set in common, their
        rarest, and it is by its words that they are found.
        """
        groups: dict[frozenset[Mark], dict[Row, None]] = {}
        sets: dict[frozenset[Mark], int] = {}
        always = []
        for head in heads:
            if self.chance(head) >= _ALWAYS:
                always.append(head)
                continue
            for units in self._ways(head):
                rarest, *others = dict.fromkeys(sorted(map(self.triggers, units), key=self._weight))
                needed = tuple(sets.setdefault(words, len(sets)) for words in others)
                asked = sorted((unit for unit in units if unit >= 0), key=lambda unit: (self.chance(unit), unit))
                groups.setdefault(rarest, {})[head, needed, tuple(asked)] = None
        by_word: dict[Mark, list[int]] = {}
        for number, words in enumerate(groups):
            for word in words:
                by_word.setdefault(word, []).append(number)
        return {word: tuple(each) for word, each in by_word.items()}, list(map(list, groups.values())), [*sets], always

    def _ways(self, head: int) -> Iterable[frozenset[int]]:
        """The ways for a head to stand, each a clause: the rarest of the heads in its own clauses is opened."""
        ways: dict[frozenset[int], None] = {}
        for units in map(self._inlined, self._clauses[head]):
            opened = min((unit for unit in units if unit >= 0), key=lambda unit: (self.chance(unit), unit), default=-1)
            if opened < 0:
                ways[units] = None
            else:
                ways.update(dict.fromkeys((units - {opened}) | self._inlined(each) for each in self._clauses[opened]))
        return ways

    def _weight(self, words: frozenset[Mark]) -> tuple[float, int]:
        """How often one of the words stands in a text, roughly, and how many there are."""
        found = self._weights.get(words)
        if found is None:
            found = self._weights[words] = sum(map(chance_of, words)), len(words)
        return found

    def record(self, head: int) -> object:
        """A head as plain data for `Screen`: None where it stands in every text, else four parts.

        They are the words of which each is enough; clauses by the words that make them worth a look; the numbers of
        those that always are; and the clauses. Sets of words stand for themselves in the place of their numbers.
        """
        if self.chance(head) >= _ALWAYS:
            return None
        by_word: dict[Mark, list[int]] = {}
        clauses: list[tuple[object, ...]] = []
        others: list[int] = []
        loose: set[Mark] = set()
        rows = list(dict.fromkeys(map(self._inlined, self._clauses[head])))
        for units in rows:
            ranked = sorted(units, key=lambda each: (self.chance(each), each))
            if len(ranked) == 1 and ranked[0] < 0:
                loose |= self._sets[~ranked[0]]
                continue
            triggers = min(map(self.triggers, ranked), key=self._weight)
            if len(rows) >= _FEW and len(triggers) <= _MANY:
                for word in triggers:
                    by_word.setdefault(word, []).append(len(clauses))
                if ranked[0] < 0 and triggers is self._sets[~ranked[0]]:
                    ranked = ranked[1:]
            else:
                others.append(len(clauses))
            clauses.append(tuple(unit if unit >= 0 else self._sets[~unit] for unit in ranked))
        return frozenset(loose), {word: tuple(each) for word, each in by_word.items()}, tuple(others), clauses

    def _inlined(self, units: frozenset[int]) -> frozenset[int]:
        """A clause with the units of those heads in it that have only one clause themselves."""
        found: set[int] = set()
        for unit in units:
            if self.chance(unit) >= _ALWAYS:
                continue
            if unit >= 0 and len(self._clauses[unit]) == 1:
                found |= self._inlined(next(iter(self._clauses[unit])))
            else:
                found.add(unit)
        return frozenset(found)
