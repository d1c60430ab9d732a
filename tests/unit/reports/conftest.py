"""Decisions to render, under the name `make`: invented bodies, people and words."""

from __future__ import annotations

from datetime import datetime
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from neutral_gate.model import (
    Decision,
    DraftResult,
    ExceptionUsed,
    Finding,
    Position,
    Severity,
    Status,
    Strictness,
    Verdict,
    Window,
)

LONDON = ZoneInfo("Europe/London")
AT = datetime(2024, 6, 10, 9, tzinfo=LONDON)
WINDOW = Window(
    id="ge-2024",
    title="UK general election, 4 July 2024",
    strictness=Strictness.GENERAL,
    start=datetime(2024, 5, 25, 0, 1, tzinfo=LONDON),
    end=datetime(2024, 7, 4, 22, tzinfo=LONDON),
    status=Status.DECLARED,
    source="https://example.org/dates",
)


def finding(source: str, words: str, rule: str = "neutrality/vote-advocacy", **more: Any) -> Finding:
    """A finding on the first of these words in a source."""
    start = source.index(words)
    line, column = source.count("\n", 0, start) + 1, start - source.rfind("\n", 0, start)
    settings: dict[str, Any] = {
        "severity": Severity.BLOCK,
        "message": "This asks people to vote for a candidate.",
        "suggestion": "Take the sentence out.",
        "clauses": ("HW-KEY-05",),
        **more,
    }
    end = Position(start + len(words), line + words.count("\n"), column + len(words))
    return Finding(rule=rule, excerpt=words, start=Position(start, line, column), end=end, **settings)


def result(source: str, *findings: Finding, **more: Any) -> DraftResult:
    """The gate's answer for a source with these findings."""
    settings: dict[str, Any] = {
        "path": "post.md",
        "kind": "blog",
        "verdict": Verdict.of(one.severity for one in findings if one.suppressed is None),
        "sha256": "ab" * 32,
        "at": AT,
        "windows": (WINDOW,),
        **more,
    }
    return DraftResult(source=source, findings=findings, **settings)


def decision(*drafts: DraftResult, **more: Any) -> Decision:
    """The gate's answer for several drafts."""
    settings: dict[str, Any] = {
        "at": AT,
        "windows": (WINDOW,),
        "versions": {"neutral_gate": "0.1.0", "lexicon": "sha256:00", "people": "sha256:11"},
        **more,
    }
    return Decision(drafts=drafts, verdict=Verdict.strictest(draft.verdict for draft in drafts), **settings)


SOURCE = "# News\n\nPlease vote for Odette Farrowby on Thursday.\n\nLabour came.\n"


def mixed() -> Decision:
    """A blocked draft with one finding of each sort, and a clear one."""
    blocked = result(
        SOURCE,
        finding(SOURCE, "vote for Odette Farrowby"),
        finding(SOURCE, "Thursday", "neutrality/opinion", severity=Severity.NOTE, exception="patients-views"),
        finding(SOURCE, "Labour", "neutrality/party-mention", severity=Severity.WARN, message="A party is named."),
        finding(SOURCE, "News", "timing/press-release", severity=Severity.WARN, suppressed="agreed with the board"),
        exceptions=(ExceptionUsed("patients-views", "It reports what patients said.", ("neutrality/opinion",)),),
        checklist=("Read it as a rival candidate would.",),
        readability={"flesch_reading_ease": 61.25},
    )
    clear = result("Bins are emptied on Tuesday.", path="bins.md", checklist=("Read it as a rival candidate would.",))
    return decision(blocked, clear, notices=("No body is set.",))


@pytest.fixture
def make() -> SimpleNamespace:
    """The builders of this file."""
    return SimpleNamespace(
        finding=finding, result=result, decision=decision, mixed=mixed, source=SOURCE, window=WINDOW, at=AT
    )
