"""`neutral-gate serve user`: accounts are made, changed and closed, and no password stands in a command."""

from __future__ import annotations

import io
from contextlib import closing
from pathlib import Path

import pytest

from neutral_gate.cli.serve_user import run
from neutral_gate.model import UsageError
from neutral_gate.service.log import DecisionLog, Users

PASSWORD = "three-random-words-here"


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(tmp_path)

    def do(*arguments: str, typed: str = f"{PASSWORD}\n") -> str:
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        assert run([*arguments, "--database", "sqlite:///log.db"]) == 0
        return capsys.readouterr().out

    return do


def opened(name: str, password: str) -> bool:
    with closing(DecisionLog("sqlite:///log.db")) as log:
        return Users(log.database).check(name, password) is not None


def test_a_life_of_an_account(command) -> None:
    assert command("list") == "Nobody can sign in yet.\n"
    assert command("add", "Ada", "--display", "Ada Lark") == '"ada" can sign in now, as author.\n'
    assert opened("ada", PASSWORD)
    assert "is reviewer now" in command("role", "ada", "--role", "reviewer")
    command("password", "ada", typed="another-long-one\r\n")
    assert opened("ada", "another-long-one")
    assert not opened("ada", PASSWORD)
    assert "ada  (reviewer)  last signed in" in command("list")
    command("close", "ada")
    assert not opened("ada", "another-long-one")
    assert "ada  (reviewer)  closed" in command("list")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["paint", "ada"], "cannot be done"),
        (["add"], "A name is missing"),
        (["list", "ada"], "A name is missing, or one too many"),
        (["role", "ada"], "The new role is missing"),
        (["add", "ada", "--role", "king"], 'no role "king"'),
        (["close", "nobody"], 'no account "nobody"'),
        (["add", "a b"], "cannot be used to sign in"),
    ],
)
def test_what_cannot_be_done_is_said_plainly(command, arguments, words) -> None:
    with pytest.raises(UsageError, match=words):
        command(*arguments)


def test_a_short_password_is_refused(command) -> None:
    with pytest.raises(UsageError, match="too short"):
        command("add", "ada", typed="short\n")
    with pytest.raises(UsageError, match="too short"):
        command("add", "ada", typed="")
