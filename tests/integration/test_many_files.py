"""Many files, several processes, broken input, and files that are left out. Real folders and real processes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.cli import judging, workers
from neutral_gate.cli.main import run

INSIDE = ("--at", "2024-06-10")
CLEAR = "# Bins\n\nBins are emptied on Tuesday. Put your box out by 7am.\n"
VOTE = "# News\n\nBins are emptied on Tuesday.\n\nPlease vote for Odette Farrowby on Thursday.\n"
JUDGE = judging.Judge.begin
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes branch off on Linux only")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("NO_COLOR", "1")


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run(["check", "--no-cache", "--format", "json", *INSIDE, *arguments])
    return code, json.loads(capsys.readouterr().out)


def paths(data: dict[str, Any]) -> list[str]:
    return [draft["path"].replace(os.sep, "/") for draft in data["drafts"]]


def site(files: int) -> None:
    for number in range(files):
        folder = Path("site", f"part{number % 7}")
        folder.mkdir(parents=True, exist_ok=True)
        (folder / f"page{number:03}.md").write_text(VOTE if number % 10 == 0 else CLEAR)


@pytest.mark.parametrize("name", ["text", "json"])
def test_several_processes_report_the_same_as_one(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    site(40)
    Path("site/part3/broken.md").write_bytes(b"\x00\xff")
    Path("site/part2/neutral-gate.toml").write_text('[body]\ntype = "icb"\n')
    reports = []
    for jobs in ("1", "2", "3"):
        capsys.readouterr()
        code = run(["check", "site", "--no-cache", "--format", name, "--verbose", "--jobs", jobs, *INSIDE])
        reports.append((code, capsys.readouterr().out))

    assert reports[0][0] == 2
    assert reports[0] == reports[1] == reports[2]


def test_wrong_settings_stop_several_processes_as_they_stop_one(capsys: pytest.CaptureFixture[str]) -> None:
    site(20)
    Path("site/part4/neutral-gate.toml").write_text("[bdy]\n")

    said = []
    for jobs in ("1", "2"):
        assert run(["check", "site", "--no-cache", "--jobs", jobs, *INSIDE]) == 2
        said.append(capsys.readouterr().err)
    assert "bdy" in said[0]
    assert said[0] == said[1]


@linux
def test_a_process_that_is_killed_once_loses_no_file(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site(30)
    first = report(capsys, "site", "--jobs", "1")

    def die_once(self: judging.Judge, path: Path) -> object:
        try:
            (tmp_path / f"died {path.name}").touch(exist_ok=False)
        except FileExistsError:
            return JUDGE(self, path)
        if path.name in ("page004.md", "page020.md"):
            os.kill(os.getpid(), signal.SIGKILL)
        return JUDGE(self, path)

    monkeypatch.setattr(judging.Judge, "begin", die_once)

    assert report(capsys, "site", "--jobs", "2") == first


@linux
def test_a_file_that_kills_every_process_is_one_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site(30)

    def die(self: judging.Judge, path: Path) -> object:
        if path.name == "page015.md":
            os.kill(os.getpid(), signal.SIGKILL)
        return JUDGE(self, path)

    monkeypatch.setattr(judging.Judge, "begin", die)
    code, data = report(capsys, "site", "--jobs", "2")

    assert code == 2
    assert len(data["drafts"]) == 30
    (broken,) = [draft for draft in data["drafts"] if draft["findings"][:1] and not draft["sha256"]]
    assert broken["path"].endswith("page015.md")
    assert broken["findings"][0]["rule"] == "gate/unreadable"
    assert "signal 9" in broken["findings"][0]["message"]


@linux
def test_ctrl_c_ends_quickly_and_leaves_nobody_behind() -> None:
    site(60)
    code = (
        "import sys, time, pathlib\n"
        "from neutral_gate.cli import judging\n"
        "from neutral_gate.cli.main import run\n"
        "def slow(self, path):\n"
        "    pathlib.Path('begun').touch(); time.sleep(120)\n"
        "judging.Judge.begin = slow\n"
        "sys.exit(run(['check', 'site', '--no-cache', '--jobs', '2']))"
    )
    settings: dict[str, Any] = {"start_new_session": True, "stderr": subprocess.PIPE, "stdout": subprocess.PIPE}
    running = subprocess.Popen([sys.executable, "-c", code], **settings)
    for _ in range(600):
        if Path("begun").exists():
            break
        time.sleep(0.1)
    os.killpg(running.pid, signal.SIGINT)
    shown = running.communicate(timeout=60)  # what is under way takes 120 seconds

    assert running.returncode == 130
    assert shown == (b"", b"")
    with pytest.raises(ProcessLookupError):
        os.killpg(running.pid, 0)


def test_processes_have_a_handful_of_files_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[int] = []
    hand = workers._Team._hand

    def spy(self: Any, worker: Any, places: list[int], files: Any) -> None:
        handed.append(len(places))
        assert len(self._busy) <= 2
        hand(self, worker, places, files)

    monkeypatch.setattr(workers._Team, "_hand", spy)
    site(60)

    assert run(["check", "site", "--no-cache", "--jobs", "2", *INSIDE]) == 1
    assert sum(handed) == 60
    assert max(handed) <= 8


@pytest.mark.parametrize("number", ["0", "-1", "two", "100000", "1.5", "\u0662"])
def test_wrong_numbers_of_jobs(number: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)

    assert run(["check", "a.md", f"--jobs={number}"]) == 2
    assert "Give a number from 1" in capsys.readouterr().err


def test_a_bar_is_shown_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    pty = pytest.importorskip("pty")
    site(400)  # the bar comes after a tenth of a second, and fewer files are done by then
    command = [sys.executable, "-m", "neutral_gate", "check", "site", "--no-cache", "--jobs", "1", *INSIDE]
    shown = {}
    for name, extra, settings in (("bar", [], {}), ("quiet", ["--quiet"], {}), ("CI", [], {"CI": "true"})):
        ours, theirs = pty.openpty()
        environment = {**{k: v for k, v in os.environ.items() if k != "CI"}, "TERM": "xterm", **settings}
        done = subprocess.run([*command, *extra], stdout=subprocess.PIPE, stderr=theirs, env=environment, check=False)
        os.close(theirs)
        os.set_blocking(ours, False)
        try:
            shown[name] = os.read(ours, 1_000_000)
        except OSError:
            shown[name] = b""
        os.close(ours)
        assert done.returncode == 1
        assert b"Checking" not in done.stdout

    assert b"Checking" in shown["bar"]
    assert b"Checking" not in shown["quiet"] + shown["CI"]


def test_each_broken_thing_is_one_finding_and_the_rest_is_checked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site/deep").mkdir(parents=True)
    Path("site/good.md").write_text(VOTE)
    Path("site/deep/good.md").write_text(CLEAR)
    Path("site/binary.md").write_bytes(bytes(range(256)) * 40)
    Path("site/latin.md").write_bytes("Caf\u00e9".encode("latin-1"))
    Path("site/broken.json").write_text('{"text": "Hello"')
    Path("site/itself.md").symlink_to("itself.md")
    Path("site/deep/round").symlink_to(Path("..").resolve() / Path.cwd().name / "site", target_is_directory=True)
    Path("site/folder.md").mkdir()
    code, data = report(capsys, "site")

    unreadable = {"site/binary.md", "site/latin.md", "site/broken.json", "site/itself.md"}
    assert code == 2
    assert sorted(paths(data)) == sorted({*unreadable, "site/good.md", "site/deep/good.md"})
    for draft in data["drafts"]:
        rules = [finding["rule"] for finding in draft["findings"] if finding["severity"] == "block"]
        assert rules == (["gate/unreadable"] if draft["path"] in unreadable else rules)
        assert ("gate/unreadable" in rules) is (draft["path"] in unreadable)
    assert [draft["verdict"] for draft in data["drafts"] if draft["path"] == "site/good.md"] == ["block"]


def test_a_folder_that_may_not_be_read_is_one_finding(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("site/closed").mkdir(parents=True)
    Path("site/good.md").write_text(VOTE)
    if hasattr(os, "geteuid") and os.geteuid() == 0:  # nothing is closed to the administrator
        scandir = os.scandir

        def refuse(path: Any) -> Any:
            if str(path).endswith("closed"):
                raise PermissionError(13, "Permission denied")
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refuse)
    else:
        Path("site/closed").chmod(0)
    try:
        code, data = report(capsys, "site")
    finally:
        Path("site/closed").chmod(0o700)

    assert code == 2
    assert paths(data) == ["site/good.md", "site/closed"]
    (finding,) = data["drafts"][1]["findings"]
    assert finding["rule"] == "gate/unreadable"
    assert "The folder site/closed cannot be read: permission denied." in finding["message"].replace(os.sep, "/")
    assert data["drafts"][0]["verdict"] == "block"


def test_a_file_that_goes_away_while_the_check_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in "abc":
        Path(f"{name}.md").write_text(CLEAR)

    def remove_another(self: judging.Judge, path: Path) -> object:
        Path("b.md").unlink(missing_ok=True)
        return JUDGE(self, path)

    monkeypatch.setattr(judging.Judge, "begin", remove_another)
    code, data = report(capsys, ".")

    assert code == 2
    assert [draft["verdict"] for draft in data["drafts"]] == ["pass", "block", "pass"]
    assert "no such file" in data["drafts"][1]["findings"][0]["message"]


def test_the_ignore_file_leaves_out_files_and_folders(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site/old/deep").mkdir(parents=True)
    Path("site/news").mkdir()
    for name in ("old/a.md", "old/deep/b.md", "news/c.md", "news/keep.md", "d.md"):
        Path("site", name).write_text(VOTE)
    Path(".neutral-gate-ignore").write_text("# archive\nold/\n/site/news/*\n!keep.md\n")

    assert paths(report(capsys, "site")[1]) == ["site/d.md", "site/news/keep.md"]
    code, data = report(capsys, "site/old/a.md", "site/d.md", "--verbose")
    assert (code, paths(data)) == (1, ["site/d.md"])
    assert "Left out, as .neutral-gate-ignore asks: site/old/a.md." in data["notices"]
    code, data = report(capsys, "site/old/a.md")
    assert (code, data["drafts"]) == (0, [])
    assert any(".neutral-gate-ignore" in notice for notice in data["notices"])
    assert report(capsys, "site/old")[1]["drafts"] == []


def test_an_ignore_file_above_the_settings_does_not_count(capsys: pytest.CaptureFixture[str]) -> None:
    Path("site").mkdir()
    Path("site/a.md").write_text(VOTE)
    Path(".neutral-gate-ignore").write_text("*.md\n")

    assert report(capsys, "site")[1]["drafts"] == []
    Path("site/neutral-gate.toml").write_text("")
    assert paths(report(capsys, "site")[1]) == ["site/a.md"]
    Path("site/.neutral-gate-ignore").write_text("a.*\n")
    assert report(capsys, "site")[1]["drafts"] == []


@pytest.mark.parametrize("data", [b"\xff\xfe\xff", b"x" * 1_000_001])
def test_a_broken_ignore_file_stops_the_run(data: bytes, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)
    Path(".neutral-gate-ignore").write_bytes(data)

    assert run(["check", "a.md"]) == 2
    assert ".neutral-gate-ignore" in capsys.readouterr().err
