"""The hash chain: each entry's hash covers its content and the hash before it, so no change goes unseen."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from neutral_gate.service.log.entries import Verification
from neutral_gate.service.log.moments import written
from neutral_gate.service.log.tables import entries, texts

GENESIS = "0" * 64
"""What stands for the hash before the first entry."""

_REPEATED = ("decision_id", "idempotency_key", "verdict", "author", "actor", "kind", "channel", "source", "name")
_LISTED = ("windows", "rules")
_STEP = 1000
_LAST = select(entries.c.seq, entries.c.hash).order_by(entries.c.seq.desc()).limit(1)
_INSERT = insert(entries)
_DOUBTFUL = re.compile(r"\\u0000|\\u[dD][89a-fA-F]")  # a null, or what may be half of a pair, as JSON writes them


def canonical(content: Mapping[str, Any]) -> str:
    """JSON in ASCII with sorted keys and no spaces: the same data is always the same text.

    Raises:
        ValueError: It holds a number that JSON does not know.
    """
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=True, allow_nan=False)


def link(previous: str, content: str) -> str:
    """The hash of an entry: SHA-256 over the hash before it, a line feed, and its content."""
    return hashlib.sha256(f"{previous}\n{content}".encode()).hexdigest()


def append(connection: Connection, kind: str, id_: str, recorded: datetime, data: Mapping[str, Any]) -> int:
    """Adds an entry to the end of the chain.

    Args:
        connection: Inside `Database.write`, where nobody else can append.
        kind: "decision", "override" or "review".
        id_: Its id, never used before.
        recorded: This moment.
        data: What it says; must be plain JSON data.

    Returns:
        Its number.
    """
    last = connection.execute(_LAST).first()
    seq, previous = (last.seq + 1, last.hash) if last else (1, GENESIS)
    whole = {**data, "seq": seq, "id": id_, "type": kind, "recorded": written(recorded)}
    content = canonical(whole)
    if _DOUBTFUL.search(content):
        whole = _cleaned(whole)
        content = canonical(whole)
    row = {"content": content, "previous": previous, "hash": link(previous, content), **_columns(whole)}
    connection.execute(_INSERT, row)
    return seq


def verify(connection: Connection, noted: tuple[int, str] | None = None) -> Verification:
    """Walks the chain from its first entry, and compares kept text with its digest in the chain.

    Args:
        connection: Sees one state of the database.
        noted: Number and hash of an entry that somebody wrote down: it must still be there. This alone shows that
            the end was cut off, or that all of the log was made anew.
    """
    previous, count = GENESIS, 0
    for row in _walk(connection):
        problem = _fault(row, previous, count + 1)
        if not problem and row["type"] == "decision":
            problem = _text_fault(connection, row)
        if not problem and noted is not None and noted[0] == count + 1 and noted[1] != row["hash"]:
            problem = f"Entry {noted[0]} is not the one that you noted: its hash was another."
        if problem:
            return Verification(False, count, previous, count + 1, problem)
        previous, count = row["hash"], count + 1
    if noted is not None and noted[0] > count:
        problem = f"Entry {count + 1} is missing: you noted entry {noted[0]}, and the log ends before it."
        return Verification(False, count, previous, count + 1, problem)
    return Verification(True, count, previous)


def text_digest(text: str | None, findings: str | None) -> str:
    """What the chain keeps of a text that may be blanked later: SHA-256 over its canonical JSON."""
    return hashlib.sha256(canonical({"text": text, "findings": findings}).encode()).hexdigest()


def clean(value: str) -> str:
    """Text as every database can hold it: no null and no half of a surrogate pair."""
    return value.replace("\0", "\ufffd").encode("utf-8", "replace").decode("utf-8")


def listed(values: Sequence[str]) -> str:
    """Words between spaces, so that one can be looked for: " ge-2024 local-2026 "."""
    return f" {' '.join(values)} " if values else ""


def _cleaned(data: Any) -> Any:
    if isinstance(data, str):
        return clean(data)
    if isinstance(data, Mapping):
        return {clean(str(key)): _cleaned(value) for key, value in data.items()}
    if isinstance(data, list | tuple):
        return [_cleaned(value) for value in data]
    return data


def _columns(whole: Mapping[str, Any]) -> dict[str, Any]:
    """The columns that repeat parts of the content."""
    found: dict[str, Any] = {name: whole[name] for name in ("seq", "id", "type", "recorded")}
    for name in _REPEATED:
        value = whole.get(name)
        found[name] = None if value is None else str(value)
    for name in _LISTED:
        found[name] = listed(whole.get(name) or ())
    return found


def _walk(connection: Connection) -> Iterator[RowMapping]:
    """All entries in order, so many at a time that a long log fits into memory."""
    after: int | None = None
    while True:
        step = select(entries).order_by(entries.c.seq).limit(_STEP)
        batch = connection.execute(step if after is None else step.where(entries.c.seq > after)).mappings().all()
        yield from batch
        if len(batch) < _STEP:
            return
        after = batch[-1]["seq"]


def _fault(row: RowMapping, previous: str, seq: int) -> str | None:
    if row["seq"] != seq:
        return f"Entry {seq} is missing: in its place stands entry {row['seq']}."
    if row["previous"] != previous:
        return f"Entry {seq} does not follow from the entry before it."
    if link(row["previous"], row["content"]) != row["hash"]:
        return f"The content of entry {seq} was changed, or its hash."
    try:
        whole = json.loads(row["content"])
        expected = _columns(whole)
    except (ValueError, KeyError, TypeError, AttributeError):
        return f"The content of entry {seq} cannot be read."
    wrong = [name for name, value in expected.items() if row[name] != value]
    return f'The column "{wrong[0]}" of entry {seq} was changed.' if wrong else None


def _text_fault(connection: Connection, row: RowMapping) -> str | None:
    digest = json.loads(row["content"]).get("text_digest")
    kept = connection.execute(select(texts).where(texts.c.decision_id == row["id"])).mappings().first()
    if digest is None:
        return None if kept is None else f"Entry {row['seq']} has a text that was added later."
    if kept is None:
        return f"The row for the text of entry {row['seq']} is missing."
    if kept["purged"] is None and text_digest(kept["text"], kept["findings"]) != digest:
        return f"The kept text of entry {row['seq']} was changed."
    return None
