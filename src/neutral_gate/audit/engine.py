"""The core of an audit: a batch of posts in, a batch of results out, and nothing else read or written.

The same function runs in this process, in a pool of processes, on a Dask cluster and inside Spark's `mapInArrow`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from neutral_gate.audit.posts import digest_of, draft_of
from neutral_gate.audit.schema import schemas
from neutral_gate.audit.shown import Shown
from neutral_gate.config import Config
from neutral_gate.elections import LONDON
from neutral_gate.gate import Gate
from neutral_gate.model import Draft, DraftResult, Finding, GateError, Severity
from neutral_gate.people import People

if TYPE_CHECKING:
    from pyarrow import RecordBatch

_log = logging.getLogger(__name__)
_KEPT = 4  # gates; each holds the names of its people
_GATES: dict[Settings, Gate] = {}
_COPIED: tuple[str, ...] = ("platform", "account", "id", "url", "published", "scheduled", "language")
_COPIED += ("repost_source", "quote_source", "reply_source", "source", "place")
_PICTURES = frozenset({"image", "photo", "picture", "gif", "animated_gif", "animated gif", ""})


@dataclass(frozen=True, eq=False)
class Settings:
    """What the judging of every post rests on. It travels to other processes.

    Attributes:
        config: The body's settings.
        people: Candidates and politicians.
        at: The moment for which posts without a date are judged.
        opening: The start of the period that the audit looks at: posts from before it are also judged as if they were
            published then. None for no such period.
        key: A digest of all of this, which also tells one process that it has the gate at hand.
    """

    config: Config
    people: People
    at: datetime
    opening: datetime | None
    key: str

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Settings) and self.key == other.key

    def __hash__(self) -> int:
        return hash(self.key)


def judge(batch: RecordBatch, settings: Settings) -> RecordBatch:
    """Judges a batch of posts.

    Args:
        batch: Columns of the table `posts`; any of them may be missing, and others are left out.
        settings: What they are judged under.

    Returns:
        A row of the table `results` for each row, in order. A row that cannot be read has no verdict, and says why in
        `problem` and `mend`.
    """
    import pyarrow as pa

    gate = gate_for(settings)
    wanted = [name for name in schemas().posts.names if name in batch.schema.names]
    rows = batch.select(wanted).to_pylist()
    return pa.RecordBatch.from_pylist([_row(row, gate, settings) for row in rows], schema=schemas().results)


def judge_batches(batches: Iterable[RecordBatch], settings: Settings) -> Iterator[RecordBatch]:
    """The same for a stream of batches; this is what Spark's `mapInArrow` takes."""
    return (judge(batch, settings) for batch in batches)


def gate_for(settings: Settings) -> Gate:
    """The gate for these settings; one process loads it once."""
    gate = _GATES.get(settings)
    if gate is None:
        while len(_GATES) >= _KEPT:
            _GATES.pop(next(iter(_GATES)))
        gate = _GATES[settings] = Gate(settings.config, settings.people)
    return gate


def _row(row: dict[str, Any], gate: Gate, settings: Settings) -> dict[str, Any]:
    made: dict[str, Any] = {name: row.get(name) or "" for name in _COPIED}
    made["post"] = digest_of(row)
    made["scheduled"] = bool(row.get("scheduled"))
    made["kind"] = row.get("kind") or ""
    published = made["published"] = _in_london(row.get("published"))
    try:
        row["published"] = published
        draft = draft_of(row)
        made |= _judged(draft, gate, settings)
        if settings.opening is not None and published is not None and published < settings.opening:
            made["there_verdict"] = gate.judge(draft, settings.opening).verdict.value
    except GateError as error:
        return {**made, "problem": error.problem, "mend": error.mend}
    except Exception as error:  # one bad item is one row, never a lost run
        _log.exception("An item of %s could not be judged", made["source"])
        problem = f"This item could not be judged ({type(error).__name__})."
        return {**made, "problem": problem, "mend": "Check it by eye, and report the fault."}
    return made


def _judged(draft: Draft, gate: Gate, settings: Settings) -> dict[str, Any]:
    result = gate.judge(draft, draft.published or settings.at)
    shown = Shown(draft)
    counts = dict.fromkeys(Severity, 0)
    for finding in result.findings:
        counts[finding.severity] += finding.suppressed is None
    return {
        "kind": result.kind,
        "verdict": result.verdict.value,
        "in_window": bool(result.windows),
        "windows": [window.id for window in result.windows],
        "blocks": counts[Severity.BLOCK],
        "warnings": counts[Severity.WARN],
        "notes": counts[Severity.NOTE],
        **_pictures(draft),
        "shown": shown.text.encode("utf-8", "replace").decode(),
        "found": [_found(finding, shown) for finding in _gravest_first(result)],
    }


def _gravest_first(result: DraftResult) -> list[Finding]:
    return sorted(result.findings, key=lambda finding: (finding.suppressed is not None, -finding.severity.rank))


def _found(finding: Finding, shown: Shown) -> dict[str, Any]:
    start, end = shown.place(finding.start.offset, finding.end.offset, finding.excerpt)
    named = finding.evidence.get("named") or finding.evidence.get("account") or ""
    names = ", ".join(map(str, named)) if isinstance(named, list | tuple) else str(named)
    found = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "words": finding.excerpt,
        "why": finding.message,
        "instead": finding.suggestion,
        "clauses": list(finding.clauses),
        "exception": finding.exception or "",
        "allowed": finding.suppressed or "",
        "names": names,
        "start": start,
        "end": end,
    }
    return {
        key: value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
        for key, value in found.items()
    }


def _pictures(draft: Draft) -> dict[str, int]:
    """How many pictures a draft has, how many without alternative text, and of how many nobody can know."""
    whole = str(draft.settings.get("alt_status", ("",))[0]).lower() == "unknown"
    pictures = [each for each in draft.images if each.attributes.get("type", "").lower() in _PICTURES]
    silent = [each for each in pictures if not (each.alt or "").strip()]
    unknown = [each for each in silent if whole or each.attributes.get("alt_status", "").lower() == "unknown"]
    if draft.page is not None:  # a page may mark a picture as decoration
        silent = [each for each in silent if each.alt is None]
    return {"images": len(pictures), "no_alt": len(silent) - len(unknown), "alt_unknown": len(unknown)}


def _in_london(moment: object) -> datetime | None:
    if not isinstance(moment, datetime):
        return None
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)
