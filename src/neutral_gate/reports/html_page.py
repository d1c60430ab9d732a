"""The decision as one HTML page that needs nothing else: to read in a browser, to send on, to print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from typing import Any

from neutral_gate.model import Decision, DraftResult, Finding
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.marked import pieces
from neutral_gate.reports.pages import part, templates
from neutral_gate.reports.paths import relative
from neutral_gate.reports.registry import Options
from neutral_gate.reports.rule_words import findings_of, rules_found, tally
from neutral_gate.reports.wording import SEVERITY_WORDS, number, summary, verdict_words, window_words

MAX_FINDINGS = 5_000
"""A page with more would take a browser minutes; the CSV has them all."""


def render(decision: Decision, options: Options) -> str:
    """The page. Draft text stands in it as text only: it is escaped, and the page may load and run nothing else."""
    from neutral_gate.elections.moments import say

    drafts = sorted(decision.drafts, key=lambda draft: -draft.verdict.rank)
    shown, left_out = _fitting(drafts)
    script = part("report.js")
    return (
        templates()
        .get_template("report.html.j2")
        .render(
            decision=decision,
            at=say(decision.at),
            summary=summary(decision),
            windows=[harmless(window_words(window)) for window in decision.windows],
            drafts=[draft_view(place, draft) for place, draft in enumerate(shown, 1)],
            left_out=left_out,
            rules=rules_found(decision),
            counts={sort.value: count for sort, count in tally(one for _, one in findings_of(decision)).items()},
            notices=[harmless(notice) for notice in decision.notices],
            checklist=[harmless(line) for line in dict.fromkeys(_checklist(decision))],
            style=part("report.css"),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def _checklist(decision: Decision) -> Iterator[str]:
    return (line for draft in decision.drafts for line in draft.checklist)


def _fitting(drafts: list[DraftResult]) -> tuple[list[DraftResult], int]:
    """The drafts with something to say that fit on the page, and how many more there are."""
    speaking = [draft for draft in drafts if draft.findings]
    room = MAX_FINDINGS
    for place, draft in enumerate(speaking):
        room -= len(draft.findings)
        if room < 0 and place:
            return speaking[:place], len(speaking) - place
    return speaking, 0


def draft_view(place: int, draft: DraftResult) -> dict[str, Any]:
    """A draft as the templates take it: its findings, gravest first, and its text in pieces.

    Args:
        place: Number of the draft on the page, for its anchors.
        draft: The gate's answer.
    """
    findings = sorted(draft.findings, key=lambda one: (one.suppressed is not None, -one.severity.rank))[:MAX_FINDINGS]
    counts = [number(count, SEVERITY_WORDS[sort]) for sort, count in tally(findings).items() if count]
    return {
        "id": f"draft-{place}",
        "name": "Standard input" if draft.path == "-" else harmless(relative(draft.path)),
        "kind": draft.kind.replace("_", " "),
        "verdict": draft.verdict.value,
        "words": verdict_words(draft.verdict),
        "counts": ", ".join(counts),
        "findings": [_finding(place, count, finding, draft) for count, finding in enumerate(findings, 1)],
        "pieces": [(piece, _visible(piece.text)) for piece in pieces(draft.source, findings)],
    }


def _finding(place: int, count: int, finding: Finding, draft: DraftResult) -> dict[str, Any]:
    reasons = {used.id: used.reason for used in draft.exceptions}
    return {
        "id": f"finding-{place}-{count}",
        "mark": f"mark-{place}-{count}" if finding.start.offset < len(draft.source) else "",
        "number": count,
        "kind": "allowed" if finding.suppressed is not None else finding.severity.value,
        "rule": finding.rule,
        "line": finding.start.line,
        "excerpt": harmless(finding.excerpt),
        "message": harmless(finding.message),
        "suggestion": harmless(finding.suggestion),
        "guidance": [_clause(name) for name in finding.clauses[:3]],
        "exception": harmless(reasons.get(finding.exception, finding.exception)) if finding.exception else "",
        "allowed": harmless(finding.suppressed or ""),
    }


def _clause(name: str) -> dict[str, str]:
    from neutral_gate.lexicon.clauses import clauses

    known = clauses().get(name)
    return {"id": name, "text": known.text if known else "", "source": known.source if known else ""}


def _visible(text: str) -> str:
    """A text with its lines kept, and what steers or hides shown by its number."""
    return "\n".join(harmless(line) for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
