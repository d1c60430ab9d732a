"""Dates that law fixes, against published timetables of real elections."""

from datetime import date

import pytest

from neutral_gate.elections.terms import ELECTION_KINDS
from neutral_gate.elections.timetable import (
    close_of_nominations,
    dissolution,
    notice_of_election_deadline,
    notice_of_election_start,
)
from neutral_gate.model import UsageError


@pytest.mark.parametrize(
    ("kind", "poll", "nation", "notice", "nominations"),
    [
        ("parl", "2024-07-04", None, "2024-06-04", "2024-06-07"),
        ("parl", "2017-06-08", None, "2017-05-08", "2017-05-11"),
        ("local", "2024-05-02", "england", "2024-03-26", "2024-04-05"),
        ("local", "2023-05-04", "england", "2023-03-27", "2023-04-04"),
        ("local", "2022-05-05", "scotland", "2022-03-23", "2022-03-30"),
        ("local", "2022-05-05", "wales", "2022-03-28", "2022-04-05"),
        ("local", "2019-05-02", "northern-ireland", "2019-03-26", "2019-04-08"),
        ("mayor", "2021-05-06", None, "2021-03-29", "2021-04-08"),
        ("pcc", "2021-05-06", "england", "2021-03-29", "2021-04-08"),
        ("gla", "2024-05-02", None, "2024-03-19", "2024-03-27"),
        ("gla", "2021-05-06", None, "2021-03-22", "2021-03-30"),
        ("sp", "2016-05-05", None, "2016-03-23", "2016-04-01"),
        ("senedd", "2026-05-07", None, "2026-03-30", "2026-04-09"),
        ("nia", "2022-05-05", None, "2022-03-28", "2022-04-08"),
        ("europarl", "2019-05-23", "england", "2019-04-15", "2019-04-25"),
    ],
)
def test_real_timetables(kind: str, poll: str, nation: str | None, notice: str, nominations: str) -> None:
    day = date.fromisoformat(poll)

    assert notice_of_election_deadline(kind, day, nation).isoformat() == notice
    assert close_of_nominations(kind, day, nation).isoformat() == nominations


def test_the_mayor_of_london_has_the_timetable_of_the_london_assembly() -> None:
    poll = date(2024, 5, 2)

    assert notice_of_election_deadline("mayor", poll, london=True) == notice_of_election_deadline("gla", poll)
    assert close_of_nominations("mayor", poll, london=True) == date(2024, 3, 27)
    assert close_of_nominations("mayor", poll) == date(2024, 4, 5)


def test_only_scotland_has_a_first_day_for_notice() -> None:
    assert notice_of_election_start("sp", date(2016, 5, 5)) == date(2016, 3, 14)
    assert notice_of_election_start("sp", date(2026, 5, 7)) == date(2026, 3, 16)
    assert notice_of_election_start("local", date(2022, 5, 5), "scotland") == date(2022, 3, 14)
    assert notice_of_election_start("local", date(2022, 5, 5), "england") is None


def test_holidays_after_2028_are_known() -> None:
    # Two bank holidays of spring 2029 (30 March, 2 April) lie in between.
    assert notice_of_election_deadline("local", date(2029, 5, 3), "england") == date(2029, 3, 27)


@pytest.mark.parametrize(
    ("kind", "poll", "expected"),
    [
        ("parl", "2015-05-07", "2015-03-30"),
        ("parl", "2017-06-08", "2017-05-03"),
        ("parl", "2019-12-12", "2019-11-06"),
        ("parl", "2024-07-04", "2024-05-30"),
        ("parl", "2029-08-15", "2029-07-09"),
        ("senedd", "2016-05-05", "2016-04-06"),
        ("senedd", "2021-05-06", "2021-04-29"),
        ("senedd", "2026-05-07", "2026-04-08"),
        ("sp", "2011-05-05", "2011-03-22"),
        ("sp", "2016-05-05", "2016-03-23"),
        ("sp", "2021-05-06", "2021-05-05"),
        ("sp", "2026-05-07", "2026-04-09"),
        ("nia", "2016-05-05", "2016-03-30"),
        ("nia", "2017-03-02", "2017-01-26"),
        ("nia", "2022-05-05", "2022-03-28"),
    ],
)
def test_real_dissolutions(kind: str, poll: str, expected: str) -> None:
    assert dissolution(kind, date.fromisoformat(poll)).isoformat() == expected


@pytest.mark.parametrize("kind", sorted(set(ELECTION_KINDS) - {"parl", "sp", "senedd", "nia"}))
def test_nothing_else_is_dissolved(kind: str) -> None:
    with pytest.raises(UsageError, match="Nothing is dissolved"):
        dissolution(kind, date(2027, 5, 6))


@pytest.mark.parametrize(
    ("kind", "nation", "words"),
    [
        ("local", None, "Name one of its nations: england, scotland, wales, northern-ireland"),
        ("pcc", "scotland", "Name one of its nations: england, wales"),
        ("gla", "wales", "Name one of its nations: england"),
        ("ref", None, "Give the start"),
        ("locale", "england", "“local”"),
        ("local", "scottland", "“scotland”"),
    ],
)
def test_an_election_that_does_not_exist_is_refused(kind: str, nation: str | None, words: str) -> None:
    with pytest.raises(UsageError) as caught:
        notice_of_election_deadline(kind, date(2027, 5, 6), nation)

    assert words in caught.value.mend
