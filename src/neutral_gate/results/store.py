"""Keeps answers between runs, in one small database in the user's cache folder.

Each answer is JSON with a checksum over it and its key, so a broken row is no answer, and nothing that is read can run
code. A database that is damaged is thrown away. SQLite's own locks let several runs share it; one that finds it locked
for long goes on without it.
"""

from __future__ import annotations

import json
import os
import sqlite3
import zlib
from pathlib import Path

from neutral_gate.digests import sha256
from neutral_gate.results.again import is_ours

MAX_BYTES = 64 * 1024 * 1024
"""Size from which on the oldest answers are dropped; some 100,000 clear drafts fit."""

_MAX_ANSWER = 1024 * 1024  # a draft with more findings than fit in this is judged anew each time
_SAVE_EVERY = 500
_WAIT = 2.0  # seconds for another run to finish writing
_CHECKSUM = 32
_NAME = "results-1.sqlite3"
_TABLE = "CREATE TABLE IF NOT EXISTS answers (id INTEGER PRIMARY KEY, key TEXT UNIQUE NOT NULL, body BLOB NOT NULL)"


class Store:
    """Answers by key. Whatever goes wrong with the database, a run goes on as if nothing had been kept.

    Args:
        folder: The cache's folder, or None to keep nothing.
        max_bytes: Size from which on the oldest answers are dropped.
    """

    def __init__(self, folder: Path | None, max_bytes: int = MAX_BYTES) -> None:
        self._path = None if folder is None else folder / _NAME
        self._max_bytes = max_bytes
        self._open: sqlite3.Connection | None = None
        self._waiting: list[tuple[str, bytes]] = []

    @property
    def used(self) -> bool:
        """Whether there is a place to keep anything."""
        return self._path is not None

    def get(self, key: str) -> object | None:
        """The answer that was kept under a key, or None."""
        try:
            database = self._database(make=False)
            if database is None:
                return None
            row = database.execute("SELECT body FROM answers WHERE key = ?", (key,)).fetchone()
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)
            return None
        return None if row is None else _unsealed(key, row[0])

    def put(self, key: str, answer: object) -> None:
        """Keeps an answer, plain data as JSON has it."""
        if self._path is None:
            return
        sealed = _sealed(key, answer)
        if len(sealed) > _MAX_ANSWER:
            return
        self._waiting.append((key, sealed))
        if len(self._waiting) >= _SAVE_EVERY:
            self.save()

    def save(self) -> None:
        """Writes what waits to be kept, all of it or nothing."""
        waiting, self._waiting = self._waiting, []
        if not waiting:
            return
        try:
            database = self._database(make=True)
            if database is None:
                return
            with database:
                database.execute("BEGIN IMMEDIATE")
                database.executemany("INSERT OR REPLACE INTO answers (key, body) VALUES (?, ?)", waiting)
                self._drop_oldest(database)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def close(self) -> None:
        """Writes what waits, and closes the database."""
        self.save()
        if self._open is not None:
            self._open.close()
            self._open = None

    def _database(self, *, make: bool) -> sqlite3.Connection | None:
        if self._open is not None or self._path is None:
            return self._open
        if not self._path.exists():
            if not make:
                return None
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._path, os.O_CREAT | os.O_RDWR, 0o600))
        if not is_ours(str(self._path)):
            self._path = None
            return None
        opened = sqlite3.connect(self._path, timeout=_WAIT, isolation_level=None)
        self._open = opened
        opened.execute("PRAGMA trusted_schema = OFF")
        # After a power cut the checksums tell what is broken; waiting for the disk would cost more than judging anew.
        opened.execute("PRAGMA synchronous = OFF")
        opened.execute(_TABLE)
        return opened

    def _drop_oldest(self, database: sqlite3.Connection) -> None:
        (pages,) = database.execute("PRAGMA page_count").fetchone()
        (free,) = database.execute("PRAGMA freelist_count").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
        if (pages - free) * size > self._max_bytes:
            oldest = "SELECT id FROM answers ORDER BY id LIMIT (SELECT count(*) / 3 FROM answers)"
            database.execute(f"DELETE FROM answers WHERE id IN ({oldest})")  # noqa: S608 - no word of it is from outside

    def _give_up(self, error: Exception) -> None:
        """Goes on without the database; one that is no database, or a damaged one, makes room for a new one."""
        path, self._path = self._path, None
        if self._open is not None:
            self._open.close()
            self._open = None
        # A locked one, or one in a read-only folder, is an OperationalError: it may be sound.
        if path is not None and type(error) is sqlite3.DatabaseError:
            try:
                path.unlink(missing_ok=True)
            except OSError:
                return


def _sealed(key: str, answer: object) -> bytes:
    body = zlib.compress(json.dumps(answer, separators=(",", ":")).encode(), 1)
    return _checksum(key, body) + body


def _unsealed(key: str, row: object) -> object | None:
    if not isinstance(row, bytes) or _checksum(key, row[_CHECKSUM:]) != row[:_CHECKSUM]:
        return None
    try:
        answer: object = json.loads(zlib.decompress(row[_CHECKSUM:]))
    except (ValueError, zlib.error, RecursionError):
        return None
    return answer


def _checksum(key: str, body: bytes) -> bytes:
    return sha256(key.encode() + b"\0" + body).digest()
