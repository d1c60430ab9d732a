"""The sentences that reports share: what a verdict means, and what a run came to."""

from __future__ import annotations

from neutral_gate.model import Decision, Severity, Verdict, Window

_VERDICT_WORDS = {
    Verdict.BLOCK: ("must not be published as it is", "must not be published as they are"),
    Verdict.WARN: ("needs a person to look at it first", "need a person to look at them first"),
    Verdict.PASS: ("is clear", "are clear"),
}

SEVERITY_WORDS = {Severity.BLOCK: "block", Severity.WARN: "warning", Severity.NOTE: "note"}
"""What to call one finding of a severity."""


def verdict_words(verdict: Verdict, drafts: int = 1) -> str:
    """What a verdict means for one draft or several: "must not be published as it is"."""
    return _VERDICT_WORDS[verdict][drafts != 1]


def summary(decision: Decision) -> str:
    """What to do, in one line: "1 draft must not be published as it is; 2 drafts are clear."."""
    counts = decision.counts()
    if not counts["drafts"]:
        return "No drafts were checked."
    said = [
        f"{number(counts[verdict.value], 'draft')} {verdict_words(verdict, counts[verdict.value])}"
        for verdict in (Verdict.BLOCK, Verdict.WARN, Verdict.PASS)
        if counts[verdict.value]
    ]
    return "; ".join(said) + "."


def window_words(window: Window) -> str:
    """A window in one line: what it is, until when, how sure and how old that is, and who says so."""
    from neutral_gate.elections.moments import say, say_day

    if window.closed is not None:
        until = f"until {say(window.closed)}"
    elif window.open_ended:
        until = f"until {say(window.end)} and then until it is closed"
    else:
        until = f"until {say(window.end)}"
    status = window.status.value.replace("_", " ")
    checked = f", checked on {say_day(window.checked)}" if window.checked else ""
    advises = " It only advises you." if window.advisory else ""
    return (
        f"{window.title}: {window.strictness.value} rules, {until}.{advises} Dates: {status}{checked}. "
        f"Source: {window.source}"
    )


def number(count: int, what: str) -> str:
    """A count with its noun: "1 draft", "2 drafts"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"
