"""The answer of `neutral-gate windows --format json`."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from neutral_gate.cli.output import print_out
from neutral_gate.reports.as_windows import AHEAD, windows_data

if TYPE_CHECKING:
    from neutral_gate.elections import Body
    from neutral_gate.model import DraftResult, Window

SCHEMA_VERSION = 1


def print_json(args: Namespace, windows: Sequence[Window], at: datetime, body: Body, remarks: Sequence[str]) -> int:
    """Prints one JSON object, as `schemas/windows.schema.json` describes it.

    Args:
        args: The command line: `ahead`, `paths`, `checklist`, `config`, `body`.
        windows: All windows on record.
        at: The moment that is asked for.
        body: Who asks.
        remarks: What may be wrong in the settings.

    Returns:
        The exit code: 0; 1 where a scheduled draft will be blocked; 2 where one cannot be read.
    """
    who = {
        "type": body.type,
        "nation": body.nation,
        "areas": sorted(body.areas),
        "neighbours": sorted(body.neighbours),
    }
    days = AHEAD if args.ahead is None else args.ahead
    data = {"schema_version": SCHEMA_VERSION, "body": who, **windows_data(windows, at, body, days)}
    data["remarks"] = list(remarks)
    if args.checklist:
        from neutral_gate.lexicon.checklist import process_lines

        data["checklist"] = list(process_lines(bool(data["windows"])))
    code = 0
    if args.paths:
        from neutral_gate.cli.windows_ahead import scheduled

        found = scheduled(args, at)
        data["drafts"] = [_draft(draft) for draft in found.drafts]
        data |= {"undated": list(found.undated), "left_out": found.outside}
        code = found.code
    print_out(json.dumps(data, indent=1) + "\n")
    return code


def _draft(draft: DraftResult) -> dict[str, Any]:
    counted = [finding for finding in draft.findings if finding.suppressed is None]
    return {
        "path": draft.path,
        "at": draft.at.isoformat(),
        "kind": draft.kind,
        "verdict": draft.verdict.value,
        "windows": [window.id for window in draft.windows],
        "findings": [
            {
                "rule": finding.rule,
                "severity": finding.severity.value,
                "message": finding.message,
                "excerpt": finding.excerpt,
                "suggestion": finding.suggestion,
                "line": finding.start.line,
            }
            for finding in sorted(counted, key=lambda each: -each.severity.rank)
        ],
    }
