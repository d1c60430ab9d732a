"""Systems that sign their requests: a file of names, secrets and scopes, read anew where it changes."""

from __future__ import annotations

import logging
import time
import tomllib
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path

from neutral_gate.config.table import Table
from neutral_gate.model import UsageError
from neutral_gate.service.auth.signatures import key_of
from neutral_gate.service.log.tokens import SCOPES

_log = logging.getLogger(__name__)
_MOST_SECRETS = 2  # the one in use, and the one that it takes over from
_LOOK = 2.0  # seconds between two looks at the file


@dataclass(frozen=True, slots=True)
class Sender:
    """A system that signs.

    Attributes:
        name: Its name, which stands in the log.
        keys: Its keys: one, or two while they are changed over.
        scopes: What it may do.
        source: What the log says of how its drafts came, such as "wordpress".
    """

    name: str
    keys: tuple[bytes, ...]
    scopes: frozenset[str]
    source: str


class Senders:
    """The senders of a file.

    Args:
        path: The file, or None for nobody.
        clock: Gives seconds that never jump.

    Raises:
        UsageError: The file is broken.
    """

    def __init__(self, path: Path | None, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._looked = clock()
        self._stamp = _stamp(path)
        self._senders = read_senders(path) if path is not None else ()
        self.problem: tuple[str, str] | None = None

    def all(self) -> Collection[Sender]:
        """The senders, read anew where the file has changed. Where it is broken now, the old ones stay."""
        now = self._clock()
        if self._path is not None and now - self._looked >= _LOOK:
            self._looked = now
            stamp = _stamp(self._path)
            if stamp != self._stamp:
                self._stamp = stamp
                self.reload()
        return self._senders

    def reload(self) -> bool:
        """Reads the file anew; False where it is broken."""
        if self._path is None:
            return True
        try:
            self._senders = read_senders(self._path)
        except UsageError as error:
            self.problem = (error.problem, error.mend)
            _log.error("The signing secrets are broken, so the old ones stay in use. %s %s", *self.problem)
            return False
        self.problem = None
        return True


def read_senders(path: Path) -> tuple[Sender, ...]:
    """Reads a file with tables such as `[senders.website]`, each with `secrets`, `scopes` and `source`.

    Raises:
        UsageError: It cannot be read, or something in it is wrong. No message shows a secret.
    """
    try:
        text = path.read_text("utf-8")
        values = tomllib.loads(text)
    except OSError as error:
        reason = error.strerror or "unknown error"
        raise UsageError(f"The signing secrets {path} cannot be read: {reason}.", "Check `secrets`.") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise UsageError(f"The signing secrets {path} are not valid TOML.", "Check the quotation marks.") from error
    top = Table(values, "", str(path), text)
    top.only(("senders",))
    table = top.table("senders")
    return tuple(_sender(table.table(name), name) for name in table.values)


def _sender(table: Table, name: str) -> Sender:
    table.only(("secrets", "scopes", "source"))
    keys = tuple(key_of(secret) for secret in table.texts("secrets"))
    if not 1 <= len(keys) <= _MOST_SECRETS:
        table.fail("secrets", f'"{name}" must have one secret, or two while you change them.', "Take the others out.")
    scopes = table.texts("scopes") or ("check",)
    for scope in scopes:
        if scope not in SCOPES:
            table.fail("scopes", f'"{scope}" is not a scope.', f"The scopes are {', '.join(SCOPES)}.")
    return Sender(name, keys, frozenset(scopes), table.text_of("source") or "http")


def _stamp(path: Path | None) -> tuple[int, int] | None:
    try:
        state = path.stat() if path is not None else None
    except OSError:
        return None
    return (state.st_mtime_ns, state.st_size) if state is not None else None
