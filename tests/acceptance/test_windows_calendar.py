"""The election calendar against public records and against another library.

The records are looked for in the folder `shared` beside the repository; without it these tests are skipped. They are
GOV.UK's list of bank holidays and Democracy Club's list of when statements of persons nominated came out.
"""

import csv
import json
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest
from uk_election_timetables.calendars import Country
from uk_election_timetables.election import Election
from uk_election_timetables.election_ids import from_election_id

from neutral_gate.elections.calendar import bank_holidays
from neutral_gate.elections.timetable import close_of_nominations, notice_of_election_deadline

RECORDS = Path(__file__).parents[2].parent / "shared" / "data" / "elections"
HOLIDAYS = RECORDS / "govuk_bank-holidays.json"
STATEMENTS = RECORDS / "dc_historic_sopn_data.csv"

COUNTRIES = {
    "england": Country.ENGLAND,
    "wales": Country.WALES,
    "scotland": Country.SCOTLAND,
    "northern-ireland": Country.NORTHERN_IRELAND,
}
POLLS = [first + timedelta(weeks=week) for first in (date(2016, 1, 7),) for week in range(52 * 12 + 48)]
"""Every Thursday from 2016 until the autumn of 2028."""


def theirs(name: str, poll: date, nation: str | None = None) -> Election:
    return from_election_id(name.format(poll), COUNTRIES.get(nation or ""))


def with_data(path: Path) -> pytest.MarkDecorator:
    return pytest.mark.skipif(
        not path.is_file(), reason=f"{path.name} is not in the folder `shared` beside the repository"
    )


@with_data(HOLIDAYS)
@pytest.mark.parametrize(
    ("division", "nations"),
    [
        ("england-and-wales", ("england", "wales")),
        ("scotland", ("scotland",)),
        ("northern-ireland", ("northern-ireland",)),
    ],
)
def test_every_bank_holiday_of_gov_uk_and_no_other(division: str, nations: tuple[str, ...]) -> None:
    published = {date.fromisoformat(event["date"]) for event in json.loads(HOLIDAYS.read_text())[division]["events"]}
    years = range(min(published).year, max(published).year + 1)

    assert len(years) >= 17
    for nation in nations:
        ours = {day for year in years for day in bank_holidays(year, nation) if day.weekday() < 5}
        assert ours == {day for day in published if day.weekday() < 5}


@with_data(STATEMENTS)
def test_statements_of_persons_nominated_come_out_when_nominations_close_or_the_next_working_day() -> None:
    with STATEMENTS.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(line for line in file if line.strip() and not line.startswith("--")))
    late: Counter[int] = Counter()
    for row in rows:
        kind, *parts, _ = row["election_id"].split(".")
        kind = {"naw": "senedd"}.get(kind, kind)
        poll, published = date.fromisoformat(row["election_date"]), date.fromisoformat(row["sopn_publish_date"])
        nation = {"parl": None, "pcc": "england"}.get(kind)
        closes = close_of_nominations(kind, poll, nation, london="london" in parts)
        late[(published - closes).days] += 1

    # Nothing came out before nominations closed, and nothing over a working day after.
    assert sum(late.values()) == len(rows) > 1000
    assert set(late) == {0, 1}
    assert late[0] > 950


ELECTIONS = (
    *(("local.x.{}", "local", nation) for nation in COUNTRIES),
    ("sp.c.{}", "sp", None),
    ("senedd.c.{}", "senedd", None),
    ("nia.{}", "nia", None),
    ("gla.c.{}", "gla", None),
    ("mayor.x.{}", "mayor", None),
    ("pcc.x.{}", "pcc", "england"),
)


def test_notice_of_election_agrees_with_uk_election_timetables_on_every_thursday() -> None:
    differences = [
        (kind, nation, poll)
        for poll in POLLS
        for name, kind, nation in ELECTIONS
        if notice_of_election_deadline(kind, poll, nation) != theirs(name, poll, nation).notice_of_election_deadline
    ]

    assert differences == []


def test_close_of_nominations_agrees_with_uk_election_timetables_on_every_thursday() -> None:
    by_elections = [("parl.x.{}", "parl", nation) for nation in COUNTRIES]
    differences = [
        (kind, nation, poll)
        for poll in POLLS
        for name, kind, nation in (*ELECTIONS, *by_elections)
        # For these two it gives another date: see the known faults.
        if kind not in ("gla", "pcc")
        if close_of_nominations(kind, poll, nation) != theirs(name, poll, nation).close_of_nominations
    ]

    assert differences == []


class TestKnownFaultsOfUkElectionTimetables:
    """Where version 5.0.2 is wrong, and what is right. If one of these fails, the fault was mended there."""

    def test_its_bank_holidays_stop_in_2028(self) -> None:
        poll = date(2029, 5, 3)

        assert theirs("local.x.{}", poll, "england").notice_of_election_deadline == date(2029, 3, 29)
        assert notice_of_election_deadline("local", poll, "england") == date(2029, 3, 27)

    def test_it_gives_the_day_of_publication_as_the_close_of_nominations_in_london(self) -> None:
        # London Elects' own timetable for 2 May 2024: nominations close on 27 March, 24 working days before.
        poll = date(2024, 5, 2)

        assert theirs("gla.c.{}", poll).close_of_nominations == date(2024, 4, 2)
        assert theirs("mayor.london.{}", poll).close_of_nominations == date(2024, 4, 2)
        assert close_of_nominations("gla", poll) == date(2024, 3, 27)
        assert close_of_nominations("mayor", poll, london=True) == date(2024, 3, 27)

    def test_it_gives_the_day_of_publication_for_police_commissioners_too(self) -> None:
        # Nottinghamshire's timetable for 6 May 2021: nominations close on 8 April, 19 working days before.
        poll = date(2021, 5, 6)

        assert theirs("pcc.x.{}", poll).close_of_nominations == date(2021, 4, 9)
        assert close_of_nominations("pcc", poll, "england") == date(2021, 4, 8)

    def test_it_counts_a_general_election_nation_by_nation(self) -> None:
        # Before a poll on 8 August 2024 lie 12 July, a bank holiday in Northern Ireland, and 5 August, one in Scotland.
        # Law leaves out both everywhere; the library leaves out one at a time and takes the earlier result.
        poll = date(2024, 8, 8)

        assert theirs("parl.{}", poll).notice_of_election_deadline == date(2024, 7, 8)
        assert notice_of_election_deadline("parl", poll) == date(2024, 7, 5)
