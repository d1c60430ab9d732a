"""What the reports say about a rule, besides what its findings say."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neutral_gate.model import Decision, DraftResult, Finding, Severity


@dataclass(frozen=True, slots=True)
class RuleWords:
    """A rule in words.

    Attributes:
        id: Its id.
        summary: What it finds, in one line.
        why: Why that matters, or "".
        suggestion: What to write or do instead, or "".
        clauses: Ids of the clauses of guidance behind it.
        wcag: Success criteria of WCAG 2.2 that it serves.
    """

    id: str
    summary: str
    why: str = ""
    suggestion: str = ""
    clauses: tuple[str, ...] = ()
    wcag: tuple[str, ...] = ()


def rules_found(decision: Decision) -> list[RuleWords]:
    """The rules that a decision has findings of, in the order of their ids.

    A rule of the body's own, or one that the gate itself reports, speaks by its first finding.
    """
    first: dict[str, Finding] = {}
    for _, finding in findings_of(decision):
        first.setdefault(finding.rule, finding)
    known = _shipped() if any(not name.startswith("gate/") for name in first) else {}
    return [
        known.get(name) or RuleWords(name, finding.message, suggestion=finding.suggestion, clauses=finding.clauses)
        for name, finding in sorted(first.items())
    ]


def findings_of(decision: Decision) -> Iterable[tuple[DraftResult, Finding]]:
    """Every finding with its draft, in order."""
    return ((draft, finding) for draft in decision.drafts for finding in draft.findings)


def gravest_first(decision: Decision) -> list[tuple[DraftResult, Finding]]:
    """Every finding that counts, with its draft: blocks first, then in order."""
    counting = [(draft, finding) for draft, finding in findings_of(decision) if finding.suppressed is None]
    return sorted(counting, key=lambda pair: -pair[1].severity.rank)


def sentence(finding: Finding) -> str:
    """Why, and what to do instead, in one text."""
    return " ".join(part for part in (finding.message, finding.suggestion) if part)


def tally(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings count, by severity, the gravest first."""
    counts = dict.fromkeys(sorted(Severity, key=lambda severity: -severity.rank), 0)
    for finding in findings:
        if finding.suppressed is None:
            counts[finding.severity] += 1
    return counts


def _shipped() -> dict[str, RuleWords]:
    from neutral_gate.lexicon.lexicon import load_lexicon

    return {
        rule.id: RuleWords(rule.id, rule.summary, rule.why, rule.suggestion, rule.clauses, rule.wcag)
        for rule in load_lexicon().rules.values()
    }
