"""What the gate answers for a run: windows, drafts with their findings, and one verdict."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from neutral_gate.model.finding import Finding, Verdict
from neutral_gate.model.records import dataclass, field
from neutral_gate.model.window import Window


@dataclass(frozen=True, slots=True)
class ExceptionUsed:
    """An exception that made findings of a draft pass, or lowered them by one step."""

    id: str
    reason: str
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DraftResult:
    """The gate's answer for one draft.

    Attributes:
        path: The file's path as given, or the name of the input ("-" for standard input).
        kind: The kind that it was judged as.
        verdict: Block, warn or pass.
        sha256: Digest of the bytes that were read, in hex.
        findings: In order of their place in the source.
        exceptions: What made a finding pass or drop one step.
        checklist: What a person should still look at; no machine can.
        at: The moment the draft was judged for: its date of publication or the run's moment.
        windows: Windows active at that moment.
        source: The text as read, for reports that show the words in their line.
        readability: Named measures of the text; empty where it is too short to measure.
        notices: Plain sentences about what the answer rests on, such as a list of candidates that is missing.
    """

    path: str
    kind: str
    verdict: Verdict
    sha256: str
    findings: tuple[Finding, ...]
    at: datetime
    windows: tuple[Window, ...] = ()
    exceptions: tuple[ExceptionUsed, ...] = ()
    checklist: tuple[str, ...] = ()
    source: str = ""
    readability: Mapping[str, float] = field(default_factory=dict)
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Decision:
    """The gate's answer for all drafts of a run.

    Attributes:
        at: The moment of the run.
        verdict: The strictest verdict of all drafts.
        windows: Windows active for any of the drafts, each once.
        drafts: One result a draft, in the order given.
        versions: Versions of the gate, the lexicon and the people list.
        notices: Plain sentences for the reader, such as that no body is set.
    """

    at: datetime
    verdict: Verdict
    windows: tuple[Window, ...]
    drafts: tuple[DraftResult, ...]
    versions: Mapping[str, str]
    notices: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Number of drafts in all and by verdict."""
        tally = {"drafts": len(self.drafts), "block": 0, "warn": 0, "pass": 0}
        for draft in self.drafts:
            tally[draft.verdict.value] += 1
        return tally
