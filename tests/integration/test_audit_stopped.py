"""An audit that is stopped at each of its writes, or whose disk is full: the next run ends as one clean run does."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")

POSTS, PART = 60, 20
FILES = ("verdicts.parquet", "findings.parquet", "problems.parquet", "findings.csv", "problems.csv", "audit.json")
FILES += ("report.html",)
PROGRAM = f"""
import os, sys
from neutral_gate.audit import collecting
collecting._PART = {PART}
{{before}}
from neutral_gate.cli.main import run
sys.exit(run(sys.argv[1:]))
"""
KILL = """
left, real = [{left}], os.fsync
def stop(file):
    left[0] -= 1
    if not left[0]:
        os.kill(os.getpid(), {how})
    real(file)
os.fsync = stop
"""
SMALL = """
import resource
resource.setrlimit(resource.RLIMIT_FSIZE, ({size}, {size}))
"""


def command(source: Path, out: Path, jobs: int) -> list[str]:
    words = ["audit", str(source), "--out", str(out), "--body", "healthwatch", "--at", "2024-06-20", "--quiet"]
    return [*words, "--jobs", str(jobs)]


def audited(source: Path, out: Path, before: str, jobs: int = 1) -> subprocess.CompletedProcess[str]:
    """An audit in a process of its own, after some lines of Python."""
    words = [sys.executable, "-c", PROGRAM.format(before=before), *command(source, out, jobs)]
    return subprocess.run(words, capture_output=True, text=True, timeout=240, check=False)


def contents(out: Path) -> dict[str, bytes]:
    assert not [*out.rglob("*.new"), *out.rglob("*.part")]
    return {name: (out / name).read_bytes() for name in FILES}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An export whose reading fills three parts; every fourth post is to be found, and one entry is broken."""
    posts = []
    for number in range(POSTS):
        text = f"The library is open until {number} on Tuesday."
        if number % 4 == 3:
            text = f"Please vote for Odette Farrowby on Thursday {number}."
        post = {"id_str": str(number), "full_text": text, "user": {"screen_name": "thornley"}}
        posts.append(json.dumps({**post, "created_at": f"Mon Jun 10 09:00:{number:02} +0000 2024"}))
    posts[7] = '{"id_str": oops}'
    path = tmp_path_factory.mktemp("posts") / "posts.json"
    path.write_text("[" + ",\n".join(posts) + "]")
    return path


@pytest.fixture(scope="module")
def clean(source: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one run that nobody stopped."""
    out = tmp_path_factory.mktemp("clean") / "out"
    assert audited(source, out, "").returncode == 0
    assert len(list((out / ".audit" / "results").glob("*.parquet"))) == POSTS // PART
    assert json.loads((out / "audit.json").read_text())["counts"]["problems"] == 1
    return out


def test_killed_at_one_write_after_another(source: Path, clean: Path, tmp_path: Path) -> None:
    """Each run is killed at a later write than the one before it: in reading, in judging, in writing the tables."""
    out = tmp_path / "out"
    stopped = 0
    while (code := audited(source, out, KILL.format(left=stopped + 1, how=int(signal.SIGKILL))).returncode) != 0:
        assert code == -signal.SIGKILL
        stopped += 1
        assert stopped < 20
    assert stopped >= len(FILES)
    assert contents(out) == contents(clean)


def test_interrupted_at_one_write_after_another(source: Path, clean: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for left in (2, 3, 5, 8):
        done = audited(source, out, KILL.format(left=left, how=int(signal.SIGINT)))
        assert done.returncode not in (0, 1)
        assert "Traceback" not in done.stderr
        assert not [*out.rglob("*.new"), *out.rglob("*.part")]
    assert audited(source, out, "").returncode == 0
    assert contents(out) == contents(clean)


@pytest.mark.skipif(sys.platform == "win32", reason="this system cannot limit how large a file may grow")
def test_a_disk_that_is_full_is_told_and_the_next_run_goes_on(source: Path, clean: Path, tmp_path: Path) -> None:
    """No file may grow to the size that some file needs, in the first process and in the two that judge."""
    out = tmp_path / "out"
    for name in (".audit/posts/*/part-*", ".audit/results/*", "report.html", "verdicts.parquet", "findings.parquet"):
        size = min(each.stat().st_size for each in clean.glob(name))
        done = audited(source, out, SMALL.format(size=size - 100), jobs=2)
        assert done.returncode == 2, name
        told, _, mend = done.stderr.strip().partition("\n")
        named = told.removeprefix("neutral-gate: ").removesuffix(" cannot be written: File too large.")
        # Findings are written beside the verdicts.
        assert Path(named).relative_to(out).match("verdicts.parquet" if name == "findings.parquet" else name), told
        assert mend.strip().startswith("What to do: Make room")
        assert not list(out.rglob("*.new"))
    assert audited(source, out, "").returncode == 0
    assert contents(out) == contents(clean)
