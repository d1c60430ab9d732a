"""The report of a run given once more: the same to the letter, and never where anything that it rests on is another."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from neutral_gate.cli import keeping
from neutral_gate.cli.main import run
from neutral_gate.results import again as answers
from neutral_gate.results import grounds
from neutral_gate.results.again import again

INSIDE = ("--at", "2024-06-10")
CLEAR = "# Bins\n\nBins are emptied on Tuesday. Put your box out by 7am.\n"
VOTE = "# News\n\nBins are emptied on Tuesday.\n\nPlease vote for Odette Farrowby on Thursday.\n"


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "site" / "news").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "site")
    Path("a.md").write_text(CLEAR)
    Path("news/b.md").write_text(VOTE)
    Path("package.json").write_text('{"name": "site"}')
    monkeypatch.setattr("neutral_gate.lexicon.cache_folder.cache_dir", lambda: tmp_path / "cache")
    # The program may be in the making while this test runs, and the files were written a moment ago.
    monkeypatch.setattr("neutral_gate.cli.recalling.program_digest", lambda store: "one program")
    for module in (keeping, grounds):
        monkeypatch.setattr(module, "program_stamp", lambda before=None: "one program")
    monkeypatch.setattr(keeping, "settled", lambda path, started: True)


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    def check(*words: str) -> tuple[int, str]:
        capsys.readouterr()
        code = run(["check", *words])
        return code, capsys.readouterr().out

    return check


@pytest.fixture
def once_more(tmp_path: Path) -> Callable[..., tuple[int, str] | None]:
    return lambda *words: again(str(tmp_path / "cache"), words)


@pytest.mark.parametrize("words", [(".", *INSIDE), (".",), ("a.md",), ("a.md", "news/b.md", "--verbose", *INSIDE)])
def test_the_report_is_the_same_to_the_letter(words, check, once_more) -> None:
    assert once_more(*words) is None
    first = check(*words)

    assert once_more(*words) == first
    assert first == check(*words, "--no-cache")
    assert check(*words) == first  # each file recalled, and the report made anew
    assert once_more(*words) == first


def write(name: str, text: str = CLEAR) -> Callable[[], object]:
    def change() -> None:
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(text)

    return change


CHANGES: dict[str, Callable[[], object]] = {
    "another text": write("a.md", VOTE),
    "a new draft": write("c.md"),
    "a new draft in a folder": write("news/c.md"),
    "a new folder": lambda: Path("more").mkdir(),
    "a draft less": lambda: Path("a.md").unlink(),
    "another name": lambda: Path("a.md").rename("c.md"),
    "a link in place of a draft": lambda: (Path("a.md").rename("../a.md"), Path("a.md").symlink_to("../a.md")),
    "a link in place of a folder": lambda: (Path("news").rename("../news"), Path("news").symlink_to("../news")),
    "a folder in place of a draft": lambda: (Path("a.md").unlink(), Path("a.md").mkdir()),
    "what was no post": write("package.json", '{"text": "Vote Labour on Thursday."}'),
    "settings": write("neutral-gate.toml", '[body]\ntype = "council"\n'),
    "settings of a folder": write("news/neutral-gate.toml", '[body]\ntype = "council"\n'),
    "settings above": write("../neutral-gate.toml", '[body]\ntype = "council"\n'),
    "settings of a project": write("../pyproject.toml", '[tool.neutral-gate.body]\ntype = "council"\n'),
    "an ignore file": write(".neutral-gate-ignore", "news/\n"),
    "an ignore file above": write("../.neutral-gate-ignore", "news/\n"),
    "the root of a repository": lambda: Path("../.git").mkdir(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_whatever_changes_the_run_is_done_again(change, check, once_more) -> None:
    check(".", *INSIDE)
    assert once_more(".", *INSIDE) is not None
    change()

    assert once_more(".", *INSIDE) is None


def test_what_settings_are_made_of_counts(check, once_more) -> None:
    rule = "id: own/note\n"
    write("../base.toml", '[body]\ntype = "icb"\n')()
    write("people.csv", "name,role\nOdette Farrowby,candidate\n")()
    Path("own").mkdir()
    write("neutral-gate.toml", 'extends = "../base.toml"\npeople = ["people.csv"]\nlexicons = ["own"]\n')()
    changes = [
        write("../base.toml", '[body]\ntype = "council"\n'),
        write("people.csv", "name,role\nPercival Dray,councillor\n"),
        lambda: os.utime("people.csv", (0, 0)),
        write("own/note.txt", rule),
        lambda: Path("neutral-gate.toml").unlink(),
    ]
    for change in changes:
        check("a.md", *INSIDE)
        assert once_more("a.md", *INSIDE) is not None
        change()
        assert once_more("a.md", *INSIDE) is None


def test_another_question_has_another_answer(check, once_more, monkeypatch: pytest.MonkeyPatch) -> None:
    check("a.md", *INSIDE)
    assert once_more("a.md", "--at", "2024-06-11") is None
    assert once_more(*INSIDE, "a.md") is None
    assert once_more("a.md", *INSIDE, "--quiet") is None
    monkeypatch.setenv("NO_COLOR", "yes")
    assert once_more("a.md", *INSIDE) is None
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.chdir("news")
    assert once_more("../a.md", *INSIDE) is None
    assert once_more("a.md", *INSIDE) is None


def test_another_program_has_another_answer(check, once_more, monkeypatch: pytest.MonkeyPatch) -> None:
    check("a.md")
    for stamp in ("another program", None):  # None: it changed a moment ago
        monkeypatch.setattr(grounds, "program_stamp", lambda stamp=stamp: stamp)
        assert once_more("a.md") is None


@pytest.mark.parametrize("words", [(), INSIDE])
def test_the_next_day_has_another_answer(words, check, once_more, monkeypatch: pytest.MonkeyPatch) -> None:
    check("a.md", *words)
    now = time.time()
    for later in (86_400, -86_400):
        monkeypatch.setattr(answers.time, "time", lambda later=later: now + later)
        assert once_more("a.md", *words) is None


@pytest.mark.parametrize(
    "words",
    [
        ("a.md", "--format", "json"),
        ("a.md", "--output", "report.txt"),
        ("a.md", "--no-cache"),
        ("a.md", "--write-baseline", "base"),
        ("bad.md",),
        ("picture.md",),
        ("linked.md",),
        ("folder/linked.md",),
        ("left-out.md",),
    ],
)
def test_what_could_go_another_way_is_not_kept(words, check, once_more) -> None:
    Path("bad.md").write_bytes(b"\x00\x01")
    write("picture.md", "# Pool\n\n![The pool](pool.png)\n")()
    Path("linked.md").symlink_to("a.md")
    Path("folder").symlink_to("news")
    write("news/linked.md")()
    write("left-out.md")()
    write(".neutral-gate-ignore", "left-out.md\n")()
    check(*words, *INSIDE)

    assert once_more(*words, *INSIDE) is None


def test_what_was_written_a_moment_ago_is_not_kept(check, once_more, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keeping, "settled", grounds.settled)
    check(".", *INSIDE)
    assert once_more(".", *INSIDE) is None
    assert not grounds.settled("a.md", time.time_ns())
    assert grounds.settled("a.md", time.time_ns() + 60_000_000_000)


def test_a_change_while_the_run_goes_on_is_not_kept(check, once_more, monkeypatch: pytest.MonkeyPatch) -> None:
    look_around = keeping.Keeper._look_around

    def change(self: keeping.Keeper) -> None:
        write("../neutral-gate.toml", '[body]\ntype = "council"\n')()
        look_around(self)

    monkeypatch.setattr(keeping.Keeper, "_look_around", change)
    check(".", *INSIDE)

    assert once_more(".", *INSIDE) is None


@pytest.mark.parametrize("harm", ["cut", "other", "empty", "anybody's", "link", "gone"])
def test_a_broken_or_foreign_answer_is_none(harm, check, once_more, tmp_path: Path) -> None:
    check("a.md", *INSIDE)
    (kept,) = (tmp_path / "cache").glob("again-*.txt")
    data = kept.read_bytes()
    if harm == "cut":
        kept.write_bytes(data[:-1])
    elif harm == "other":
        kept.write_bytes(data.replace(b"clear", b"clean"))
    elif harm == "empty":
        kept.write_bytes(b"")
    elif harm == "anybody's":
        kept.chmod(0o666)
    elif harm == "link":
        kept.rename(tmp_path / "kept")
        kept.symlink_to(tmp_path / "kept")
    else:
        kept.unlink()

    assert once_more("a.md", *INSIDE) is None
    if harm == "anybody's":
        assert kept.stat().st_mode & 0o077
        return
    kept.unlink(missing_ok=True)
    check("a.md", *INSIDE)
    assert once_more("a.md", *INSIDE) is not None
    assert kept.stat().st_mode & 0o077 == 0


def test_only_so_many_answers_are_kept(once_more, tmp_path: Path) -> None:
    for number in range(300):
        answers.keep(str(tmp_path / "cache"), [str(number)], {}, (0.0, 9e9), (0, f"report {number}"))

    assert len(list((tmp_path / "cache").iterdir())) <= 64
    assert once_more("299") == (0, "report 299")
    answers.keep(str(tmp_path / "cache"), ["large"], {}, (0.0, 9e9), (0, "x" * 2_000_000))
    answers.keep(str(tmp_path / "cache"), ["lines"], {("file", "a\nb"): "-"}, (0.0, 9e9), (0, ""))
    assert once_more("large") is None
    assert once_more("lines") is None
    assert again(None, ["299"]) is None


def test_a_folder_that_cannot_be_written_costs_nothing_but_time(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    answers.keep(str(tmp_path / "file" / "below"), ["a.md"], {}, (0.0, 9e9), (0, ""))

    assert again(str(tmp_path / "file" / "below"), ["a.md"]) is None


def test_the_command_gives_a_report_once_more(tmp_path: Path) -> None:
    """Whole processes, with an answer that only this test can have put there."""
    program = (
        "import sys\nfrom neutral_gate.results import again, grounds\n"
        "state = grounds.state('file', 'news/b.md')\n"
        "again.keep(sys.argv[1], ['news'], {('file', 'news/b.md'): state}, (0.0, 9e9), (1, 'Kept.\\n'))"
    )
    cache = tmp_path / "cache"
    environment = {**os.environ, "NEUTRAL_GATE_CACHE": str(cache)}

    def run_it(*words: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, *words], capture_output=True, text=True, env=environment, check=False)

    assert run_it("-c", program, str(cache)).returncode == 0
    done = run_it("-m", "neutral_gate", "check", "news")
    assert (done.returncode, done.stdout, done.stderr) == (1, "Kept.\n", "")
    assert "Kept." not in run_it("-m", "neutral_gate", "check", "news", "--no-cache").stdout
    Path("news/b.md").write_text(CLEAR)
    done = run_it("-m", "neutral_gate", "check", "news")
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Kept." not in done.stdout
