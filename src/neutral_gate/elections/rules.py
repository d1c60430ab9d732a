"""Windows worked out from an election's kind and date, where no published dates are at hand.

The rules are those of law where law has one (notice of election, the 28 days before a referendum, dissolution), else
what the guidance of past years did: three weeks for central government, six weeks for NHS bodies and for the Scottish
Government. Published dates always beat them: councils may start about two weeks earlier than the law's last day, and a
UK general election starts on the day that the Cabinet Office announces. docs/decisions/0003-windows.md has the table.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from neutral_gate.elections.moments import LONDON, POLLS_CLOSE, say_day
from neutral_gate.elections.terms import AUDIENCES, ELECTION_KINDS, NATIONS, area_words, checked, fold_area
from neutral_gate.elections.timetable import (
    close_of_nominations,
    dissolution,
    notice_of_election_deadline,
    notice_of_election_start,
)
from neutral_gate.model import Status, Strictness, UsageError, Window

COUNCILS = frozenset({"council", "combined_authority", "healthwatch"})
"""Bodies that go by the notice of election; a local Healthwatch follows its council."""
NHS = frozenset({"nhs_trust", "icb"})
CENTRAL = frozenset({"alb", "department"})
DEVOLVED = frozenset({"devolved_government"})
SCOTTISH = DEVOLVED | {"alb", "nhs_trust"}
COMMISSIONERS = frozenset({"opcc"})

_MIDNIGHT, _MINUTE_PAST, _LAST_MINUTE = time(0, 0), time(0, 1), time(23, 59)
_TITLES = {
    "parl": "UK general election",
    "local": "Local elections",
    "mayor": "Mayoral elections",
    "pcc": "Police and crime commissioner elections",
    "gla": "Mayor of London and London Assembly elections",
    "sp": "Scottish Parliament election",
    "senedd": "Senedd election",
    "nia": "Northern Ireland Assembly election",
    "europarl": "European Parliament election",
    "ref": "Referendum",
    "recall": "Recall petition",
}
_PARLIAMENTS = ("sp", "senedd", "nia")
_NOTICE = "the last day that law allows for the notice of election"
_NATION_OF = {"gla": "england", "mayor": "england", "sp": "scotland", "senedd": "wales", "nia": "northern-ireland"}


class _Period(NamedTuple):
    """One audience's period, before it becomes a window."""

    group: str
    audience: frozenset[str]
    start: datetime
    end: datetime
    status: Status
    why: str
    note: str = ""
    advisory: bool = False


def windows_by_rule(
    kind: str,
    poll: date,
    nation: str | None = None,
    area: str | None = None,
    *,
    by_election: bool = False,
    called: bool = True,
) -> tuple[Window, ...]:
    """Work out the windows of one election.

    Args:
        kind: One of `ELECTION_KINDS`.
        poll: Polling day; for a recall petition the last day on which it can be signed.
        nation: One of `NATIONS`; `local`, `pcc` and `europarl` need it, and so does a by-election to the UK Parliament.
            A UK general election takes in every nation, whatever is named.
        area: The one area that it is limited to, such as a ward, a police area or "london".
        by_election: True where one seat is filled between elections: only councils of that area are bound.
        called: False for an election that is expected: all dates are then `projected`.

    Returns:
        One window for each group of body types that the election binds, by start.

    Raises:
        UsageError: There is no such election, or a by-election has no area.
    """
    checked(kind, ELECTION_KINDS, "a kind of election")
    if nation is not None:
        nation = checked(fold_area(nation), NATIONS, "a nation")
    if kind == "recall" and not area:
        raise UsageError("A recall petition concerns one constituency, and none was named.", "Name its constituency.")
    if by_election and not area:
        raise UsageError("A by-election binds in its own area only, and none was named.", "Name its ward or area.")
    where = nation or _NATION_OF.get(kind)
    place = fold_area(area) if area else ("london" if kind == "gla" else None)
    periods = _by_election(kind, poll, where, place) if by_election else _periods(kind, poll, where, place)
    return tuple(
        sorted(
            (_window(kind, poll, where, place, by_election, called, period) for period in periods),
            key=lambda window: (window.start, window.id),
        )
    )


def _periods(kind: str, poll: date, nation: str | None, place: str | None) -> Iterator[_Period]:
    if kind == "parl":
        yield _general(poll)
        return
    if kind == "ref":
        yield _referendum(poll)
        return
    if kind == "recall":
        yield _recall(poll)
        return
    yield _councils(kind, poll, nation, place)
    if kind == "sp":
        yield _weeks("government", SCOTTISH, poll, 6)
    elif kind == "senedd":
        yield _dissolved(kind, poll)
        yield _weeks("nhs", NHS, poll, 6, to_midnight=True)
    elif kind == "nia":
        yield _dissolved(kind, poll)
    elif kind == "local" and nation == "northern-ireland":
        notice = _at(notice_of_election_deadline(kind, poll, nation))
        yield _Period("government", DEVOLVED, notice, _close(poll), Status.STATUTORY_LATEST, _NOTICE)
        yield _weeks("central", CENTRAL, poll, 3)
    elif kind == "local" and nation in ("scotland", "wales"):
        yield _weeks("government", DEVOLVED, poll, 3, to_midnight=nation == "wales")
    else:
        yield _weeks("central", CENTRAL, poll, 3)
        if nation == "england" and kind != "europarl":
            yield _weeks("nhs", NHS, poll, 6)
        if kind == "pcc":
            yield _commissioners(poll, nation)


def _by_election(kind: str, poll: date, nation: str | None, place: str | None) -> Iterator[_Period]:
    yield _councils(kind, poll, nation, place)._replace(
        note="No guidance on by-elections binds other bodies. Use your own judgement if your area takes it in."
    )
    if kind == "pcc":
        yield _commissioners(poll, nation)


def _general(poll: date) -> _Period:
    return _Period(
        "everyone",
        frozenset(AUDIENCES),
        _at(dissolution("parl", poll), _MINUTE_PAST),
        _close(poll),
        Status.STATUTORY_LATEST,
        "the day of dissolution, 25 working days before polling day",
        "The Cabinet Office may announce an earlier start: it did so in 2017 and 2024.",
    )


def _referendum(poll: date) -> _Period:
    # The 28 days end with polling day, which is one of them.
    start = _at(poll - timedelta(days=27))
    why = "the 28 days of section 125 of the Political Parties, Elections and Referendums Act 2000"
    return _Period("everyone", frozenset(AUDIENCES), start, _close(poll), Status.STATUTORY_LATEST, why)


def _recall(last: date) -> _Period:
    # Recall of MPs Act 2015, section 9(2): six weeks that begin with the first day of signing.
    start = _at(last - timedelta(weeks=6) + timedelta(days=1))
    why = "the six weeks of section 9 of the Recall of MPs Act 2015"
    note = "No guidance sets a publicity period for a recall petition, so it is advisory. A by-election may follow."
    everyone = frozenset(AUDIENCES)
    return _Period("everyone", everyone, start, _close(last), Status.CONVENTION, why, note, advisory=True)


def _councils(kind: str, poll: date, nation: str | None, place: str | None) -> _Period:
    london = kind == "mayor" and place == "london"
    start = _at(notice_of_election_deadline(kind, poll, nation, london=london))
    earliest = notice_of_election_start(kind, poll, nation, london=london)
    note = (
        f"Law allows notice from {say_day(_at(earliest))}."
        if earliest
        else "Look at your council's notice: councils may start about two weeks earlier."
    )
    return _Period("councils", COUNCILS, start, _close(poll), Status.STATUTORY_LATEST, _NOTICE, note)


def _weeks(group: str, audience: frozenset[str], poll: date, weeks: int, *, to_midnight: bool = False) -> _Period:
    why = f"{'three' if weeks == 3 else 'six'} weeks before polling day, as in past guidance"
    end = _at(poll, _LAST_MINUTE) if to_midnight else _close(poll)
    return _Period(group, audience, _at(poll - timedelta(weeks=weeks)), end, Status.CONVENTION, why)


def _dissolved(kind: str, poll: date) -> _Period:
    start = _at(dissolution(kind, poll), _MINUTE_PAST)
    return _Period("government", DEVOLVED, start, _close(poll), Status.STATUTORY_LATEST, "the day of dissolution")


def _commissioners(poll: date, nation: str | None) -> _Period:
    # Police Reform and Social Responsibility Act 2011, section 50: the winner takes office on the seventh day after.
    start, end = _at(notice_of_election_deadline("pcc", poll, nation)), _at(poll + timedelta(days=6), _LAST_MINUTE)
    note = "It goes on until the winner takes office."
    return _Period("commissioners", COMMISSIONERS, start, end, Status.STATUTORY_LATEST, _NOTICE, note)


def _window(
    kind: str, poll: date, nation: str | None, place: str | None, by_election: bool, called: bool, period: _Period
) -> Window:
    general = kind == "parl" and not by_election
    where = None if general else (place or nation)
    if by_election:
        title = f"By-election in {area_words(where or '')}"
    elif where is None or kind in ("gla", *_PARLIAMENTS):
        title = _TITLES[kind]
    else:
        title = f"{_TITLES[kind]} in {area_words(where)}"
    national = general or (kind in _PARLIAMENTS and not by_election)
    strictness = Strictness.GENERAL if national else Strictness.LOCAL
    return Window(
        id="-".join(part for part in (kind, poll.isoformat(), where, period.group) if part),
        title=f"{title}, {say_day(_at(poll))}",
        strictness=Strictness.REFERENDUM if kind == "ref" else strictness,
        start=period.start,
        end=period.end,
        status=period.status if called else Status.PROJECTED,
        source=f"Worked out: {period.why}",
        audience=period.audience,
        areas=frozenset({where} if where else ()),
        kinds=(kind,),
        open_ended=general,
        note=period.note,
        advisory=period.advisory,
        poll=poll,
        nominations=_nominations(kind, poll, nation, place),
    )


def _nominations(kind: str, poll: date, nation: str | None, place: str | None) -> date | None:
    if kind in ("ref", "recall"):
        return None
    return close_of_nominations(kind, poll, nation, london=place == "london")


def _at(day: date, clock: time = _MIDNIGHT) -> datetime:
    return datetime.combine(day, clock, tzinfo=LONDON)


def _close(poll: date) -> datetime:
    return _at(poll, POLLS_CLOSE)
