"""What the posts of a page of the X API refer to: posts, users and media, by their ids."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from neutral_gate.sources.values import Json, inside, record, records, words

_KEYS = {"tweets": "id", "users": "id", "media": "media_key"}
_BATCH = 5_000


class Includes:
    """The `includes` of one page."""

    def __init__(self, page: Json) -> None:
        self._by_id: dict[tuple[str, str], Json] = {}
        for kind, key in _KEYS.items():
            for each in records(inside(page, "includes", kind)):
                self._by_id.setdefault((kind, words(each.get(key))), each)
        # A page's own posts may be what its other posts refer to.
        for each in records(page.get("data")):
            self._by_id.setdefault(("tweets", words(each.get("id"))), each)
        self.names_alts = any("alt_text" in each for each in records(inside(page, "includes", "media")))

    def get(self, kind: str, number: str) -> Json | None:
        """The post, user or media ("tweets", "users", "media") with an id, or None."""
        return self._by_id.get((kind, number))


class LongIncludes(Includes):
    """The same for a page that is too long for memory: kept in a temporary file that goes when it is closed."""

    def __init__(self, entries: Iterable[tuple[str, Json]]) -> None:
        super().__init__({})
        self._file = sqlite3.connect("")
        self._file.execute("CREATE TABLE known (kind TEXT, id TEXT, value TEXT, PRIMARY KEY (kind, id)) WITHOUT ROWID")
        rows: list[tuple[str, str, str]] = []
        for kind, value in entries:
            if kind not in _KEYS:
                continue
            self.names_alts = self.names_alts or (kind == "media" and "alt_text" in value)
            rows.append((kind, words(value.get(_KEYS[kind])), json.dumps(value)))
            if len(rows) >= _BATCH:
                self._store(rows)
        self._store(rows)

    def get(self, kind: str, number: str) -> Json | None:
        """See `Includes`."""
        row = self._file.execute("SELECT value FROM known WHERE kind = ? AND id = ?", (kind, number)).fetchone()
        value: Any = json.loads(row[0]) if row is not None else None
        return record(value) or None

    def close(self) -> None:
        """Drops the file."""
        self._file.close()

    def _store(self, rows: list[tuple[str, str, str]]) -> None:
        self._file.executemany("INSERT OR IGNORE INTO known VALUES (?, ?, ?)", rows)
        rows.clear()
