from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.audit.plot import bars_of, plot

FIRST = date(2024, 5, 1)
WINDOW = {"title": "A <vote> & more", "start": "2024-05-25T00:01:00+01:00", "end": "2024-07-05T12:00:00+01:00"}


def days(*numbers: int) -> list[dict[str, object]]:
    return [{"day": FIRST + timedelta(number), "posts": 5, "block": 1, "warn": 2} for number in numbers]


@pytest.mark.parametrize(
    ("last", "first_bar", "bars"), [(9, "1 May 2024", 10), (90, "29 April 2024 to 5 May 2024", 14)]
)
def test_bars_are_days_or_weeks(last: int, first_bar: str, bars: int) -> None:
    found = bars_of(days(0, last))

    assert (found[0].label, len(found)) == (first_bar, bars)


def test_years_are_shown_by_month() -> None:
    assert bars_of(days(0, 800))[0].label == "1 May 2024 to 31 May 2024"


@given(st.sets(st.integers(0, 2_000), min_size=1))
def test_no_item_is_lost_and_the_picture_is_well_formed(numbers: set[int]) -> None:
    rows = days(*sorted(numbers))
    bars = bars_of(rows)

    assert sum(bar.posts for bar in bars) == 5 * len(rows)
    assert sum(bar.block for bar in bars) == len(rows)
    assert all(one.end == two.start for one, two in pairwise(bars))
    picture = ElementTree.fromstring(plot(bars, [WINDOW]))
    assert picture.get("role") == "img"
    for shape in picture.iter("rect"):
        assert float(shape.get("width", "0")) > 0
        assert float(shape.get("height", "0")) <= 330


def test_nothing_gives_no_picture() -> None:
    assert plot(bars_of([]), [WINDOW]) == ""


def test_a_period_outside_the_time_is_not_drawn() -> None:
    assert 'class="shade"' in plot(bars_of(days(0, 60)), [WINDOW])
    assert 'class="shade"' not in plot(bars_of(days(300, 330)), [WINDOW])
