"""The shipped windows, row by row, against the table of real windows, and which of them our rules give by themselves.

The table is looked for in the folder `shared` beside the repository; without it these tests are skipped.
"""

import csv
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from neutral_gate.elections import NATIONS, load_windows
from neutral_gate.elections.rules import windows_by_rule
from neutral_gate.elections.terms import AUDIENCES
from neutral_gate.model import Status, Strictness, Window

TABLE = Path(__file__).parents[2].parent / "shared" / "data" / "elections" / "windows.csv"
pytestmark = pytest.mark.skipif(
    not TABLE.is_file(), reason="windows.csv is not in the folder `shared` beside the repository"
)

STATUS = {
    "published": Status.DECLARED,
    "statute": Status.DECLARED,
    "statutory latest": Status.STATUTORY_LATEST,
    "STATUTORY LATEST": Status.STATUTORY_LATEST,
    "timetable (guidance not seen)": Status.STATUTORY_LATEST,
    "INFERRED from convention": Status.CONVENTION,
    "PROJECTED": Status.PROJECTED,
}
COUNCILS = {"council", "combined_authority", "healthwatch"}
AUDIENCE = {
    "central": {"alb", "department"},
    "alb": {"alb", "department"},
    "nhs england": {"alb", "department"},
    "la": COUNCILS,
    "la(scotland)": COUNCILS,
    "la(london)": COUNCILS,
    "ca": COUNCILS,
    "healthwatch": {"healthwatch"},
    "nhs": {"nhs_trust", "icb"},
    "nhs local": {"nhs_trust", "icb"},
    "nhs trust": {"nhs_trust", "icb"},
    "nhs wales": {"nhs_trust", "icb"},
    "opcc": {"opcc"},
    "nics": {"devolved_government"},
    "welsh gov": {"devolved_government"},
    "scottish gov": {"devolved_government"},
    # NHS boards and other public bodies of the Scottish Government.
    "scottish gov & bodies": {"devolved_government", "alb", "nhs_trust"},
    "all": set(AUDIENCES),
    "all publicly funded bodies": set(AUDIENCES),
}

STARTED_OTHERWISE = {
    "ge-2017": "the Cabinet Office announced a start eleven days before dissolution",
    "ge-2024": "the Cabinet Office announced a start five days before dissolution",
    "loc-2022-scot-la": "all Scottish councils were told to give notice on one day, before the last one",
    "pcc-2024-dyfed-powys": "notice was given a day before the last one",
    "pcc-2024-staffordshire": "notice was given eight days before the last one",
    "sp-2026-eastlothian": "the council gave notice on the first day that law allows, not the last",
}
"""Rows whose start no rule gives, so that somebody had to declare it, and why."""

ENDED_OTHERWISE = {
    "ge-2019": "the guidance set the end at 13 December, the day after the poll",
    "ge-2024": "the guidance set the end at 00:01 on the day after the poll",
    "ep-2019-westlothian": "the council kept to it until the count",
    "sp-2026-eastlothian": "the council took in polling day to its end",
    "pcc-2024-staffordshire": "the office gave no end, so the close of poll is used",
}

FOLLOWS = {
    "everyone": ["ge-2015", "ge-2019", "ref-eu-2016"],
    "councils": [
        *("ep-2019-la", "ep-2019-westlothian", "by-blacon-2017", "loc-2017-la", "loc-2018-la", "loc-2019-la"),
        *("loc-2022-la", "loc-2023-la", "loc-2024-la", "gla-2024", "loc-2025-healthwatch", "loc-2026-la"),
    ],
    "central": [
        *("loc-2008-central", "may-2016-central", "loc-2017-central", "loc-2018-central", "may-2021-central"),
        *("loc-2023-central", "loc-2023-ni", "loc-2024-central"),
    ],
    "nhs": ["senedd-2021-nhs", "loc-2023-nhs-trust", "loc-2024-nhs-trust"],
    "government": [
        *("sp-2016", "loc-ni-2019", "sp-2021", "loc-2022-scot-gov", "loc-2022-welsh-gov", "sp-2026-gov"),
        "senedd-2026-gov",
    ],
}
"""Rows that somebody published, or that law fixes, and which rule gives their start by itself."""


@cache
def rows() -> list[dict[str, str]]:
    with TABLE.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


@cache
def shipped() -> dict[str, Window]:
    return {window.id: window for window in load_windows()}


def by_rule(row: dict[str, str]) -> list[Window]:
    """What the rules give for the row's election and for its audience."""
    window = shipped()[row["id"]]
    kind = window.kinds[0]
    nations = [nation for nation in NATIONS if nation in window.areas]
    if row["id"].startswith(("pcc-2024-dyfed", "sp-", "senedd")):
        nations = [{"pcc": "wales", "sp": "scotland", "senedd": "wales"}[kind]]
    nation = None if kind in ("parl", "ref") else (nations or ["england"])[0]
    special = row["election_kind"].endswith(".by")
    area = next(iter(window.areas)) if special else None
    found = windows_by_rule(kind, date.fromisoformat(row["poll_date"]), nation, area, by_election=special)
    return [rule for rule in found if rule.audience & window.audience]


def test_every_row_is_shipped() -> None:
    assert len(rows()) == 55
    assert [row["id"] for row in rows() if row["id"] not in shipped()] == []


def test_starts_ends_and_statuses_are_those_of_the_table() -> None:
    for row in rows():
        window = shipped()[row["id"]]
        start = row["start"] if "T" in row["start"] else f"{row['start']}T00:00"
        assert f"{window.start:%Y-%m-%dT%H:%M}" == start, row["id"]
        assert f"{window.end:%Y-%m-%d}" == row["end"][:10], row["id"]
        if "inclusive" in row["end_rule"] or row["id"] == "pcc-2024-dyfed-powys":
            assert f"{window.end:%H:%M}" == "23:59", row["id"]
        else:
            assert f"{window.end:%H:%M}" == (row["end"][11:] or "22:00"), row["id"]
        assert window.status is STATUS[row["status"]], row["id"]


def test_general_elections_bind_everybody_and_the_others_whom_the_table_names() -> None:
    for row in rows():
        window = shipped()[row["id"]]
        if "parl" in window.kinds:
            assert window.audience == set(AUDIENCES), row["id"]
            assert window.strictness is Strictness.GENERAL, row["id"]
            assert window.open_ended, row["id"]
        else:
            named = set().union(*(AUDIENCE[word.strip()] for word in row["audience"].split(",")))
            # Where councils are bound, so are their local Healthwatch and combined authorities.
            assert window.audience == named | (COUNCILS if named & COUNCILS else set()), row["id"]


@pytest.mark.parametrize(
    ("audience", "places"),
    [
        ("scottish gov", {"scotland"}),
        ("scottish gov & bodies", {"scotland"}),
        ("la(scotland)", {"scotland", "west-lothian", "east-lothian"}),
        ("la(london)", {"london"}),
        ("welsh gov", {"wales"}),
        ("nhs wales", {"wales"}),
        ("nics", {"northern-ireland"}),
        ("opcc", {"dyfed-powys", "staffordshire"}),
    ],
)
def test_rows_of_one_place_are_limited_to_it(audience: str, places: set[str]) -> None:
    limited = [shipped()[row["id"]].areas for row in rows() if row["audience"] == audience]

    assert {place for areas in limited for place in areas} == places
    assert {len(areas) for areas in limited} == {1}


def test_english_local_windows_are_limited_to_england() -> None:
    elsewhere = ("-ni", "-scot", "-welsh")
    english = [
        window
        for name, window in shipped().items()
        if name.startswith("loc-") and not any(word in name for word in elsewhere)
    ]

    assert len(english) > 30
    assert {window.areas for window in english} == {frozenset({"england"})}


def test_rules_give_the_start_of_every_row_but_those_declared_otherwise() -> None:
    differ = {
        row["id"]
        for row in rows()
        if not any(rule.start.date() == shipped()[row["id"]].start.date() for rule in by_rule(row))
    }

    assert differ == set(STARTED_OTHERWISE)


def test_rules_give_the_end_of_every_row_but_those_declared_otherwise() -> None:
    differ = {row["id"] for row in rows() if not any(rule.end == shipped()[row["id"]].end for rule in by_rule(row))}

    assert differ == set(ENDED_OTHERWISE)


def test_no_row_starts_later_than_the_rules_say() -> None:
    for row in rows():
        rules = by_rule(row)
        assert rules, row["id"]
        assert shipped()[row["id"]].start.date() <= max(rule.start.date() for rule in rules), row["id"]


def test_rules_give_the_strictness_of_every_row() -> None:
    for row in rows():
        assert {rule.strictness for rule in by_rule(row)} == {shipped()[row["id"]].strictness}, row["id"]


def test_every_published_row_either_follows_one_rule_or_is_named_with_the_reason() -> None:
    published = [row["id"] for row in rows() if row["status"] in ("published", "statute", "statutory latest")]
    following = [name for names in FOLLOWS.values() for name in names]

    assert len(following) == len(set(following)) == 33
    assert sorted(published) == sorted((*following, *STARTED_OTHERWISE))


@pytest.mark.parametrize(("group", "name"), [(group, name) for group, names in FOLLOWS.items() for name in names])
def test_the_rule_gives_the_whole_of_a_published_row(group: str, name: str) -> None:
    (row,) = (each for each in rows() if each["id"] == name)
    (rule,) = (each for each in by_rule(row) if each.id.endswith(f"-{group}"))
    window = shipped()[name]

    assert rule.start.date() == window.start.date()
    assert rule.end == window.end or name in ENDED_OTHERWISE
    assert rule.strictness == window.strictness
    assert rule.audience & window.audience
