"""Bank holidays and the counting of working days as election law counts them.

Election law leaves out Saturdays, Sundays, Christmas Eve, Christmas Day, Good Friday and bank holidays of the nation
that votes (Representation of the People Act 1983, schedule 1, rule 2, and the like rules of every other election). For
a UK general election a bank holiday in any part of the United Kingdom counts. Scotland's own elections leave out Easter
Monday too, which is no bank holiday there. A day of public mourning is left out where it was made a bank holiday.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache

from neutral_gate.elections.terms import NATIONS, checked

_SUBDIVISIONS = {"england": "ENG", "wales": "WLS", "scotland": "SCT", "northern-ireland": "NIR"}
_DAY = timedelta(days=1)


@cache
def bank_holidays(year: int, nation: str | None = None) -> frozenset[date]:
    """Return the bank holidays of a year, with their substitute days.

    Args:
        year: The year.
        nation: One of `NATIONS`; None for the days that are bank holidays in any part of the United Kingdom.

    Raises:
        UsageError: The nation is unknown.
    """
    if nation is None:
        return frozenset().union(*(bank_holidays(year, each) for each in NATIONS))
    subdivision = _SUBDIVISIONS[checked(nation, NATIONS, "a nation")]
    # Here, not at the top: the library is large and nothing on the way to a quick "pass" counts days.
    from holidays import country_holidays

    return frozenset(country_holidays("GB", subdiv=subdivision, years=year))


@cache
def easter_monday(year: int) -> date:
    """Return Easter Monday, which is a bank holiday in England."""
    from holidays import country_holidays

    named = country_holidays("GB", subdiv="ENG", years=year, language="en_GB").get_named("Easter Monday")
    return named[0]


def is_working_day(day: date, nation: str | None = None, *, with_easter_monday: bool = True) -> bool:
    """Say whether election law counts a day.

    Args:
        day: The day.
        nation: One of `NATIONS`; None counts as a UK general election does.
        with_easter_monday: False for Scotland's own elections, which leave Easter Monday out.

    Raises:
        UsageError: The nation is unknown.
    """
    return not (
        day.weekday() >= 5
        or (day.month, day.day) == (12, 24)
        or day in bank_holidays(day.year, nation)
        or (not with_easter_monday and day == easter_monday(day.year))
    )


def working_days_before(poll: date, count: int, nation: str | None = None, *, with_easter_monday: bool = True) -> date:
    """Return the day that is so many working days before polling day, which itself is not counted.

    Args:
        poll: Polling day.
        count: How many working days, 0 or more.
        nation: As for `is_working_day`.
        with_easter_monday: As for `is_working_day`.

    Raises:
        UsageError: The nation is unknown.
    """
    day, left = poll, count
    while left > 0:
        day -= _DAY
        left -= is_working_day(day, nation, with_easter_monday=with_easter_monday)
    return day
