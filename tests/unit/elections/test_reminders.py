"""The notices that stand in every answer."""

from __future__ import annotations

from typing import Any

from neutral_gate.elections import parse_moment, reminders
from neutral_gate.elections.table import read_window
from neutral_gate.model import Window


def window(**keys: Any) -> Window:
    table = {"id": "elm", "title": "Elm election", "strictness": "general", "start": "2027-03-01", "end": "2027-04-15"}
    return read_window({**table, **keys})


def test_a_plain_window_needs_no_reminder() -> None:
    assert reminders([window()], parse_moment("2027-03-10")) == ()


def test_an_open_ended_window_reminds_from_its_planned_end_on_and_counts_the_days() -> None:
    one = window(open_ended=True, kinds=["parl"])

    assert reminders([one], parse_moment("2027-04-15T22:00")) == ()
    assert reminders([one], parse_moment("2027-04-16T06:00")) == (
        "Elm election was planned to end on Thursday 15 April 2027 at 22:00, some hours ago. It still applies, because "
        "nobody has closed it. When a new government is formed, close it: neutral-gate windows close elm --on DATE",
    )
    assert "1 day ago" in reminders([one], parse_moment("2027-04-16T22:00"))[0]
    assert "10 days ago" in reminders([one], parse_moment("2027-04-26"))[0]


def test_a_closed_window_reminds_of_nothing() -> None:
    closed = window(open_ended=True, closed="2027-04-20")

    assert reminders([closed], parse_moment("2027-04-17")) == ()


def test_two_stated_starts_and_an_advisory_window_are_told() -> None:
    told = reminders([window(other_starts=["2027-02-20"], advisory=True)], parse_moment("2027-03-10"))

    assert "the earliest, 20 February 2027, counts, not 1 March 2027." in told[0]
    assert "only advises you" in told[1]
