"""Who is bound when: time, audience, area, nation, order."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.elections import (
    Body,
    active_windows,
    latest_end,
    only_advisory,
    opening_soon,
    parse_moment,
    strictest,
)
from neutral_gate.elections.table import read_window
from neutral_gate.model import Strictness, UsageError, Window

COUNCIL = Body("council")


def window(name: str = "elm", **keys: Any) -> Window:
    return read_window({"id": name, "strictness": "local", "start": "2027-03-01T00:01", "end": "2027-04-15", **keys})


def ids(windows: tuple[Window, ...]) -> list[str]:
    return [each.id for each in windows]


@pytest.mark.parametrize(
    ("at", "active"),
    [
        ("2027-03-01T00:00", False),
        ("2027-03-01T00:00:59", False),
        ("2027-03-01T00:01", True),
        ("2027-04-15T22:00", True),
        ("2027-04-15T21:00Z", True),
        ("2027-04-15T22:01", False),
        ("2027-04-15T21:01Z", False),
    ],
)
def test_both_ends_belong_to_a_window(at: str, active: bool) -> None:
    assert bool(active_windows([window()], parse_moment(at), Body("council"))) is active


def test_a_moment_without_a_zone_is_london_time() -> None:
    assert active_windows([window()], datetime(2027, 4, 15, 22, 0), Body("council"))
    assert not active_windows([window()], datetime(2027, 4, 15, 22, 0, tzinfo=UTC), Body("council"))


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    autumn = window(start="2024-10-01", end="2024-10-27T01:30")

    assert active_windows([autumn], parse_moment("2024-10-27T00:30Z"), Body("council"))
    assert not active_windows([autumn], parse_moment("2024-10-27T01:00Z"), Body("council"))


def test_an_open_ended_window_goes_on_until_it_is_closed() -> None:
    far = parse_moment("2031-01-01")

    assert active_windows([window(open_ended=True)], far, Body("council"))
    assert not active_windows([window(open_ended=True, closed="2027-04-16T13:00")], far, Body("council"))
    assert active_windows(
        [window(open_ended=True, closed="2027-04-16T13:00")], parse_moment("2027-04-16T12:59"), COUNCIL
    )


def test_a_window_closed_before_its_end_is_over() -> None:
    assert not active_windows([window(closed="2027-04-01T09:00")], parse_moment("2027-04-02"), Body("council"))


@pytest.mark.parametrize(
    ("limit", "areas", "nation", "bound"),
    [
        ({}, [], None, True),
        ({}, ["elm"], "scotland", True),
        ({"nations": ["england"]}, [], None, True),
        ({"nations": ["england"]}, ["leeds"], None, True),
        ({"nations": ["england"]}, [], "wales", False),
        ({"nations": ["england"]}, ["scotland"], None, False),
        ({"nations": ["england"]}, ["england", "scotland"], None, True),
        ({"nations": ["scotland"]}, [], None, False),
        ({"nations": ["scotland"]}, [], "Scotland", True),
        ({"nations": ["scotland"]}, ["scotland"], None, True),
        ({"nations": ["northern-ireland"]}, [], "Northern Ireland", True),
        ({"nations": ["england"], "areas": ["london"]}, [], "england", False),
        ({"nations": ["england"], "areas": ["london"]}, ["London"], None, True),
        ({"areas": ["dyfed-powys"]}, ["Dyfed Powys"], "wales", True),
    ],
)
def test_areas_and_nations(limit: dict[str, Any], areas: list[str], nation: str | None, bound: bool) -> None:
    at = parse_moment("2027-03-10")

    assert bool(active_windows([window(**limit)], at, Body("council", frozenset(areas), nation))) is bound


def test_a_body_is_bound_by_its_own_audience_only_and_a_general_one_by_all() -> None:
    both = [window("a", audience=["council"]), window("b", audience=["icb"]), window("c", audience=["opcc"])]
    at = parse_moment("2027-03-10")

    assert ids(active_windows(both, at, Body("icb"))) == ["b"]
    assert ids(active_windows(both, at, Body("opcc"))) == ["c"]
    assert ids(active_windows(both, at, Body())) == ["a", "b"]
    assert ids(active_windows([window(nations=["scotland"])], at, Body())) == []


@pytest.mark.parametrize(
    ("limit", "own", "neighbours", "advisory"),
    [
        ({"areas": ["elm"]}, ["ash"], ["Elm"], [True]),
        ({"areas": ["elm"]}, ["elm"], ["elm"], [False]),
        ({"areas": ["elm"]}, ["ash"], [], []),
        ({"areas": ["mill-lane"], "near_areas": ["Ash"]}, ["ash"], [], [True]),
        ({"areas": ["mill-lane"], "near_areas": ["Ash"]}, ["ash", "Mill Lane"], [], [False]),
        ({"nations": ["wales"]}, ["ash"], ["Wales"], [True]),
        ({"areas": ["elm"], "audience": ["icb"]}, ["ash"], ["elm"], []),
        ({"advisory": True}, ["ash"], [], [True]),
    ],
)
def test_a_window_next_door_is_advisory(
    limit: dict[str, Any], own: list[str], neighbours: list[str], advisory: list[bool]
) -> None:
    body = Body("council", frozenset(own), None, frozenset(neighbours))
    found = active_windows([window(**limit)], parse_moment("2027-03-10"), body)

    assert [each.advisory for each in found] == advisory


def test_a_window_of_ones_own_comes_before_a_stricter_one_next_door() -> None:
    body = Body("council", frozenset({"ash"}), None, frozenset({"wales"}))
    both = [window("next-door", nations=["wales"], strictness="general"), window("own")]
    at = parse_moment("2027-03-10")

    assert ids(active_windows(both, at, body)) == ["own", "next-door"]
    assert strictest(active_windows(both, at, body)) is Strictness.LOCAL
    assert strictest(active_windows(both[:1], at, body)) is Strictness.GENERAL
    assert not only_advisory(active_windows(both, at, body))
    assert only_advisory(active_windows(both[:1], at, body))
    assert not only_advisory(())


def test_strictest_first_then_by_start() -> None:
    windows = [
        window("late", start="2027-03-02"),
        window("early"),
        window("general", strictness="general", start="2027-03-05"),
        window("question", strictness="referendum", start="2027-03-06"),
    ]

    found = active_windows(windows, parse_moment("2027-03-10"), Body("council"))

    assert ids(found) == ["question", "general", "early", "late"]
    assert strictest(found) is Strictness.REFERENDUM


def test_nothing_active_has_neither_strictness_nor_end() -> None:
    assert strictest(()) is None
    assert latest_end(()) is None


def test_the_latest_end_takes_closing_into_account() -> None:
    windows = [window("a"), window("b", open_ended=True, closed="2027-04-16T13:00"), window("c", end="2027-04-01")]

    assert latest_end(windows) == parse_moment("2027-04-16T13:00")
    assert latest_end(windows[::2]) == parse_moment("2027-04-15T22:00")


def test_opening_soon_takes_in_the_last_moment_and_leaves_out_what_is_open() -> None:
    windows = [window("open", start="2027-02-01"), window("a"), window("b", start="2027-03-01T00:02")]
    at = parse_moment("2027-02-27T00:01")

    assert ids(opening_soon(windows, at, 2, COUNCIL)) == ["a"]
    assert ids(opening_soon(windows, at, 3, COUNCIL)) == ["a", "b"]
    assert ids(opening_soon(windows, at, 1, COUNCIL)) == []
    assert ids(opening_soon(windows, at, 10**9, COUNCIL)) == ["a", "b"]
    assert ids(opening_soon(windows, parse_moment("2027-03-01T00:01"), 3, COUNCIL)) == ["b"]


def test_wrong_words_are_refused() -> None:
    at = parse_moment("2027-03-10")

    with pytest.raises(UsageError, match=r"“nhstrust” is not a body type.*“nhs_trust”"):
        Body("nhstrust")
    with pytest.raises(UsageError, match=r"“walse” is not a nation.*“wales”"):
        Body("council", nation="walse")
    with pytest.raises(UsageError, match="-1 days"):
        opening_soon([], at, -1, COUNCIL)


@given(st.integers(min_value=-3_000_000, max_value=3_000_000))
def test_active_exactly_between_start_and_end(seconds: int) -> None:
    one = window()
    at = one.start.astimezone(UTC) + timedelta(seconds=seconds)

    expected = one.start.astimezone(UTC) <= at <= one.end.astimezone(UTC)
    assert bool(active_windows([one], at, Body("council"))) is expected
