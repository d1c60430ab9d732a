"""Marks the findings that inline allows cover, and reports allows that do not count."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import date, datetime
from typing import TYPE_CHECKING

from neutral_gate.model import Finding, Format, Position, Severity
from neutral_gate.model.records import replace

if TYPE_CHECKING:
    from neutral_gate.allows.comments import Allow

ALLOW_RULES = {
    "gate/allow-malformed": "An inline allow cannot be read.",
    "gate/allow-unknown-rule": "An inline allow names a rule that does not exist.",
    "gate/allow-refused": "An inline allow names a rule that nobody can allow.",
    "gate/allow-without-reason": "An inline allow gives no reason.",
    "gate/allow-without-end": "An inline allow has no end date, inside a pre-election period.",
    "gate/allow-expired": "The end date of an inline allow has passed.",
    "gate/allow-unused": "An inline allow covers nothing.",
}
"""The findings about allows: rule id and one-line summary."""

_NEVER = "neutrality/vote-advocacy"


def apply_allows(
    findings: Iterable[Finding],
    source: str,
    now: datetime,
    in_window: bool,
    known_rules: Collection[str],
    format: Format = "markdown",  # noqa: A002 - the field's own name
) -> tuple[Finding, ...]:
    """Marks the findings that the draft's inline allows cover.

    Args:
        findings: What the rules found in the draft.
        source: The source of the draft.
        now: The moment that the draft is judged for; an allow counts up to the end of its last day, in Europe/London.
        in_window: Whether a window is active at that moment: an allow then needs an end date.
        known_rules: Ids of all rules.
        format: How the source is written.

    Returns:
        All findings in order of their place: those that are allowed with the author's reason in `suppressed`, and
        one more `gate/allow-...` for each allow that does not count or covers nothing.
    """
    if "neutral-gate" not in source.lower():
        return tuple(findings)
    from neutral_gate.allows.comments import find_allows

    allows = find_allows(source, format)
    if not allows:
        return tuple(findings)
    judged = list(findings)
    day = _london_day(now)
    for allow in allows:
        trouble = _trouble(allow, day, in_window, known_rules)
        if trouble is None:
            covered = [place for place, finding in enumerate(judged) if _covers(allow, finding)]
            for place in covered:
                judged[place] = replace(judged[place], suppressed=judged[place].suppressed or allow.reason)
            if covered:
                continue
            trouble = _unused(allow, in_window)
        judged.append(_finding(allow, source, *trouble))
    return tuple(sorted(judged, key=lambda finding: finding.start.offset))


def _covers(allow: Allow, finding: Finding) -> bool:
    inside = allow.whole_draft or allow.covers.start <= finding.start.offset < allow.covers.end
    return inside and finding.rule == allow.rule


def _trouble(
    allow: Allow, day: date, in_window: bool, known_rules: Collection[str]
) -> tuple[str, Severity, str, str] | None:
    """Why an allow does not count: rule id, severity, message and suggestion; None where it counts."""
    off = "so it does not count"
    if allow.problem:
        return "gate/allow-malformed", Severity.WARN, f"This allow cannot be read, {off}.", allow.problem
    if allow.rule == _NEVER or allow.rule.startswith("gate/"):
        return (
            *("gate/allow-refused", Severity.WARN, f"{allow.rule} cannot be allowed in a draft, {off}."),
            "Change the words that the finding points to, and take this comment out.",
        )
    if allow.rule not in known_rules:
        from difflib import get_close_matches

        near = get_close_matches(allow.rule, known_rules, n=1)
        hint = f"Did you mean {near[0]}?" if near else "`neutral-gate rules` lists them all."
        return "gate/allow-unknown-rule", Severity.WARN, f'There is no rule called "{allow.rule}", {off}.', hint
    if not allow.reason:
        return (
            *("gate/allow-without-reason", Severity.WARN, f"This allow for {allow.rule} gives no reason, {off}."),
            'Add reason="..." and say why the words may stay, or take the comment out.',
        )
    if allow.until is None and in_window:
        return (
            *("gate/allow-without-end", Severity.WARN, f"This allow for {allow.rule} has no end date, {off}."),
            "In a pre-election period an allow needs its last day, such as until=2027-05-07.",
        )
    if allow.until is not None and allow.until < day:
        return (
            *(
                "gate/allow-expired",
                Severity.WARN,
                f"This allow for {allow.rule} ended on {_plain(allow.until)}, {off}.",
            ),
            "Take the comment out, or check again that the words may stay and set a new date.",
        )
    return None


def _unused(allow: Allow, in_window: bool) -> tuple[str, Severity, str, str]:
    """An allow that covers nothing. Outside windows many rules are silent, so there it is only a note."""
    where = "in this draft" if allow.whole_draft else "in the block that follows it"
    return (
        *("gate/allow-unused", Severity.WARN if in_window else Severity.NOTE),
        f"This allow covers nothing: {allow.rule} found nothing {where}.",
        "Take the comment out, or move it to the line above the words that it is for.",
    )


def _finding(allow: Allow, source: str, rule: str, severity: Severity, message: str, suggestion: str) -> Finding:
    start, end = allow.where.start, allow.where.end
    return Finding(
        *(rule, severity, message, source[start:end]),
        *(_position(source, start), _position(source, end), suggestion),
        evidence={"rule": allow.rule} if allow.rule else {},
    )


def _position(source: str, offset: int) -> Position:
    before = source[:offset].replace("\r\n", " \n").replace("\r", "\n")
    return Position(offset, before.count("\n") + 1, offset - before.rfind("\n"))


def _london_day(now: datetime) -> date:
    from zoneinfo import ZoneInfo

    return (now.astimezone(ZoneInfo("Europe/London")) if now.tzinfo else now).date()


def _plain(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
