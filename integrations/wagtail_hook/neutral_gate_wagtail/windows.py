"""Which pre-election periods the website knows of, so that it knows where it stands while the service is away."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from neutral_gate_wagtail.client import NoAnswer, call
from neutral_gate_wagtail.models import KnownWindows

INSIDE, OUTSIDE, UNKNOWN = "inside", "outside", "unknown"
_KEEP_FULL = timedelta(days=14)  # after a list of what comes next
_KEEP_PART = timedelta(days=1)  # after an answer that only named what is active
_RENEW = timedelta(days=1)  # so old may the list be before a check asks for another
_STEADY = timedelta(hours=1)  # so long an answer with nothing new writes nothing


def learn(windows: list[dict[str, Any]], *, full: bool) -> None:
    """Takes in windows from an answer.

    Args:
        windows: Objects with id, start, end and advisory.
        full: Whether the coming ones are among them.
    """
    now = timezone.now()
    fresh = {
        str(each["id"]): {"start": each["start"], "end": each["end"], "advisory": bool(each.get("advisory"))}
        for each in windows
        if each.get("id") and each.get("start") and each.get("end")
    }
    known = _known()
    if full:
        known.full_at, known.windows = now, fresh
    elif known.part_at and now - known.part_at < _STEADY and not fresh.keys() - known.windows.keys():
        return
    else:
        known.windows = {**known.windows, **fresh}
    known.part_at = now
    try:
        with transaction.atomic():
            known.save()
    except DatabaseError:
        pass  # a help for later; what is being published now does not hang on it


def renew() -> None:
    """Asks the service for the coming windows, where the list is a day old."""
    known = _known()
    if known.full_at and timezone.now() - known.full_at < _RENEW:
        return
    try:
        answer = call("/v1/windows")
    except NoAnswer:
        return
    learn([*answer.get("windows", ()), *answer.get("next", ())], full=True)


def active(moment: datetime) -> list[str]:
    """Ids of the windows that are active at a moment and bind the website, as far as it knows."""
    return sorted(id_ for id_, each in _known().windows.items() if not each["advisory"] and _holds(each, moment))


def state(moment: datetime) -> str:
    """Whether a moment is in a window: INSIDE, OUTSIDE or UNKNOWN."""
    if active(moment):
        return INSIDE
    now, known = timezone.now(), _known()
    if known.full_at and now - known.full_at < _KEEP_FULL:
        return OUTSIDE
    near = moment - now < _KEEP_PART
    return OUTSIDE if near and known.part_at and now - known.part_at < _KEEP_PART else UNKNOWN


def _holds(window: dict[str, Any], moment: datetime) -> bool:
    start, end = parse_datetime(window["start"]), parse_datetime(window["end"])
    return start is None or end is None or start <= moment < end


def _known() -> KnownWindows:
    return KnownWindows.objects.filter(pk=1).first() or KnownWindows(pk=1, windows={})
