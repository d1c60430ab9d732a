"""The decision as SARIF 2.1.0, the exchange format of static analysis, as code scanning on GitHub reads it."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from neutral_gate._version import __version__
from neutral_gate.model import Decision, DraftResult, Finding, Severity
from neutral_gate.reports.paths import as_uri
from neutral_gate.reports.registry import Options
from neutral_gate.reports.rule_words import RuleWords, findings_of, gravest_first, rules_found, sentence

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
MAX_RESULTS = 25_000
"""A run with more results is refused by GitHub (docs.github.com, "SARIF support for code scanning")."""

_LEVELS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.NOTE: "note"}
_FAULTS = ("gate/unreadable", "gate/internal-error")


def render(decision: Decision, options: Options) -> str:
    """One SARIF log with one run, in ASCII. Blocks come first, since readers cut long lists at their end."""
    rules = rules_found(decision)
    places = {rule.id: place for place, rule in enumerate(rules)}
    allowed = [pair for pair in findings_of(decision) if pair[1].suppressed is not None]
    pairs = [*gravest_first(decision), *allowed]
    seen: dict[str, int] = {}
    run = {
        "tool": {
            "driver": {
                "name": "Neutral Gate",
                "semanticVersion": __version__,
                "properties": dict(decision.versions),
                "rules": [_rule(rule) for rule in rules],
            }
        },
        "columnKind": "unicodeCodePoints",
        "invocations": [_invocation(decision, len(pairs))],
        "results": [_result(draft, finding, places, seen) for draft, finding in pairs[:MAX_RESULTS]],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1) + "\n"


def _rule(rule: RuleWords) -> dict[str, Any]:
    guidance = f" Guidance: {', '.join(rule.clauses)}." if rule.clauses else ""
    wcag = [f"wcag-{criterion}" for criterion in rule.wcag]
    help_text = " ".join(part for part in (rule.why, rule.suggestion) if part) or rule.summary
    return {
        "id": rule.id,
        "name": "".join(word.capitalize() for word in rule.id.replace("/", "-").split("-")),
        "shortDescription": {"text": rule.summary},
        "fullDescription": {"text": rule.why or rule.summary},
        "help": {"text": f"{help_text}{guidance} `neutral-gate explain {rule.id}` says more."},
        "properties": {"tags": [rule.id.partition("/")[0], *wcag][:10]},
    }


def _result(draft: DraftResult, finding: Finding, places: dict[str, int], seen: dict[str, int]) -> dict[str, Any]:
    start, end = finding.start, max(finding.end, finding.start)
    print_of = _fingerprint(draft, finding)
    seen[print_of] = seen.get(print_of, 0) + 1
    result: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": places[finding.rule],
        "level": _LEVELS[finding.severity],
        "message": {"text": sentence(finding)},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": as_uri(draft.path)},
                    "region": {
                        "startLine": start.line,
                        "startColumn": start.column,
                        "endLine": end.line,
                        "endColumn": end.column,
                        **({"snippet": {"text": finding.excerpt}} if finding.excerpt else {}),
                    },
                }
            }
        ],
        "partialFingerprints": {"primaryLocationLineHash": f"{print_of}:{seen[print_of]}"},
    }
    if finding.suppressed is not None:
        kind = "external" if finding.in_baseline else "inSource"
        result["suppressions"] = [{"kind": kind, "justification": finding.suppressed}]
    return result


def _fingerprint(draft: DraftResult, finding: Finding) -> str:
    """The same for the same words under the same rule in the same file, wherever they move to."""
    words = " ".join(finding.excerpt.casefold().split()) or finding.message
    return hashlib.sha256(
        "\0".join((finding.rule, as_uri(draft.path), words)).encode("utf-8", "backslashreplace")
    ).hexdigest()[:16]


def _invocation(decision: Decision, results: int) -> dict[str, Any]:
    """Whether all was checked, and what was not."""
    notes = [
        {
            "level": "error",
            "message": {"text": sentence(finding)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": as_uri(draft.path)}}}],
        }
        for draft, finding in findings_of(decision)
        if finding.rule in _FAULTS
    ]
    done = not notes
    notes.extend({"level": "note", "message": {"text": notice}} for notice in decision.notices)
    if results > MAX_RESULTS:
        text = f"{results - MAX_RESULTS:,} more findings are left out here, the gravest are not."
        notes.append({"level": "warning", "message": {"text": text}})
    return {"executionSuccessful": done, "toolExecutionNotifications": notes}
