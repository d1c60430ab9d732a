"""The decision as workflow commands of GitHub Actions, which show it beside the lines of a change."""

from __future__ import annotations

from neutral_gate.model import Decision, DraftResult, Finding, Severity
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.paths import relative
from neutral_gate.reports.registry import Options
from neutral_gate.reports.rule_words import gravest_first, sentence
from neutral_gate.reports.wording import number, summary

LIMIT = 10
"""GitHub shows so many annotations of each level a step, and drops the others without a word."""

_COMMANDS = {Severity.BLOCK: "error", Severity.WARN: "warning", Severity.NOTE: "notice"}


def render(decision: Decision, options: Options) -> str:
    """One command a finding, the first `LIMIT` of each level, then what else there is to say.

    Notes are shown with `verbose` only. `quiet` leaves what fails.
    """
    least = Severity.BLOCK if options.quiet and options.fail_on == "block" else Severity.WARN
    if options.verbose:
        least = Severity.NOTE
    pairs = [pair for pair in gravest_first(decision) if pair[1].severity.rank >= least.rank]
    shown = dict.fromkeys(Severity, 0)
    lines = []
    for draft, finding in pairs:
        shown[finding.severity] += 1
        if shown[finding.severity] <= LIMIT:
            lines.append(_command(draft, finding))
    lines.append(_log(summary(decision)))
    for severity, count in shown.items():
        if count > LIMIT:
            what = number(count - LIMIT, f"more {severity.value}")
            lines.append(_log(f"{what} not shown here, since GitHub shows {LIMIT} a step. See the full report."))
    if not options.quiet:
        lines.extend(_log(f"Note: {notice}") for notice in decision.notices)
    return "\n".join(lines) + "\n"


def _command(draft: DraftResult, finding: Finding) -> str:
    start, end = finding.start, max(finding.end, finding.start)
    properties = {"file": relative(draft.path), "line": str(start.line), "endLine": str(end.line)}
    if end.line == start.line and end.column > start.column:  # GitHub takes columns within one line only
        properties |= {"col": str(start.column), "endColumn": str(end.column)}
    properties["title"] = finding.rule
    words = f'"{harmless(finding.excerpt)}": ' if finding.excerpt else ""
    said = ",".join(f"{name}={_property(harmless(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {said}::{_data(words + harmless(sentence(finding)))}"


def _data(text: str) -> str:
    """A command's message, escaped as the runner wants it (actions/toolkit, command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _log(text: str) -> str:
    """A plain line of the log: it must not read as a command, in the new form or the old (`##[error]`)."""
    line = harmless(text)
    return f" {line}" if line.lstrip().startswith(("::", "##[")) else line
