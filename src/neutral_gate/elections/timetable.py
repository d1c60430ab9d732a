"""The dates that law fixes before each kind of election: dissolution, notice of election, close of nominations."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from neutral_gate.elections.calendar import working_days_before
from neutral_gate.elections.terms import ELECTION_KINDS, NATIONS, checked
from neutral_gate.model import UsageError


class Timetable(NamedTuple):
    """Working days before polling day.

    Attributes:
        notice: The last day for the notice of election.
        nominations: The last day on which nomination papers are taken.
        earliest: The first day for the notice of election where law sets one, else None.
    """

    notice: int
    nominations: int
    earliest: int | None = None


_UK_PARLIAMENT = Timetable(22, 19)
_ENGLAND_WALES = Timetable(25, 19)
_SCOTLAND = Timetable(28, 23, 35)
_NORTHERN_IRELAND = Timetable(25, 16)
_LONDON = Timetable(30, 24)

_TIMETABLES: dict[tuple[str, str | None], Timetable] = {
    # Representation of the People Act 1983, schedule 1, rule 1.
    **{("parl", nation): _UK_PARLIAMENT for nation in (None, *NATIONS)},
    # Local Elections (Principal Areas) (England and Wales) Rules 2006; Wales has rules of its own with the same days.
    ("local", "england"): _ENGLAND_WALES,
    ("local", "wales"): _ENGLAND_WALES,
    # Scottish Local Government Elections Order 2011, schedule 1.
    ("local", "scotland"): _SCOTLAND,
    # Local Elections (Northern Ireland) Order 2010.
    ("local", "northern-ireland"): _NORTHERN_IRELAND,
    # Local Authorities (Mayoral Elections) Regulations 2007 and Combined Authorities (Mayoral Elections) Order 2017.
    ("mayor", "england"): _ENGLAND_WALES,
    # Police and Crime Commissioner Elections Order 2012, schedule 3.
    ("pcc", "england"): _ENGLAND_WALES,
    ("pcc", "wales"): _ENGLAND_WALES,
    # Greater London Authority Elections Rules 2007; the Mayor of London is elected by the same timetable.
    ("gla", "england"): _LONDON,
    # Scottish Parliament (Elections etc.) Order 2015, schedule 2.
    ("sp", "scotland"): _SCOTLAND,
    ("senedd", "wales"): _ENGLAND_WALES,
    # Northern Ireland Assembly (Elections) Order 2001.
    ("nia", "northern-ireland"): _NORTHERN_IRELAND,
    # European Parliamentary Elections Regulations 2004; the last such poll was in 2019.
    **{("europarl", nation): _ENGLAND_WALES for nation in NATIONS},
}

_ONLY_NATION = {"mayor": "england", "gla": "england", "sp": "scotland", "senedd": "wales", "nia": "northern-ireland"}

_DISSOLUTION = {"parl": 25, "senedd": 20, "nia": 25}
"""Working days between dissolution and polling day: Dissolution and Calling of Parliament Act 2022 (and the Fixed-term
Parliaments Act 2011 from 2015 on); the minimum periods of the devolved parliaments, as they fell in 2011 to 2026."""

_SCOTTISH_DISSOLUTION_UNTIL_2021, _SCOTTISH_DISSOLUTION = 28, 19
"""The same for the Scottish Parliament: 22 March 2011 and 23 March 2016, and since then 9 April 2026."""

_MOVED_DISSOLUTION = {
    # Both were put off so that the parliaments could still sit during the pandemic.
    ("sp", date(2021, 5, 6)): date(2021, 5, 5),
    ("senedd", date(2021, 5, 6)): date(2021, 4, 29),
}


def notice_of_election_deadline(kind: str, poll: date, nation: str | None = None, *, london: bool = False) -> date:
    """Return the last day on which the notice of an election may be published.

    Args:
        kind: One of `ELECTION_KINDS`, but not `ref`: a referendum has no notice of election.
        poll: Polling day.
        nation: One of `NATIONS`. `local`, `pcc` and `europarl` need it. For `parl` None means a general election,
            and a nation means a by-election there, for which law gives a range: this is its early end.
        london: True for the Mayor of London, whose timetable is that of the London Assembly.

    Raises:
        UsageError: There is no such election.
    """
    nation, days = _find(kind, nation, london)
    return _count(kind, poll, days.notice, nation)


def notice_of_election_start(kind: str, poll: date, nation: str | None = None, *, london: bool = False) -> date | None:
    """Return the first day on which the notice of an election may be published, or None where law sets none.

    Arguments and errors as for `notice_of_election_deadline`.
    """
    nation, days = _find(kind, nation, london)
    return None if days.earliest is None else _count(kind, poll, days.earliest, nation)


def close_of_nominations(kind: str, poll: date, nation: str | None = None, *, london: bool = False) -> date:
    """Return the last day on which candidates may be nominated: no list of candidates is complete before it.

    Arguments and errors as for `notice_of_election_deadline`.
    """
    nation, days = _find(kind, nation, london)
    return _count(kind, poll, days.nominations, nation)


def dissolution(kind: str, poll: date) -> date:
    """Return the day on which a parliament is dissolved before a poll.

    Args:
        kind: `parl` (general elections since 2015), `sp`, `senedd` or `nia`.
        poll: Polling day of a general election to it.

    Raises:
        UsageError: Nothing is dissolved before this kind of election.
    """
    checked(kind, ELECTION_KINDS, "a kind of election")
    if moved := _MOVED_DISSOLUTION.get((kind, poll)):
        return moved
    if kind == "sp":
        days = _SCOTTISH_DISSOLUTION if poll.year > 2021 else _SCOTTISH_DISSOLUTION_UNTIL_2021
    elif kind in _DISSOLUTION:
        days = _DISSOLUTION[kind]
    else:
        raise UsageError(
            f"Nothing is dissolved before an election of the kind “{kind}”.", "Use parl, sp, senedd or nia."
        )
    return _count(kind, poll, days, _ONLY_NATION.get(kind))


def _find(kind: str, nation: str | None, london: bool) -> tuple[str | None, Timetable]:
    checked(kind, ELECTION_KINDS, "a kind of election")
    if nation is not None:
        checked(nation, NATIONS, "a nation")
    if kind == "mayor" and london:
        kind = "gla"
    where = nation or _ONLY_NATION.get(kind)
    if found := _TIMETABLES.get((kind, where)):
        return where, found
    if kind in ("ref", "recall"):
        what = "referendum" if kind == "ref" else "recall petition"
        raise UsageError(f"A {what} has no notice of election.", "Give the start of its period yourself.")
    nations = ", ".join(each for each in NATIONS if (kind, each) in _TIMETABLES)
    raise UsageError(
        f"There is no timetable for the kind “{kind}” in {nation or 'a nation that is not named'}.",
        f"Name one of its nations: {nations}.",
    )


def _count(kind: str, poll: date, days: int, nation: str | None) -> date:
    # Scotland's own elections alone leave Easter Monday out.
    own_scottish = nation == "scotland" and kind in ("local", "sp")
    return working_days_before(poll, days, nation, with_easter_monday=not own_scottish)
