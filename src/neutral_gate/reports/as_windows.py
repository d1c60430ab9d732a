"""Pre-election periods as JSON: a contract, described by `schemas/windows.schema.json`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from neutral_gate.elections import Body, active_windows, explain, opening_soon, strictest
from neutral_gate.model import Window
from neutral_gate.reports.as_json import window_data

AHEAD = 400
"""Days that are looked ahead where nobody says how many: the periods of all elections that have their dates."""


def windows_data(windows: Sequence[Window], at: datetime, body: Body, days: int = AHEAD) -> dict[str, Any]:
    """What holds at a moment and what comes, as plain data ready for JSON: for the command line and the service.

    Args:
        windows: All windows on record.
        at: The moment.
        body: Who asks.
        days: How far to look ahead.
    """
    active = active_windows(windows, at, body)
    strictness = strictest(active)
    return {
        "at": at.isoformat(),
        "inside": strictness is not None,
        "strictness": strictness.value if strictness is not None else None,
        "windows": [whole_window_data(window) for window in active],
        "next": [whole_window_data(window) for window in opening_soon(windows, at, days, body)],
        "sentences": explain(windows, at, body),
    }


def whole_window_data(window: Window) -> dict[str, Any]:
    """One window with all that is known of it."""
    return {
        **window_data(window),
        "title": window.title,
        "areas": sorted(window.areas),
        "near_areas": sorted(window.near_areas),
        "audience": sorted(window.audience),
        "kinds": list(window.kinds),
        "open_ended": window.open_ended,
        "closed": window.closed.isoformat() if window.closed else None,
        "other_starts": [start.isoformat() for start in window.other_starts],
        "poll": window.poll.isoformat() if window.poll else None,
        "nominations": window.nominations.isoformat() if window.nominations else None,
        "note": window.note,
    }
