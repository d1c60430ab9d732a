"""The decision as JSON: a contract, described by `schemas/decision.schema.json`."""

from __future__ import annotations

import json
from collections.abc import Set as AbstractSet
from datetime import date
from typing import Any

from neutral_gate.model import Decision, DraftResult, Finding, Position, Window
from neutral_gate.reports.registry import Options

SCHEMA_VERSION = 1


def render(decision: Decision, options: Options) -> str:
    """One JSON object in ASCII, so that no console and no encoding can change it; each draft in a line of its own."""
    parts = []
    for key, value in decision_data(decision).items():
        text = "[\n" + ",\n".join(_dump(draft) for draft in value) + "\n]" if key == "drafts" else _dump(value)
        parts.append(f"{_dump(key)}: {text}")
    return "{" + ",\n ".join(parts) + "}\n"


def decision_data(decision: Decision) -> dict[str, Any]:
    """The decision as plain data, ready for JSON: the answer of the command line and of the service."""
    return {
        "schema_version": SCHEMA_VERSION,
        "at": decision.at.isoformat(),
        "verdict": decision.verdict.value,
        "windows": [window_data(window) for window in decision.windows],
        "drafts": [draft_data(draft) for draft in decision.drafts],
        "summary": {**decision.counts(), "suppressed": sum(_suppressed(draft) for draft in decision.drafts)},
        "versions": dict(decision.versions),
        "notices": list(decision.notices),
    }


def draft_data(draft: DraftResult) -> dict[str, Any]:
    """One draft's part of the decision."""
    return {
        "path": draft.path,
        "kind": draft.kind,
        "verdict": draft.verdict.value,
        "sha256": draft.sha256,
        "findings": [finding_data(finding) for finding in draft.findings],
        "exceptions": [{"id": used.id, "reason": used.reason, "rules": list(used.rules)} for used in draft.exceptions],
        "checklist": list(draft.checklist),
        "readability": dict(draft.readability),
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    """One finding."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "message": finding.message,
        "excerpt": finding.excerpt,
        "suggestion": finding.suggestion,
        "start": _position(finding.start),
        "end": _position(finding.end),
        "clauses": list(finding.clauses),
        "evidence": {str(key): _plain(value) for key, value in finding.evidence.items()},
        "exception": finding.exception,
        "suppressed": finding.suppressed,
        "in_baseline": finding.in_baseline,
    }


def window_data(window: Window) -> dict[str, Any]:
    """One window."""
    return {
        "id": window.id,
        "strictness": window.strictness.value,
        "start": window.start.isoformat(),
        "end": window.end.isoformat(),
        "status": window.status.value,
        "source": window.source,
        "checked": window.checked.isoformat() if window.checked else None,
        "advisory": window.advisory,
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": position.offset}


def _suppressed(draft: DraftResult) -> int:
    return sum(finding.suppressed is not None for finding in draft.findings)


def _plain(value: object) -> Any:
    """Evidence as JSON can hold it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if value - value == 0 else None  # JSON knows neither infinity nor "not a number"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, AbstractSet):
        return sorted((_plain(item) for item in value), key=str)
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return str(value)


def _dump(value: object) -> str:
    return json.dumps(value, allow_nan=False)
