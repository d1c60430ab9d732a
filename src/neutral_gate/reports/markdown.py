"""The decision as Markdown: for the summary page of a workflow, or a comment on a change."""

from __future__ import annotations

import re

from neutral_gate.model import Decision, DraftResult, Finding, Severity, Verdict
from neutral_gate.reports.excerpt import harmless
from neutral_gate.reports.paths import relative
from neutral_gate.reports.registry import Options
from neutral_gate.reports.rule_words import tally
from neutral_gate.reports.wording import SEVERITY_WORDS, number, summary, verdict_words, window_words

MAX_LETTERS = 250_000
"""GitHub drops a step summary of over 1 MiB; a letter is at most four bytes."""

_SIGNS = {Verdict.BLOCK: "⛔", Verdict.WARN: "⚠️", Verdict.PASS: "✅"}
_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&@$]|:(?=//|\w+:)|(?<=\bwww)\.|^[-+=])", re.IGNORECASE)
_NUMBERED = re.compile(r"^(\d+)([.)])")
_TICKS = re.compile("`+")


def render(decision: Decision, options: Options) -> str:
    """The report, cut at `MAX_LETTERS` between two findings. `verbose` adds notes and what was allowed."""
    lines = [f"## {_SIGNS[decision.verdict]} {as_text(summary(decision))}", ""]
    if decision.windows:
        lines += ["Pre-election periods that were active:", ""]
        lines += [f"- {as_text(window_words(window))}" for window in decision.windows]
    elif decision.drafts:
        lines.append("No pre-election period was active.")
    lines.append("")
    lines += [line for notice in decision.notices for line in (f"> {as_text(notice)}", "")]
    room = MAX_LETTERS - sum(len(line) + 1 for line in lines)
    for draft in sorted(decision.drafts, key=lambda draft: -draft.verdict.rank):
        part = _draft(draft, options)
        room -= sum(len(line) + 1 for line in part)
        if room < 0:
            lines += ["The rest is left out here, because the list is too long. See the full report.", ""]
            break
        lines += part
    lines += _checklist(decision)
    return "\n".join(lines).rstrip("\n") + "\n"


def _draft(draft: DraftResult, options: Options) -> list[str]:
    findings = [finding for finding in draft.findings if _is_shown(finding, options)]
    if not findings:
        return []
    counts = ", ".join(number(count, SEVERITY_WORDS[sort]) for sort, count in tally(findings).items() if count)
    lines = [f"### {_SIGNS[draft.verdict]} {_code(relative(draft.path))}", ""]
    lines += [f"The draft {as_text(verdict_words(draft.verdict))}{f' ({counts})' if counts else ''}.", ""]
    for finding in sorted(findings, key=lambda finding: -finding.severity.rank):
        lines += _finding(finding)
    return [*lines, ""]


def _finding(finding: Finding) -> list[str]:
    kind = "allowed" if finding.suppressed is not None else finding.severity.value
    words = f": {_code(finding.excerpt)}" if finding.excerpt else ""
    lines = [f"- **{kind}**, line {finding.start.line}{words} ({_code(finding.rule)})  "]
    lines.append(f"  {as_text(finding.message)}")
    if finding.suggestion:
        lines[-1] += "  "
        lines.append(f"  *Instead:* {as_text(finding.suggestion)}")
    if finding.suppressed:
        lines[-1] += "  "
        lines.append(f"  *Allowed, because:* {as_text(finding.suppressed)}")
    return lines


def _is_shown(finding: Finding, options: Options) -> bool:
    if options.verbose:
        return True
    least = Severity.BLOCK if options.quiet and options.fail_on == "block" else Severity.WARN
    return finding.suppressed is None and finding.severity.rank >= least.rank


def _checklist(decision: Decision) -> list[str]:
    lines = dict.fromkeys(line for draft in decision.drafts for line in draft.checklist)
    if not lines:
        return []
    return ["No machine can tell, so a person should also:", "", *(f"- [ ] {as_text(line)}" for line in lines), ""]


def as_text(text: str) -> str:
    """A text that Markdown shows as it is: no mark-up, no link, and nobody called by an "@"."""
    escaped = _NUMBERED.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", harmless(text)))
    return escaped.replace("\\@", "\\@\u200b")


def _code(text: str) -> str:
    """Words of a draft between backticks, more of them than the words hold in a row."""
    shown = harmless(text).strip() or " "
    fence = "`" * (max((len(run) for run in _TICKS.findall(shown)), default=0) + 1)
    return f"{fence} {shown} {fence}" if shown.startswith("`") or shown.endswith("`") else f"{fence}{shown}{fence}"
