"""Dates of posts, as platforms write them, in Europe/London."""

from __future__ import annotations

from datetime import UTC, datetime, tzinfo
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_ZONES: dict[str, tzinfo] = {"UTC": UTC, "Europe/London": LONDON}
_EARLIEST, _LATEST = 1990, 2100
"""Years in which a post may be: a number that gives another one is no date, or one in thousandths of a second."""


def moment(value: object, assumed: str = "UTC") -> tuple[datetime | None, str]:
    """The moment that a date of a post names.

    Args:
        value: ISO 8601, "Mon Jul 01 09:00:00 +0000 2024" (X, API v1.1), a date as people write it, or seconds or
            thousandths of a second since 1970.
        assumed: The zone of dates that name none: "UTC" or "Europe/London".

    Returns:
        The moment in Europe/London, or None where it cannot be read, and the zone that was assumed, or "" where the
        date names its own.
    """
    if isinstance(value, bool) or value is None or value == "":
        return None, ""
    if isinstance(value, int | float):
        return _from_number(float(value)), ""
    if not isinstance(value, str) or len(value) > 60:
        return None, ""
    text = value.strip()
    if text.isascii() and text.isdigit() and len(text) >= 9:
        return _from_number(float(text)), ""
    try:
        found = _from_x(text) or datetime.fromisoformat(text)
    except ValueError:
        return _from_words(text, assumed)
    try:
        if found.tzinfo is None:
            return found.replace(tzinfo=_ZONES[assumed]).astimezone(LONDON), assumed
        return found.astimezone(LONDON), ""
    except OverflowError:
        return None, ""


def _from_number(seconds: float) -> datetime | None:
    for each in (seconds, seconds / 1000):
        try:
            found = datetime.fromtimestamp(each, UTC)
        except (ValueError, OverflowError, OSError):
            continue
        if _EARLIEST <= found.year < _LATEST:
            return found.astimezone(LONDON)
    return None


def _from_x(text: str) -> datetime | None:
    """A date of X's older interface; day and month names are English whatever the language of this computer."""
    parts = text.split(" ")
    if len(parts) != 6 or parts[1] not in _MONTHS or not parts[5].isdigit():
        return None
    _, month, day, time, zone, year = parts
    return datetime.fromisoformat(f"{year}-{_MONTHS.index(month) + 1:02}-{int(day):02}T{time}{zone}")


def _from_words(text: str, assumed: str) -> tuple[datetime | None, str]:
    """A date as people write it; the readers know how."""
    from neutral_gate.readers.fields import moment_of

    found = moment_of(text)
    if found is None:
        return None, ""
    if found.tzinfo is not None and getattr(found.tzinfo, "key", "") == "Europe/London":
        return found.replace(tzinfo=_ZONES[assumed]).astimezone(LONDON), assumed
    return found.astimezone(LONDON), ""
