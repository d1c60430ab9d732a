"""What can go wrong with the log, in plain words: each says whether to try again, and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy.exc import DBAPIError, SQLAlchemyError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from neutral_gate.model import GateError, UsageError


class LogError(GateError):
    """The log could not do its work. What was answered before is safe; this entry was not taken in."""


class LogBusyError(LogError):
    """Others held the log for too long. Trying again soon is likely to work."""


class LogFullError(LogError):
    """There is no room for another entry."""


class LogBrokenError(LogError):
    """The database file is damaged, or it is no database."""


class LogUnreachableError(LogError):
    """The database cannot be opened or reached."""


class KeyUsedError(UsageError):
    """An idempotency key came a second time, with another draft."""


_BUSY = LogBusyError("The decision log is busy.", "Try again in a few seconds.")
_FULL = LogFullError(
    "The decision log cannot grow: the disk is full, or it cannot be written to.",
    "Free some space on the disk of the database. Nothing that was logged is lost.",
)
_BROKEN = LogBrokenError(
    "The database of the decision log is damaged.",
    "Stop the service, keep the damaged file, and put back the last backup.",
)
_UNREACHABLE = LogUnreachableError(
    "The database of the decision log cannot be opened.",
    "Check that it runs, that its address is right, and that this program may read and write it.",
)
_EMPTY = LogError("The decision log is not set up.", "Start the service once: it sets up its tables.")
_FORBIDDEN = LogUnreachableError(
    "The account that the decision log uses may not do this.", "Give it the rights that the documentation lists."
)
_REFUSED = LogError(
    "The database refused a change to the decision log.",
    "Entries can only be added. They cannot be changed or removed.",
)

_SQLITE_ERROR = 1

_SQLITE = {
    5: _BUSY,  # SQLITE_BUSY
    6: _BUSY,  # SQLITE_LOCKED
    8: _UNREACHABLE,  # SQLITE_READONLY
    10: _FULL,  # SQLITE_IOERR: what a quota or a file-size limit looks like
    11: _BROKEN,  # SQLITE_CORRUPT
    13: _FULL,  # SQLITE_FULL
    14: _UNREACHABLE,  # SQLITE_CANTOPEN
    19: _REFUSED,  # SQLITE_CONSTRAINT: a trigger said no
    26: _BROKEN,  # SQLITE_NOTADB
}
"""By primary result code, https://www.sqlite.org/rescode.html."""

_POSTGRESQL = {
    "53100": _FULL,  # disk_full
    "53300": _BUSY,  # too_many_connections
    "55P03": _BUSY,  # lock_not_available
    "40P01": _BUSY,  # deadlock_detected
    "57014": _BUSY,  # query_canceled by a timeout
    "23505": _REFUSED,  # unique_violation
    "42501": _FORBIDDEN,  # insufficient_privilege
    "42P01": _EMPTY,  # undefined_table
    "P0001": _REFUSED,  # raise_exception: a trigger said no
}
"""By SQLSTATE, https://www.postgresql.org/docs/current/errcodes-appendix.html."""


@contextmanager
def plainly() -> Iterator[None]:
    """Turns the errors of the database into a `LogError` with a plain sentence and what to do.

    The database's own error is left out of the traceback: it can hold words of a draft.
    """
    try:
        yield
    except PoolTimeoutError:
        raise _fresh(_BUSY) from None
    except DBAPIError as error:
        raise _fresh(_plain(error.orig)) from None
    except SQLAlchemyError as error:
        raise LogError(f"The decision log failed ({type(error).__name__}).", _UNREACHABLE.mend) from None


def _fresh(error: LogError) -> LogError:
    return type(error)(error.problem, error.mend)  # a raised error keeps its traceback, so none is raised twice


def _plain(error: BaseException | None) -> LogError:
    code = getattr(error, "sqlite_errorcode", None)
    if isinstance(code, int):
        if code == _SQLITE_ERROR and "no such table" in str(error):
            return _EMPTY
        name = getattr(error, "sqlite_errorname", code)
        return _SQLITE.get(code & 0xFF, LogError(f"The decision log failed ({name}).", _UNREACHABLE.mend))
    if isinstance(error, sqlite3.Error):
        return _BROKEN if "decode to UTF-8" in str(error) else _UNREACHABLE
    state = _sqlstate(error)
    return _POSTGRESQL.get(state, _UNREACHABLE) if state else _UNREACHABLE


def _sqlstate(error: Any) -> str:
    """The SQLSTATE of an error: pg8000 has it in a dictionary, psycopg and asyncpg as an attribute."""
    first = error.args[0] if getattr(error, "args", ()) else None
    if isinstance(first, dict):
        return str(first.get("C", ""))
    return str(getattr(error, "sqlstate", None) or "")
