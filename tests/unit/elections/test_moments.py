"""Reading moments: what is accepted, in which zone, and what happens on the nights when clocks change."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.elections.moments import LONDON, instant, parse_moment, read_moment, say, to_london
from neutral_gate.model import UsageError


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-06-10", "2024-06-10T12:00:00+01:00"),
        ("2024-01-10", "2024-01-10T12:00:00+00:00"),
        ("2024-06-10T09:00", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10 09:00", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10T09:00:30", "2024-06-10T09:00:30+01:00"),
        ("2024-06-10T08:00Z", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10T10:00+02:00", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10T10:00+0200", "2024-06-10T09:00:00+01:00"),
        ("2024-06-10 10:00 +02:00", "2024-06-10T09:00:00+01:00"),
        ("  2024-06-10  ", "2024-06-10T12:00:00+01:00"),
    ],
)
def test_every_accepted_form_becomes_london_time(text: str, expected: str) -> None:
    moment = parse_moment(text)

    assert moment.isoformat() == expected
    assert moment.tzinfo is LONDON


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tomorrow",
        "10/06/2024",
        "2024-6-1",
        "2024-02-30",
        "2024-13-01",
        "2024-06-10T25:00",
        "2024-06-10T9:00",
        "2024-W24",
        "20240610",
        "2024-06-10T09:00+99:00",
        "２０２４-06-10",
        "0001-01-01T00:00+14:00",
        "9999-12-31T23:59-12:00",
    ],
)
def test_anything_else_is_refused_with_the_accepted_forms(text: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_moment(text)

    assert "2024-06-10T09:00" in caught.value.mend


def test_the_skipped_hour_is_the_hour_after_it() -> None:
    assert parse_moment("2024-03-31T01:30").isoformat() == "2024-03-31T02:30:00+01:00"


def test_the_hour_that_comes_twice_is_its_first_time() -> None:
    assert parse_moment("2024-10-27T01:30").utcoffset() == timedelta(hours=1)
    assert parse_moment("2024-10-27T01:30Z").utcoffset() == timedelta(0)


def test_the_two_half_past_ones_are_different_instants() -> None:
    first = to_london(datetime(2024, 10, 27, 0, 30, tzinfo=UTC))
    second = to_london(datetime(2024, 10, 27, 1, 30, tzinfo=UTC))

    assert instant(second) - instant(first) == timedelta(hours=1)


def test_a_toml_date_and_datetime_are_read_like_texts() -> None:
    assert read_moment(date(2027, 5, 6), if_date_only=time(22, 0)).isoformat() == "2027-05-06T22:00:00+01:00"
    assert read_moment(datetime(2027, 3, 1, 0, 1), if_date_only=time(0, 0)).isoformat() == "2027-03-01T00:01:00+00:00"


def test_say_writes_day_date_and_time_in_english() -> None:
    assert say(datetime(2024, 5, 24, 23, 1, tzinfo=UTC)) == "Saturday 25 May 2024 at 00:01"


@given(st.datetimes(min_value=datetime(1990, 1, 1), max_value=datetime(2090, 1, 1), timezones=st.just(UTC)))
def test_any_instant_survives_writing_and_reading(moment: datetime) -> None:
    assert instant(parse_moment(to_london(moment).isoformat())) == moment
