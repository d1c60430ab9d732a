"""The shipped list and a body's own windows laid over it."""

from typing import Any

import pytest

from neutral_gate.elections import Body, active_windows, load_windows, parse_moment
from neutral_gate.elections.reminders import starts_words
from neutral_gate.elections.shipped import layered
from neutral_gate.elections.table import OWN_SOURCE
from neutral_gate.model import Status, Strictness, UsageError, Window

OWN: dict[str, Any] = {"id": "by-elm-2027", "strictness": "local", "start": "2027-03-01", "end": "2027-04-15"}


def by_id(windows: tuple[Window, ...]) -> dict[str, Window]:
    return {window.id: window for window in windows}


def test_shipped_windows_are_whole() -> None:
    windows = load_windows()

    assert len(by_id(windows)) == len(windows) > 60
    assert [window.start for window in windows] == sorted(window.start for window in windows)
    for window in windows:
        assert window.start < window.end, window.id
        assert window.source != OWN_SOURCE, window.id
        assert window.audience, window.id
        assert window.kinds, window.id
        assert window.open_ended == ("parl" in window.kinds), window.id
        assert (window.end.year - window.start.year, window.start.second, window.end.second) == (0, 0, 0), window.id


def test_loading_twice_gives_the_same_tuple() -> None:
    assert load_windows() is load_windows()


def test_an_own_window_is_added_in_order() -> None:
    windows = load_windows([OWN])

    assert by_id(windows)["by-elm-2027"].source == OWN_SOURCE
    assert [window.start for window in windows] == sorted(window.start for window in windows)


def test_calling_the_next_general_election_takes_three_lines() -> None:
    window = by_id(load_windows([{"id": "ge-next", "start": "2028-05-25T00:01", "end": "2028-07-06"}]))["ge-next"]

    assert window.status is Status.DECLARED
    assert window.source == OWN_SOURCE
    assert window.strictness is Strictness.GENERAL
    assert window.open_ended
    assert window.start.isoformat() == "2028-05-25T00:01:00+01:00"


def test_closing_a_general_election_takes_two_lines() -> None:
    windows = load_windows([{"id": "ge-next", "closed": "2029-08-16T13:00"}])

    assert active_windows(windows, parse_moment("2029-08-16T12:59"), Body("council"))
    assert not active_windows(windows, parse_moment("2029-08-16T13:00"), Body("council"))


def test_what_was_said_about_the_old_dates_is_not_taken_over() -> None:
    window = by_id(load_windows([{"id": "ge-2017", "start": "2017-04-20"}]))["ge-2017"]

    assert window.start.isoformat() == "2017-04-20T00:00:00+01:00"
    assert window.note == ""
    assert window.closed is not None
    assert window.title == "UK general election, 8 June 2017"


def test_a_new_end_is_not_closed_yet() -> None:
    window = by_id(load_windows([{"id": "ge-2017", "end": "2017-06-15"}]))["ge-2017"]

    assert window.closed is None


def test_closing_alone_keeps_status_and_source() -> None:
    shipped = by_id(load_windows())["ge-next"]
    window = by_id(load_windows([{"id": "ge-next", "closed": "2029-08-16T13:00"}]))["ge-next"]

    assert (window.status, window.source, window.start) == (shipped.status, shipped.source, shipped.start)


def test_a_declared_own_window_replaces_a_projected_one() -> None:
    window = by_id(load_windows([{"id": "loc-2027-la", "start": "2027-03-22"}]))["loc-2027-la"]

    assert window.start.isoformat() == "2027-03-22T00:00:00+00:00"
    assert window.status is Status.DECLARED


def test_a_less_certain_own_window_does_not_replace_a_declared_one() -> None:
    shipped = by_id(load_windows())["loc-2024-la"]
    windows = load_windows([{"id": "loc-2024-la", "start": "2024-04-20", "status": "projected"}])

    assert by_id(windows)["loc-2024-la"] == shipped


def test_a_window_can_be_left_out_with_a_reason() -> None:
    windows = load_windows([{"id": "loc-2025-healthwatch", "applies": False, "note": "No election in our area."}])

    assert "loc-2025-healthwatch" not in by_id(windows)
    assert len(windows) == len(load_windows()) - 1


@pytest.mark.parametrize(
    ("tables", "problem", "mend"),
    [
        ([{"id": "loc-2025-healthwatch", "applies": False}], "left out without a reason", "note = "),
        ([{"id": "loc-2025-healthwach", "applies": False, "note": "None."}], "no window", "“loc-2025-healthwatch”"),
        ([{"id": "ge-next", "applies": "no", "note": "None."}], "must be true or false", "applies = false"),
        ([OWN, OWN], "two windows with the id “by-elm-2027”", "own id"),
        ([{"strictness": "local", "start": "2027-03-01", "end": "2027-04-15"}], "“id” is missing", "id = "),
        ([{"id": "ge-next", "open": True}], "“open” is not a key", "“open_ended”"),
    ],
)
def test_mistakes_in_own_windows(tables: list[dict[str, Any]], problem: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        load_windows(tables)

    assert problem in caught.value.problem
    assert mend in caught.value.mend


def test_of_two_declared_starts_the_earlier_counts_and_both_are_told() -> None:
    window = by_id(load_windows([{"id": "ge-2024", "start": "2024-05-30"}]))["ge-2024"]

    assert window.start.isoformat() == "2024-05-25T00:01:00+01:00"
    assert "25 May 2024, counts, not 30 May 2024" in starts_words(window)


def test_another_polling_day_is_no_second_start() -> None:
    window = by_id(load_windows([{"id": "ge-2024", "start": "2024-09-01", "end": "2024-10-10"}]))["ge-2024"]

    assert f"{window.start:%m-%d}" == "09-01"
    assert window.other_starts == ()


def test_every_shipped_window_says_when_it_was_checked() -> None:
    assert all(window.checked is not None for window in load_windows())


def test_a_file_changes_a_window_of_the_file_that_it_extends() -> None:
    closed = {"id": "by-elm-2027", "closed": "2027-04-16"}
    below = {**OWN, "note": "as the county has it", "status": "projected", "open_ended": True}

    assert layered([below], [closed]) == ({**below, **closed},)
    assert layered([below], [{"id": "by-elm-2027", "start": "2027-02-22"}])[0].get("note") is None
    assert layered([below], []) == (below,)
    assert layered([], [OWN, OWN]) == (OWN, OWN)
