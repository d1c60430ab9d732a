"""The sentences that people read."""

from typing import Any

import pytest

from neutral_gate.elections import Body, explain, parse_moment
from neutral_gate.elections.table import read_window
from neutral_gate.model import Status, UsageError, Window

COUNCIL = Body("council")


def window(name: str = "elm", **keys: Any) -> Window:
    return read_window(
        {
            "id": name,
            "title": "Elm by-election",
            "strictness": "local",
            "start": "2027-03-01",
            "end": "2027-04-15",
            "source": "the notice on the town hall door",
            **keys,
        }
    )


def test_nothing_active_and_nothing_to_come() -> None:
    assert explain([window()], parse_moment("2027-05-01"), COUNCIL) == [
        "On Saturday 1 May 2027 at 12:00, no pre-election period applies to a council.",
        "No later period is on record. Look for a newer Neutral Gate, or add the period to your settings."
        " The last one on record ends on Thursday 15 April 2027 at 22:00.",
    ]


def test_no_windows_at_all() -> None:
    assert len(explain([], parse_moment("2027-05-01"), COUNCIL)) == 2


def test_one_active_window_in_full() -> None:
    assert explain([window(nations=["england"], note="Ward only.")], parse_moment("2027-03-10"), COUNCIL)[1:5] == [
        "Elm by-election (elm): it covers England and binds bodies of this type. The rules of a local election apply.",
        "It runs from Monday 1 March 2027 at 00:00 to Thursday 15 April 2027 at 22:00.",
        "Its dates are declared: those who set the dates published them. "
        "Nobody has said when the dates were last checked.",
        "Source: the notice on the town hall door",
    ]


def test_without_a_body_type_it_says_how_to_get_a_closer_answer() -> None:
    sentences = explain([window()], parse_moment("2027-03-10"), Body())

    assert "a public body in general" in sentences[0]
    assert "Name your body type" in sentences[1]


def test_two_periods_name_the_last_end() -> None:
    sentences = explain([window("a"), window("b", end="2027-05-06")], parse_moment("2027-03-10"), COUNCIL)

    assert "2 pre-election periods apply to a council." in sentences[0]
    assert (
        "The strictest of them counts. The last of them is planned to end on Thursday 6 May 2027 at 22:00." in sentences
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [("2027-03-10", "It goes on after that until"), ("2027-04-16", "Its planned end is past, but it goes on until")],
)
def test_an_open_period_reminds_to_close_it(at: str, words: str) -> None:
    text = "\n".join(explain([window(open_ended=True, strictness="general")], parse_moment(at), COUNCIL))

    assert words in text
    assert "close it: neutral-gate windows close elm --on DATE" in text


def test_a_closed_period_does_not_ask_to_be_closed() -> None:
    closed = window(open_ended=True, closed="2027-04-16T13:00")
    text = "\n".join(explain([closed], parse_moment("2027-03-10"), COUNCIL))

    assert "windows close" not in text
    assert "to Friday 16 April 2027 at 13:00, when it was closed" in text


@pytest.mark.parametrize("status", list(Status))
def test_every_status_is_put_in_words(status: Status) -> None:
    sentences = explain([window(status=status.value)], parse_moment("2027-03-10"), COUNCIL)

    assert any(sentence.startswith(f"Its dates are {status.value.split('_')[0]}") for sentence in sentences) is (
        status in (Status.DECLARED, Status.PROJECTED)
    )
    assert sum(sentence.startswith("Its dates are ") for sentence in sentences) == 1


def test_an_unknown_body_type_is_refused() -> None:
    with pytest.raises(UsageError, match=r"“helthwatch” is not a body type.*“healthwatch”"):
        Body("helthwatch")
