"""The line of a finding with its words underlined."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.model import Finding, Position, Severity
from neutral_gate.reports.excerpt import harmless, line_with_marks, width


def at(start: int, end: int) -> Finding:
    return Finding("a/b", Severity.WARN, "m", "", Position(start, 1, 1), Position(end, 1, 1))


def marked(source: str, words: str, room: int = 60) -> tuple[str, str, str]:
    """The line, the marks, and the part of the line that stands over the marks (of narrow characters)."""
    start = source.index(words)
    shown = line_with_marks(source, at(start, start + len(words)), room)
    assert shown is not None
    line, marks = shown
    first = marks.index("^")
    return line, marks, line[first : first + marks.count("^")]


@pytest.mark.parametrize(
    ("source", "words", "line"),
    [
        ("one\nPlease vote now.\nthree", "vote", "Please vote now."),
        ("one\r\nPlease vote now.\r\nthree", "vote", "Please vote now."),
        ("one\rPlease vote now.\rthree", "vote", "Please vote now."),
        ("   \tPlease vote now.", "vote", "Please vote now."),
        ("vote", "vote", "vote"),
        ("a\tvote", "vote", "a    vote"),
        ("now\u00a0vote", "vote", "now vote"),
    ],
)
def test_a_short_line_is_shown_whole(source: str, words: str, line: str) -> None:
    shown, _, underlined = marked(source, words)

    assert shown == line
    assert underlined == words


def test_words_over_two_lines_are_marked_in_the_first() -> None:
    line, marks, _ = marked("Please vote\nfor Jane now", "vote\nfor Jane")

    assert (line, marks) == ("Please vote", "       ^^^^")


@pytest.mark.parametrize("place", [0, 3, 500, 997, 1000])
def test_a_long_line_is_cut_around_the_words(place: int) -> None:
    source = "x " * place + "vote for me" + " y" * (1000 - place)
    line, marks, underlined = marked(source, "vote for me")

    assert underlined == "vote for me"
    assert len(line) <= 60
    assert len(line) >= 50
    assert len(marks) <= 60
    assert line.startswith("...") == (place > 20)
    assert line.endswith("...") == (place < 980)


def test_words_longer_than_the_room_are_cut() -> None:
    line, marks, _ = marked("start " + "w" * 500 + " end", "w" * 500)

    assert len(line) <= 60
    assert len(marks) <= 60
    assert marks.count("^") > 40


def test_wide_characters_are_counted_as_two_columns_and_accents_as_none() -> None:
    source = "选举 é vote"
    shown = line_with_marks(source, at(source.index("vote"), len(source)), 60)

    assert shown == (source, " " * 7 + "^^^^")
    assert width("选举") == 4


def test_a_megabyte_in_one_line_is_no_trouble() -> None:
    line, _, underlined = marked("<p>" * 300_000 + "vote" + "</p>" * 300_000, "vote")

    assert underlined == "vote"
    assert len(line) <= 60


@pytest.mark.parametrize(
    ("start", "end", "source"), [(0, 0, ""), (9, 12, "short"), (-1, 2, "short"), (4, 4, "one\n\ntwo")]
)
def test_places_that_cannot_be_shown(start: int, end: int, source: str) -> None:
    assert line_with_marks(source, at(start, end), 60) is None


def test_an_empty_stretch_still_gets_a_mark() -> None:
    assert line_with_marks("one two", at(4, 4), 60) == ("one two", "    ^")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain £5 “yes”", "plain £5 “yes”"),
        ("\x1b[31mred\x07", "<U+001B>[31mred<U+0007>"),
        ("\x9b31m", "<U+009B>31m"),
        ("a\u202eb\u2066c", "a<U+202E>b<U+2066>c"),
        ("a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"),
        ("two\nlines\r\ttab", "two lines     tab"),
        ("a\u2028b", "a<U+2028>b"),
        ("soft\u00adhyphen 👩\u200d⚕", "soft\u00adhyphen 👩\u200d⚕"),
    ],
)
def test_harmless(text: str, expected: str) -> None:
    assert harmless(text) == expected


@given(st.text(max_size=200), st.integers(0, 200), st.integers(0, 200), st.integers(20, 120))
def test_any_source_fits_and_steers_no_terminal(source: str, start: int, length: int, room: int) -> None:
    shown = line_with_marks(source, at(start, start + length), room)
    if shown is None:
        return
    line, marks = shown
    assert width(marks) <= max(room, 20)
    assert set(marks) <= {" ", "^"}
    assert "^" in marks
    assert not any(ord(char) < 32 or 127 <= ord(char) < 160 or char in "\u202e\u2028\u200b" for char in line)


def test_the_finding_of_a_report_points_at_its_words(make: SimpleNamespace) -> None:
    one = make.finding(make.source, "vote for Odette Farrowby")

    assert line_with_marks(make.source, one, 80) == (
        "Please vote for Odette Farrowby on Thursday.",
        "       ^^^^^^^^^^^^^^^^^^^^^^^^",
    )
