"""The connections of a fetch: to checked addresses only, and never past its end. Loads httpcore."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any

import certifi
import httpcore


class Clock:
    """The time that is left of a fetch.

    Args:
        seconds: Time for all of it: look-ups, redirects, headers and body.
    """

    def __init__(self, seconds: float) -> None:
        self._end = time.monotonic() + seconds

    def left(self) -> float:
        """Seconds that are left.

        Raises:
            httpcore.ReadTimeout: None are.
        """
        left = self._end - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the time is up")
        return left


class PinnedBackend(httpcore.NetworkBackend):
    """Connects to addresses that were checked before, whatever the name says by now.

    Args:
        addresses: The addresses, tried in order.
        clock: The time that is left.
    """

    def __init__(self, addresses: Sequence[str], clock: Clock) -> None:
        self._addresses = addresses
        self._clock = clock
        self._backend = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connects to the first of the checked addresses that answers; `host` is not looked up."""
        for number, address in enumerate(self._addresses, start=1):
            share = self._clock.left() / (2 if number < len(self._addresses) else 1)
            try:
                stream = self._backend.connect_tcp(address, port, share, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if number == len(self._addresses):
                    raise
            else:
                return _TimedStream(stream, self._clock)
        raise httpcore.ConnectError(f"no address for {host}")

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Iterable[Any] | None = None
    ) -> httpcore.NetworkStream:
        """Refuses: a fetch goes to the network."""
        raise httpcore.ConnectError(f"no socket is opened, and so not {path}")


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every step ends with the fetch: a server that sends a letter a second gains nothing."""

    def __init__(self, stream: httpcore.NetworkStream, clock: Clock) -> None:
        self._stream = stream
        self._clock = clock

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._clock.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._clock.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, self._clock.left()), self._clock)

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


@cache
def trusted() -> ssl.SSLContext:
    """The certificates that the system trusts, and those of the browsers."""
    context = ssl.create_default_context()
    context.load_verify_locations(certifi.where())
    return context
