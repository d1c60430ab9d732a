"""Local accounts for the pages. Passwords are kept as argon2id hashes."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from sqlalchemy import Connection, RowMapping, insert, select, update

from neutral_gate.model import UsageError
from neutral_gate.service.log.chain import clean
from neutral_gate.service.log.database import Database
from neutral_gate.service.log.errors import LogError
from neutral_gate.service.log.moments import now, read, read_or_none, written
from neutral_gate.service.log.tables import sessions, users

if TYPE_CHECKING:
    from argon2 import PasswordHasher

ROLES = ("reader", "author", "reviewer", "admin")
"""What a person may do, each more than the one before: look; check drafts and ask; sign off; manage."""

LEAST_PASSWORD = 12
"""Characters that a password must have: the NCSC advises length (three random words), not odd characters."""

_MOST_PASSWORD = 1000  # a hash of megabytes would be a way to keep the service busy


@dataclass(frozen=True, slots=True)
class User:
    """An account without its password.

    Attributes:
        name: What the person signs in with, in lower case.
        display: The name that others see.
        role: One of `ROLES`.
        created: When the account was made.
        last_sign_in: When the person last signed in, or None.
        closed: Since when the account is closed, or None.
    """

    name: str
    display: str
    role: str
    created: datetime
    last_sign_in: datetime | None = None
    closed: datetime | None = None

    def may(self, role: str) -> bool:
        """Whether the person's role is this one or a higher one."""
        return self.closed is None and ROLES.index(self.role) >= ROLES.index(role)


class Users:
    """The accounts of a database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock

    def add(self, name: str, password: str, role: str = "author", display: str = "") -> User:
        """Makes an account.

        Raises:
            UsageError: The name is taken or not usable, the password too short, or the role unknown.
        """
        key = folded(name)
        if not 1 <= len(key) <= 100 or not key.isprintable() or any(mark.isspace() or mark == "\ufffd" for mark in key):
            raise UsageError("This name cannot be used to sign in.", "Use 1 to 100 letters and digits without a space.")
        _check_role(role)
        hashed = self._hashed(password)
        row = {"name": key, "display": clean(display).strip() or clean(name).strip(), "password": hashed, "role": role}
        with self._database.write() as connection:
            if _row(connection, key) is not None:
                raise UsageError(f'There is an account "{key}" already.', "Choose another name.")
            connection.execute(insert(users).values(**row, created=written(self._clock())))
            made = _row(connection, key)
        assert made is not None  # noqa: S101 - inserted above, in the same transaction
        return _user(made)

    def check(self, name: str, password: str) -> User | None:
        """The account that name and password open, or None. Takes as long for a name that there is not."""
        from argon2.exceptions import Argon2Error, InvalidHashError

        key = folded(name)
        with self._database.read() as connection:
            row = _row(connection, key)
        usable = row is not None and row["closed"] is None
        hashed = row["password"] if row is not None and usable else self._decoy
        try:
            self._hasher.verify(hashed, _password(password[:_MOST_PASSWORD]))
        except (Argon2Error, InvalidHashError):
            return None
        if row is None or not usable or len(password) > _MOST_PASSWORD:
            return None
        self._note_sign_in(key, password, self._hasher.check_needs_rehash(hashed))
        return _user(row)

    def get(self, name: str) -> User | None:
        """The account of this name, closed or not; or None."""
        with self._database.read() as connection:
            row = _row(connection, folded(name))
        return None if row is None else _user(row)

    def all(self) -> tuple[User, ...]:
        """Every account by name, closed ones too."""
        with self._database.read() as connection:
            rows = connection.execute(select(users).order_by(users.c.name)).mappings().all()
        return tuple(_user(row) for row in rows)

    def set_password(self, name: str, password: str) -> None:
        """Gives an account a new password, and ends its sessions.

        Raises:
            UsageError: There is no such account, or the password is too short.
        """
        self._change(name, password=self._hashed(password))

    def set_role(self, name: str, role: str) -> None:
        """Gives an account another role, and ends its sessions.

        Raises:
            UsageError: There is no such account, or no such role.
        """
        _check_role(role)
        self._change(name, role=role)

    def close(self, name: str) -> None:
        """Closes an account for good, and ends its sessions. What the person did stays in the log.

        Raises:
            UsageError: There is no such account.
        """
        self._change(name, closed=written(self._clock()))

    def _change(self, name: str, **values: str) -> None:
        key = folded(name)
        with self._database.write() as connection:
            if not connection.execute(update(users).where(users.c.name == key).values(values)).rowcount:
                raise UsageError(f'There is no account "{key}".', "List the accounts to see their names.")
            connection.execute(sessions.delete().where(sessions.c.user == key))

    def _note_sign_in(self, key: str, password: str, old_hash: bool) -> None:
        values = {"last_sign_in": written(self._clock())}
        if old_hash:  # it was made with weaker settings than today's
            values["password"] = self._hashed(password)
        try:
            with self._database.write() as connection:
                connection.execute(update(users).where(users.c.name == key).values(values))
        except LogError:
            return  # who can sign in must not hang on a note about it

    def _hashed(self, password: str) -> str:
        if len(password) < LEAST_PASSWORD:
            raise UsageError(
                "The password is too short.",
                f"Use {LEAST_PASSWORD} characters or more. Three words picked at random are good.",
            )
        if len(password) > _MOST_PASSWORD:
            raise UsageError("The password is too long.", f"Use {_MOST_PASSWORD} characters at most.")
        return self._hasher.hash(_password(password))

    @cached_property
    def _hasher(self) -> PasswordHasher:
        from argon2 import PasswordHasher

        return PasswordHasher()

    @cached_property
    def _decoy(self) -> str:
        return self._hasher.hash("nobody has this password")


def folded(name: str) -> str:
    """A name as it is compared: the same for "Jo", "JO" and full-width letters."""
    return unicodedata.normalize("NFKC", clean(name)).strip().casefold()


def _password(text: str) -> str:
    return unicodedata.normalize("NFKC", clean(text))  # two keyboards may write one letter in two ways


def _check_role(role: str) -> None:
    if role not in ROLES:
        raise UsageError(f'There is no role "{role}".', f"It can be {', '.join(ROLES)}.")


def _row(connection: Connection, key: str) -> RowMapping | None:
    return connection.execute(select(users).where(users.c.name == key)).mappings().first()


def _user(row: RowMapping) -> User:
    return User(
        name=row["name"],
        display=row["display"],
        role=row["role"],
        created=read(row["created"]),
        last_sign_in=read_or_none(row["last_sign_in"]),
        closed=read_or_none(row["closed"]),
    )
