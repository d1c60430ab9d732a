"""Windows as a calendar file (RFC 5545) that diary programs can read."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from neutral_gate.elections.active import is_open
from neutral_gate.elections.explain import age_words
from neutral_gate.elections.moments import instant, say
from neutral_gate.elections.terms import area_words
from neutral_gate.model import Status, Window

_LINE_OCTETS = 75
"""The longest line that RFC 5545, section 3.1, allows, without its end."""


def to_ics(windows: Iterable[Window], at: datetime) -> str:
    """Write windows as one calendar with one event each.

    Args:
        windows: The windows, in the order in which they are to stand.
        at: When the calendar is made: every event is stamped with it.

    Returns:
        The text, with CRLF line ends. Times are in UTC, so no time zone table is needed.
    """
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Neutral Gate//Pre-election periods//EN", "CALSCALE:GREGORIAN"]
    for window in windows:
        lines += _event(window, at)
    lines.append("END:VCALENDAR")
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _event(window: Window, at: datetime) -> list[str]:
    last = window.closed or window.end
    places = ", ".join(area_words(area) for area in sorted(window.areas)) or "United Kingdom"
    age = f" {age_words(window, at)}" if window.checked else ""
    about = [f"Status: {window.status.value.replace('_', ' ')}.{age}", f"Source: {window.source}."]
    if window.advisory:
        about.insert(0, "It only advises you.")
    if is_open(window):
        about.insert(0, f"It may go on after {say(window.end)}, until a new government is formed.")
    if window.note:
        about.append(window.note)
    return [
        "BEGIN:VEVENT",
        f"UID:{_escaped(window.id)}@neutral-gate",
        f"DTSTAMP:{_utc(at)}",
        f"DTSTART:{_utc(window.start)}",
        f"DTEND:{_utc(last)}",
        f"SUMMARY:{_escaped(f'Pre-election period: {window.title}')}",
        f"DESCRIPTION:{_escaped(chr(10).join(about))}",
        f"LOCATION:{_escaped(places)}",
        f"CATEGORIES:{','.join(_escaped(word) for word in (window.strictness.value, *window.kinds))}",
        # The body is not busy all these weeks: the event must not block its diary.
        "TRANSP:TRANSPARENT",
        f"STATUS:{'CONFIRMED' if window.status is Status.DECLARED else 'TENTATIVE'}",
        "END:VEVENT",
    ]


def _utc(moment: datetime) -> str:
    return f"{instant(moment):%Y%m%dT%H%M%SZ}"


def _escaped(text: str) -> str:
    """Escape a text value (RFC 5545, section 3.3.11); control characters, which it forbids, are dropped."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = "".join(char for char in text if char in "\n\t" or (char >= " " and char != "\x7f"))
    return kept.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")


def _folded(line: str) -> str:
    """Fold a line so that no part is over 75 octets in UTF-8, and no character is cut."""
    parts, part, octets = [], "", 0
    for char in line:
        size = len(char.encode())
        if octets + size > _LINE_OCTETS:
            parts.append(part)
            # The space that marks a continued line counts too.
            part, octets = " ", 1
        part += char
        octets += size
    return "\r\n".join([*parts, part])
