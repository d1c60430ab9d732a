"""The decision as a table for a spreadsheet: a row a finding, and a row for each draft without one."""

from __future__ import annotations

import csv
import io

from neutral_gate.model import Decision, DraftResult, Finding
from neutral_gate.reports.registry import Options

COLUMNS = (
    "path",
    "kind",
    "verdict",
    "rule",
    "severity",
    "line",
    "column",
    "words",
    "why",
    "instead",
    "guidance",
    "exception",
    "allowed",
    "judged_for",
    "windows",
)

_STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""OWASP, "CSV Injection", with the full-width forms that some spreadsheets read alike."""


def render(decision: Decision, options: Options) -> str:
    """The table with its heading, in the comma form of RFC 4180.

    It starts with a byte order mark: without one Excel takes UTF-8 for an older encoding. A cell that a spreadsheet
    could take for a formula starts with an apostrophe.
    """
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for draft in decision.drafts:
        for finding in draft.findings or (None,):
            writer.writerow([safe_cell(cell) for cell in _row(draft, finding)])
    return out.getvalue()


def _row(draft: DraftResult, finding: Finding | None) -> list[str]:
    windows = " ".join(window.id for window in draft.windows)
    end = [draft.at.isoformat(), windows]
    start = [draft.path, draft.kind, draft.verdict.value]
    if finding is None:
        return [*start, *[""] * (len(COLUMNS) - len(start) - len(end)), *end]
    return [
        *start,
        finding.rule,
        finding.severity.value,
        str(finding.start.line),
        str(finding.start.column),
        finding.excerpt,
        finding.message,
        finding.suggestion,
        " ".join(finding.clauses),
        finding.exception or "",
        finding.suppressed or "",
        *end,
    ]


def safe_cell(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula, and that every file can hold."""
    # A lone surrogate or a null byte would keep the file from being written, or from being read.
    text = cell.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")
    bare = text.lstrip(" \u00a0\ufeff\u200b")  # what a spreadsheet may leave out before it looks
    return f"'{text}" if text.startswith(_STARTS_FORMULA) or bare.startswith(_STARTS_FORMULA) else text
