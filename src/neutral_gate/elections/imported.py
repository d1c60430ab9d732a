"""Windows for a list of elections that somebody else keeps: those that concern a body, each once."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple

from neutral_gate.elections.body import Body
from neutral_gate.elections.every_election import Contest, plain_name
from neutral_gate.elections.rules import windows_by_rule
from neutral_gate.elections.terms import AUDIENCES, NATIONS, fold_area
from neutral_gate.model import UsageError, Window

SOURCE = "EveryElection by Democracy Club, https://elections.democracyclub.org.uk/ ;"
_NATIONAL = {"sp": "scotland", "senedd": "wales", "nia": "northern-ireland"}
_ENGLISH = ("mayor", "gla")


class Imported(NamedTuple):
    """What became of a list of elections.

    Attributes:
        tables: The windows, as tables for a settings file, by start.
        elsewhere: How many elections are not in the body's areas.
        past: How many were over already.
        quiet: Days to come with elections in other areas, and none in the body's own or beside them.
        unplaced: Ids of elections for which no nation is known, so that no day can be counted.
    """

    tables: tuple[dict[str, Any], ...]
    elsewhere: int
    past: int
    quiet: frozenset[date]
    unplaced: tuple[str, ...]


class _Key(NamedTuple):
    """Elections that share their windows: the same kind, day and nation. A by-election has its own."""

    kind: str
    poll: date
    nation: str | None
    current: bool
    ward: str = ""
    council: str = ""


def windows_for(contests: Iterable[Contest], body: Body, today: date) -> Imported:
    """Work out the windows of elections for a body.

    Args:
        contests: The elections.
        body: Whose windows they are to be. Where it names areas, elections elsewhere are left out.
        today: The day of the import; elections before it are left out.

    Returns:
        The windows that bind or advise the body, as tables, with counts of what was left out.
    """
    groups: dict[_Key, dict[str, None]] = {}
    past, unplaced = 0, []
    elsewhere: list[date] = []
    for contest in contests:
        if contest.poll < today:
            past += 1
            continue
        own = _own_spelling(contest, body)
        if own is None:
            elsewhere.append(contest.poll)
            continue
        key = _key(contest, own, body)
        if key is None:
            unplaced.append(contest.id)
        else:
            groups.setdefault(key, {})[own] = None
    tables = []
    for key, areas in groups.items():
        try:
            tables += _tables(key, [area for area in areas if area], body, today)
        except UsageError:  # an election of a kind that this nation does not have
            unplaced.append(f"{key.kind}.{key.poll}")
    ordered = sorted(tables, key=lambda table: (table["start"], table["id"]))
    quiet = frozenset(elsewhere) - {key.poll for key in groups}
    return Imported(tuple(ordered), len(elsewhere), past, quiet, tuple(unplaced))


def _own_spelling(contest: Contest, body: Body) -> str | None:
    """The election's area as the body writes it, "" where it is a whole nation's, None where it is not the body's."""
    if contest.kind == "parl" and not contest.by_election:
        return ""
    if contest.kind in _NATIONAL and not contest.by_election:
        return "" if _NATIONAL[contest.kind] in body.places | body.beside else None
    if contest.kind == "gla":
        return "London" if not body.areas or "london" in body.places | body.beside else None
    named = [area for area in (*sorted(body.areas), *sorted(body.neighbours)) if fold_area(area) not in NATIONS]
    if not named:
        return contest.organisation
    wards = {fold_area(contest.division)} if contest.by_election else set()
    for area in named:
        if plain_name(area) in contest.names or fold_area(area) in wards:
            return area if fold_area(area) not in wards else contest.organisation
    return None


def _key(contest: Contest, own: str, body: Body) -> _Key | None:
    nation = contest.nation or _NATIONAL.get(contest.kind) or ("england" if contest.kind in _ENGLISH else None)
    if nation is None and body.areas:  # the list does not say; what is in the body's areas is in its nation
        nation = next((each for each in NATIONS if each in body.places), None)
    if contest.by_election:
        ward = contest.division or own
        return _Key(contest.kind, contest.poll, nation, contest.current, ward, own) if nation and ward else None
    if contest.kind == "parl":
        return _Key("parl", contest.poll, None, contest.current)
    return _Key(contest.kind, contest.poll, nation, contest.current) if nation else None


def _tables(key: _Key, areas: list[str], body: Body, today: date) -> list[dict[str, Any]]:
    place = key.ward or ("London" if areas == ["London"] else areas[0] if key.kind == "recall" else None)
    found = windows_by_rule(key.kind, key.poll, key.nation, place, by_election=bool(key.ward), called=key.current)
    wanted = [window for window in found if body.type is None or body.type in window.audience]
    return [_table(window, key, areas, today) for window in wanted]


def _table(window: Window, key: _Key, areas: list[str], today: date) -> dict[str, Any]:
    group = window.id.rpartition("-")[2]
    limited = [key.ward] if key.ward else areas
    place = "-".join(fold_area(part) for part in (key.council, key.ward) if part) or key.nation or ""
    title = window.title if key.ward or not areas else window.title.partition(" in ")[0].partition(",")[0]
    if title != window.title:
        title = f"{title} in {_listed(areas)}, {window.title.rpartition(', ')[2]}"
    values: dict[str, Any] = {
        "id": "-".join(part for part in ("ee", key.kind, f"{key.poll}", place, group) if part),
        "title": title,
        "kinds": [key.kind],
        "strictness": window.strictness.value,
        "audience": sorted(window.audience) if len(window.audience) < len(AUDIENCES) else None,
        "nations": [key.nation] if key.nation and not limited else None,
        "areas": limited or None,
        "near_areas": [key.council] if key.ward and key.council and key.council != key.ward else None,
        "start": f"{window.start:%Y-%m-%dT%H:%M}",
        "end": f"{window.end:%Y-%m-%dT%H:%M}",
        "poll": f"{window.poll}",
        "nominations": f"{window.nominations}" if window.nominations else None,
        "open_ended": True if window.open_ended else None,
        "status": window.status.value,
        "source": f"{SOURCE} {window.source}",
        "checked": f"{today}",
        "note": window.note or None,
    }
    return {name: value for name, value in values.items() if value is not None}


def _listed(areas: list[str]) -> str:
    """A few areas by name, or how many there are."""
    if len(areas) > 3:
        return f"{len(areas)} areas"
    return " and ".join(areas)
