"""The report of an audit as one HTML page that needs nothing else: to read in a browser, to send on, to print."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from pathlib import Path
from typing import Any

from neutral_gate.audit.folder import written
from neutral_gate.audit.plot import bars_of, plot
from neutral_gate.model import Finding, Position, Severity
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.marked import Piece, pieces
from neutral_gate.reports.pages import part, templates
from neutral_gate.reports.wording import number

_PACKAGE = "neutral_gate.audit"
_ROWS = 100
"""Rows of a table in the report; the Parquet files have all."""


def write_page(summary: Mapping[str, Any], path: Path) -> None:
    """Writes the report.

    Args:
        summary: What `summing.summary_of` found.
        path: The file.

    Raises:
        UsageError: It cannot be written.
    """
    text = render(summary)
    written(path, lambda to: to.write_text(text, encoding="utf-8", newline="\n"))


def render(summary: Mapping[str, Any]) -> str:
    """The page. Words of posts stand in it as text only: they are escaped, and the page may load nothing else."""
    script = part("audit.js", _PACKAGE)
    bars = bars_of(summary["days"])
    worst = [_post(number_, post) for number_, post in enumerate(summary["worst"], 1)]
    return (
        templates(_PACKAGE)
        .get_template("audit.html.j2")
        .render(
            it=summary,
            headline=_headline(summary["counts"]),
            period=_period(summary),
            plot=plot(bars, summary["windows"]),
            bars=[bar for bar in reversed(bars) if bar.posts],
            worst=worst,
            worst_accounts=sorted({post["account"] for post in worst}),
            worst_rules=sorted({found["rule"] for post in worst for found in post["findings"]}),
            scheduled=[_post(number_, post) for number_, post in enumerate(summary["scheduled"], 1)],
            rows=_ROWS,
            say=_say,
            clean=_clean,
            share=_share,
            number=number,
            style=part("report.css", _PACKAGE) + part("audit.css", _PACKAGE),
            script=script,
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
        )
    )


def _headline(counts: Mapping[str, Any]) -> str:
    if not counts["posts"]:
        return "No items were found"
    block, warn = counts["block"], counts["warn"]
    if not block and not warn:
        return f"All {number(counts['posts'], 'item')} pass"
    said = [f"{number(block, 'item')} break{'s' if block == 1 else ''} the rules"] if block else []
    if warn:
        said.append(f"{number(warn, 'item')} need{'s' if warn == 1 else ''} a person to look")
    return " and ".join(said)


def _period(summary: Mapping[str, Any]) -> str:
    first = summary["since"] or summary["counts"]["first"]
    last = summary["until"] or summary["counts"]["last"]
    return f"{_say(first)} to {_say(last)}" if first and last else "no date is known"


def _post(place: int, post: Mapping[str, Any]) -> dict[str, Any]:
    findings = [_finding(found) for found in post["findings"]]
    told = [{**found, "words": harmless(found["words"])} for found in post["findings"]]
    return {
        **post,
        "number": place,
        "account": harmless(post["account"] or post["platform"] or "unknown"),
        "findings": told,
        "pieces": [(piece, _clean(piece.text)) for piece in _marked(post["shown"], findings)],
        "file": ", ".join(filter(None, (post["source"], post["place"]))),
        "link": post["url"] if post["url"].startswith(("https://", "http://")) else "",
    }


def _marked(shown: str, findings: Iterable[Finding]) -> list[Piece]:
    return pieces(shown, list(findings))


def _finding(found: Mapping[str, Any]) -> Finding:
    """A finding with its place in what is shown; one without a place marks nothing."""
    start = found["start"] if found["start"] >= 0 else 1 << 60
    first, last = Position(start, 1, 1), Position(max(found["end"], start), 1, 1)
    severity = Severity.NOTE if found["allowed"] else Severity(found["severity"])
    return Finding(found["rule"], severity, found["why"], found["words"], first, last)


def _say(moment: object) -> str:
    """A moment in words that fit into a table: "10 Jun 2024, 09:00"."""
    from neutral_gate.elections.moments import say_day, to_london

    if isinstance(moment, str) and moment:
        moment = datetime.fromisoformat(moment)
    if isinstance(moment, datetime):
        local = to_london(moment)
        return f"{say_day(local)}, {local:%H:%M}"
    return say_day(moment) if isinstance(moment, date) else "no date"


def _clean(text: str) -> str:
    """A text with its lines kept, and what steers or hides shown by its number."""
    return "\n".join(harmless(line) for line in text.split("\n"))


def _share(part: int, whole: int) -> str:
    """How many of a hundred, for a bar."""
    return f"{100 * part / whole:.1f}" if whole else "0"
