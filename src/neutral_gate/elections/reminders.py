"""What a reader should be told about active windows, whatever the draft: a notice of its own in every answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from neutral_gate.elections.active import is_open
from neutral_gate.elections.moments import instant, say, say_day
from neutral_gate.model import Window


def reminders(windows: Iterable[Window], at: datetime) -> tuple[str, ...]:
    """Say what somebody should do or know about windows that are active.

    Args:
        windows: The active windows.
        at: The moment for which they are active.

    Returns:
        Plain sentences: an open-ended window past its planned end (they count the days, so each day's differs), more
        than one stated start, and windows that are advisory only.
    """
    return tuple(sentence for window in windows for sentence in _about(window, at))


def starts_words(window: Window) -> str:
    """Say which of several stated starts counts, or nothing where only one was stated."""
    if not window.other_starts:
        return ""
    others = " and ".join(say_day(start) for start in window.other_starts)
    return f"More than one start was stated: the earliest, {say_day(window.start)}, counts, not {others}."


def closing_words(window: Window) -> str:
    """Say how an open-ended window is closed."""
    when = "a new government is formed" if "parl" in window.kinds else "it is over"
    return f"When {when}, close it: neutral-gate windows close {window.id} --on DATE"


def _about(window: Window, at: datetime) -> Iterator[str]:
    late = instant(at) - instant(window.end)
    if is_open(window) and late.total_seconds() > 0:
        days = f"{late.days} day{'' if late.days == 1 else 's'}" if late.days else "some hours"
        yield (
            f"{window.title} was planned to end on {say(window.end)}, {days} ago. It still applies, because nobody "
            f"has closed it. {closing_words(window)}"
        )
    if window.other_starts:
        yield f"{window.title}: {starts_words(window)} Ask who set the dates if this matters to you."
    if window.advisory:
        yield f"{window.title} only advises you: it asks for a second look where a period of your own would block."
