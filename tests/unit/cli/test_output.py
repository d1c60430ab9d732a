"""Where answers go: terminals, pipes, old consoles and files."""

from __future__ import annotations

import io
import os
from pathlib import Path

import pytest

from neutral_gate.cli import output
from neutral_gate.model import UsageError


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("settings", "stream", "colour"),
    [
        ({"TERM": "xterm"}, Terminal(), True),
        ({"TERM": "xterm", "NO_COLOR": "1"}, Terminal(), False),
        ({"TERM": "xterm", "NO_COLOR": ""}, Terminal(), True),
        ({"TERM": "dumb"}, Terminal(), False),
        ({"TERM": "xterm"}, io.StringIO(), False),
    ],
)
def test_colour_only_where_it_is_wanted(
    monkeypatch: pytest.MonkeyPatch, settings: dict[str, str], stream: io.StringIO, colour: bool
) -> None:
    monkeypatch.setattr("sys.stdout", stream)
    for name in ("TERM", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)

    assert output.wants_colour() is colour


@pytest.mark.parametrize(("columns", "expected"), [("20", 60), ("80", 80), ("400", 110)])
def test_columns_of_a_terminal(monkeypatch: pytest.MonkeyPatch, columns: str, expected: int) -> None:
    monkeypatch.setattr("sys.stdout", Terminal())
    monkeypatch.setenv("COLUMNS", columns)

    assert output.columns() == expected


def test_columns_of_a_pipe_are_always_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout", io.StringIO())
    monkeypatch.setenv("COLUMNS", "40")

    assert output.columns() == 100


def test_an_old_console_shows_what_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    raw = io.BytesIO()
    monkeypatch.setattr("sys.stdout", io.TextIOWrapper(raw, encoding="cp1252"))

    output.print_out("£5 选\n")

    assert raw.getvalue().decode("cp1252").splitlines() == ["£5 \\u9009"]


def test_a_reader_that_has_gone_away_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "w", encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdout", stream)

        output.print_out("x" * 100_000)
        output.print_out("more")


def test_a_file_is_written_in_utf8(tmp_path: Path) -> None:
    output.write_file(tmp_path / "a.txt", "£5\n")

    assert (tmp_path / "a.txt").read_bytes() == b"\xc2\xa35\n"


def test_a_file_that_cannot_be_written_is_reported(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        output.write_file(tmp_path / "none" / "a.txt", "x")
