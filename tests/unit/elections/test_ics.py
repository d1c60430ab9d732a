"""The calendar file, read back by an independent parser."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from neutral_gate.elections import load_windows
from neutral_gate.elections.ics import to_ics
from neutral_gate.elections.table import read_window
from neutral_gate.model import Window

AT = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)


def window(**keys: Any) -> Window:
    return read_window({"id": "elm", "strictness": "local", "start": "2027-03-01", "end": "2027-04-15", **keys})


def test_one_event_in_full() -> None:
    text = to_ics([window(title="Elm; ward, one", source="notice", nations=["wales"], kinds=["local"])], AT)

    assert text.split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Neutral Gate//Pre-election periods//EN",
        "CALSCALE:GREGORIAN",
        "BEGIN:VEVENT",
        "UID:elm@neutral-gate",
        "DTSTAMP:20261121T090000Z",
        "DTSTART:20270301T000000Z",
        "DTEND:20270415T210000Z",
        r"SUMMARY:Pre-election period: Elm\; ward\, one",
        r"DESCRIPTION:Status: declared.\nSource: notice.",
        "LOCATION:Wales",
        "CATEGORIES:local,local",
        "TRANSP:TRANSPARENT",
        "STATUS:CONFIRMED",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_the_shipped_windows_come_back_as_they_were() -> None:
    windows = load_windows()
    events = Calendar.from_ical(to_ics(windows, AT)).walk("VEVENT")

    assert [str(event["UID"]) for event in events] == [f"{each.id}@neutral-gate" for each in windows]
    for event, each in zip(events, windows, strict=True):
        assert event.decoded("DTSTART") == each.start
        assert event.decoded("DTEND") == (each.closed or each.end)
        assert str(event["SUMMARY"]) == f"Pre-election period: {each.title}"
        assert each.source in str(event["DESCRIPTION"])


def test_no_line_is_over_75_octets() -> None:
    lines = to_ics(load_windows(), AT).encode().split(b"\r\n")

    assert max(len(line) for line in lines) <= 75


def test_an_open_period_says_so_and_is_tentative_while_not_declared() -> None:
    (event,) = Calendar.from_ical(to_ics([window(open_ended=True, status="projected")], AT)).walk("VEVENT")

    assert "until a new government is formed" in str(event["DESCRIPTION"])
    assert event["STATUS"] == "TENTATIVE"


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_title_and_note_survive(title: str) -> None:
    text = to_ics([window(title=title, note=title)], AT)
    (event,) = Calendar.from_ical(text).walk("VEVENT")

    assert str(event["SUMMARY"]) == f"Pre-election period: {title.strip()}"
    assert str(event["DESCRIPTION"]).endswith(title.strip())
    assert all(len(line) <= 75 for line in text.encode().split(b"\r\n"))


def test_control_characters_cannot_start_a_new_property() -> None:
    text = to_ics([window(note="one\r\nATTACH:x\x0b\x1b\x85two")], AT)

    assert "\r\nATTACH" not in text
    assert "\x1b" not in text
    assert r"one\nATTACH:x" in text.replace("\r\n ", "")


def test_age_and_advice_stand_in_the_description() -> None:
    text = to_ics([window(checked="2027-01-01", advisory=True)], datetime(2027, 1, 11, 12, 0, tzinfo=UTC))
    unfolded = text.replace("\r\n ", "")

    assert "DESCRIPTION:It only advises you.\\nStatus: declared. Checked on 1 January" in unfolded
    assert "10 days before." in unfolded
