"""The core of an audit: a batch of posts in, a batch of results out, and nothing else read or written.

The same function runs in this process, in a pool of processes, on a Dask cluster and inside Spark's `mapInArrow`.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator, Sequence
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
_COPIED += ("repost_source", "quote_source", "reply_source", "source", "place", "zone_assumed")
_NOTHING = dict.fromkeys(Severity, 0)
_Row = tuple[dict[str, Any], Draft | None]
"""A row of results that is being made, and its draft; None where there is none."""
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

    wanted = [name for name in schemas().posts.names if name in batch.schema.names]
    rows = [_begun(row) for row in batch.select(wanted).to_pylist()]
    _judge(rows, gate_for(settings), settings)
    return pa.RecordBatch.from_pylist([made for made, _ in rows], schema=schemas().results)


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


def _begun(row: dict[str, Any]) -> _Row:
    """The row of results for a row of posts, as far as it does not hang on the gate, and the post's draft."""
    made: dict[str, Any] = {name: row.get(name) or "" for name in _COPIED}
    made["post"] = digest_of(row)
    made["scheduled"] = bool(row.get("scheduled"))
    made["kind"] = row.get("kind") or ""
    row["published"] = made["published"] = _in_london(row.get("published"))
    try:
        return made, draft_of(row)
    except Exception as error:  # one bad item is one row, never a lost run
        _spoilt(made, error)
        return made, None


def _judge(rows: Sequence[_Row], gate: Gate, settings: Settings) -> None:
    """Writes what the gate says of each draft into its row."""
    whole = [(made, draft) for made, draft in rows if draft is not None]
    for (made, draft), result in zip(whole, _results(whole, gate, None, settings.at), strict=True):
        try:
            made |= _told(draft, _certain(result))
        except Exception as error:
            _spoilt(made, error)
    opening = settings.opening
    if opening is None:
        return
    there = [
        (made, draft)
        for made, draft in whole
        if "verdict" in made and draft.published is not None and draft.published < opening
    ]
    for (made, _), result in zip(there, _results(there, gate, opening, opening), strict=True):
        try:
            made["there_verdict"] = _certain(result).verdict.value
        except Exception as error:
            _spoilt(made, error)


def _results(
    rows: Sequence[tuple[dict[str, Any], Draft]], gate: Gate, at: datetime | None, undated: datetime
) -> list[DraftResult | Exception]:
    """What the gate says of each draft; where it fails, each is tried by itself, and the error stands in its place."""
    try:
        return [*gate.judge_many([draft for _, draft in rows], at, undated)]
    except Exception:
        _log.exception("Some items could not be judged together")
    results: list[DraftResult | Exception] = []
    for _, draft in rows:
        try:
            results.append(gate.judge(draft, at or draft.published or undated))
        except Exception as error:
            results.append(error)
    return results


def _certain(result: DraftResult | Exception) -> DraftResult:
    if isinstance(result, Exception):
        raise result
    return result


def _spoilt(made: dict[str, Any], error: Exception) -> None:
    """Says in a row why there is no verdict."""
    made.pop("verdict", None)
    if isinstance(error, GateError):
        made |= {"problem": error.problem, "mend": error.mend}
        return
    _log.error("An item of %s could not be judged", made["source"], exc_info=error)
    made["problem"] = f"This item could not be judged ({type(error).__name__})."
    made["mend"] = "Check it by eye, and report the fault."


def _told(draft: Draft, result: DraftResult) -> dict[str, Any]:
    shown = Shown(draft)
    counts = _NOTHING.copy()
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
        "page": shown.page(finding),
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
