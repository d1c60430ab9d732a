"""The gate's answer as the pages show it: the draft's own words with marks in them, and what to do about each."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from neutral_gate.model import DraftResult, Finding, Position, Severity, Verdict
from neutral_gate.model.decision import ExceptionUsed
from neutral_gate.reports.html_page import draft_view

_HEADINGS = {"source": "Your draft", "text": "Your draft", "title": "The title"}
_OTHER = "Other things"


def sections(answer: Mapping[str, Any], texts: Mapping[str, str]) -> list[dict[str, Any]]:
    """One section for each part of a draft that has findings, as the templates of the HTML report take it.

    Args:
        answer: The gate's answer, with the field that each finding stands in.
        texts: The words of the fields that people can read.
    """
    by_field: dict[str, list[Finding]] = {}
    for draft in answer["drafts"]:
        for finding in draft["findings"]:
            by_field.setdefault(finding.get("field", ""), []).append(_finding(finding))
    order = sorted(by_field, key=lambda field: (list(texts).index(field) if field in texts else len(texts), field))
    return [_section(place, field, by_field[field], answer, texts) for place, field in enumerate(order, 1)]


def _section(
    place: int, field: str, findings: list[Finding], answer: Mapping[str, Any], texts: Mapping[str, str]
) -> dict[str, Any]:
    counting = [finding.severity for finding in findings if finding.suppressed is None]
    first = answer["drafts"][0]
    result = DraftResult(
        path=_heading(field),
        kind=first["kind"],
        verdict=Verdict.of(counting),
        sha256="",
        findings=tuple(findings),
        at=datetime.fromisoformat(answer["at"]),
        exceptions=tuple(
            ExceptionUsed(used["id"], used["reason"], tuple(used["rules"]))
            for draft in answer["drafts"]
            for used in draft["exceptions"]
        ),
        source=texts.get(field, ""),
    )
    return draft_view(place, result)


def _heading(field: str) -> str:
    if field.startswith(("images", "media")):
        return "The words that stand for the picture" if field.endswith(".alt") else "The picture"
    return _HEADINGS.get(field, _OTHER)


def _finding(data: Mapping[str, Any]) -> Finding:
    return Finding(
        rule=data["rule"],
        severity=Severity(data["severity"]),
        message=data["message"],
        excerpt=data["excerpt"],
        start=_position(data["start"]),
        end=_position(data["end"]),
        suggestion=data["suggestion"],
        clauses=tuple(data["clauses"]),
        exception=data["exception"],
        suppressed=data["suppressed"],
        in_baseline=data["in_baseline"],
    )


def _position(data: Mapping[str, int]) -> Position:
    return Position(data["offset"], data["line"], data["column"])
