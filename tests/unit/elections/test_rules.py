"""Windows worked out from kind, date and place."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest

from neutral_gate.elections import NATIONS, load_windows
from neutral_gate.elections.rules import windows_by_rule
from neutral_gate.elections.terms import AUDIENCES
from neutral_gate.elections.timetable import close_of_nominations
from neutral_gate.model import Status, Strictness, UsageError

MAY = date(2027, 5, 6)


def starts(
    kind: str, poll: date = MAY, nation: str | None = None, area: str | None = None, **more: Any
) -> dict[str, str]:
    windows = windows_by_rule(kind, poll, nation, area, **more)
    return {window.id.rsplit("-", 1)[1]: f"{window.start:%m-%d %H:%M}" for window in windows}


@pytest.mark.parametrize(
    ("kind", "nation", "expected"),
    [
        ("local", "england", {"nhs": "03-25 00:00", "councils": "03-31 00:00", "central": "04-15 00:00"}),
        ("mayor", None, {"nhs": "03-25 00:00", "councils": "03-31 00:00", "central": "04-15 00:00"}),
        ("local", "scotland", {"councils": "03-24 00:00", "government": "04-15 00:00"}),
        ("local", "wales", {"councils": "03-31 00:00", "government": "04-15 00:00"}),
        (
            "local",
            "northern-ireland",
            {"councils": "03-31 00:00", "government": "03-31 00:00", "central": "04-15 00:00"},
        ),
        ("pcc", "wales", {"councils": "03-31 00:00", "commissioners": "03-31 00:00", "central": "04-15 00:00"}),
        ("gla", None, {"councils": "03-22 00:00", "nhs": "03-25 00:00", "central": "04-15 00:00"}),
        ("sp", None, {"councils": "03-24 00:00", "government": "03-25 00:00"}),
        ("senedd", None, {"nhs": "03-25 00:00", "councils": "03-31 00:00", "government": "04-07 00:01"}),
        ("nia", None, {"councils": "03-31 00:00", "government": "03-31 00:01"}),
        ("europarl", "england", {"councils": "03-31 00:00", "central": "04-15 00:00"}),
        ("parl", None, {"everyone": "03-31 00:01"}),
        ("ref", None, {"everyone": "04-09 00:00"}),
    ],
)
def test_every_kind_by_audience(kind: str, nation: str | None, expected: dict[str, str]) -> None:
    assert starts(kind, MAY, nation) == expected


def test_a_general_election_is_open_ended_and_for_everybody() -> None:
    (window,) = windows_by_rule("parl", date(2029, 8, 15))

    assert window.open_ended
    assert window.strictness is Strictness.GENERAL
    assert window.audience == frozenset(AUDIENCES)
    assert window.areas == frozenset()
    assert window.title == "UK general election, 15 August 2029"


def test_a_referendum_lasts_28_days_with_polling_day() -> None:
    (window,) = windows_by_rule("ref", date(2016, 6, 23))

    assert window.strictness is Strictness.REFERENDUM
    assert (window.end.date() - window.start.date()).days + 1 == 28


def test_a_commissioners_office_is_bound_until_the_winner_takes_office() -> None:
    window = next(
        each for each in windows_by_rule("pcc", date(2024, 5, 2), "wales", "Dyfed-Powys") if "opcc" in each.audience
    )

    assert window.end.isoformat() == "2024-05-08T23:59:00+01:00"
    assert window.areas == {"dyfed-powys"}


def test_a_by_election_binds_councils_of_its_area_only() -> None:
    (window,) = windows_by_rule("local", date(2017, 4, 20), "england", "Blacon", by_election=True)

    assert window.areas == {"blacon"}
    assert window.audience == {"council", "combined_authority", "healthwatch"}
    assert window.title == "By-election in Blacon, 20 April 2017"
    assert not window.open_ended


def test_a_by_election_to_a_parliament_is_not_a_general_election() -> None:
    (window,) = windows_by_rule("parl", date(2017, 5, 4), "england", "Manchester Gorton", by_election=True)

    assert window.strictness is Strictness.LOCAL
    assert not window.open_ended


def test_a_recall_petition_is_advisory_for_everybody_in_its_constituency() -> None:
    (window,) = windows_by_rule("recall", date(2023, 12, 19), "england", "Elm and Ash")

    assert f"{window.start:%Y-%m-%d}" == "2023-11-08"
    assert (window.end.date() - window.start.date()).days + 1 == 42
    assert window.advisory
    assert window.areas == {"elm-and-ash"}
    assert window.audience == frozenset(AUDIENCES)
    assert window.strictness is Strictness.LOCAL


def test_a_local_referendum_is_limited_to_its_area() -> None:
    (window,) = windows_by_rule("ref", date(2027, 6, 10), "england", "Elm")

    assert window.areas == {"elm"}
    assert window.strictness is Strictness.REFERENDUM


def test_the_mayor_of_london_has_the_london_timetable() -> None:
    assert starts("mayor", date(2024, 5, 2), "england", "London")["councils"] == "03-19 00:00"


def test_an_expected_election_is_projected() -> None:
    assert {window.status for window in windows_by_rule("local", MAY, "england", called=False)} == {Status.PROJECTED}
    assert {window.status for window in windows_by_rule("local", MAY, "england")} == {
        Status.STATUTORY_LATEST,
        Status.CONVENTION,
    }


@pytest.mark.parametrize(
    ("arguments", "options", "words"),
    [
        (("local", MAY), {}, "no timetable for the kind “local” in a nation that is not named"),
        (("local", MAY, "england"), {"by_election": True}, "none was named"),
        (("recall", MAY, "england"), {}, "none was named"),
        (("parlament", MAY), {}, "not a kind of election"),
        (("local", MAY, "cornwall"), {}, "not a nation"),
    ],
)
def test_what_cannot_be_worked_out_is_refused(arguments: Any, options: dict[str, bool], words: str) -> None:
    with pytest.raises(UsageError) as caught:
        windows_by_rule(*arguments, **options)

    assert words in caught.value.problem


def test_every_shipped_window_that_says_worked_out_is_what_the_rules_give() -> None:
    worked_out = [window for window in load_windows() if window.source.startswith("Worked out")]
    # These follow the council's notice, as NHS bodies did before six weeks became usual in 2023.
    with_councils = {"loc-2016-nhs", "loc-2017-nhs", "loc-2019-nhs", "loc-2021-nhs"}

    assert len(worked_out) > 20
    for window in worked_out:
        nation = next(iter(window.areas & {"england", "scotland", "wales", "northern-ireland"}), None)
        # A commissioner's office is bound until six days after the poll.
        poll = window.end.date() - timedelta(days=6 if window.audience == {"opcc"} else 0)
        rules = windows_by_rule(window.kinds[0], poll, nation)
        group = {"council"} if window.id in with_councils else window.audience
        same = next(rule for rule in rules if group & rule.audience)
        assert same.start.date() == window.start.date(), window.id
        assert same.end == window.end, window.id
        assert same.strictness == window.strictness, window.id
        assert same.areas == window.areas, window.id
        assert window.id in with_councils or same.audience == window.audience, window.id


def test_the_next_general_election_is_what_the_rules_give() -> None:
    shipped = next(window for window in load_windows() if window.id == "ge-next")
    (rule,) = windows_by_rule("parl", date(2029, 8, 15))

    assert (rule.start, rule.end, rule.status) == (shipped.start, shipped.end, shipped.status)


def test_every_shipped_close_of_nominations_is_counted_and_not_guessed() -> None:
    nations = {"west-lothian": "scotland", "east-lothian": "scotland", "dyfed-powys": "wales"}
    for window in load_windows():
        if window.kinds == ("ref",):
            assert window.nominations is None
            continue
        assert window.poll is not None
        days = []
        for nation in {
            nations.get(area, area if area in NATIONS else "england") for area in window.areas or {"england"}
        }:
            for kind in window.kinds:
                where = None if kind == "parl" else nation
                with suppress(UsageError):  # England has mayors, Wales has none
                    days.append(close_of_nominations(kind, window.poll, where, london="london" in window.areas))
        assert window.nominations == min(days), window.id
