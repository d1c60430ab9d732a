"""`neutral-gate init` writes a file that can be read, and never over one that is there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.cli.init import Answers, settings_text
from neutral_gate.cli.main import run
from neutral_gate.config import load_config


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)


def on_a_terminal(monkeypatch: pytest.MonkeyPatch, *answers: str) -> None:
    said: Iterator[str] = iter(answers)

    def answer(question: str) -> str:
        try:
            return next(said)
        except StopIteration:
            raise EOFError from None

    monkeypatch.setattr("sys.stdin.isatty", lambda: True, raising=False)
    monkeypatch.setattr("builtins.input", answer)


def test_options_alone(capsys: pytest.CaptureFixture[str]) -> None:
    options = "--name Harrowdale --nation wales --area Harrowdale --area Mill --account @hw --people c.csv --yes"

    assert run(["init", "--type", "healthwatch", *options.split()]) == 0

    config = load_config(Path("neutral-gate.toml"))
    assert (config.body_type, config.body_name, config.nation) == ("healthwatch", "Harrowdale", "wales")
    assert (config.areas, config.accounts) == ({"Harrowdale", "Mill"}, {"@hw"})
    assert [path.name for path in config.people_files] == ["c.csv"]
    shown = capsys.readouterr().out
    assert "Your settings are in neutral-gate.toml." in shown
    assert "neutral-gate windows" in shown
    assert "Get a list of the candidates" not in shown


def test_questions_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    on_a_terminal(monkeypatch, "Harrowdale Council", "bank", "4", "", "Harrowdale, Mill", "@a , @b", "")

    assert run(["init"]) == 0

    config = load_config(Path("neutral-gate.toml"))
    assert (config.body_type, config.body_name, config.nation) == ("council", "Harrowdale Council", None)
    assert (config.areas, config.accounts) == ({"Harrowdale", "Mill"}, {"@a", "@b"})
    assert config.people_files == ()
    shown = capsys.readouterr().out
    assert "  4  council\n" in shown
    assert "Please give one of the numbers." in shown
    assert "Get a list of the candidates" in shown


def test_only_what_is_left_out_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    on_a_terminal(monkeypatch, "england", "", "", "")

    assert run(["init", "--type", "icb", "--name", "Harrowdale ICB"]) == 0
    assert load_config(Path("neutral-gate.toml")).nation == "england"


def test_no_answer_is_no_settings_file(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    on_a_terminal(monkeypatch, "Harrowdale")

    assert run(["init"]) == 2
    assert "none of the choices" in capsys.readouterr().err
    assert not Path("neutral-gate.toml").exists()


def test_without_a_terminal_the_type_is_needed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["init", "--name", "Harrowdale"]) == 2

    shown = capsys.readouterr().err
    assert "there is no terminal to ask on" in shown
    assert "Give --type" in shown
    assert not Path("neutral-gate.toml").exists()


def test_a_file_that_is_there_stays_unless_forced(capsys: pytest.CaptureFixture[str]) -> None:
    Path("neutral-gate.toml").write_text("# mine\n")

    assert run(["init", "--type", "icb", "--yes"]) == 2
    assert "is there already" in capsys.readouterr().err
    assert Path("neutral-gate.toml").read_text() == "# mine\n"

    assert run(["init", "--type", "icb", "--yes", "--force"]) == 0
    assert load_config(Path("neutral-gate.toml")).body_type == "icb"


def test_another_place(tmp_path: Path) -> None:
    assert run(["init", "--type", "icb", "--yes", "--output", "settings/own.toml"]) == 2
    (tmp_path / "settings").mkdir()
    assert run(["init", "--type", "icb", "--yes", "--output", "settings/own.toml"]) == 0
    assert load_config(Path("settings/own.toml")).body_type == "icb"


# TOML, as any file in UTF-8, has no room for half of a surrogate pair.
TEXT = st.text(st.characters(exclude_categories=["Cs"]))


@given(TEXT, st.lists(TEXT, max_size=3))
def test_any_words_can_be_written_and_read_again(name: str, areas: list[str]) -> None:
    written = tomllib.loads(settings_text(Answers("icb", name, "", tuple(areas))))

    assert written["body"]["name"] == name
    assert written["body"]["areas"] == areas
