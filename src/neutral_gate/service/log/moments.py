"""Moments as the log writes them: UTC, to the microsecond, so that they sort as text."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> datetime:
    """This moment by the machine's clock, in UTC."""
    return datetime.now(UTC)


def written(moment: datetime) -> str:
    """A moment with a time zone as "2026-05-07T09:30:00.000000Z".

    Raises:
        ValueError: The moment has no time zone.
    """
    if moment.tzinfo is None:
        raise ValueError("a moment for the decision log needs a time zone")
    return moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec="microseconds") + "Z"


def read(text: str) -> datetime:
    """The moment that `written` wrote."""
    return datetime.fromisoformat(text)


def read_or_none(text: str | None) -> datetime | None:
    """The moment that `written` wrote, or None for none."""
    return None if text is None else read(text)
