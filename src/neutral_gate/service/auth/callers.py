"""Who asks, and whether they may."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from starlette.requests import Request

from neutral_gate.service.auth.senders import Senders
from neutral_gate.service.auth.signatures import check_headers, claimed, matches, wrong
from neutral_gate.service.log.tokens import SCOPES, Token, Tokens
from neutral_gate.service.problems import Problem

_REMEMBERED = (
    10.0  # seconds that a token is taken as good without a look at the database; so long may a revoked one work
)
_MOST = 1_000
_KEY = re.compile("[!-~]{1,200}")
_LONGEST_TOKEN = 500
_BEARER = {"WWW-Authenticate": "Bearer"}


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks.

    Attributes:
        name: The name of the token or of the sender.
        scopes: What they may do.
        source: How the log says that their drafts came.
        key: Their own key for this request, or None.
    """

    name: str
    scopes: frozenset[str]
    source: str = "http"
    key: str | None = None

    def may(self, *scopes: str) -> bool:
        """Whether any of these scopes is among theirs; "admin" is all scopes."""
        return bool(self.scopes & {*scopes, "admin"})


class Callers:
    """Tells who asks.

    Args:
        tokens: The bearer tokens.
        senders: Those who sign.
        read: Runs in a thread what reads the database.
        wall: Gives seconds since 1970, for the timestamps of signatures.
        clock: Gives seconds that never jump.
    """

    def __init__(
        self,
        tokens: Tokens,
        senders: Senders,
        read: Callable[..., Awaitable[Token | None]],
        wall: Callable[[], float] = time.time,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.senders = senders
        self._tokens = tokens
        self._read = read
        self._wall = wall
        self._clock = clock
        self._known: dict[bytes, tuple[float, Token]] = {}

    async def of(
        self, request: Request, scopes: tuple[str, ...], body_of: Callable[[], Awaitable[bytes]]
    ) -> tuple[Caller, bytes]:
        """Who sent a request, and its body. The body is only read for those who may be somebody.

        Args:
            request: The request.
            scopes: Of these the caller must have one.
            body_of: Reads the body.

        Raises:
            Problem: 401 where nobody can be told, 403 where they may not.
        """
        headers = request.headers
        if claimed(headers):
            id_, timestamp, signatures = check_headers(headers, self._wall())
            body = await body_of()
            caller = self._sender(id_, timestamp, body, signatures)
            _allow(caller, scopes)
            return caller, body
        kind, _, secret = headers.get("authorization", "").strip().partition(" ")
        if kind.lower() != "bearer" or not secret.strip():
            mend = "Send `Authorization: Bearer ...` with a token, or sign the request."
            raise Problem(401, "The request does not say who sends it.", mend, _BEARER)
        caller = await self._bearer(secret.strip(), headers)
        _allow(caller, scopes)
        return caller, await body_of()

    def _sender(self, id_: str, timestamp: str, body: bytes, signatures: list[bytes]) -> Caller:
        for sender in self.senders.all():
            if matches(sender.keys, id_, timestamp, body, signatures):
                return Caller(sender.name, sender.scopes, sender.source, f"{sender.name}:{id_}")
        raise wrong()

    async def _bearer(self, secret: str, headers: Mapping[str, str]) -> Caller:
        key = headers.get("idempotency-key")
        if key is not None and not _KEY.fullmatch(key):
            raise Problem(400, "The Idempotency-Key header is not well formed.", "Send up to 200 letters and digits.")
        token = await self._token(secret) if len(secret) <= _LONGEST_TOKEN else None
        if token is None:
            mend = "Check that it is copied whole. `neutral-gate serve token list` shows which tokens work."
            raise Problem(401, "This token is not known, or it was revoked.", mend, _BEARER)
        return Caller(token.name, token.scopes, key=f"token {token.id}:{key}" if key else None)

    async def _token(self, secret: str) -> Token | None:
        digest = hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()
        now = self._clock()
        known = self._known.get(digest)
        if known is not None and now - known[0] < _REMEMBERED:
            return known[1]
        token = await self._read(self._tokens.find, secret)
        self._known.pop(digest, None)
        if token is not None:
            if len(self._known) >= _MOST:
                self._known.clear()
            self._known[digest] = (now, token)
        return token


def _allow(caller: Caller, scopes: tuple[str, ...]) -> None:
    if not caller.may(*scopes):
        named = " or ".join(f'"{scope}"' for scope in scopes)
        raise Problem(403, f"This needs the scope {named}.", "Ask for a token that has it.")


__all__ = ["SCOPES", "Caller", "Callers"]
