"""Which windows bind a body at a moment: audience, area, nation and time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from neutral_gate.elections.moments import instant
from neutral_gate.elections.terms import AUDIENCES, NATIONS, checked, fold_area
from neutral_gate.model import Strictness, UsageError, Window


def active_windows(
    windows: Iterable[Window],
    at: datetime,
    body_type: str | None,
    areas: Iterable[str] = frozenset(),
    nation: str | None = None,
) -> tuple[Window, ...]:
    """Return the windows that bind a body at a moment.

    Args:
        windows: The windows to choose from.
        at: The moment; without a time zone it is London time.
        body_type: One of `AUDIENCES`; None is a public body in general, which is bound whatever the audience.
        areas: The body's own areas; a nation's name counts as its nation.
        nation: The body's nation; where nothing names one, it is England.

    Returns:
        Strictest first, then by start. Both the start and the end belong to a window. An open-ended one goes on after
        its end until the moment at which it was closed.

    Raises:
        UsageError: The body type or nation is unknown.
    """
    now = instant(at)
    found = [window for window in binding_windows(windows, body_type, areas, nation) if _covers(window, now)]
    return tuple(sorted(found, key=lambda window: (-window.strictness.rank, window.start, window.id)))


def opening_soon(
    windows: Iterable[Window],
    at: datetime,
    days: int,
    body_type: str | None,
    areas: Iterable[str] = frozenset(),
    nation: str | None = None,
) -> tuple[Window, ...]:
    """Return the windows that will start after a moment and within so many days of 24 hours, soonest first.

    Args:
        windows: The windows to choose from.
        at: The moment from which to look ahead.
        days: How far to look, 0 or more.
        body_type: As for `active_windows`.
        areas: As for `active_windows`.
        nation: As for `active_windows`.

    Raises:
        UsageError: `days` is negative, or the body type or nation is unknown.
    """
    if days < 0:
        raise UsageError(f"Neutral Gate cannot look {days} days ahead.", "Give 0 or more days.")
    now = instant(at)
    # A very great number of days means "ever", not an overflow.
    until = timedelta(days=min(days, 366_000))
    soon = [
        window
        for window in binding_windows(windows, body_type, areas, nation)
        if timedelta(0) < instant(window.start) - now <= until
    ]
    return tuple(sorted(soon, key=lambda window: (window.start, -window.strictness.rank, window.id)))


def binding_windows(
    windows: Iterable[Window], body_type: str | None, areas: Iterable[str] = frozenset(), nation: str | None = None
) -> tuple[Window, ...]:
    """Return the windows whose audience and area take in a body, at whatever time. Arguments as `active_windows`."""
    if body_type is not None:
        checked(body_type, AUDIENCES, "a body type")
    places = {fold_area(area) for area in areas}
    if nation is not None:
        places.add(checked(fold_area(nation), NATIONS, "a nation"))
    if places.isdisjoint(NATIONS):
        places.add("england")
    return tuple(
        window
        for window in windows
        if (body_type is None or body_type in window.audience)
        and (not window.areas or not places.isdisjoint(window.areas))
    )


def strictest(windows: Iterable[Window]) -> Strictness | None:
    """Return the greatest strictness among windows, or None without any."""
    return max((window.strictness for window in windows), key=lambda level: level.rank, default=None)


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
