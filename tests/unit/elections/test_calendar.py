"""Bank holidays and working days, against days that anybody can look up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.elections.calendar import bank_holidays, easter_monday, is_working_day, working_days_before
from neutral_gate.elections.terms import NATIONS
from neutral_gate.model import UsageError


@pytest.mark.parametrize(
    ("day", "nations"),
    [
        (date(2024, 4, 1), {"england", "wales", "northern-ireland"}),
        (date(2024, 3, 29), set(NATIONS)),
        (date(2024, 1, 2), {"scotland"}),
        (date(2024, 3, 18), {"northern-ireland"}),
        (date(2024, 7, 12), {"northern-ireland"}),
        (date(2024, 8, 5), {"scotland"}),
        (date(2024, 8, 26), {"england", "wales", "northern-ireland"}),
        (date(2022, 9, 19), set(NATIONS)),
        (date(2023, 5, 8), set(NATIONS)),
        (date(2020, 5, 4), set()),
        (date(2020, 5, 8), set(NATIONS)),
        (date(2024, 12, 24), set()),
    ],
)
def test_known_bank_holidays(day: date, nations: set[str]) -> None:
    assert {nation for nation in NATIONS if day in bank_holidays(day.year, nation)} == nations
    assert (day in bank_holidays(day.year)) is bool(nations)


def test_christmas_eve_and_weekends_are_not_counted() -> None:
    assert not is_working_day(date(2024, 12, 24), "england")
    assert not is_working_day(date(2024, 6, 8))
    assert is_working_day(date(2024, 12, 23), "england")


def test_easter_monday_counts_in_scotland_unless_its_own_elections_say_no() -> None:
    assert easter_monday(2024) == date(2024, 4, 1)
    assert is_working_day(date(2024, 4, 1), "scotland")
    assert not is_working_day(date(2024, 4, 1), "scotland", with_easter_monday=False)


def test_polling_day_itself_is_not_counted() -> None:
    assert working_days_before(date(2024, 7, 4), 0) == date(2024, 7, 4)
    assert working_days_before(date(2024, 7, 4), 1) == date(2024, 7, 3)
    assert working_days_before(date(2024, 7, 4), 4) == date(2024, 6, 28)


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(UsageError, match="“britain” is not a nation"):
        bank_holidays(2024, "britain")


@given(
    st.dates(min_value=date(2012, 1, 1), max_value=date(2060, 12, 31)),
    st.integers(min_value=1, max_value=40),
    st.sampled_from([None, *NATIONS]),
)
def test_counting_back_passes_exactly_so_many_working_days(poll: date, count: int, nation: str | None) -> None:
    day = working_days_before(poll, count, nation)
    passed = [day + timedelta(days=step) for step in range((poll - day).days)]

    assert is_working_day(day, nation)
    assert sum(is_working_day(each, nation) for each in passed) == count
