"""What was there before: baselines, and `--diff` against a commit. Real files and real git repositories."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from neutral_gate.cli.main import run

SCHEMA = Path(__file__).parents[2] / "schemas" / "decision.schema.json"
INSIDE = ("--at", "2024-06-10", "--no-cache")
PARTY = "neutrality/party-mention"
ADVOCACY = "neutrality/vote-advocacy"
CLEAR = "# Bins\n\nBins are emptied on Tuesday.\n"
BLAME = "# News\n\nBins are emptied on Tuesday.\n\nThe Conservative Party has ruined our buses.\n"
VOTE = "# News\n\nPlease vote for Odette Farrowby on Thursday.\n"
needs_git = pytest.mark.skipif(which("git") is None, reason="git is not installed")


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "repo").mkdir()
    monkeypatch.chdir(tmp_path / "repo")
    monkeypatch.setenv("NO_COLOR", "1")
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A Clerk")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "clerk@example.org")
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", "/dev/null")


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    capsys.readouterr()
    code = run(["check", "--format", "json", *INSIDE, *arguments])
    data: dict[str, Any] = json.loads(capsys.readouterr().out)
    Draft202012Validator(json.loads(SCHEMA.read_text("utf-8"))).validate(data)
    return code, data


def counting(data: dict[str, Any]) -> list[tuple[str, int]]:
    """Path and line of every warning and block that counts."""
    return [
        (draft["path"], finding["start"]["line"])
        for draft in data["drafts"]
        for finding in draft["findings"]
        if finding["suppressed"] is None and finding["severity"] != "note"
    ]


def git(*arguments: str) -> str:
    return subprocess.run(["git", *arguments], check=True, capture_output=True, text=True).stdout


def committed() -> None:
    git("init", "-q", "-b", "main")
    git("add", ".")
    git("commit", "-qm", "before")


# Baselines


def test_what_is_in_the_baseline_no_longer_counts_but_is_reported(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    assert report(capsys, "a.md")[0] == 1

    code, data = report(capsys, "a.md", "--write-baseline", "known.txt")
    assert (code, data["verdict"], counting(data)) == (0, "pass", [])
    code, data = report(capsys, "a.md", "--baseline", "known.txt")
    hidden = [finding for finding in data["drafts"][0]["findings"] if finding["in_baseline"]]
    assert (code, data["verdict"]) == (0, "pass")
    assert hidden
    assert data["summary"]["suppressed"] == len(hidden)
    assert any("known.txt hides" in notice and "would block" in notice for notice in data["notices"])


def test_hidden_blocks_are_told_of_even_where_the_report_is_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    run(["check", "a.md", *INSIDE, "--write-baseline", "known.txt"])
    capsys.readouterr()

    assert run(["check", "a.md", *INSIDE, "--baseline", "known.txt", "--quiet"]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "would block" in shown.err
    run(["check", "a.md", *INSIDE, "--baseline", "known.txt"])
    assert "allowed by a comment" not in capsys.readouterr().out


def test_lines_and_the_clock_make_no_difference_but_words_do(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    run(["check", "a.md", *INSIDE, "--write-baseline", "known.txt"])
    text = Path("known.txt").read_text("utf-8")
    entries = [line for line in text.splitlines() if not line.startswith("#")]
    assert entries == sorted(entries)
    assert all(line.startswith('"a.md" ') for line in entries)
    run(["check", "a.md", "--no-cache", "--at", "2024-06-12", "--write-baseline", "again.txt"])
    assert Path("again.txt").read_text("utf-8") == text

    Path("a.md").write_text(
        "# News\n\nA new paragraph.\n\n" + BLAME.split("\n", 2)[2].replace("ruined our", "ruined\nour")
    )
    assert report(capsys, "a.md", "--baseline", "known.txt")[0] == 0
    Path("a.md").write_text(BLAME.replace("buses", "schools"))
    assert report(capsys, "a.md", "--baseline", "known.txt")[0] == 1


def test_a_second_finding_that_is_the_same_needs_a_second_line(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    run(["check", "a.md", *INSIDE, "--write-baseline", "known.txt"])
    Path("a.md").write_text(BLAME + "\nThe Conservative Party has ruined our buses.\n")

    code, data = report(capsys, "a.md", "--baseline", "known.txt")
    assert code == 1
    assert counting(data)
    assert {line for _, line in counting(data)} == {7}
    run(["check", "a.md", *INSIDE, "--write-baseline", "known.txt"])
    assert report(capsys, "a.md", "--baseline", "known.txt")[0] == 0


def test_a_copy_in_another_draft_is_new_and_a_new_name_is_not(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    run(["check", "a.md", *INSIDE, "--write-baseline", "known.txt"])
    Path("b.md").write_text(BLAME)

    code, data = report(capsys, "a.md", "b.md", "--baseline", "known.txt")
    assert (code, {path for path, _ in counting(data)}) == (1, {"b.md"})
    Path("a.md").unlink()
    assert report(capsys, "b.md", "--baseline", "known.txt")[0] == 0


def test_stale_entries_are_told_of_only_where_they_can_be_known(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    Path("b.md").write_text(BLAME)
    run(["check", ".", *INSIDE, "--write-baseline", "known.txt"])
    Path("a.md").write_text(CLEAR)

    def stale(*paths: str) -> bool:
        notices = report(capsys, *paths, "--baseline", "known.txt")[1]["notices"]
        return any("nothing any more" in notice for notice in notices)

    assert stale("a.md")
    assert stale(".")
    assert not stale("b.md")
    Path("a.md").unlink()
    assert stale("b.md")


def test_a_request_for_votes_and_a_broken_file_cannot_be_hidden(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(VOTE)
    Path("b.md").write_bytes(b"\x00")

    assert report(capsys, "a.md", "--write-baseline", "known.txt")[0] == 1
    assert ADVOCACY not in Path("known.txt").read_text("utf-8")
    assert report(capsys, "b.md", "--write-baseline", "known.txt")[0] == 2
    assert "gate/" not in Path("known.txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (None, "there is no such file"),
        (b"\xff\xfe", "UTF-8"),
        (b"# fine\n<<<<<<< HEAD\n", "line 2"),
        (b'"a.md" timing/x nothex\n', "line 1"),
        (b'"a\\q.md" timing/x 0123456789abcdef\n', "line 1"),
    ],
)
def test_broken_baselines(text: bytes | None, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)
    if text is not None:
        Path("known.txt").write_bytes(text)

    assert run(["check", "a.md", "--baseline", "known.txt"]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


# Changes since a commit


@needs_git
def test_only_lines_that_changed_count(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(BLAME)
    Path("same.md").write_text(BLAME)
    committed()
    Path("a.md").write_text(BLAME + "\nThe Labour Party has failed our schools.\n")

    whole = counting(report(capsys, ".")[1])
    code, data = report(capsys, ".", "--diff", "HEAD")
    left = counting(data)
    assert code == 1
    assert left
    assert left == [("a.md", line) for path, line in whole if path == "a.md" and line == 7]
    gone = len(whole) - len(left)
    assert f"{gone} findings on lines that did not change were left out." in data["notices"]


@needs_git
def test_new_files_and_files_that_git_does_not_know_count_as_a_whole(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)
    Path(".gitignore").write_text("ignored.md\n")
    committed()
    for name in ("untracked.md", "ignored.md", "d\u00e9j\u00e0 vu.md"):
        Path(name).write_text(BLAME)
    Path("staged.md").write_text(BLAME)
    git("add", "staged.md")

    whole = counting(report(capsys, ".")[1])
    assert {path for path, _ in whole} == {"untracked.md", "ignored.md", "d\u00e9j\u00e0 vu.md", "staged.md"}
    assert counting(report(capsys, ".", "--diff", "HEAD")[1]) == whole


@needs_git
def test_a_branch_names_with_blanks_and_folders(capsys: pytest.CaptureFixture[str]) -> None:
    Path("our news").mkdir()
    Path("our news/\u00fcber a.md").write_text(BLAME)
    Path("gone.md").write_text(BLAME)
    Path("mode.md").write_text(BLAME)
    committed()
    git("checkout", "-qb", "work")
    Path("our news/\u00fcber a.md").write_text(BLAME.replace("\n\nThe", "\n\nA line.\n\nThe"))
    Path("gone.md").unlink()
    Path("mode.md").chmod(0o755)
    git("commit", "-qam", "more")

    code, data = report(capsys, ".", "--diff", "main")
    assert code == 0
    assert {draft["verdict"] for draft in data["drafts"]} == {"pass"}


@needs_git
def test_a_broken_file_stays(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_bytes(b"\x00\x01")
    committed()
    code, data = report(capsys, ".", "--diff", "HEAD")

    assert code == 2
    assert [finding["rule"] for finding in data["drafts"][0]["findings"]] == ["gate/unreadable"]


@needs_git
def test_findings_about_a_page_as_a_whole_count_where_the_page_changed(capsys: pytest.CaptureFixture[str]) -> None:
    page = (
        "<!doctype html><html><head></head><body>\n<h1>Bins</h1>\n<p>Bins are emptied on Tuesday.</p>\n</body></html>\n"
    )
    Path("a.html").write_text(page)
    Path("b.html").write_text(page)
    committed()
    Path("a.html").write_text(page.replace("Tuesday", "Friday"))

    data = report(capsys, ".", "--diff", "HEAD")[1]
    at_large = [
        (draft["path"], finding["rule"])
        for draft in report(capsys, ".")[1]["drafts"]
        for finding in draft["findings"]
        if finding["start"] == finding["end"] or not finding["excerpt"]
    ]
    kept = [(draft["path"], finding["rule"]) for draft in data["drafts"] for finding in draft["findings"]]
    assert kept == [pair for pair in at_large if pair[0] == "a.html"]


@needs_git
@pytest.mark.parametrize("ref", ["nowhere", "--output=x", "", "HEAD:a.md", "a b", "HEAD..HEAD"])
def test_a_commit_that_is_not_there(ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)
    committed()

    assert run(["check", "a.md", f"--diff={ref}"]) == 2
    shown = capsys.readouterr()
    assert "commit" in shown.err
    assert "What to do:" in shown.err
    assert shown.out == ""
    assert sorted(path.name for path in Path().iterdir()) == [".git", "a.md"]


def test_a_folder_that_is_no_repository(capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)

    assert run(["check", "a.md", "--diff", "HEAD"]) == 2
    assert "is in no git repository" in capsys.readouterr().err


@needs_git
def test_no_git(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    Path("a.md").write_text(CLEAR)
    committed()
    monkeypatch.setenv("PATH", str(Path("empty").absolute()))

    assert run(["check", "a.md", "--diff", "HEAD"]) == 2
    assert "git is not installed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments", [("-", "--diff", "HEAD"), ("a.md", "--diff", "HEAD", "--write-baseline", "known.txt")]
)
def test_what_does_not_go_with_a_commit(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    Path("a.md").write_text(CLEAR)

    assert run(["check", *arguments]) == 2
    assert "Leave --diff out" in capsys.readouterr().err
