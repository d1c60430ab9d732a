"""One window's table: what is needed, what is the default, and how each mistake is answered."""

from typing import Any

import pytest

from neutral_gate.elections.reminders import starts_words
from neutral_gate.elections.table import read_window
from neutral_gate.elections.terms import AUDIENCES
from neutral_gate.model import Status, Strictness, UsageError

PLAIN: dict[str, Any] = {"id": "by-elm-2027", "strictness": "local", "start": "2027-03-01", "end": "2027-04-15"}


def test_four_keys_are_enough() -> None:
    window = read_window(PLAIN)

    assert window.start.isoformat() == "2027-03-01T00:00:00+00:00"
    assert window.end.isoformat() == "2027-04-15T22:00:00+01:00"
    assert window.strictness is Strictness.LOCAL
    assert window.status is Status.DECLARED
    assert window.audience == frozenset(AUDIENCES)
    assert window.areas == frozenset()
    assert window.source == "your own settings"
    assert not window.open_ended
    assert window.closed is None


def test_areas_limit_more_than_nations_do() -> None:
    assert read_window({**PLAIN, "nations": ["Northern Ireland"]}).areas == {"northern-ireland"}
    assert read_window({**PLAIN, "nations": ["wales"], "areas": ["Dyfed Powys"]}).areas == {"dyfed-powys"}


def test_the_earliest_of_several_stated_starts_counts() -> None:
    window = read_window({**PLAIN, "other_starts": ["2027-02-22", "2027-03-01"], "note": "By-election."})

    assert window.start.isoformat() == "2027-02-22T00:00:00+00:00"
    assert [f"{start:%d %B}" for start in window.other_starts] == ["01 March"]
    assert window.note == "By-election."
    assert starts_words(window) == (
        "More than one start was stated: the earliest, 22 February 2027, counts, not 1 March 2027."
    )


@pytest.mark.parametrize(
    ("change", "problem", "mend"),
    [
        ({"strt": "2027-03-01"}, "“strt” is not a key of a window", "“start”"),
        ({"audience": ["health_watch"]}, "“health_watch” is not a body type", "“healthwatch”"),
        ({"audience": ["zzz"]}, "is not a body type", "nhs_trust"),
        ({"kinds": ["locale"]}, "is not a kind of election", "“local”"),
        ({"nations": ["scottland"]}, "is not a nation", "“scotland”"),
        ({"strictness": "strict"}, "“strict” is not a strictness", "general"),
        ({"status": "sure"}, "“sure” is not a status", "declared"),
        ({"start": "1 March 2027"}, "“1 March 2027” is not a date", "2024-06-10"),
        ({"end": "2027-02-30"}, "no such date or time as “2027-02-30”", "2024-06-10"),
        ({"end": "2027-02-28"}, "comes before the start (Monday 1 March 2027 at 00:00)", "Correct"),
        ({"closed": "2027-02-28"}, "the closing (Sunday 28 February 2027 at 00:00) comes before", "Correct"),
        ({"start": 2027}, "“start” must be a date", "start = "),
        ({"audience": "council"}, "“audience” must be a list", "audience = "),
        ({"areas": [1]}, "“areas” must be a list of texts", "areas = "),
        ({"open_ended": "yes"}, "“open_ended” must be true or false", "open_ended = true"),
        ({"title": ""}, "“title” must be a text", "title = "),
        ({"id": 5}, "“id” must be a text", "id = "),
    ],
)
def test_each_mistake_is_named_with_its_mend(change: dict[str, Any], problem: str, mend: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_window({**PLAIN, **change})

    assert problem in caught.value.problem
    assert mend in caught.value.mend


@pytest.mark.parametrize("key", ["id", "strictness", "start", "end"])
def test_a_missing_key_is_named(key: str) -> None:
    with pytest.raises(UsageError, match=f"“{key}” is missing"):
        read_window({name: value for name, value in PLAIN.items() if name != key})


def test_the_window_is_named_in_the_problem() -> None:
    with pytest.raises(UsageError, match="In the window “by-elm-2027”: "):
        read_window({**PLAIN, "end": "soon"})
