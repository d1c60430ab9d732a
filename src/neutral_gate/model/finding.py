"""One hit of a rule, and what it adds up to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from neutral_gate.model.records import dataclass, field


class Severity(StrEnum):
    """What one finding means for its draft. A note never changes the verdict."""

    NOTE = "note"
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """Order by weight: a greater number weighs more."""
        return ("note", "warn", "block").index(self.value)

    def lowered(self) -> Severity:
        """One step down; a note stays a note."""
        return Severity.WARN if self is Severity.BLOCK else Severity.NOTE


class Verdict(StrEnum):
    """What is to be done with a draft."""

    PASS = "pass"  # noqa: S105 - a verdict, not a word that opens a door
    WARN = "warn"
    BLOCK = "block"

    @property
    def rank(self) -> int:
        """Order by strictness: a greater number is stricter."""
        return ("pass", "warn", "block").index(self.value)

    @classmethod
    def of(cls, severities: Iterable[Severity]) -> Verdict:
        """The strictest verdict that these severities ask for; no severity is a pass."""
        found = set(severities)
        return cls.BLOCK if Severity.BLOCK in found else cls.WARN if Severity.WARN in found else cls.PASS

    @classmethod
    def strictest(cls, verdicts: Iterable[Verdict]) -> Verdict:
        """The strictest of several verdicts; of none, a pass."""
        return max(verdicts, key=lambda verdict: verdict.rank, default=cls.PASS)


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in a source text. Lines and columns start at 1; columns and offsets count Unicode code points."""

    offset: int
    line: int
    column: int


@dataclass(frozen=True, slots=True)
class Finding:
    """One hit of a rule in one draft.

    Attributes:
        rule: Rule id, `family/slug`.
        severity: What it means for the draft.
        message: Why the words are a problem, in plain English.
        excerpt: The words at fault, as they stand in the text.
        start: Where they start in the source.
        end: Where they end (exclusive).
        suggestion: What to write or do instead.
        clauses: Ids of the clauses of guidance that the rule enforces here.
        evidence: What the decision rests on: who, what, list entry, source.
        exception: Id of the exception that lowered or dropped it, or None.
        suppressed: Why it does not count, or None where it does: the reason of an author who allowed it, or that it
            is in the baseline.
        in_baseline: True where it does not count because it is in the baseline.
    """

    rule: str
    severity: Severity
    message: str
    excerpt: str
    start: Position
    end: Position
    suggestion: str = ""
    clauses: tuple[str, ...] = ()
    evidence: Mapping[str, object] = field(default_factory=dict)
    exception: str | None = None
    suppressed: str | None = None
    in_baseline: bool = False
