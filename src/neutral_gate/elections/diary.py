"""Which windows are active, for many moments: what holds between two edges of windows is worked out once."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import datetime

from neutral_gate.elections.active import active_windows
from neutral_gate.elections.body import Body
from neutral_gate.elections.moments import instant
from neutral_gate.model import Window

_MOST_KEPT = 1_000


class Diary:
    """Answers as `active_windows` does.

    Args:
        windows: The windows to choose from.
    """

    def __init__(self, windows: Iterable[Window]) -> None:
        self._windows = tuple(windows)
        edges = {moment for each in self._windows for moment in (each.start, each.end, each.closed) if moment}
        self._edges = sorted(map(instant, edges))
        self._active: dict[tuple[Body, int, int], tuple[Window, ...]] = {}

    def active(self, at: datetime, body: Body) -> tuple[Window, ...]:
        """The windows that bind a body at a moment; see `active_windows`."""
        now = instant(at)
        # An edge itself may belong to what is before it or after it, so it has a key of its own.
        key = body, bisect_left(self._edges, now), bisect_right(self._edges, now)
        found = self._active.get(key)
        if found is None:
            if len(self._active) >= _MOST_KEPT:
                self._active.clear()
            found = self._active[key] = active_windows(self._windows, at, body)
        return found
