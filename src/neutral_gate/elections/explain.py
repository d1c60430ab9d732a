"""Plain sentences about the windows of a day, for `neutral-gate windows`."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from neutral_gate.elections.active import EVER, active_windows, binding_windows, is_open, latest_end, opening_soon
from neutral_gate.elections.body import Body
from neutral_gate.elections.moments import instant, say, say_day, to_london
from neutral_gate.elections.reminders import closing_words, starts_words
from neutral_gate.elections.terms import area_words, body_words
from neutral_gate.model import Status, Strictness, Window

_STATUS_WORDS = {
    Status.DECLARED: "declared: those who set the dates published them",
    Status.STATUTORY_LATEST: "the latest that the law allows: the period may have started earlier",
    Status.CONVENTION: "worked out from past practice: nobody has confirmed them here",
    Status.PROJECTED: "projected: the election is expected, but its dates are not published yet",
}
_OLD = 180
"""Days after which dates that nobody has confirmed should be looked at again: half a year, our own choice."""
_STRICTNESS_WORDS = {
    Strictness.LOCAL: "The rules of a local election apply",
    Strictness.GENERAL: "The rules of a general election apply, which are stricter than those of a local one",
    Strictness.REFERENDUM: "The rules of a referendum apply: publish nothing about its question",
}


def explain(windows: Iterable[Window], at: datetime, body: Body) -> list[str]:
    """Say what is active, why, until when, how sure that is, and what comes next.

    Args:
        windows: As for `active_windows`.
        at: As for `active_windows`.
        body: As for `active_windows`.

    Returns:
        Sentences in reading order, at least one.
    """
    known = tuple(windows)
    active = active_windows(known, at, body)
    who = body_words(body.type)
    count = f"{len(active)} pre-election period{'s apply' if len(active) > 1 else ' applies'}" if active else ""
    sentences = [f"On {say(at)}, {count or 'no pre-election period applies'} to {who}."]
    if body.type is None:
        sentences.append(
            "No body type was given, so every period of the nation counts. Name your body type for a closer answer."
        )
    for window in active:
        sentences.extend(about(window, at, body))
    last = latest_end(active)
    if len(active) > 1 and last is not None:
        sentences.append(f"The strictest of them counts. The last of them is planned to end on {say(last)}.")
    sentences.append(_next(known, at, body))
    return sentences


def about(window: Window, at: datetime, body: Body) -> list[str]:
    """Say all that there is to know of one window.

    Args:
        window: The window, as `active_windows` or `opening_soon` give it.
        at: The moment from which to look at it.
        body: Who asks.

    Returns:
        Sentences in reading order: what, where and whom; from when to when; how sure, by whom and how old.
    """
    places = " or ".join(area_words(area) for area in sorted(window.areas)) or "the whole United Kingdom"
    whom = "whatever its type" if body.type is None else "and binds bodies of this type"
    lines = [
        f"{window.title} ({window.id}): it covers {places} {whom}. {_STRICTNESS_WORDS[window.strictness]}.",
        f"It runs from {say(window.start)} {_end_words(window)}.",
        f"Its dates are {_STATUS_WORDS[window.status]}. {age_words(window, at)}",
        f"Source: {window.source}",
    ]
    if window.advisory:
        lines.append("It only advises you: what it would block is a warning for you.")
    if said := starts_words(window):
        lines.append(said)
    if window.note:
        lines.append(f"Note: {window.note}")
    if is_open(window):
        past = instant(at) > instant(window.end)
        late = "Its planned end is past, but it goes on" if past else "It goes on after that"
        lines.append(f"{late} until somebody closes it. {closing_words(window)}")
    return lines


def age_words(window: Window, at: datetime) -> str:
    """Say how old what is known of a window is."""
    if window.checked is None:
        return "Nobody has said when the dates were last checked."
    days = (to_london(at).date() - window.checked).days
    day = say_day(window.checked)
    if days <= 0:
        return f"Checked on {day}."
    old = f"Checked on {day}, {days} day{'' if days == 1 else 's'} before."
    stale = days > _OLD and window.status is not Status.DECLARED and instant(at) <= instant(window.end)
    return f"{old} Look for newer dates." if stale else old


def _end_words(window: Window) -> str:
    if window.closed is not None:
        return f"to {say(window.closed)}, when it was closed"
    return f"{'and is planned to end on' if window.open_ended else 'to'} {say(window.end)}"


def _next(windows: tuple[Window, ...], at: datetime, body: Body) -> str:
    coming = opening_soon(windows, at, EVER, body)
    if not coming:
        last = latest_end(binding_windows(windows, body))
        return "No later period is on record. Look for a newer Neutral Gate, or add the period to your settings." + (
            f" The last one on record ends on {say(last)}." if last else ""
        )
    first = coming[0]
    return f"Next: {first.title} ({first.id}), from {say(first.start)}; its dates are {_STATUS_WORDS[first.status]}."
