"""Connections to SQLite and PostgreSQL, with the settings that the log's promises rest on."""

from __future__ import annotations

import os
import sqlite3
import ssl
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError
from sqlalchemy.pool import QueuePool

from neutral_gate.model import UsageError
from neutral_gate.service.log.errors import LogUnreachableError

WRITES = "neutral_gate_writes"
"""Execution option of a connection that is about to write."""

_PRAGMAS = (
    "journal_mode = WAL",
    "synchronous = FULL",  # in WAL mode NORMAL would lose the last commits with the power
    "fullfsync = ON",  # macOS: an fsync alone leaves the data in the disk's own cache
    "secure_delete = ON",  # blanked text is overwritten
    "trusted_schema = OFF",
)

_SSL_MODES = ("disable", "prefer", "require", "verify-ca", "verify-full")
_MEND = "Write it as sqlite:///neutral-gate.db or postgresql://user@host/name."


def read_address(url: str) -> URL:
    """The address of a database, with the driver that we bring along.

    Raises:
        UsageError: It cannot be read, or names another kind of database.
    """
    try:
        address = make_url(url)
        backend = address.get_backend_name()
    except (ArgumentError, ValueError):
        raise UsageError("The address of the database cannot be read.", _MEND) from None  # it may hold a password
    if backend == "postgres":  # the old spelling, which many hosts still hand out
        address = address.set(drivername="postgresql")
    elif backend not in ("sqlite", "postgresql"):
        raise UsageError(f"The decision log cannot be kept in {backend}.", _MEND)
    return address.set(drivername="postgresql+pg8000") if address.drivername == "postgresql" else address


def sqlite_engine(address: URL, patience: float, create: bool) -> Engine:
    """Connections to an SQLite file.

    Args:
        address: Names the file.
        patience: Seconds to wait for other writers.
        create: Whether to make a file that is not there yet.

    Raises:
        UsageError: The address names no file, or one that cannot be opened.
    """
    name = address.database
    if not name or name == ":memory:" or name.startswith("file:"):
        raise UsageError(
            "The decision log cannot be kept in memory: it would be lost.",
            "Give the database as a file, such as sqlite:///neutral-gate.db.",
        )
    path = Path(name).absolute()
    _open_private(path, create)
    known = _identity(path)

    def same_file(*_: object) -> None:
        # Entries would go into a file that has no name any more; or the side file of one database would be read into
        # another: https://www.sqlite.org/howtocorrupt.html, section 2.4.
        if _identity(path) != known:
            raise LogUnreachableError(
                "The file of the decision log was moved, removed or replaced while it was in use.",
                "Stop the service, see that the right file is in its place, and start it again.",
            )

    def connect() -> sqlite3.Connection:
        same_file()
        where = f"file:{quote(path.as_posix())}?mode=rw"  # a file that is not there is an error, not an empty log
        connection = sqlite3.connect(where, timeout=patience, check_same_thread=False, isolation_level=None, uri=True)
        try:
            for pragma in _PRAGMAS:
                connection.execute(f"PRAGMA {pragma}").close()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite:///", creator=connect, poolclass=QueuePool, hide_parameters=True, pool_timeout=patience, max_overflow=40
    )
    event.listen(engine, "checkout", same_file)
    event.listen(engine, "begin", _begin)
    return engine


def postgresql_engine(address: URL, patience: float) -> Engine:
    """Connections to a PostgreSQL server.

    Args:
        address: Names the database. `sslmode` and `sslrootcert` mean what they mean to PostgreSQL's own programs:
            https://www.postgresql.org/docs/current/libpq-ssl.html.
        patience: Seconds to wait for a free connection.

    Raises:
        UsageError: `sslmode` is unknown, or the file of `sslrootcert` cannot be used.
    """
    arguments: dict[str, Any] = {}
    if address.drivername == "postgresql+pg8000":
        mode, root = (
            str(address.query.get(name, default)) for name, default in (("sslmode", "prefer"), ("sslrootcert", ""))
        )
        address = address.difference_update_query(("sslmode", "sslrootcert"))
        arguments = {"ssl_context": _encryption(mode, root), "timeout": max(patience * 2, 10)}
    engine = create_engine(
        address,
        hide_parameters=True,
        pool_pre_ping=True,
        pool_timeout=patience,
        max_overflow=10,
        connect_args=arguments,
    )
    event.listen(engine, "do_connect", _connect)
    ping = engine.dialect.do_ping

    def answers(dbapi_connection: Any) -> bool:
        """False where the server is away: pg8000 lets through what the network says of a connection that broke."""
        try:
            return ping(dbapi_connection)
        except OSError:
            return False

    engine.dialect.do_ping = answers  # type: ignore[method-assign]
    return engine


def _connect(dialect: Any, record: object, arguments: list[Any], named: dict[str, Any]) -> Any:
    """Connects; what goes wrong on the network before there is a connection is no error of the database's own."""
    try:
        return dialect.connect(*arguments, **named)
    except OSError as error:
        raise LogUnreachableError(
            f"The database of the decision log cannot be reached ({type(error).__name__}).",
            "Check that it runs, that its address is right, and that its certificate is one that you trust.",
        ) from None


def _encryption(mode: str, root: str) -> ssl.SSLContext | bool | None:
    """What pg8000 takes for a mode: None tries it and does without, False never tries."""
    if mode not in _SSL_MODES:
        raise UsageError("The database's sslmode is not known.", f"It can be {', '.join(_SSL_MODES)}.")
    if mode in ("disable", "prefer"):
        return False if mode == "disable" else None
    try:
        context = ssl.create_default_context(cafile=root or None)
    except (OSError, ssl.SSLError):
        raise UsageError("The file of sslrootcert cannot be used.", "Name a file of certificates (PEM).") from None
    context.check_hostname = mode == "verify-full"
    if mode == "require":
        context.verify_mode = ssl.CERT_NONE  # encrypts, but does not look at who answers
    return context


def _open_private(path: Path, create: bool) -> None:
    """Makes the file if need be, readable by its owner only; SQLite gives its side files the same permissions."""
    try:
        os.close(os.open(path, os.O_RDWR | (os.O_CREAT if create else 0), 0o600))
    except OSError as error:
        raise UsageError(
            f"The database {path} cannot be opened: {error.strerror}.",
            "Check its name, that its folder exists, and that this program may write there.",
        ) from error


def _identity(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
