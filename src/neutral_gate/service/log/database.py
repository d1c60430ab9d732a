"""The database under the log: one writer at a time, and nothing is answered before it is on the disk."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from sqlalchemy import Connection, Engine, text

from neutral_gate.service.log.engines import WRITES, postgresql_engine, read_address, sqlite_engine
from neutral_gate.service.log.errors import LogBusyError, plainly

ADVISORY_LOCK = 0x6E65_7574_7261_6C67
"""Key of the lock that PostgreSQL writers take, of our own choice: "neutralg" in ASCII."""


class Database:
    """An engine with the settings that the log's promises rest on.

    Args:
        url: `sqlite:///file.db` or `postgresql://user:password@host/name`.
        patience: Seconds to wait for other writers.
        create: Whether to make an SQLite file that is not there yet.

    Raises:
        UsageError: The address cannot be read, names a database that keeps nothing, or a file that cannot be opened.
    """

    def __init__(self, url: str, patience: float = 5.0, create: bool = True) -> None:
        address = read_address(url)
        self._patience = patience
        self._turn = threading.Lock()
        self.sqlite = address.get_backend_name() == "sqlite"
        make = partial(sqlite_engine, create=create) if self.sqlite else postgresql_engine
        self._engine: Engine = make(address, patience)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one state of the database.

        Raises:
            LogError: The database cannot do it.
        """
        with plainly():
            isolation = {} if self.sqlite else {"isolation_level": "REPEATABLE READ"}
            with self._engine.connect().execution_options(**isolation) as connection, connection.begin():
                yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection that no other writer stands beside. At the end all of it is on the disk, or nothing.

        Raises:
            LogError: The database cannot do it. Nothing has changed; only where a disk or a network fails in the very
                moment of the commit may it stand there all the same.
        """
        # Threads of this process queue here: it is fairer than the database's own waiting, and costs no connection.
        if not self._turn.acquire(timeout=self._patience):
            raise LogBusyError("The decision log is busy.", "Try again in a few seconds.")
        try:
            with plainly(), self._engine.connect() as connection, self._writing(connection):
                yield connection
        finally:
            self._turn.release()

    def close(self) -> None:
        """Closes all connections."""
        self._engine.dispose()

    def forget_blanked(self) -> None:
        """Takes blanked text out of SQLite's side file too. Where others read right now, the next time does it."""
        if self.sqlite:
            with plainly(), self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _writing(self, connection: Connection) -> Iterator[None]:
        connection.execution_options(**{WRITES: True})
        with connection.begin():
            if not self.sqlite:
                self._take_lock(connection)
            yield

    def _take_lock(self, connection: Connection) -> None:
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {int(self._patience * 1000)}")
        connection.exec_driver_sql("SET LOCAL synchronous_commit = on")  # whatever the server's own setting says
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ADVISORY_LOCK})
