"""EveryElection's list of elections, each once. The names are invented."""

from __future__ import annotations

import json
from typing import Any

import pytest

from neutral_gate.elections.every_election import Contest, plain_name, read_listing


def entry(name: str, **more: Any) -> dict[str, Any]:
    return {"election_id": name, "poll_open_date": name.rpartition(".")[2], "group_type": None, "children": [], **more}


def contests(*entries: dict[str, Any]) -> tuple[Contest, ...]:
    return read_listing([("list.json", json.dumps(list(entries)).encode())]).contests


def test_a_group_stands_for_ballots_that_are_not_in_the_file() -> None:
    group = entry("local.elm.2027-05-06", group_type="organisation", children=["local.elm.a.2027-05-06"])

    assert [each.id for each in contests(group)] == ["local.elm.a.2027-05-06"]
    assert [each.id for each in contests(group, entry("local.elm.a.2027-05-06"))] == ["local.elm.a.2027-05-06"]


def test_a_group_that_names_no_ballots_counts_itself_unless_others_name_it() -> None:
    group = entry("local.elm.2027-05-06", group_type="organisation", children=None)
    ballot = entry("local.elm.a.2027-05-06", group="local.elm.2027-05-06")

    assert [each.id for each in contests(group)] == ["local.elm.2027-05-06"]
    assert [each.id for each in contests(group, ballot)] == ["local.elm.a.2027-05-06"]


def test_a_group_of_many_councils_does_not_lend_its_name_to_them() -> None:
    day = entry(
        "local.2027-05-06",
        group_type="election",
        organisation={"slug": "ash", "common_name": "Ash", "territory_code": "SCT"},
        children=["local.ash.2027-05-06", "local.elm.2027-05-06"],
    )
    by_id = {each.id: each for each in contests(day)}

    assert (by_id["local.elm.2027-05-06"].organisation, by_id["local.elm.2027-05-06"].nation) == ("elm", None)
    assert by_id["local.ash.2027-05-06"].nation == "scotland"


@pytest.mark.parametrize(
    ("name", "kind", "division", "by_election"),
    [
        ("local.elm.mill-lane.by.2027-02-18", "local", "mill-lane", True),
        ("parl.mill-lane.by.2027-02-18", "parl", "mill-lane", True),
        ("naw.c.dale.2027-05-06", "senedd", "", False),
        ("pcc.farshire.2027-05-06", "pcc", "", False),
        ("parl.2029-08-15", "parl", "", False),
    ],
)
def test_what_an_id_says(name: str, kind: str, division: str, by_election: bool) -> None:
    (contest,) = contests(entry(name))

    assert (contest.kind, contest.division, contest.by_election) == (kind, division, by_election)


def test_what_cannot_be_read_is_named() -> None:
    found = read_listing([("a.json", json.dumps([entry("parish.elm.2027-05-06"), entry("local.elm.x")]).encode())])

    assert (found.contests, found.unread) == ((), ("parish.elm.2027-05-06", "local.elm.x"))


def test_one_election_alone_and_a_list_of_pages_are_read_too() -> None:
    page = {"count": 2, "results": [entry("sp.2027-05-06")]}

    assert len(read_listing([("a.json", json.dumps(entry("sp.2027-05-06")).encode())]).contests) == 1
    assert read_listing([("a.json", json.dumps([page, page]).encode())]).missing == 1


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("The Elm City Council", "elm"),
        ("Elm Borough Council", "elm"),
        ("elm", "elm"),
        ("City of Elm", "city-of-elm"),
        ("greater-elm-ca", "greater-elm"),
        ("Elm Valley Combined Authority", "elm-valley"),
    ],
)
def test_plain_names_of_councils(name: str, plain: str) -> None:
    assert plain_name(name) == plain
