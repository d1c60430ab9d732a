"""What the exceptions make of the hits."""

from __future__ import annotations

from collections.abc import Iterable

from neutral_gate.config.rule_names import HINTS
from neutral_gate.model import Severity
from neutral_gate.model.records import dataclass
from neutral_gate.rules.context import Context
from neutral_gate.rules.exceptions import signals
from neutral_gate.rules.language import ALWAYS_COUNTS, Hit
from neutral_gate.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Excused:
    """A hit, what is left of its severity, and the exception that lowered or dropped it, if one did."""

    hit: Hit
    severity: Severity
    exception: str | None


_SAME_KIND = {
    "score/political": frozenset({"neutrality", "source"}),
    "score/opinion": frozenset(
        {
            *("neutrality/opinion", "neutrality/party-support", "neutrality/party-criticism"),
            *("neutrality/government-comment", "neutrality/achievement-claim", "neutrality/contested-issue"),
            *("neutrality/slogan", "neutrality/vote-advocacy", "neutrality/staff-activism"),
        }
    ),
}
"""Rules or families beside which a learned score has nothing to add."""


def _is_hint(hit: Hit) -> bool:
    """Whether a hit may never block, whatever a rule file or a setting says."""
    return hit.rule.partition("/")[0] in HINTS


def without_scores(hits: Iterable[Hit]) -> list[Hit]:
    """The hits less those of a learned score where a rule of the same kind has one: a rule can say what is wrong."""
    hits = list(hits)
    names = {name for hit in hits for name in (hit.rule, hit.rule.partition("/")[0])}
    return [hit for hit in hits if names.isdisjoint(_SAME_KIND.get(hit.rule, ()))]


def excuse(hits: Iterable[Hit], reading: Reading, context: Context) -> list[Excused]:
    """Applies the exceptions that stand in the draft.

    A hit that an exception lets pass becomes a note; one that it lowers drops one step. Urging a vote is never excused.
    Hints (readability, scores) never block, and a score's hit goes where a rule has said more.
    """
    hits = without_scores(hits)
    standing = signals(reading, context, {hit.rule for hit in hits})
    result = []
    for hit in hits:
        signal = next(
            (each for each in standing if each.may_touch(hit.rule) and each.reaches(reading, hit.sentence)), None
        )
        severity = Severity.WARN if hit.severity is Severity.BLOCK and _is_hint(hit) else hit.severity
        if signal is None or hit.rule == ALWAYS_COUNTS:
            result.append(Excused(hit, severity, None))
        else:
            left = Severity.NOTE if signal.exception.effect == "pass" else severity.lowered()
            result.append(Excused(hit, left, signal.exception.id))
    return result
