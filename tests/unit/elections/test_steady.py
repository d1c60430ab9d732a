from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from neutral_gate.elections import LONDON, steady

OPENS, CLOSES = datetime(2024, 5, 25, 0, 1, tzinfo=LONDON), datetime(2024, 5, 25, 22, 0, tzinfo=LONDON)
COUNTED = datetime(2024, 5, 25, 23, 30, tzinfo=LONDON)
NEXT_DAY = datetime(2024, 5, 26, tzinfo=LONDON)


@dataclass
class Window:
    start: datetime = OPENS
    end: datetime = CLOSES
    closed: datetime | None = None
    other_starts: tuple[datetime, ...] = ()


@pytest.mark.parametrize(
    ("hour", "since", "until"), [(12, OPENS, CLOSES), (22, CLOSES, COUNTED), (23, CLOSES, COUNTED)]
)
def test_nothing_changes_until_a_window_opens_or_closes_or_the_day_ends(hour, since, until) -> None:
    moment = datetime(2024, 5, 25, hour, tzinfo=LONDON)
    windows = (Window(), Window(closed=COUNTED), Window(other_starts=(NEXT_DAY,)))
    assert steady(windows, moment) == (since.timestamp(), until.timestamp())  # type: ignore[arg-type]


def test_without_windows_the_day_alone_counts_and_it_is_that_of_london() -> None:
    evening = datetime.fromisoformat("2024-06-10T23:30:00+00:00")  # half past midnight in London
    since, until = steady((), evening)
    assert datetime.fromtimestamp(since, LONDON).isoformat() == "2024-06-11T00:00:00+01:00"
    assert until - since == 86_400
    assert (
        steady((), datetime(2024, 10, 27, 12, tzinfo=LONDON))[1]
        - steady((), datetime(2024, 10, 27, 12, tzinfo=LONDON))[0]
        == 90_000
    )
