"""Which windows bind a body at a moment: audience, area, nation and time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta

from neutral_gate.elections.body import Body
from neutral_gate.elections.moments import instant
from neutral_gate.model import Strictness, UsageError, Window
from neutral_gate.model.records import replace

EVER = 366_000
"""Days that reach past every window: looking so far ahead means "ever"."""
_COMMISSIONERS = {"opcc"}
"""What binds commissioners' offices alone, some days after the poll too, does not bind a public body in general."""


def active_windows(windows: Iterable[Window], at: datetime, body: Body) -> tuple[Window, ...]:
    """Return the windows that bind a body at a moment.

    Args:
        windows: The windows to choose from.
        at: The moment; without a time zone it is London time.
        body: Who asks.

    Returns:
        Those that bind it in full first, then the advisory ones; strictest first, then by start. Both the start and
        the end belong to a window. An open-ended one goes on after its end until the moment at which it was closed.
    """
    now = instant(at)
    found = [window for window in binding_windows(windows, body) if _covers(window, now)]
    return tuple(sorted(found, key=lambda window: (window.advisory, -window.strictness.rank, window.start, window.id)))


def opening_soon(windows: Iterable[Window], at: datetime, days: int, body: Body) -> tuple[Window, ...]:
    """Return the windows that will start after a moment and within so many days of 24 hours, soonest first.

    Args:
        windows: The windows to choose from.
        at: The moment from which to look ahead.
        days: How far to look, 0 or more.
        body: Who asks.

    Raises:
        UsageError: `days` is negative.
    """
    if days < 0:
        raise UsageError(f"Neutral Gate cannot look {days} days ahead.", "Give 0 or more days.")
    now = instant(at)
    until = timedelta(days=min(days, EVER))
    soon = [window for window in binding_windows(windows, body) if timedelta(0) < instant(window.start) - now <= until]
    return tuple(sorted(soon, key=lambda window: (window.start, -window.strictness.rank, window.id)))


def binding_windows(windows: Iterable[Window], body: Body) -> tuple[Window, ...]:
    """Return the windows whose audience and area take in a body, at whatever time.

    Those that only take in a neighbour of it come back as `advisory`.
    """
    found = []
    for window in windows:
        if window.audience <= _COMMISSIONERS if body.type is None else body.type not in window.audience:
            continue
        if not window.areas or not body.places.isdisjoint(window.areas):
            found.append(window)
        elif not body.beside.isdisjoint(window.areas) or not body.places.isdisjoint(window.near_areas):
            found.append(replace(window, advisory=True))
    return tuple(found)


def strictest(windows: Iterable[Window]) -> Strictness | None:
    """Return the greatest strictness among windows, or None without any.

    An advisory window counts only where no window binds in full.
    """
    known = tuple(windows)
    counted = [window for window in known if not window.advisory] or known
    return max((window.strictness for window in counted), key=lambda level: level.rank, default=None)


def only_advisory(windows: Collection[Window]) -> bool:
    """True where there are windows, and none of them binds in full."""
    return bool(windows) and all(window.advisory for window in windows)


def latest_end(windows: Iterable[Window]) -> datetime | None:
    """Return the last moment that any of the windows plans to restrict, or None without any.

    A closed window counts until it was closed. An open-ended one may go on after this.
    """
    return max((window.closed or window.end for window in windows), key=instant, default=None)


def is_open(window: Window) -> bool:
    """True for an open-ended window that nobody has closed: its end is a plan only."""
    return window.open_ended and window.closed is None


def _covers(window: Window, now: datetime) -> bool:
    # `now` is in UTC, so Python compares instants here, not wall clocks; see `instant`.
    if now < window.start:
        return False
    if window.closed is not None:
        return now < window.closed
    return window.open_ended or now <= window.end
