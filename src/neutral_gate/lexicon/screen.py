"""The screen: what could stand in a text, told from its words alone; `network` says how that is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from neutral_gate.text.runs import Runs

Record = Callable[[int], Any]
"""Gives a head of the network by its number."""
POLITICAL_TAG = "#!"
"""Stands among the runs for a hashtag that is about a party, a politician or a campaign."""


class Words:
    """The words of one text, and what was found out about them.

    Args:
        runs: Of the text; see `text.runs`.
        record: The network's heads.
    """

    __slots__ = ("_known", "_record", "runs")

    def __init__(self, runs: Runs, record: Record) -> None:
        self.runs = runs
        self._record = record
        self._known: dict[int, bool] = {}

    def may_hold(self, head: int) -> bool:
        """Whether a head (a pattern, a list, a class) could stand in the text."""
        known = self._known.get(head)
        if known is None:
            known = self._known[head] = self._found(head)
        return known

    def _found(self, head: int) -> bool:
        record = self._record(head)
        if record is None:
            return True
        loose, by_word, others, clauses = record
        runs, holds = self.runs, self._holds
        if not loose.isdisjoint(runs):
            return True
        if by_word:
            for word in by_word.keys() & runs:
                for clause in by_word[word]:
                    if holds(clauses[clause]):
                        return True
        for clause in others:  # noqa: SIM110 - this is the innermost loop, and a generator would cost a third more
            if holds(clauses[clause]):
                return True
        return False

    def _holds(self, units: Any) -> bool:
        runs, known = self.runs, self._known
        for unit in units:
            if type(unit) is int:
                there = known.get(unit)
                if not (self.may_hold(unit) if there is None else there):
                    return False
            elif unit.isdisjoint(runs):
                return False
        return True


class Screen:
    """Tells which things to look for in a text at all.

    Args:
        by_word: Gives the numbers of a word's groups, or None; and the heads that always stand: see `Network.rows_of`.
        group: Gives a group by its number.
        words: Gives a set of words by its number.
    """

    def __init__(self, by_word: Any, group: Record, words: Record) -> None:
        self._by_word, self._always = by_word
        self._group = group
        self._words = words
        self._sets: dict[int, Any] = {}

    def suspects(self, words: Words) -> set[int]:
        """The heads that could stand in a text."""
        found = set(self._always)
        by_word, group, sets, runs = self._by_word, self._group, self._sets, words.runs
        numbers = {number for row in map(by_word, runs) if row is not None for number in row}
        for number in numbers:
            for thing, needed, heads in group(number):
                if thing in found:
                    continue
                for each in needed:  # most things fail at the first, so the sets of the others are not even read
                    there = sets.get(each)
                    if there is None:
                        there = sets[each] = self._words(each)
                    if there.isdisjoint(runs):
                        break
                else:
                    if not heads or all(map(words.may_hold, heads)):
                        found.add(thing)
        return found
