"""The screen for many texts at once: one number stands for a word, and each of its bits for a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence, Set
from typing import Any

from neutral_gate.lexicon.screen import Record, Words
from neutral_gate.text.runs import Runs


class Table:
    """What could stand in which of many texts.

    Args:
        texts: The runs of letters of each.
        record: The network's heads.
    """

    def __init__(self, texts: Sequence[Runs], record: Record) -> None:
        self._record = record
        self._all = (1 << len(texts)) - 1
        self._heads: dict[int, int] = {}
        self._sets: dict[frozenset[str], int] = {}
        self._bytes = len(texts) // 8 + 1
        places: defaultdict[str, list[int]] = defaultdict(list)
        for number, runs in enumerate(texts):
            for run in runs:
                places[run].append(number)
        self._places = places
        self._there = set(places)
        self._runs: dict[str, int] = {}

    def texts(self, head: int) -> int:
        """The texts in which a head could stand, each a bit."""
        found = self._heads.get(head)
        if found is None:
            found = self._heads[head] = self._found(self._record(head))
        return found

    def _found(self, record: Any) -> int:
        if record is None:
            return self._all
        loose, by_word, others, clauses = record
        found = self._any(loose)
        for word in by_word.keys() & self._there:
            texts = self._run(word)
            for clause in by_word[word]:
                found |= texts & self._every(clauses[clause])
        for clause in others:
            found |= self._every(clauses[clause])
        return found

    def _every(self, units: Iterable[Any]) -> int:
        found = self._all
        for unit in units:
            found &= self.texts(unit) if type(unit) is int else self._any(unit)
            if not found:
                break
        return found

    def _any(self, words: frozenset[str]) -> int:
        found = self._sets.get(words)
        if found is None:
            found = 0
            for word in words & self._there:
                found |= self._run(word)
            self._sets[words] = found
        return found

    def _run(self, run: str) -> int:
        found = self._runs.get(run)
        if found is None:
            row = bytearray(self._bytes)
            for text in self._places[run]:
                row[text >> 3] |= 1 << (text & 7)
            found = self._runs[run] = int.from_bytes(row, "little")
        return found


class Shared(Words):
    """The words of one text of a table.

    Args:
        runs: Of the text.
        table: The table.
        number: The text's number in it.
    """

    __slots__ = ("_number", "_table")

    def __init__(self, runs: Runs, table: Table, number: int) -> None:
        self.runs = runs  # what a single text needs besides is in the table
        self._table = table
        self._number = number

    def may_hold(self, head: int) -> bool:
        """Whether a head (a pattern, a list, a class) could stand in the text."""
        return bool(self._table.texts(head) >> self._number & 1)


def suspects(table: Table, count: int, heads: Iterable[int]) -> list[Set[int]]:
    """For each of the first `count` texts of a table, which of some heads could stand in it."""
    found: list[set[int]] = [set() for _ in range(count)]
    for head in heads:
        texts = table.texts(head)
        if texts:
            for number in places(texts):
                found[number].add(head)
    return [*found]


def places(bits: int) -> Iterator[int]:
    """The numbers of the bits that are set, in order."""
    while bits:
        lowest = bits & -bits
        bits ^= lowest
        yield lowest.bit_length() - 1
