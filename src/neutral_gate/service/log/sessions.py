"""Who is signed in. A session ends after an hour of rest, after a working day, and when the account changes."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, delete, insert, or_, select, update

from neutral_gate.service.log.database import Database
from neutral_gate.service.log.errors import LogError
from neutral_gate.service.log.moments import now, read, written
from neutral_gate.service.log.tables import sessions
from neutral_gate.service.log.tokens import digest

LONGEST = timedelta(hours=12)
"""How long a session may last."""

REST = timedelta(hours=1)
"""How long a session may lie unused."""

_TOUCH = timedelta(minutes=2)  # each write costs an fsync


@dataclass(frozen=True, slots=True)
class Session:
    """A session without its secret.

    Attributes:
        user: Name of the account.
        csrf: What a form must send back, so that no other site can send it.
        created: When the person signed in.
        seen: When it was last used, to about two minutes.
        expires: When it ends at the latest.
    """

    user: str
    csrf: str
    created: datetime
    seen: datetime
    expires: datetime


class Sessions:
    """The sessions of a database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock

    def open(self, user: str) -> tuple[Session, str]:
        """Starts a session, and sweeps out those that have ended.

        Args:
            user: Name of the account, as `User.name` has it.

        Returns:
            The session, and the secret for the cookie.
        """
        moment = self._clock()
        session = Session(user, secrets.token_urlsafe(32), moment, moment, moment + LONGEST)
        secret = secrets.token_urlsafe(32)
        with self._database.write() as connection:
            over = or_(sessions.c.expires <= written(moment), sessions.c.seen <= written(moment - REST))
            connection.execute(delete(sessions).where(over))
            connection.execute(
                insert(sessions).values(
                    digest=digest(secret),
                    user=user,
                    csrf=session.csrf,
                    created=written(moment),
                    seen=written(moment),
                    expires=written(session.expires),
                )
            )
        return session, secret

    def find(self, secret: str) -> Session | None:
        """The session of a cookie, or None where there is none or it has ended."""
        if not secret.isascii():
            return None
        with self._database.read() as connection:
            row = connection.execute(select(sessions).where(sessions.c.digest == digest(secret))).mappings().first()
        if row is None:
            return None
        session, moment = _session(row), self._clock()
        if moment >= session.expires or moment - session.seen >= REST:
            return None
        if moment - session.seen >= _TOUCH:
            self._touch(secret, moment)
        return session

    def close(self, secret: str) -> None:
        """Ends a session. There is no harm in ending one that there is not."""
        with self._database.write() as connection:
            connection.execute(delete(sessions).where(sessions.c.digest == digest(secret)))

    def close_all(self, user: str) -> int:
        """Ends all sessions of an account.

        Returns:
            How many there were.
        """
        with self._database.write() as connection:
            return connection.execute(delete(sessions).where(sessions.c.user == user)).rowcount

    def _touch(self, secret: str, moment: datetime) -> None:
        try:
            with self._database.write() as connection:
                mine = update(sessions).where(sessions.c.digest == digest(secret))
                connection.execute(mine.values(seen=written(moment)))
        except LogError:
            return  # reading a page must work on a full disk too


def _session(row: RowMapping) -> Session:
    return Session(row["user"], row["csrf"], read(row["created"]), read(row["seen"]), read(row["expires"]))
