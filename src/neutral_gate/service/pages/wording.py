"""How the pages say things that the log has as codes."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from neutral_gate.elections.moments import say, say_day, to_london
from neutral_gate.model import KINDS

KIND_CHOICES = tuple((kind, kind.replace("_", " ").capitalize()) for kind in KINDS)
"""Kinds of drafts with the words that people see."""

VERDICTS = {
    "block": ("Do not publish this as it is", "must not be published as it is"),
    "warn": ("A person must look at this first", "needs a person to look at it first"),
    "pass": ("Nothing was found", "is clear"),
}
"""A verdict as a heading, and in a sentence."""

STRICTNESS = {
    "local": "the rules of a local election",
    "general": "the rules of a general election, which are stricter",
    "referendum": "the rules of a referendum",
}

STATUS = {
    "declared": "The dates are official.",
    "statutory_latest": "This is the latest that the law allows. It may have started earlier.",
    "convention": "The dates follow past practice. Nobody has confirmed them.",
    "projected": "The dates are our best guess. They are not published yet.",
}

STATES = {"waiting": "Waiting", "agreed": "Agreed", "refused": "Refused", "late": "Too late: not published"}
"""How a review stands."""

ROLES = {
    "reader": "You can look at everything here, but not check drafts.",
    "author": "You can check drafts, and ask a colleague to sign one off.",
    "reviewer": "You can check drafts, and sign off what colleagues ask for.",
    "admin": "You can do everything here.",
}

WAYS = {"http": "another program", "page": "these pages", "wordpress": "WordPress", "wagtail": "Wagtail"}
"""How a draft came."""


def when(moment: datetime | str) -> str:
    """A moment in London time: "Monday 10 June 2024 at 09:00"."""
    return say(datetime.fromisoformat(moment) if isinstance(moment, str) else moment)


def day(moment: date | str) -> str:
    """A day: "10 June 2024"."""
    return say_day(date.fromisoformat(moment[:10]) if isinstance(moment, str) else moment)


def kind_words(kind: str) -> str:
    """A kind in words: "press release"."""
    return kind.replace("_", " ")


def way_words(source: str) -> str:
    """How a draft came, in words."""
    return WAYS.get(source, source)


def left(deadline: datetime, now: datetime) -> str:
    """The time until a deadline: "3 hours left"."""
    gap = deadline - now
    if gap <= timedelta(0):
        return "the time is over"
    for size, name in ((timedelta(days=1), "day"), (timedelta(hours=1), "hour"), (timedelta(minutes=1), "minute")):
        count = gap // size
        if count:
            return f"{count} {name}{'' if count == 1 else 's'} left"
    return "less than a minute left"


def in_field(moment: datetime) -> str:
    """A moment as the field of a form takes it: "2026-05-07T09:30", in London time."""
    return f"{to_london(moment):%Y-%m-%dT%H:%M}"
