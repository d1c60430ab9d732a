"""Bearer tokens: who may ask the service for what. Only a digest of each is kept."""

from __future__ import annotations

import hashlib
import secrets
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import RowMapping, insert, select, update

from neutral_gate.model import UsageError
from neutral_gate.service.log.chain import clean
from neutral_gate.service.log.database import Database
from neutral_gate.service.log.errors import LogError
from neutral_gate.service.log.moments import now, read, read_or_none, written
from neutral_gate.service.log.rows import new_id
from neutral_gate.service.log.tables import tokens

SCOPES = ("check", "override", "read", "admin")
"""What a token may be good for: to check drafts, to override, to read the log, to manage."""

PREFIX = "ngt_"
"""How every token starts, so that tools which look for leaked secrets can find one."""

_TOUCH = timedelta(minutes=10)  # last_used is a hint for people; each write of it costs an fsync


@dataclass(frozen=True, slots=True)
class Token:
    """A token without its secret.

    Attributes:
        id: Its id.
        name: Whose it is, in words of the person who made it.
        scopes: What it is good for, of `SCOPES`.
        created: When it was made.
        last_used: When it was last used, to about ten minutes; None for never.
        revoked: Since when it is good for nothing, or None.
    """

    id: str
    name: str
    scopes: frozenset[str]
    created: datetime
    last_used: datetime | None
    revoked: datetime | None


class Tokens:
    """The tokens of a database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock

    def add(self, name: str, scopes: Collection[str]) -> tuple[Token, str]:
        """Makes a token.

        Returns:
            The token and its secret, which nobody can look up later.

        Raises:
            UsageError: The name is empty or taken by a token that still works, or a scope is unknown.
        """
        name = clean(name).strip()
        if not name or len(name) > 100:
            raise UsageError("A token needs a name of 1 to 100 letters.", "Name the system that will use it.")
        if unknown := sorted(set(scopes) - set(SCOPES)):
            raise UsageError(f'There is no scope "{unknown[0]}".', f"It can be {', '.join(SCOPES)}.")
        if not scopes:
            raise UsageError("The token has no scope.", f"Give at least one of {', '.join(SCOPES)}.")
        secret, id_ = PREFIX + secrets.token_urlsafe(32), new_id("tok")
        row = {"id": id_, "name": name, "digest": digest(secret), "created": written(self._clock())}
        with self._database.write() as connection:
            taken = select(tokens.c.id).where(tokens.c.name == name, tokens.c.revoked.is_(None))
            if connection.execute(taken).first():
                raise UsageError(f'There is a token "{name}" already.', "Revoke it first, or choose another name.")
            connection.execute(insert(tokens).values(**row, scopes=" ".join(sorted(set(scopes)))))
            made = connection.execute(select(tokens).where(tokens.c.id == id_)).mappings().one()
        return _token(made), secret

    def find(self, secret: str) -> Token | None:
        """The token of a secret; None for one that is unknown or revoked."""
        if not secret.startswith(PREFIX) or not secret.isascii():
            return None
        # A look-up by digest gives nothing away by its duration: nobody can steer a digest letter by letter.
        statement = select(tokens).where(tokens.c.digest == digest(secret), tokens.c.revoked.is_(None))
        with self._database.read() as connection:
            row = connection.execute(statement).mappings().first()
        if row is None:
            return None
        token = _token(row)
        self._touch(token)
        return token

    def all(self) -> tuple[Token, ...]:
        """Every token, oldest first, those that were revoked too."""
        with self._database.read() as connection:
            rows = connection.execute(select(tokens).order_by(tokens.c.created, tokens.c.id)).mappings().all()
        return tuple(_token(row) for row in rows)

    def revoke(self, name: str) -> None:
        """Ends a token.

        Raises:
            UsageError: None that still works has this name or id.
        """
        working = update(tokens).where((tokens.c.name == name) | (tokens.c.id == name), tokens.c.revoked.is_(None))
        with self._database.write() as connection:
            if not connection.execute(working.values(revoked=written(self._clock()))).rowcount:
                raise UsageError(f'No working token is called "{name}".', "List the tokens to see their names.")

    def _touch(self, token: Token) -> None:
        moment = self._clock()
        if token.last_used is not None and abs(moment - token.last_used) < _TOUCH:
            return
        try:
            with self._database.write() as connection:
                connection.execute(update(tokens).where(tokens.c.id == token.id).values(last_used=written(moment)))
        except LogError:
            return  # a full disk must not look like a wrong token; whatever needs the disk will say so itself


def digest(secret: str) -> str:
    """SHA-256 of a secret, in hex. A random secret of 32 bytes needs no slow hash."""
    return hashlib.sha256(secret.encode()).hexdigest()


def _token(row: RowMapping) -> Token:
    return Token(
        id=row["id"],
        name=row["name"],
        scopes=frozenset(row["scopes"].split()),
        created=read(row["created"]),
        last_used=read_or_none(row["last_used"]),
        revoked=read_or_none(row["revoked"]),
    )
