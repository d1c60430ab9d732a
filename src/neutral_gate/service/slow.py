"""Connections whose client does not get on with it, or never comes to the end of its head, are closed."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Any

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0
"""How long the head of a request may take; uvicorn itself sets no limit to that."""


class Impatient(H11Protocol):
    """uvicorn's own protocol, with a limit on the time between a connection, or an answer, and a request.

    It is that of h11, which every uvicorn has: a head that is not at its end after 64 kB is refused. The one of
    httptools keeps what comes, however much that is.
    """

    _waiting: asyncio.TimerHandle | None = None

    def connection_made(self, transport: Any) -> None:
        """A client is there."""
        super().connection_made(transport)
        self._look()

    def data_received(self, data: bytes) -> None:
        """Something came."""
        super().data_received(data)
        self._look()

    def send_400_response(self, msg: str) -> None:
        """What came is no HTTP. Where it is the rest of a request that has its answer, nothing more can be said."""
        with suppress(h11.LocalProtocolError):
            super().send_400_response(msg)
        self.transport.close()

    def connection_lost(self, exc: Exception | None) -> None:
        """The client is gone."""
        self._calm()
        super().connection_lost(exc)

    def _look(self) -> None:
        """Starts the clock where a request is due, and stops it where one has begun to be answered."""
        if self.cycle is not None and not self.cycle.response_complete:
            self._calm()
        elif self._waiting is None:
            self._waiting = asyncio.get_running_loop().call_later(HEADER_SECONDS, self._give_up)

    def _calm(self) -> None:
        if self._waiting is not None:
            self._waiting.cancel()
            self._waiting = None

    def _give_up(self) -> None:
        self._waiting = None
        if self.cycle is None or self.cycle.response_complete:
            self.transport.close()
