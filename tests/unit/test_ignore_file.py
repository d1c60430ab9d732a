"""The ignore file means what git says that such lines mean."""

from __future__ import annotations

import subprocess
from pathlib import Path
from shutil import which

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.config.ignore_file import IGNORE_NAME, IgnoreFiles, read_pattern

needs_git = pytest.mark.skipif(which("git") is None, reason="git is not installed")
FILES = ("a.md", "b.txt", "x/a.md", "x/y/a.md", "x/y/z.md", "news/2024/a.md", "news/a b.md", "old/x/a.md", "[a].md")
PARTS = st.sampled_from(["a.md", "*.md", "*", "**", "x", "y", "news", "old", "?.md", "[ab].*", "[!a].*", "a*", "z*"])
LINES = st.builds(
    lambda keeps, lead, parts, end: f"{keeps}{lead}{'/'.join(parts)}{end}",
    st.sampled_from(["", "", "", "!"]),
    st.sampled_from(["", "", "/"]),
    st.lists(PARTS, min_size=1, max_size=3),
    st.sampled_from(["", "", "/", "  "]),
)
FIXED = ("# a", "\\#a", "\\!a.md", "\\[a\\].md", "a\\ b.md", "news/a\\ b.md", "x/**", "**/y", "x/**/z.md", "!", "/", "")


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("ignored")
    subprocess.run(["git", "init", "-q", str(root)], check=True)
    for name in FILES:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return root


@needs_git
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.one_of(LINES, st.sampled_from(FIXED)), max_size=5), st.lists(LINES, max_size=2))
def test_the_same_files_are_left_out_as_by_git(repository: Path, lines: list[str], nearer: list[str]) -> None:
    for name, text in ((".", lines), ("x", nearer)):
        for file in (IGNORE_NAME, ".gitignore"):
            (repository / name / file).write_text("\n".join(text) + "\n")
    command = ["git", "-C", str(repository), "check-ignore", "--no-index", "--stdin", "-z"]
    done = subprocess.run(command, input="\0".join(FILES), capture_output=True, text=True, check=False)
    ignore = IgnoreFiles()
    out = [name for name in FILES if ignore.leaves_out(repository / name)]

    assert out == [name for name in done.stdout.split("\0") if name]


def test_no_pattern_takes_long(tmp_path: Path) -> None:
    (tmp_path / IGNORE_NAME).write_text("/".join(["**"] * 200 + ["*a" * 200]) + "\n")
    ignore = IgnoreFiles()

    assert not ignore.leaves_out(tmp_path / "/".join(["a" * 50] * 40) / "b.md")


def test_comments_and_empty_lines_mean_nothing() -> None:
    assert [read_pattern(line) for line in ("", "   ", "# all", "!", "/")] == [None] * 5
