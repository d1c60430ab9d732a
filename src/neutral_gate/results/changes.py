"""Which lines of which files changed since a commit, as git tells, and the findings that stand in them."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from neutral_gate.model import DraftResult, Finding, Severity, UsageError, Verdict

_HUNK = re.compile(rb"^@@ -\d+(?:,\d+)? \+(\d+)(?:,(\d+))? @@", re.MULTILINE)
_FILE = re.compile(rb"^diff --git ", re.MULTILINE)
_LONE_RETURN = re.compile(r"\r(?!\n)")
_TIME = 300
Lines = tuple[range, ...]
"""Line numbers from 1."""


class Repository(NamedTuple):
    """What changed in one repository.

    Attributes:
        tracked: Paths that git knows, from the root of the repository.
        changed: Lines that are new or other than before, by path; None where the whole file counts.
    """

    tracked: frozenset[str]
    changed: Mapping[str, Lines | None]


class Changes:
    """What changed in the working tree since a commit.

    Args:
        ref: The commit: a branch, a tag or a hash.
    """

    def __init__(self, ref: str) -> None:
        self._ref = ref
        self._roots: dict[str, str] = {}
        self._repositories: dict[str, Repository] = {}

    def check(self, paths: Iterable[Path]) -> None:
        """Asks git about all files at once, so that a mistake shows before anything is checked.

        Raises:
            UsageError: There is no git, a file is in no repository, or there is no such commit.
        """
        for folder in dict.fromkeys(os.path.dirname(os.path.realpath(path)) for path in paths):  # noqa: PTH120
            self._repository(folder)

    def only_touched(self, paths: Sequence[Path]) -> list[Path]:
        """The files that changed, or that git does not know yet.

        Raises:
            UsageError: As for `check`.
        """
        self.check(paths)
        return [path for path in paths if self._lines_of(str(path)) != ()]

    def only_changed(self, results: Iterable[DraftResult]) -> tuple[list[DraftResult], int]:
        """The results with only the findings that changes may have brought.

        Those are findings whose words stand in a line that changed, findings about a changed file as a whole (they
        point at no words), and all of the gate itself (`gate/...`), such as a file that cannot be read.

        Returns:
            The results with their verdicts, and how many warnings and blocks were left out.
        """
        kept, left_out = [], 0
        for result in results:
            lines = self._lines(result)
            findings = tuple(finding for finding in result.findings if _stays(finding, lines))
            gone = [finding for finding in result.findings if not _stays(finding, lines)]
            left_out += sum(each.suppressed is None and each.severity is not Severity.NOTE for each in gone)
            verdict = Verdict.of(finding.severity for finding in findings if finding.suppressed is None)
            kept.append(replace(result, findings=findings, verdict=verdict) if gone else result)
        return kept, left_out

    def _lines_of(self, name: str) -> Lines | None:
        """The lines of a file that changed; None for all of them."""
        path = os.path.realpath(name)  # of a link, git keeps only where it leads; the text is over there
        root, repository = self._repository(os.path.dirname(path))  # noqa: PTH120
        name = os.path.relpath(path, root).replace(os.sep, "/")
        return repository.changed.get(name, ()) if name in repository.tracked else None

    def _lines(self, result: DraftResult) -> Lines | None:
        lines = self._lines_of(result.path)
        # Git ends lines at line feeds only; where the draft has other line ends, the numbers would not agree.
        return None if lines and _LONE_RETURN.search(result.source) else lines

    def _repository(self, folder: str) -> tuple[str, Repository]:
        root = self._roots.get(folder)
        if root is None:
            root = self._roots[folder] = _root(folder)
        found = self._repositories.get(root)
        if found is None:
            found = self._repositories[root] = _read(root, _commit(root, self._ref))
        return root, found


def _stays(finding: Finding, lines: Lines | None) -> bool:
    if lines is None or finding.rule.startswith("gate/"):
        return True
    if not lines:
        return False
    if finding.start == finding.end or not finding.excerpt:
        return True
    last = finding.end.line - (finding.end.column == 1 and finding.end.line > finding.start.line)
    return any(part.start <= last and finding.start.line < part.stop for part in lines)


def _root(folder: str) -> str:
    """The root of the repository that a folder lies in."""
    above = Path(folder)
    for here in (above, *above.parents):
        if os.path.lexists(here / ".git"):
            return os.path.realpath(os.fsdecode(_git(str(here), "rev-parse", "--show-toplevel").rstrip(b"\r\n")))
    raise UsageError(
        f"{folder} is in no git repository, so nobody can say what changed there.",
        "Leave --diff out, or check files that git keeps.",
    )


def _commit(root: str, ref: str) -> str:
    if ref.startswith("-") or not ref.strip() or "\0" in ref:
        raise UsageError(f'"{ref}" is no name of a commit.', "Give a branch, a tag or a hash, such as origin/main.")
    try:
        answer = _git(root, "rev-parse", "--verify", "--quiet", f"{ref}^{{commit}}")
    except UsageError:
        raise UsageError(
            f'There is no commit "{ref}" in the repository {root}.',
            "Give a branch, a tag or a hash that is there. In a build, fetch the branch first.",
        ) from None
    return answer.decode("ascii").strip()


def _read(root: str, commit: str) -> Repository:
    tracked = _git(root, "ls-files", "-z", "--full-name").split(b"\0")
    # Records come first, each ended by a zero byte; then, after one more, the patches in the same order.
    diff = (
        "diff",
        "--raw",
        "--patch",
        "-z",
        "--unified=0",
        "--inter-hunk-context=0",
        "--no-renames",
        "--no-color",
        "--no-ext-diff",
    )
    answer = _git(root, *diff, "--no-textconv", "--ignore-submodules=all", commit, "--")
    records, _, patches = answer.partition(b"\0\0")
    names = records.split(b"\0")[1::2]
    starts = [found.start() for found in _FILE.finditer(patches)]
    changed: dict[str, Lines | None] = dict.fromkeys(map(os.fsdecode, names))
    if len(starts) == len(names):
        for name, start, end in zip(names, starts, [*starts, len(patches)][1:], strict=True):
            changed[os.fsdecode(name)] = _hunks(patches[start:end])
    return Repository(frozenset(map(os.fsdecode, filter(None, tracked))), changed)


def _hunks(patch: bytes) -> Lines | None:
    """The new lines of a patch; None where git took the file for binary or the file is new."""
    header, _, _ = patch.partition(b"\n@@ ")
    if b"\nBinary files " in header or b"\nnew file mode " in header:
        return None
    spans = [(int(found[1]), int(found[2] or 1)) for found in _HUNK.finditer(patch)]
    return tuple(range(first, first + count) for first, count in spans if count) or (range(0),)


def _git(folder: str, *arguments: str) -> bytes:
    """What git answers.

    Raises:
        UsageError: Git is not installed, takes too long or reports an error.
    """
    command: Sequence[str] = ("git", "-C", folder, "-c", "core.fsmonitor=false", *arguments)
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(  # noqa: S603 - no shell; the only outside word is checked to be no option
            command, capture_output=True, check=True, timeout=_TIME, env=environment, stdin=subprocess.DEVNULL
        )
    except FileNotFoundError:
        raise UsageError("--diff needs git, and git is not installed.", "Install git, or leave --diff out.") from None
    except subprocess.TimeoutExpired:
        raise UsageError(f"Git did not answer within {_TIME} seconds.", "Try again, or leave --diff out.") from None
    except subprocess.CalledProcessError as error:
        said = " ".join(error.stderr.decode("utf-8", "replace").split())[:300]
        problem = f"Git could not say what changed in {folder}: {said}"
        raise UsageError(problem, "Put that right, then run it again.") from None
    return done.stdout
