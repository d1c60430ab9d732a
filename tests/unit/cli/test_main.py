"""From the command's words to the verb, its errors and its exit code."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from neutral_gate import __version__
from neutral_gate.cli import main
from neutral_gate.model import UsageError


def with_verb(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Makes every verb end in an error."""

    def fail(arguments: object) -> int:
        raise error

    monkeypatch.setattr(main, "verb_module", lambda name: SimpleNamespace(run=fail))


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--version"]) == 0
    assert capsys.readouterr().out == f"neutral-gate {__version__}\n"


def test_help_names_every_verb_and_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run(["--help"]) == 0

    shown = capsys.readouterr().out
    assert all(f"  {verb} " in shown for verb in main.VERBS)
    assert all(f"\n  {code}  " in shown for code in (0, 1, 2))


def test_no_verb_shows_help_and_is_no_success(capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run([]) == 2
    assert "usage: neutral-gate VERB" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("chek", "Did you mean `neutral-gate check`?"),
        ("zzz", "The verbs are check, windows"),
        ("--quiet", "Start with a verb"),
    ],
)
def test_an_unknown_verb(word: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main.run([word]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith("neutral-gate: ")
    assert "\n  What to do: " in shown.err
    assert said in shown.err


def test_an_error_of_the_gate_is_two_plain_lines(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_verb(monkeypatch, UsageError("It is wrong.", "Mend it."))

    assert main.run(["check", "x"]) == 2
    assert capsys.readouterr().err == "neutral-gate: It is wrong.\n  What to do: Mend it.\n"


def test_stopping_it_gives_130(monkeypatch: pytest.MonkeyPatch) -> None:
    with_verb(monkeypatch, KeyboardInterrupt())

    assert main.run(["check", "x"]) == 130


def test_a_fault_of_ours_is_no_pass_and_no_page_of_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with_verb(monkeypatch, ZeroDivisionError("by zero"))

    assert main.run(["check", "x"]) == 2
    brief = capsys.readouterr().err
    assert "a fault in Neutral Gate stopped the run (ZeroDivisionError: by zero)" in brief
    assert "Traceback" not in brief

    assert main.run(["check", "x", "--verbose"]) == 2
    assert "Traceback" in capsys.readouterr().err
