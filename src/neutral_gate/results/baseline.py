"""Findings that were there before: kept in a file, so that a team can begin with what is new.

Each line of the file stands for one finding: the draft's path, the rule and a fingerprint over the rule, the words and
the sentence that they stand in. There is no line number and no time in it, so moving a paragraph changes nothing and
two people's files merge well. Two findings that are the same need two lines.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from neutral_gate.model import DraftResult, Finding, Severity, UsageError, Verdict
from neutral_gate.text import fold

REASON = "It is in the baseline."
_HEAD = "# Neutral Gate baseline 1: findings that were there before. `neutral-gate check --write-baseline` writes it."
_LINE = re.compile(r'("(?:[^"\\]|\\.)*") ([a-z0-9-]+/[a-z0-9-]+) ([0-9a-f]{16})')
_MAX_BYTES = 100_000_000
_NEVER = "neutrality/vote-advocacy"
_AROUND = 400  # letters on either side within which a sentence is looked for
# Where a sentence ends in any of the formats, near enough: all that counts is that it is cut the same way each time.
_EDGE = re.compile(r"[.!?][\"'’”)]*\s|\n[ \t\r]*\n|(?:\A|\n)[ \t]*(?:[-*+#>|]+|\d+[.)]\s)|[<>]|\\n|\"\s*[,:\]}]")


class Entry(NamedTuple):
    """One finding of the baseline; the path is from the baseline's folder on, with "/"."""

    path: str
    rule: str
    fingerprint: str


class Marked(NamedTuple):
    """What a baseline made of results.

    Attributes:
        results: The results, with the findings that it hides marked and their verdicts.
        hidden: How many findings it hides.
        blocks: How many of those would block.
        stale: Its entries for drafts of this run, or drafts that are gone, that match nothing any more.
    """

    results: list[DraftResult]
    hidden: int
    blocks: int
    stale: tuple[Entry, ...]


def read_baseline(path: Path) -> Counter[Entry]:
    """The entries of a file, with how often each is in it.

    Raises:
        UsageError: It cannot be read, or a line of it is no entry.
    """
    mend = "Write it again: neutral-gate check --write-baseline FILE, with all your folders."
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except OSError as error:
        reason = "there is no such file" if isinstance(error, FileNotFoundError) else error.strerror or "unknown error"
        raise UsageError(f"The baseline {path} cannot be read: {reason}.", mend) from error
    if len(data) > _MAX_BYTES:
        problem = f"The baseline {path} is larger than {_MAX_BYTES:,} bytes."
        raise UsageError(problem, "Check that it is the right file.")
    try:
        lines = data.decode("utf-8-sig").split("\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"The baseline {path} is not a text file in UTF-8.", mend) from error
    entries: Counter[Entry] = Counter()
    for number, line in enumerate(lines, start=1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        try:
            name = json.loads(found[1]) if found else None
        except ValueError:
            name = None
        if found is None or name is None:
            raise UsageError(f"{path}, line {number}: this is no line of a baseline.", mend)
        entries[Entry(name, found[2], found[3])] += 1
    return entries


def baseline_text(results: Iterable[DraftResult], folder: Path) -> str:
    """The file for all findings that count in these results.

    Args:
        results: Of all drafts.
        folder: The folder that the file will lie in.
    """
    entries = [
        _entry(result, finding, folder) for result in results for finding in result.findings if may_be_hidden(finding)
    ]
    lines = sorted(f"{json.dumps(entry.path)} {entry.rule} {entry.fingerprint}" for entry in entries)
    return "\n".join([_HEAD, *lines]) + "\n"


def may_be_hidden(finding: Finding) -> bool:
    """Whether a baseline may hold a finding: a warning or a block that counts.

    Never one of the gate itself, such as a file that cannot be read, and never a request for votes: nobody can silence
    that.
    """
    if finding.rule.startswith("gate/") or finding.rule == _NEVER:
        return False
    return finding.severity is not Severity.NOTE and (finding.suppressed is None or finding.in_baseline)


def mark(results: Sequence[DraftResult], entries: Counter[Entry], folder: Path) -> Marked:
    """Marks the findings that are in a baseline: they stay in the report and no longer count.

    Args:
        results: Of this run.
        entries: The baseline's.
        folder: The folder that it lies in.
    """
    left = Counter(entries)
    checked = {_path(result, folder) for result in results}
    homeless = _homeless(left, checked, folder)
    marked, hidden, blocks = [], 0, 0
    for result in results:
        findings = []
        for finding in result.findings:
            if may_be_hidden(finding) and _used_up(_entry(result, finding, folder), left, homeless):
                hidden += 1
                blocks += finding.severity is Severity.BLOCK
                finding = replace(finding, suppressed=REASON, in_baseline=True)
            findings.append(finding)
        verdict = Verdict.of(finding.severity for finding in findings if finding.suppressed is None)
        marked.append(replace(result, findings=tuple(findings), verdict=verdict))
    gone = {entry.path for entry in left if entry.path not in checked and not _exists(entry.path, folder)}
    stale = tuple(sorted(entry for entry in left.elements() if entry.path in checked or entry.path in gone))
    return Marked(marked, hidden, blocks, stale)


def fingerprint(finding: Finding, source: str, path: str) -> str:
    """The fingerprint of a finding: over its rule, its words and their sentence, case and white space aside.

    A finding about a draft as a whole has no words; what tells it from others is the draft's path.
    """
    words = (_plain(finding.excerpt), _plain(_sentence(source, finding))) if finding.excerpt else ("", path)
    return sha256("\0".join((finding.rule, *words)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _homeless(entries: Counter[Entry], checked: set[str], folder: Path) -> dict[tuple[str, str], list[Entry]]:
    """The entries of drafts that are gone, such as those that have a new name, by rule and fingerprint."""
    found: dict[tuple[str, str], list[Entry]] = {}
    known: dict[str, bool] = {}
    for entry in sorted(entries):
        if entry.path not in checked:
            if entry.path not in known:
                known[entry.path] = _exists(entry.path, folder)
            if not known[entry.path]:
                found.setdefault((entry.rule, entry.fingerprint), []).append(entry)
    return found


def _used_up(entry: Entry, left: Counter[Entry], homeless: dict[tuple[str, str], list[Entry]]) -> bool:
    """Whether there is an entry for a finding that no other finding has used up; uses it up."""
    for candidate in (entry, *homeless.get((entry.rule, entry.fingerprint), ())):
        if left[candidate] > 0:
            left[candidate] -= 1
            return True
    return False


def _entry(result: DraftResult, finding: Finding, folder: Path) -> Entry:
    path = _path(result, folder)
    return Entry(path, finding.rule, fingerprint(finding, result.source, path))


def _path(result: DraftResult, folder: Path) -> str:
    try:
        path = os.path.relpath(result.path, folder)
    except ValueError:  # on another drive
        path = str(Path(result.path).absolute())
    return path.replace(os.sep, "/")


def _exists(path: str, folder: Path) -> bool:
    return (folder / path).exists()


def _sentence(source: str, finding: Finding) -> str:
    """The sentence around the words of a finding, as it stands in the source."""
    start, end = finding.start.offset, finding.end.offset
    first = max(0, start - _AROUND)
    before = [edge.end() for edge in _EDGE.finditer(source, first, start)]
    after = _EDGE.search(source, end, end + _AROUND)
    return source[before[-1] if before else first : after.start() if after else end + _AROUND]


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
