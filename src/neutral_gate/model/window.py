"""A pre-election period and how strict it is."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum

from neutral_gate.model.records import dataclass


class Strictness(StrEnum):
    """How much a window restricts. `general` is stricter than `local`; `referendum` bans its topic."""

    LOCAL = "local"
    GENERAL = "general"
    REFERENDUM = "referendum"

    @property
    def rank(self) -> int:
        """Order by strictness: a greater number is stricter."""
        return ("local", "general", "referendum").index(self.value)


class Status(StrEnum):
    """How sure a window's dates are. The first in this list beats the later ones."""

    DECLARED = "declared"
    STATUTORY_LATEST = "statutory_latest"
    CONVENTION = "convention"
    PROJECTED = "projected"


@dataclass(frozen=True, slots=True)
class Window:
    """One pre-election period.

    Attributes:
        id: Stable name, such as `ge-2024`.
        title: The period in plain words, such as "UK general election, 4 July 2024".
        strictness: How much it restricts.
        start: First moment, with Europe/London time zone, to the minute.
        end: Last planned moment, with Europe/London time zone.
        status: How sure the dates are.
        source: Where the dates come from: a web address or the rule that gave them.
        audience: Body types that it binds.
        areas: Areas that it is limited to; empty for the whole UK or for every area with such an election.
        kinds: Election kinds, such as `parl` or `local`.
        open_ended: True where the period goes on after `end` until someone closes it.
        closed: The moment at which an open-ended period was closed, or None.
        note: What else a reader should know.
        other_starts: Later starts that somebody stated for the same election; `start` is the earliest of all.
        near_areas: Areas beside it, where the period is advisory.
        advisory: True where what it would block is only warned of, because it binds a neighbour and not the body.
        poll: Polling day, or None where nobody said.
        nominations: The last day on which candidates can be nominated, or None where there are none.
        checked: The day on which somebody last looked at the dates, or None where nobody said.
    """

    id: str
    title: str
    strictness: Strictness
    start: datetime
    end: datetime
    status: Status
    source: str
    audience: frozenset[str] = frozenset()
    areas: frozenset[str] = frozenset()
    kinds: tuple[str, ...] = ()
    open_ended: bool = False
    closed: datetime | None = None
    note: str = ""
    other_starts: tuple[datetime, ...] = ()
    near_areas: frozenset[str] = frozenset()
    advisory: bool = False
    poll: date | None = None
    nominations: date | None = None
    checked: date | None = None
