"""From entries to rows of the database, and back."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, select

from neutral_gate.service.log.entries import DecisionEntry, DecisionRow, OverrideEntry, OverrideRow
from neutral_gate.service.log.moments import read, written
from neutral_gate.service.log.tables import entries, texts

_WORDLESS = ("rule", "severity", "start", "end", "clauses", "exception", "in_baseline")
"""Parts of a finding that hold no words of the draft. Message, excerpt, suggestion and evidence can."""


def new_id(kind: str) -> str:
    """An id that nobody can guess: "dec_" and 26 letters and digits, for instance."""
    return f"{kind}_{secrets.token_hex(13)}"


def decision_data(entry: DecisionEntry, digest: str | None) -> dict[str, Any]:
    """What the chain keeps of a decision: no word of the draft but its name.

    Args:
        entry: The decision.
        digest: Digest of what is kept outside the chain, or None.
    """
    findings = [wordless(finding) for finding in entry.findings]
    return {
        "at": written(entry.at),
        "verdict": entry.verdict,
        "sha256": entry.sha256,
        "name": entry.name,
        "kind": entry.kind,
        "channel": entry.channel,
        "author": entry.author,
        "source": entry.source,
        "body": entry.body,
        "windows": list(entry.windows),
        "findings": findings,
        "rules": sorted({str(finding["rule"]) for finding in findings if "rule" in finding}),
        "versions": dict(entry.versions),
        "idempotency_key": entry.idempotency_key,
        "actor": entry.actor,
        "text_digest": digest,
    }


def override_data(entry: OverrideEntry, at: datetime) -> dict[str, Any]:
    """What the chain keeps of an override."""
    return {
        "decision_id": entry.decision_id,
        "at": written(at),
        "actor": entry.actor.strip(),
        "reason_code": entry.reason_code,
        "reason": entry.reason.strip(),
        "second_person": entry.second_person.strip() if entry.second_person else None,
    }


def wordless(finding: Mapping[str, Any]) -> dict[str, Any]:
    """A finding without the draft's words. Of a finding that was allowed it says so, but not in whose words."""
    kept = {name: finding[name] for name in _WORDLESS if name in finding}
    if "suppressed" in finding:
        kept["suppressed"] = finding["suppressed"] not in (None, False)
    return kept


def decision_row(row: RowMapping) -> DecisionRow:
    """A decision of the chain, without what is kept outside it."""
    data = json.loads(row["content"])
    return DecisionRow(
        seq=row["seq"],
        id=row["id"],
        recorded=read(row["recorded"]),
        at=read(data["at"]),
        verdict=data["verdict"],
        sha256=data["sha256"],
        name=data["name"],
        kind=data["kind"],
        channel=data["channel"],
        author=data["author"],
        source=data["source"],
        body=data["body"],
        windows=tuple(data["windows"]),
        findings=tuple(data["findings"]),
        versions=data["versions"],
        idempotency_key=data["idempotency_key"],
        actor=data["actor"],
    )


def override_row(row: RowMapping) -> OverrideRow:
    """An override of the chain."""
    data = json.loads(row["content"])
    return OverrideRow(
        seq=row["seq"],
        id=row["id"],
        recorded=read(row["recorded"]),
        decision_id=data["decision_id"],
        at=read(data["at"]),
        actor=data["actor"],
        reason_code=data["reason_code"],
        reason=data["reason"],
        second_person=data["second_person"],
    )


def filled(connection: Connection, rows: Sequence[RowMapping]) -> tuple[DecisionRow, ...]:
    """Decisions with their overrides, and with what is kept outside the chain and not yet blanked."""
    ids = [row["id"] for row in rows]
    overrides: dict[str, list[OverrideRow]] = {id_: [] for id_ in ids}
    found = select(entries).where(entries.c.type == "override", entries.c.decision_id.in_(ids)).order_by(entries.c.seq)
    for row in connection.execute(found).mappings():
        overrides[row["decision_id"]].append(override_row(row))
    kept = {row.decision_id: row for row in connection.execute(select(texts).where(texts.c.decision_id.in_(ids)))}
    decisions = []
    for row in rows:
        decision = replace(decision_row(row), overrides=tuple(overrides[row["id"]]))
        words = kept.get(row["id"])
        if words is not None and words.purged is None:
            decision = replace(decision, text=words.text, findings=tuple(json.loads(words.findings)))
        decisions.append(decision)
    return tuple(decisions)
