"""Turns patterns into the plain data of a sieve; see `sieve`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from neutral_gate.lexicon.pattern import Choice, Edge, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.lexicon.planner import FORMS, Lists


def sieved(patterns: Iterable[Node], lists: Lists) -> tuple[tuple[Any, ...], dict[str, tuple[int, ...]]]:
    """The arguments of a `Sieve` but the first, and what the first gives: parts by word and class.

    Args:
        patterns: The patterns, in the order of their numbers.
        lists: The word lists that they name.
    """
    ends = _Ends(lists)
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
                words = ends.of(part)
                if words is None:
                    apart = apart or not isinstance(part, Edge)
                    continue
                if size > first and (apart or ends.several(part)):
                    loose.append(size - 1)
                for word in words:
                    fits.setdefault(word, []).append(size)
                size += 1
                apart = False
            if size == first:
                always.append(number)
            else:
                starts.append(first)
                last[size - 1] = number
    return (size, starts, loose, last, always), {word: tuple(parts) for word, parts in fits.items()}


class _Ends:
    """Tells how matches end.

    Args:
        lists: The word lists.
    """

    def __init__(self, lists: Lists) -> None:
        self._lists = lists
        self._known: dict[str, frozenset[str] | None] = {}

    def of(self, node: Node) -> frozenset[str] | None:
        """Words and classes of which a match's last is one; None where it may be any, or a match may have none."""
        match node:
            case Word(keys, negated, _):
                if negated or not keys or not FORMS.isdisjoint(keys):
                    return None
                return _united(self._list(key) if key in self._lists else frozenset({key}) for key in keys)
            case SequenceNode(parts):
                return self._row(parts)
            case Choice(parts):
                return _united(map(self.of, parts))
        return None

    def several(self, node: Node) -> bool:
        """Whether a match may have several words."""
        match node:
            case Word(keys, _, _):
                return any(key in self._lists and self._lists[key][1] for key in keys)
            case Choice(parts):
                return any(map(self.several, parts))
        return True

    def _row(self, parts: Sequence[Node]) -> frozenset[str] | None:
        found = []
        for part in reversed(parts):
            if not isinstance(part, Edge):
                found.append(self.of(part.part if isinstance(part, Optional) else part))
                if not isinstance(part, Optional):
                    return _united(found)
        return None

    def _list(self, key: str) -> frozenset[str] | None:
        if key not in self._known:
            words, phrases = self._lists[key]
            self._known[key] = _united([frozenset(words), *map(self.of, phrases)])
        return self._known[key]


def _united(sets: Iterable[frozenset[str] | None]) -> frozenset[str] | None:
    united: set[str] = set()
    for each in sets:
        if each is None:
            return None
        united |= each
    return frozenset(united)
