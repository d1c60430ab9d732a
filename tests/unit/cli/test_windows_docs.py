"""docs/windows.md leaves no option out, and its examples work."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from neutral_gate.cli.main import run
from neutral_gate.cli.windows import ACTIONS
from neutral_gate.config import load_config

TEXT = (Path(__file__).parents[3] / "docs" / "windows.md").read_text("utf-8")
COMMANDS = re.findall(r"^neutral-gate (windows.*)$", TEXT, re.MULTILINE)
SETTINGS = '[body]\ntype = "council"\nareas = ["Harrowdale"]\n'


@pytest.mark.parametrize("action", ACTIONS)
def test_every_option_is_told_and_no_other(action: str) -> None:
    table = TEXT.split(f"| option of `{action}`")[1].split("\n\n")[0]
    parser = import_module(f"neutral_gate.cli.windows_{action}").parser()
    names = {name for each in parser._actions for name in each.option_strings} - {"-h", "--help"}

    assert set(re.findall(r"--[a-z][a-z-]+", "".join(line.split(" | ")[0] for line in table.splitlines()))) == names


def test_there_are_examples_of_everything() -> None:
    assert {command.split()[1] for command in COMMANDS if len(command.split()) > 1} >= {*ACTIONS, "--ahead", "--ics"}


@pytest.mark.parametrize("command", COMMANDS)
def test_the_examples_work(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "neutral-gate.toml").write_text(SETTINGS)
    (tmp_path / "scheduled").mkdir()
    (tmp_path / "scheduled" / "pool.md").write_text("The pool opens at 8am.")
    (tmp_path / "elections.json").write_text('{"count": 0, "results": []}')

    assert run(shlex.split(command)) == 0
    assert load_config(tmp_path / "neutral-gate.toml").body_type == "council"
