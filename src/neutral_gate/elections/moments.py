"""Moments in London time: reading them, comparing them, saying them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from neutral_gate.lazy import late
from neutral_gate.model import UsageError

LONDON = ZoneInfo("Europe/London")
POLLS_CLOSE = time(22, 0)
"""When polling stations close at every UK election (Representation of the People Act 1983, schedule 1)."""

_MIDDAY = time(12, 0)
_FORM = late(r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?(?:Z|z| ?[+-]\d{2}:?\d{2})?)?", re.ASCII)
_ACCEPTED = "Write a date such as 2024-06-10, or a date and time such as 2024-06-10T09:00 or 2024-06-10T08:00Z."
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def parse_moment(text: str) -> datetime:
    """Read a moment that somebody wrote.

    Args:
        text: `2024-06-10` (midday in London is meant), `2024-06-10T09:00` (London time), or the same with a zone
            (`Z`, `+01:00`). Seconds and a space in place of the T are accepted.

    Returns:
        The moment with the Europe/London time zone.

    Raises:
        UsageError: It is none of these, or no such day or time exists; the message says what is accepted.
    """
    return read_moment(text, if_date_only=_MIDDAY)


def read_moment(value: str | date | datetime, *, if_date_only: time) -> datetime:
    """Read a moment from text or from a TOML date, and put it on the London clock.

    Args:
        value: A date, a date with time, or one of the texts that `parse_moment` accepts.
        if_date_only: The time of day that a date alone stands for.

    Returns:
        The moment with the Europe/London time zone.

    Raises:
        UsageError: The text is not a moment.
    """
    if isinstance(value, datetime):
        return to_london(value)
    if isinstance(value, date):
        return to_london(datetime.combine(value, if_date_only))
    text = value.strip()
    if not _FORM.fullmatch(text):
        raise UsageError(f"“{value}” is not a date or time that Neutral Gate can read.", _ACCEPTED)
    try:
        if len(text) == len("2024-06-10"):
            return to_london(datetime.combine(date.fromisoformat(text), if_date_only))
        return to_london(datetime.fromisoformat(text.replace(" ", "T", 1).replace(" ", "")))
    except (ValueError, OverflowError):
        raise UsageError(f"There is no such date or time as “{value}”.", _ACCEPTED) from None


def now() -> datetime:
    """The present moment in London, to the second."""
    return datetime.now(LONDON).replace(microsecond=0)


def to_london(moment: datetime) -> datetime:
    """Put a moment on the London clock. Without a zone it is taken as London wall-clock time.

    On the night when clocks go forward the skipped hour is read as the hour after it (01:30 is 02:30). On the night
    when they go back the hour that comes twice is read as its first time, unless `fold` says otherwise.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=LONDON)
    return aware.astimezone(UTC).astimezone(LONDON)


def instant(moment: datetime) -> datetime:
    """The same moment in UTC, which is safe to compare (two wall-clock times of one zone are not)."""
    return (moment if moment.tzinfo else to_london(moment)).astimezone(UTC)


def say_day(moment: date) -> str:
    """Write the day in plain English: "10 June 2024"."""
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def say(moment: datetime) -> str:
    """Write a moment in plain English and London time: "Monday 10 June 2024 at 09:00"."""
    local = to_london(moment)
    return f"{_DAYS[local.weekday()]} {say_day(local)} at {local:%H:%M}"
