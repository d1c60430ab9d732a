"""The windows of a list of elections, for a body."""

from __future__ import annotations

from datetime import date

from neutral_gate.elections import Body, load_windows
from neutral_gate.elections.every_election import Contest
from neutral_gate.elections.imported import windows_for

MAY = date(2027, 5, 6)
TODAY = date(2027, 1, 10)
ELM = Body("council", frozenset({"Elm"}), "england", frozenset({"Ash"}))


def contest(council: str, **more: object) -> Contest:
    basis = Contest(f"local.{council}", "local", MAY, "england", council.title(), frozenset({council}), "", False, True)
    return basis._replace(**more)  # type: ignore[arg-type]


def test_own_areas_and_those_beside_share_a_window_and_others_are_left_out() -> None:
    found = windows_for([contest("elm"), contest("ash"), contest("oak")], ELM, TODAY)

    assert [table["areas"] for table in found.tables] == [["Elm", "Ash"]]
    assert (found.elsewhere, found.quiet) == (1, frozenset())
    assert [window.areas for window in load_windows(found.tables) if window.id.startswith("ee-")] == [{"elm", "ash"}]


def test_a_day_with_elections_elsewhere_only_is_quiet() -> None:
    assert windows_for([contest("oak")], ELM, TODAY).quiet == {MAY}


def test_a_body_without_areas_takes_all_and_one_without_a_type_all_periods() -> None:
    found = windows_for([contest("elm"), contest("oak")], Body(), TODAY)

    assert [table["id"].rpartition("-")[2] for table in found.tables] == ["nhs", "councils", "central"]
    assert found.tables[0]["areas"] == ["Elm", "Oak"]


def test_past_elections_and_those_of_no_nation_are_counted() -> None:
    unplaced = contest("elm", nation=None)
    found = windows_for([contest("elm", poll=date(2026, 5, 7)), unplaced], Body("council"), TODAY)

    assert (found.tables, found.past, found.unplaced) == ((), 1, ("local.elm",))


def test_an_election_in_an_own_area_is_in_the_bodys_nation() -> None:
    scottish = Body("council", frozenset({"Elm"}), "scotland")
    (table,) = windows_for([contest("elm", nation=None)], scottish, TODAY).tables

    assert table["start"] == "2027-03-24T00:00"


def test_a_by_election_of_ones_own_ward_and_council() -> None:
    ward = contest("elm", division="Mill Lane", by_election=True)
    (table,) = windows_for([ward], ELM, TODAY).tables

    assert (table["areas"], table["near_areas"]) == (["Mill Lane"], ["Elm"])
    assert windows_for([ward], Body("council", frozenset({"Mill Lane"}), "england"), TODAY).tables


def test_national_elections_bind_by_nation() -> None:
    senedd = contest("x", kind="senedd", nation="wales", names=frozenset())
    general = contest("", kind="parl", poll=date(2029, 8, 15), nation=None, names=frozenset())
    found = windows_for([senedd, general], ELM, TODAY)

    assert [(table["kinds"], table.get("areas")) for table in found.tables] == [(["parl"], None)]
    assert windows_for([senedd], Body("council", nation="wales"), TODAY).tables[0]["nations"] == ["wales"]
