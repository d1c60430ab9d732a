"""`neutral-gate check` from the command line to the exit code, with the real gate, rules and readers."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from neutral_gate.cli.main import run

SCHEMA = Path(__file__).parents[2] / "schemas" / "decision.schema.json"
ADVOCACY = "neutrality/vote-advocacy"
INSIDE = ("--at", "2024-06-10")
OUTSIDE = ("--at", "2024-01-15")
CLEAR = "# Bins\n\nBins are emptied on Tuesday. Put your box out by 7am.\n"
VOTE = "# News\n\nBins are emptied on Tuesday.\n\nPlease vote for Odette Farrowby on Thursday.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def write(name: str, text: str | bytes) -> str:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return name


def as_json(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    return data


def rules_of(data: dict[str, Any], draft: int = 0) -> list[str]:
    return [finding["rule"] for finding in data["drafts"][draft]["findings"]]


def start(*arguments: str, data: bytes = b"", **settings: Any) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "neutral_gate", *arguments]
    return subprocess.run(command, input=data, capture_output=True, check=False, timeout=60, **settings)


def test_a_clear_draft(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", write("bins.md", CLEAR), *INSIDE]) == 0

    shown = capsys.readouterr()
    assert "1 draft is clear." in shown.out
    assert "UK general election, 4 July 2024" in shown.out
    assert "No body is set" in shown.out
    assert shown.err == ""


@pytest.mark.parametrize("when", [INSIDE, OUTSIDE])
def test_a_draft_that_asks_for_votes_is_blocked_at_any_time(
    when: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check", write("news.md", VOTE), *when]) == 1

    shown = capsys.readouterr().out
    assert "news.md must not be published as it is." in shown
    assert f"  block  {ADVOCACY}  news.md:5:8\n" in shown
    assert "     5 | Please vote for Odette Farrowby on Thursday.\n" in shown
    assert "       |        ^^^^" in shown
    assert "    Why:       " in shown
    assert "    Instead:   " in shown
    assert "    Guidance:  " in shown
    assert shown.rstrip().endswith("1 draft must not be published as it is.")


def test_json_is_the_contract(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", write("news.md", VOTE), write("bins.md", CLEAR), *INSIDE, "--format", "json"]) == 1

    data = as_json(capsys)
    assert data["verdict"] == "block"
    assert data["at"] == "2024-06-10T12:00:00+01:00"
    assert [window["id"] for window in data["windows"]] == ["ge-2024"]
    assert [draft["path"] for draft in data["drafts"]] == ["news.md", "bins.md"]
    (finding,) = [finding for finding in data["drafts"][0]["findings"] if finding["rule"] == ADVOCACY]
    begin, end = finding["start"]["offset"], finding["end"]["offset"]
    assert VOTE[begin:end] == finding["excerpt"]
    assert (finding["start"]["line"], finding["start"]["column"]) == (5, 8)


def test_the_date_of_the_draft_counts_unless_the_command_line_gives_one(capsys: pytest.CaptureFixture[str]) -> None:
    name = write("news.md", f"---\ndate: 2024-06-10\n---\n{CLEAR}")

    assert run(["check", name, "--format", "json"]) == 0
    assert [window["id"] for window in as_json(capsys)["windows"]] == ["ge-2024"]
    assert run(["check", name, *OUTSIDE, "--format", "json"]) == 0
    assert as_json(capsys)["windows"] == []


def test_a_folder_with_a_file_that_cannot_be_read(capsys: pytest.CaptureFixture[str]) -> None:
    write("site/a.md", VOTE)
    write("site/deep/b.txt", "Bins are emptied on Tuesday.")
    write("site/c.txt", b"\x00\x01\x02\xff")
    write("site/picture.png", b"\x89PNG")

    assert run(["check", "site", *INSIDE, "--format", "json"]) == 2

    data = as_json(capsys)
    paths = {draft["path"].replace(os.sep, "/"): draft for draft in data["drafts"]}
    assert set(paths) == {"site/a.md", "site/c.txt", "site/deep/b.txt"}
    assert [finding["rule"] for finding in paths["site/c.txt"]["findings"]] == ["gate/unreadable"]
    assert paths["site/a.md"]["verdict"] == "block"
    assert paths["site/deep/b.txt"]["verdict"] == "pass"


def test_settings_of_the_folder(capsys: pytest.CaptureFixture[str]) -> None:
    write("neutral-gate.toml", '[body]\ntype = "icb"\nname = "Harrowdale ICB"\n')

    assert run(["check", write("news/bins.md", CLEAR), *INSIDE]) == 0
    assert "No body is set" not in capsys.readouterr().out


def test_a_wrong_setting_stops_the_run(capsys: pytest.CaptureFixture[str]) -> None:
    write("neutral-gate.toml", '[body]\ntype = "icbb"\n')

    assert run(["check", write("bins.md", CLEAR)]) == 2

    shown = capsys.readouterr()
    assert shown.out == ""
    assert "line 2" in shown.err
    assert 'Did you mean "icb"?' in shown.err


def test_rules_that_the_settings_name_must_exist(capsys: pytest.CaptureFixture[str]) -> None:
    write("neutral-gate.toml", '[rules]\n"neutrality/vote-advocasy" = "block"\n')

    assert run(["check", write("bins.md", CLEAR)]) == 2
    assert f'Did you mean "{ADVOCACY}"?' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "There is nothing to check."),
        (["none.md"], "none.md"),
        (["-", "bins.md"], "goes with no other file"),
        (["bins.md", "--stdin-filename", "a.md"], "only for standard input"),
        (["bins.md", "--at", "yesterday"], "yesterday"),
        (["bins.md", "--config", "none.toml"], "there is no such file"),
        (["bins.md", "--people", "none.csv"], "none.csv"),
        (["bins.md", "--select", "timming"], "timming"),
        (["bins.md", "--ignore", ADVOCACY], "must always block"),
        (["bins.md", "--output", "none/report.txt"], "cannot be written"),
    ],
)
def test_wrong_command_lines(arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("bins.md", CLEAR)

    assert run(["check", *arguments]) == 2

    shown = capsys.readouterr().err
    assert said in shown
    assert "\n  What to do: " in shown
    assert "Traceback" not in shown


def test_standard_input(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    page = "<p>Caf\u00e9</p><p>Please vote for Odette Farrowby on Thursday.</p>".encode()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(page)))

    assert run(["check", "-", "--stdin-filename", "site/page.html", "--format", "json", *INSIDE]) == 1

    data = as_json(capsys)
    assert data["drafts"][0]["path"] == "site/page.html"
    assert ADVOCACY in rules_of(data)


def test_kind_body_select_and_ignore(capsys: pytest.CaptureFixture[str]) -> None:
    name = write("news.md", VOTE)
    options = ["--kind", "newsletter", "--body", "icb", "--select", ADVOCACY, "--format", "json"]

    assert run(["check", name, *options, *INSIDE]) == 1

    data = as_json(capsys)
    assert data["drafts"][0]["kind"] == "newsletter"
    assert set(rules_of(data)) == {ADVOCACY}
    assert not any("No body is set" in notice for notice in data["notices"])


def test_the_report_in_a_file(capsys: pytest.CaptureFixture[str]) -> None:
    name = write("news.md", VOTE)

    assert run(["check", name, *INSIDE, "--output", "report.txt"]) == 1
    assert capsys.readouterr().out == "1 draft must not be published as it is. The report is in report.txt.\n"
    assert ADVOCACY in Path("report.txt").read_text("utf-8")
    assert run(["check", name, *INSIDE, "--output", "report.txt", "--quiet"]) == 1
    assert capsys.readouterr().out == ""


def test_quiet_says_nothing_about_clear_drafts(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["check", write("bins.md", CLEAR), *INSIDE, "--quiet"]) == 0
    assert capsys.readouterr().out == ""
    assert run(["check", write("news.md", VOTE), "bins.md", *INSIDE, "--quiet"]) == 1

    shown = capsys.readouterr().out
    assert ADVOCACY in shown
    assert "[ ]" not in shown


def test_an_allow_of_the_author_cannot_silence_asking_for_votes(capsys: pytest.CaptureFixture[str]) -> None:
    allow = f'<!-- neutral-gate: allow {ADVOCACY} reason="please" until=2099-01-01 -->\n'

    assert run(["check", write("news.md", allow + VOTE), *INSIDE, "--format", "json"]) == 1

    data = as_json(capsys)
    assert "gate/allow-refused" in rules_of(data)
    assert data["summary"]["suppressed"] == 0


def test_asking_to_fail_on_warnings(capsys: pytest.CaptureFixture[str]) -> None:
    allow = '<!-- neutral-gate: allow neutrality/vote-advocacy reason="none" until=2099-01-01 -->\n'
    name = write("bins.md", allow + CLEAR)

    assert run(["check", name, *INSIDE]) == 0
    assert "1 draft needs a person to look at it first." in capsys.readouterr().out
    assert run(["check", name, *INSIDE, "--fail-on", "warn"]) == 1
    write("neutral-gate.toml", 'fail_on = "warn"\n')
    assert run(["check", name, *INSIDE]) == 1


def test_the_command_as_a_process() -> None:
    write("news.md", VOTE)
    done = start("check", "news.md", *INSIDE)

    assert done.returncode == 1
    assert b"must not be published as it is" in done.stdout
    assert done.stderr == b""


def test_standard_input_as_bytes() -> None:
    done = start("check", "-", *INSIDE, "--format", "json", data=b'{"text": "Vote for Odette Farrowby on Thursday."}')

    assert done.returncode == 1
    assert json.loads(done.stdout)["drafts"][0]["kind"] == "post"


@pytest.mark.skipif(sys.platform == "win32", reason="pipes break in another way on Windows")
def test_a_reader_that_goes_away_ends_quietly_and_changes_no_exit_code() -> None:
    write("news.md", VOTE * 300)
    command = f'"{sys.executable}" -m neutral_gate check news.md --at 2024-06-10; echo "code $?" >&2'
    done = subprocess.run(f"({command}) | head -1", shell=True, capture_output=True, check=False, timeout=60)

    assert done.stdout.decode().startswith("news.md must not be published")
    assert done.stderr.decode() == "code 1\n"


def test_an_old_console_still_gets_a_report() -> None:
    write("news.md", VOTE.replace("Odette", "Odètte 选"))
    settings = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    done = start("check", "news.md", *INSIDE, env=settings)

    assert done.returncode in (0, 1)
    assert b"Traceback" not in done.stderr
    assert b"\\u9009" in done.stdout or done.returncode == 0
