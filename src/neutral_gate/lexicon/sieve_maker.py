"""Turns patterns into the plain data of a sieve; see `sieve`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from neutral_gate.lexicon.common_words import chance_of
from neutral_gate.lexicon.pattern import Choice, Edge, Node, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.lexicon.planner import FORMS, Lists


def sieved(patterns: Iterable[Node], lists: Lists) -> tuple[tuple[Any, ...], dict[str, tuple[int, ...]]]:
    """The arguments of a `Sieve` but the first, and what the first gives: parts by word and class.

    Args:
        patterns: The patterns, in the order of their numbers.
        lists: The word lists that they name.
    """
    marks = _Marks(lists)
    size = 0
    starts: list[int] = []
    loose: list[int] = []
    last: dict[int, int] = {}
    always: list[int] = []
    fits: dict[str, list[int]] = {}
    for number, pattern in enumerate(patterns):
        for row in pattern.parts if isinstance(pattern, Choice) else (pattern,):
            first, apart = size, False
            for part in row.parts if isinstance(row, SequenceNode) else (row,):
                mark = marks.of(part)
                if mark is None:
                    apart = apart or not isinstance(part, Edge)
                    continue
                if size > first and (apart or mark.before):
                    loose.append(size - 1)
                for word in mark.words:
                    fits.setdefault(word, []).append(size)
                size += 1
                apart = mark.after
            if size == first:
                always.append(number)
            else:
                starts.append(first)
                last[size - 1] = number
    return (size, starts, loose, last, always), {word: tuple(parts) for word, parts in fits.items()}


class _Mark(NamedTuple):
    """Words and classes of which each match of a part has one, and whether others of it may stand before or after."""

    words: frozenset[str]
    before: bool = False
    after: bool = False


class _Marks:
    """Tells by which word a part is known: of several words that it must have, by the rarest.

    Args:
        lists: The word lists.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._known: dict[str, _Mark | None] = {}

    def of(self, node: Node) -> _Mark | None:
        """The mark of a part; None where it may be any word, or a match may have none."""
        match node:
            case Word(keys, negated, _):
                if negated or not keys or not FORMS.isdisjoint(keys):
                    return None
                return _united(self._list(key) if key in self._lists else _Mark(frozenset({key})) for key in keys)
            case SequenceNode(parts):
                return self._row(parts)
            case Choice(parts):
                return _united(map(self.of, parts))
        return None

    def _row(self, parts: Sequence[Node]) -> _Mark | None:
        words = [part for part in parts if not isinstance(part, Edge)]
        marks = [(place, mark) for place, mark in enumerate(map(self.of, words)) if mark is not None]
        if not marks:
            return None
        place, mark = min(marks, key=lambda each: _chance(each[1]))
        return _Mark(mark.words, mark.before or place > 0, mark.after or place < len(words) - 1)

    def _list(self, key: str) -> _Mark | None:
        if key not in self._known:
            words, phrases = self._lists[key]
            self._known[key] = _united([_Mark(frozenset(words)), *map(self.of, phrases)])
        return self._known[key]


def _chance(mark: _Mark) -> float:
    """How likely a sentence has one of the words, roughly."""
    return sum(map(chance_of, mark.words))


def _united(marks: Iterable[_Mark | None]) -> _Mark | None:
    words: set[str] = set()
    before = after = False
    for mark in marks:
        if mark is None:
            return None
        words |= mark.words
        before, after = before or mark.before, after or mark.after
    return _Mark(frozenset(words), before, after)
