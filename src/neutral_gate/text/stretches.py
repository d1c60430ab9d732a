"""Stretches of a text, none over another."""

from __future__ import annotations

from bisect import bisect_left


class Stretches:
    """Takes stretches one after the other, and refuses those that touch one that it has. Each takes log n steps."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> bool:
        """Takes the stretch from `start` to `end` (exclusive); False where it overlaps another."""
        place = bisect_left(self._starts, end)
        if place and self._ends[place - 1] > start:
            return False
        self._starts.insert(place, start)
        self._ends.insert(place, end)
        return True
