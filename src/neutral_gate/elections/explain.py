"""Plain sentences about the windows of a day, for `neutral-gate windows`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from neutral_gate.elections.active import active_windows, binding_windows, is_open, latest_end, opening_soon
from neutral_gate.elections.moments import instant, say
from neutral_gate.elections.terms import area_words, body_words
from neutral_gate.model import Status, Strictness, Window

_STATUS_WORDS = {
    Status.DECLARED: "declared: those who set the dates published them",
    Status.STATUTORY_LATEST: "the latest that the law allows: the period may have started earlier",
    Status.CONVENTION: "worked out from past practice: nobody has confirmed them here",
    Status.PROJECTED: "projected: the election is expected, but its dates are not published yet",
}
_STRICTNESS_WORDS = {
    Strictness.LOCAL: "The rules of a local election apply",
    Strictness.GENERAL: "The rules of a general election apply, which are stricter than those of a local one",
    Strictness.REFERENDUM: "The rules of a referendum apply: publish nothing about its question",
}


def explain(
    windows: Iterable[Window],
    at: datetime,
    body_type: str | None,
    areas: Iterable[str] = frozenset(),
    nation: str | None = None,
) -> list[str]:
    """Say what is active, why, until when, how sure that is, and what comes next.

    Args:
        windows: As for `active_windows`.
        at: As for `active_windows`.
        body_type: As for `active_windows`.
        areas: As for `active_windows`.
        nation: As for `active_windows`.

    Returns:
        Sentences in reading order, at least one.

    Raises:
        UsageError: The body type or nation is unknown.
    """
    known, places = tuple(windows), tuple(areas)
    active = active_windows(known, at, body_type, places, nation)
    who = body_words(body_type)
    count = f"{len(active)} pre-election period{'s apply' if len(active) > 1 else ' applies'}" if active else ""
    sentences = [f"On {say(at)}, {count or 'no pre-election period applies'} to {who}."]
    if body_type is None:
        sentences.append(
            "No body type was given, so every period of the nation counts. Name your body type for a closer answer."
        )
    for window in active:
        sentences.extend(_about(window, at, body_type))
    last = latest_end(active)
    if len(active) > 1 and last is not None:
        sentences.append(f"The strictest of them counts. The last of them is planned to end on {say(last)}.")
    sentences.append(_next(known, at, body_type, places, nation))
    return sentences


def _about(window: Window, at: datetime, body_type: str | None) -> list[str]:
    places = " or ".join(area_words(area) for area in sorted(window.areas)) or "the whole United Kingdom"
    whom = "whatever its type" if body_type is None else "and binds bodies of this type"
    lines = [
        f"{window.title} ({window.id}): it covers {places} {whom}. {_STRICTNESS_WORDS[window.strictness]}.",
        f"It runs from {say(window.start)} {_end_words(window)}.",
        f"Its dates are {_STATUS_WORDS[window.status]}. Source: {window.source}.",
    ]
    if window.note:
        lines.append(f"Note: {window.note}")
    if is_open(window):
        late = (
            "Its planned end is past, but it goes on" if instant(at) > instant(window.end) else "It goes on after that"
        )
        lines.append(
            f"{late} until a new government is formed and somebody closes it. To close it, give "
            f"the window “{window.id}” a `closed` date and time in your settings."
        )
    return lines


def _end_words(window: Window) -> str:
    if window.closed is not None:
        return f"to {say(window.closed)}, when it was closed"
    return f"{'and is planned to end on' if window.open_ended else 'to'} {say(window.end)}"


def _next(
    windows: tuple[Window, ...], at: datetime, body_type: str | None, areas: tuple[str, ...], nation: str | None
) -> str:
    coming = opening_soon(windows, at, 366_000, body_type, areas, nation)
    if not coming:
        bound = binding_windows(windows, body_type, areas, nation)
        last = latest_end(bound)
        return "No later period is on record. Look for a newer Neutral Gate, or add the period to your settings." + (
            f" The last one on record ends on {say(last)}." if last else ""
        )
    first = coming[0]
    return f"Next: {first.title} ({first.id}), from {say(first.start)}; its dates are {_STATUS_WORDS[first.status]}."
