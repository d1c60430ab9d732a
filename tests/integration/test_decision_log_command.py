"""`neutral-gate log` as people use it, and docs/decision-log.md says what is so."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import pytest

from neutral_gate.cli import log_export, log_verify
from neutral_gate.cli.main import run
from neutral_gate.service.log import REASONS, DecisionEntry, DecisionLog, OverrideEntry

DOC = (Path(__file__).parents[2] / "docs" / "decision-log.md").read_text("utf-8")


@pytest.fixture
def ids(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Three decisions of three days in the database of this folder; the second is overridden."""
    monkeypatch.chdir(tmp_path)
    moments = iter([datetime(2026, 4, day, 22, 30, tzinfo=UTC) for day in (20, 21, 21, 22)])
    log = DecisionLog("sqlite:///neutral-gate.db", store_text=True, clock=lambda: next(moments))
    log.migrate()
    finding = {"rule": "neutrality/vote-advocacy", "excerpt": "Vote for Ida"}
    ids = [log.record_decision(DecisionEntry(datetime(2026, 5, 1, tzinfo=UTC), "pass", "a" * 64, name="@SUM(1)"))]
    blocked = DecisionEntry(
        datetime(2026, 5, 1, tzinfo=UTC),
        "block",
        "b" * 64,
        name="vote.md",
        author="Zoë",
        windows=["local-2026"],
        findings=[finding],
        text="Vote for Ida.",
    )
    ids.append(log.record_decision(blocked))
    log.record_override(OverrideEntry(ids[1], "Jo Reed", "other", "Because."))
    ids.append(log.record_decision(DecisionEntry(datetime(2026, 5, 1, tzinfo=UTC), "warn", "c" * 64)))
    log.close()
    return ids


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def test_a_sound_log_is_said_to_be_so_with_a_line_to_keep(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "verify"]) == 0
    said = capsys.readouterr().out
    assert "is sound: 4 entries" in said

    command = re.search(r"neutral-gate (log verify --noted \S+)", said)
    assert command is not None
    assert run(command[1].split()) == 0
    number, _, digest = command[1].split()[-1].partition(":")
    assert run(["log", "verify", "--noted", f"{number}:{digest[::-1]}"]) == 1
    assert "broken at entry 4" in capsys.readouterr().out
    assert run(["log", "verify", "--noted", f"5:{digest}"]) == 1
    assert "broken at entry 5" in capsys.readouterr().out


def test_a_broken_log_is_named_with_its_first_broken_entry(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with closing(sqlite3.connect("neutral-gate.db")) as connection, connection:
        connection.execute("DROP TRIGGER entries_no_update")
        connection.execute("UPDATE entries SET content = replace(content, 'block', 'pass') WHERE seq = 2")

    assert run(["log", "verify"]) == 1
    said = capsys.readouterr().out
    assert "broken at entry 2" in said
    assert "The 1 entry before it" in said


@pytest.mark.parametrize(
    ("options", "rows"),
    [
        ([], [0, 1, 2]),
        (["--since", "2026-04-21"], [1, 2]),
        (["--until", "2026-04-20"], [0]),  # 22:30 UTC is 23:30 in London
        (["--since", "2026-04-21", "--until", "2026-04-21T23:00"], []),
        (["--since", "2026-04-21T23:30", "--until", "2026-04-21"], [1]),
        (["--verdict", "warn"], [2]),
        (["--author", "Zoë"], [1]),
        (["--rule", "neutrality/vote-advocacy"], [1]),
        (["--window", "local-2026"], [1]),
        (["--overridden", "yes"], [1]),
        (["--overridden", "no"], [0, 2]),
    ],
)
def test_each_option_chooses(
    ids: list[str], capsys: pytest.CaptureFixture[str], options: list[str], rows: list[int]
) -> None:
    assert run(["log", "export", *options]) == 0
    assert [row["decision_id"] for row in table(capsys.readouterr().out)] == [ids[row] for row in rows]


def test_an_export_leaves_people_and_words_out_or_in(ids: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["log", "export", "--without-personal", "--output", "out.csv"]) == 0
    assert "3 decisions written to out.csv" in capsys.readouterr().err
    text = Path("out.csv").read_text("utf-8")
    assert not {"author", "reason", "overridden_by", "second_person", "asked_by", "text"} & set(table(text)[0])
    assert all(word not in text for word in ("Zoë", "Jo Reed", "Because", "Ida"))
    assert table(text)[0]["name"] == "'@SUM(1)"
    assert Path("out.csv").stat().st_mode & 0o077 == 0
    assert not list(Path().glob("*.part"))

    assert run(["log", "export", "--format", "json", "--with-text", "--verdict", "block"]) == 0
    (decision,) = json.loads(capsys.readouterr().out)["decisions"]
    assert (decision["text"], decision["findings"][0]["excerpt"]) == ("Vote for Ida.", "Vote for Ida")
    assert decision["overrides"][0]["overridden_by"] == "Jo Reed"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["log"], "WHAT is missing"),
        (["log", "expotr"], 'Did you mean "export"'),
        (["log", "export", "--format", "xml"], "It can be csv, json"),
        (["log", "export", "--since", "yesterday"], "Write a date"),
        (["log", "export", "--verdict", "fail"], "It can be"),
        (["log", "export", "--output", "missing/out.csv"], "cannot be written"),
        (["log", "export", "--database", "sqlite:///typo.db"], "cannot be opened"),
        (["log", "verify", "--database", "mysql://host/x"], "cannot be kept in mysql"),
        (["log", "verify", "--settings", "typo.toml"], "cannot be read"),
        (["log", "verify", "--noted", "3"], "colon and its hash"),
        (["log", "verify", "extra"], "one word too many"),
    ],
)
def test_a_slip_is_a_plain_error(
    ids: list[str], capsys: pytest.CaptureFixture[str], arguments: list[str], words: str
) -> None:
    before = sorted(Path().iterdir())
    assert run(arguments) == 2
    said = capsys.readouterr()
    assert words in said.err
    assert said.out == ""
    assert sorted(Path().iterdir()) == before


def test_a_database_without_a_log_is_a_plain_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("neutral-gate.db").touch()
    assert run(["log", "verify"]) == 2
    assert "not set up" in capsys.readouterr().err


def test_the_settings_of_the_service_say_where_the_log_is(
    ids: list[str], capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("neutral-gate.db").rename("other.db")
    Path("neutral-gate-service.toml").write_text('database = "sqlite:///other.db"\n', "utf-8")
    assert run(["log", "verify"]) == 0
    monkeypatch.setenv("NEUTRAL_GATE_DATABASE", "sqlite:///typo.db")
    assert run(["log", "verify"]) == 2


def test_a_reader_that_goes_away_is_no_error(ids: list[str]) -> None:
    command = f"{sys.executable} -m neutral_gate log export | head -c 10"
    done = subprocess.run(["bash", "-o", "pipefail", "-c", command], capture_output=True, env=os.environ)
    assert (done.returncode, done.stderr) == (0, b"")


@pytest.mark.parametrize("module", [log_verify, log_export])
def test_every_option_is_explained(module: object) -> None:
    told = DOC.split("## Check that it is sound")[1] if module is log_verify else DOC.split("## Write it out")[1]
    told = told.split("\n## ")[0]
    options = {name for action in module.parser()._actions for name in action.option_strings}  # type: ignore[attr-defined]

    assert set(re.findall(r"^\| `(--[a-z-]+)", told, re.MULTILINE)) == options - {"-h", "--help"}


def test_every_reason_code_is_explained() -> None:
    assert dict(re.findall(r"^\| `([a-z][a-z-]+)` \| (.+) \|$", DOC, re.MULTILINE)) == dict(REASONS)


def test_the_lines_of_python_in_the_documentation_walk_the_chain(ids: list[str]) -> None:
    (code,) = re.findall(r"^```python\n(.*?)^```", DOC, re.MULTILINE | re.DOTALL)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    log = DecisionLog("sqlite:///neutral-gate.db")
    assert done.stdout == f"sound {log.verify().head}\n"
    log.close()
