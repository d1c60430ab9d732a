"""The log as a table or as JSON, to answer a Freedom of Information request or to look at it elsewhere."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, Select

from neutral_gate.model import UsageError
from neutral_gate.reports.as_csv import safe_cell
from neutral_gate.service.log.entries import DecisionRow, OverrideRow
from neutral_gate.service.log.moments import written
from neutral_gate.service.log.rows import filled, wordless
from neutral_gate.service.log.tables import entries

FORMATS = ("csv", "json")

_STEP = 400

_DECISION = (
    *("entry", "decision_id", "logged", "judged_for", "verdict", "name", "kind", "channel", "author", "source"),
    *("asked_by", "body", "windows", "rules", "sha256", "neutral_gate", "lexicon", "people"),
)
_OVERRIDE = ("override_entry", "override_id", "override_at", "overridden_by", "second_person", "reason_code", "reason")
COLUMNS = (*_DECISION, *_OVERRIDE)
"""Columns of the table; "text" comes last where it is asked for."""

PERSONAL = frozenset({"author", "asked_by", "overridden_by", "second_person", "reason"})
"""What says who somebody is, or is in their own words."""


class Writer(Protocol):
    """What an export is written to."""

    def write(self, text: str, /) -> object:
        """Takes some more text."""


def write(
    out: Writer,
    format_: str,
    connection: Connection,
    statement: Select[tuple[object, ...]],
    *,
    personal: bool,
    text: bool,
    moment: datetime,
) -> int:
    """Writes the decisions of a statement, oldest first; see `DecisionLog.export`."""
    if format_ not in FORMATS:
        raise UsageError(f'The log cannot be written as "{format_}".', f"It can be {' or '.join(FORMATS)}.")
    rows = _decisions(connection, statement)
    if format_ == "csv":
        return _csv(out, rows, personal, text)
    return _json(out, rows, personal, text, moment)


def _decisions(connection: Connection, statement: Select[tuple[object, ...]]) -> Iterator[DecisionRow]:
    after = 0
    while True:
        step = statement.where(entries.c.seq > after).order_by(entries.c.seq).limit(_STEP)
        rows = filled(connection, connection.execute(step).mappings().all())
        yield from rows
        if len(rows) < _STEP:
            return
        after = rows[-1].seq


def _csv(out: Writer, rows: Iterator[DecisionRow], personal: bool, text: bool) -> int:
    """A row a decision; one with several overrides has a row for each."""
    columns = [name for name in COLUMNS if personal or name not in PERSONAL] + (["text"] if text else [])
    out.write("\ufeff")  # without it Excel takes UTF-8 for an older encoding
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(columns)
    count = 0
    for row in rows:
        count += 1
        for override in row.overrides or (None,):
            cells = {**_decision_cells(row), **_override_cells(override)}
            writer.writerow([safe_cell(cells[name] or "") for name in columns])
    return count


def _decision_cells(row: DecisionRow) -> dict[str, str | None]:
    values = (
        *(str(row.seq), row.id, written(row.recorded), written(row.at), row.verdict, row.name, row.kind),
        *(row.channel, row.author, row.source, row.actor, row.body, " ".join(row.windows), " ".join(_rules(row))),
        *(row.sha256, *(row.versions.get(name) for name in ("neutral_gate", "lexicon", "people"))),
    )
    return {**dict(zip(_DECISION, values, strict=True)), "text": row.text}


def _override_cells(override: OverrideRow | None) -> Mapping[str, str | None]:
    if override is None:
        return dict.fromkeys(_OVERRIDE)
    values = (str(override.seq), override.id, written(override.at), override.actor, override.second_person)
    return dict(zip(_OVERRIDE, (*values, override.reason_code, override.reason), strict=True))


def _json(out: Writer, rows: Iterator[DecisionRow], personal: bool, text: bool, moment: datetime) -> int:
    """One object; each decision is a line of its own."""
    out.write(f'{{"schema_version": 1, "exported": {_dump(written(moment))}, "decisions": [')
    count = 0
    for count, row in enumerate(rows, 1):
        out.write(("" if count == 1 else ",") + "\n" + _dump(_decision_object(row, personal, text)))
    out.write("\n]}\n")
    return count


def _decision_object(row: DecisionRow, personal: bool, text: bool) -> dict[str, Any]:
    cells = {name: value for name, value in _decision_cells(row).items() if name not in ("text", "people", "lexicon")}
    findings = row.findings if text else [wordless(finding) for finding in row.findings]
    whole: dict[str, Any] = {
        **{name: value for name, value in cells.items() if personal or name not in PERSONAL},
        "entry": row.seq,
        "windows": list(row.windows),
        "rules": _rules(row),
        "findings": [dict(finding) for finding in findings],
        "versions": dict(row.versions),
        "overrides": [_override_object(override, personal) for override in row.overrides],
    }
    del whole["neutral_gate"]
    return {**whole, "text": row.text} if text else whole


def _override_object(override: OverrideRow, personal: bool) -> dict[str, Any]:
    cells = {**_override_cells(override), "override_entry": override.seq}
    return {name: value for name, value in cells.items() if personal or name not in PERSONAL}


def _rules(row: DecisionRow) -> list[str]:
    return sorted({str(finding["rule"]) for finding in row.findings if "rule" in finding})


def _dump(value: object) -> str:
    return json.dumps(value, allow_nan=False)
