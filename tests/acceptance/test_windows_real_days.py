"""What the shipped windows say on days for which the guidance gives the answer."""

from collections.abc import Iterable
from itertools import chain
from typing import Any

import pytest

from neutral_gate.elections import (
    Body,
    active_windows,
    explain,
    latest_end,
    load_windows,
    parse_moment,
    reminders,
    strictest,
)
from neutral_gate.elections.terms import AUDIENCES
from neutral_gate.model import BODY_TYPES

VOTED_FOR = ("opcc", "devolved_government")
"""Bodies with elections of their own: they are not bound by every local one."""
LOCAL_FAMILY = ("council", "combined_authority", "healthwatch")
NHS = ("nhs_trust", "icb")
CENTRAL = ("alb", "department")


def who(body: str | None, areas: Iterable[str] = (), nation: str | None = None) -> Body:
    return Body(body, frozenset(areas), nation)


def ids(at: str, body: str | None, **where: Any) -> list[str]:
    return [window.id for window in active_windows(load_windows(), parse_moment(at), who(body, **where))]


def level(at: str, body: str | None, **where: Any) -> str | None:
    found = strictest(active_windows(load_windows(), parse_moment(at), who(body, **where)))
    return None if found is None else found.value


@pytest.mark.parametrize("body", [*AUDIENCES, None])
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        ("2024-05-25T00:00", None),
        ("2024-05-25T00:01", "general"),
        ("2024-06-10", "general"),
        ("2024-07-04T21:59", "general"),
        ("2024-07-04T22:30", "general"),
        ("2024-07-05T09:00", "general"),
        ("2024-07-05T12:00", None),
        ("2024-07-06", None),
        ("2024-09-10", None),
        ("2024-01-15", None),
        ("2019-11-05", None),
        ("2019-11-06T00:01", "general"),
        ("2016-06-10", "referendum"),
    ],
)
def test_national_days_are_the_same_for_everybody(at: str, expected: str | None, body: str | None) -> None:
    assert level(at, body) == expected


@pytest.mark.parametrize(
    ("bodies", "start"), [(LOCAL_FAMILY, "2024-03-26"), (NHS, "2024-03-21"), (CENTRAL, "2024-04-11")]
)
def test_local_elections_of_2024(bodies: tuple[str, ...], start: str) -> None:
    for body in bodies:
        day_before = parse_moment(f"{start}T00:00").replace(day=int(start[-2:]) - 1, hour=23, minute=59)
        assert active_windows(load_windows(), day_before, Body(body)) == (), body
        assert level(f"{start}T00:00", body) == "local", body
        assert level(start, body) == "local", body
        assert level("2024-05-02T22:00", body) == "local", body
        assert level("2024-05-02T22:01", body) is None, body


@pytest.mark.parametrize("body", [*(each for each in BODY_TYPES if each != "opcc"), None])
@pytest.mark.parametrize("day", [*range(3, 25)])
def test_nothing_between_the_local_and_the_general_election_of_2024(day: int, body: str | None) -> None:
    assert ids(f"2024-05-{day:02}", body) == []
    assert ids(f"2024-05-{day:02}T23:59", body) == []


def test_a_public_body_in_general_is_bound_by_the_earliest_of_the_audiences() -> None:
    assert level("2024-03-20", None) is None
    assert level("2024-03-21", None) == "local"
    assert level("2024-03-21", "council") is None


def test_london_scotland_and_police_commissioners_are_bound_by_their_own() -> None:
    assert ids("2024-03-20", "council", areas=["london"]) == ["gla-2024"]
    assert ids("2024-03-20", "council") == []
    assert ids("2024-04-15", "council", nation="scotland") == []
    assert ids("2024-04-15", "alb", nation="wales") == ["pcc-2024-wales-central"]
    assert ids("2026-04-01", "alb", nation="scotland") == ["sp-2026-gov"]
    assert ids("2026-04-01", "devolved_government", nation="wales") == []
    assert ids("2026-04-08T00:01", "devolved_government", nation="wales") == ["senedd-2026-gov"]
    assert ids("2024-05-08", "opcc", areas=["Dyfed-Powys"], nation="wales") == [
        "pcc-2024-dyfed-powys",
        "pcc-2024-wales-opcc",
    ]
    assert ids("2024-04-15", "opcc", areas=["Merseyside"]) == ["pcc-2024-opcc"]
    assert ids("2024-05-08", "opcc", areas=["Merseyside"]) == ["pcc-2024-opcc"]
    assert ids("2024-05-09", "opcc", areas=["Merseyside"]) == []
    assert ids("2024-03-20", "opcc", areas=["Staffordshire"]) == ["pcc-2024-staffordshire"]
    assert ids("2017-04-01", "council", areas=["blacon"]) == ["loc-2017-la", "by-blacon-2017"][::-1]
    assert ids("2019-05-25", "council", areas=["west-lothian"], nation="scotland") == ["ep-2019-westlothian"]
    assert ids("2019-05-25", "council") == []


@pytest.mark.parametrize("body", ["icb", "council"])
@pytest.mark.parametrize(
    ("at", "levels"),
    [
        ("2017-03-26", set()),
        ("2017-04-10", {"local"}),
        ("2017-04-22T00:00", {"local"}),
        ("2017-04-22T00:01", {"local", "general"}),
        ("2017-04-25", {"local", "general"}),
        ("2017-05-05T09:00", {"general"}),
        ("2017-06-08T22:30", {"general"}),
        ("2017-06-09", {"general"}),
        ("2017-06-09T13:00", set()),
        ("2017-06-10", set()),
    ],
)
def test_the_two_elections_of_spring_2017_overlap(at: str, levels: set[str], body: str) -> None:
    found = active_windows(load_windows(), parse_moment(at), Body(body))

    assert {window.strictness.value for window in found} == levels
    assert [window.strictness.rank for window in found] == sorted(
        (window.strictness.rank for window in found), reverse=True
    )


def test_the_overlap_lasts_until_the_later_end() -> None:
    both = active_windows(load_windows(), parse_moment("2017-04-25"), Body("icb"))

    assert latest_end(both) == parse_moment("2017-06-09T13:00")


def test_the_earlier_of_two_stated_starts_counts_in_2017() -> None:
    window = next(window for window in load_windows() if window.id == "ge-2017")

    assert window.start == parse_moment("2017-04-22T00:01")
    assert "22 April 2017, counts, not 2 May 2017 and 3 May 2017" in " ".join(reminders([window], window.start))


def test_the_next_general_election_stays_open_until_somebody_closes_it() -> None:
    assert "ge-next" in ids("2029-12-24", "council")


def test_every_body_type_has_a_period_before_each_may_election_since_2016() -> None:
    polls = {2016: 5, 2017: 4, 2018: 3, 2019: 2, 2021: 6, 2022: 5, 2023: 4, 2024: 2, 2025: 1, 2026: 7, 2027: 6}
    missing = [
        (year, body)
        for (year, day), body in chain.from_iterable(
            (((year, day), body) for body in BODY_TYPES if body not in VOTED_FOR) for year, day in polls.items()
        )
        if level(f"{year}-05-{day:02}", body) is None
    ]

    assert missing == []


def test_explain_says_what_why_until_when_how_sure_and_what_next() -> None:
    text = "\n".join(explain(load_windows(), parse_moment("2024-06-10"), Body("healthwatch")))

    assert text.startswith("On Monday 10 June 2024 at 12:00, 1 pre-election period applies to a local Healthwatch.")
    assert "UK general election, 4 July 2024 (ge-2024)" in text
    assert "to Friday 5 July 2024 at 12:00, when it was closed" in text
    assert (
        "declared: those who set the dates published them. Checked on 21 November 2026.\nSource: https://www.england.nhs.uk/"
        in text
    )
    assert "Next: Local and mayoral elections in England, 1 May 2025 (loc-2025-healthwatch)" in text
