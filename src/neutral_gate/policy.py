"""What the exceptions make of the hits."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from neutral_gate.model import Severity
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


def excuse(hits: Iterable[Hit], reading: Reading, context: Context) -> list[Excused]:
    """Applies the exceptions that stand in the draft.

    A hit that an exception lets pass becomes a note; one that it lowers drops one step. Urging a vote is never excused.
    """
    hits = list(hits)
    standing = signals(reading, context, {hit.rule for hit in hits})
    result = []
    for hit in hits:
        signal = next(
            (each for each in standing if each.may_touch(hit.rule) and each.reaches(reading, hit.sentence)), None
        )
        if signal is None or hit.rule == ALWAYS_COUNTS:
            result.append(Excused(hit, hit.severity, None))
        else:
            left = Severity.NOTE if signal.exception.effect == "pass" else hit.severity.lowered()
            result.append(Excused(hit, left, signal.exception.id))
    return result
