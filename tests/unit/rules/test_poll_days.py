"""Whether words point to polling day: by its date, its weekday, or the days until it."""

from datetime import date

import pytest

from neutral_gate.rules.poll_days import points_to_poll
from neutral_gate.text import tokenise

POLL = date(2024, 7, 4)  # a Thursday


def points(words, today, poll=POLL):
    return points_to_poll(tokenise(words), today, [poll])


@pytest.mark.parametrize(
    ("words", "today"),
    [
        ("You know what to do on the 4th.", date(2024, 6, 20)),
        ("On 4 July we can.", date(2024, 6, 1)),
        ("On July 4 we can.", date(2024, 6, 1)),
        ("Come the fourth of July we can.", date(2024, 6, 20)),
        ("This Thursday.", date(2024, 6, 28)),
        ("Next Thursday.", date(2024, 6, 24)),
        ("Next week.", date(2024, 6, 28)),
        ("This week.", date(2024, 7, 1)),
        ("It ends tomorrow.", date(2024, 7, 3)),
        ("It ends today.", date(2024, 7, 4)),
        ("Three more sleeps!", date(2024, 7, 1)),
        ("2 days to go.", date(2024, 7, 2)),
        ("In a fortnight.", date(2024, 6, 20)),
    ],
)
def test_words_that_point_to_polling_day(words, today):
    assert points(words, today)


@pytest.mark.parametrize(
    ("words", "today"),
    [
        ("On the 5th.", date(2024, 6, 20)),
        ("On the 4th of June.", date(2024, 6, 1)),
        ("The 4th ward.", date(2024, 4, 4)),
        ("On the 4th.", date(2024, 5, 25)),
        ("4 nurses.", date(2024, 6, 20)),
        ("Thursday.", date(2024, 6, 20)),
        ("Next Thursday.", date(2024, 6, 14)),
        ("Next week.", date(2024, 7, 1)),
        ("Tomorrow.", date(2024, 7, 2)),
        ("Three more sleeps!", date(2024, 7, 2)),
        ("Three more of the best days.", date(2024, 7, 1)),
        ("It was on the 4th.", date(2024, 7, 5)),
    ],
)
def test_words_that_point_to_another_day_or_to_none(words, today):
    assert not points(words, today)


def test_a_month_of_another_name_is_no_month_of_the_poll():
    assert points("On the 2nd it may rain.", date(2024, 4, 20), date(2024, 5, 2))
    assert not points("On 2 June.", date(2024, 4, 20), date(2024, 5, 2))


def test_no_poll_is_known():
    assert not points_to_poll(tokenise("On the 4th."), date(2024, 7, 1), [])
