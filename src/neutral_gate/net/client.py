"""Fetches one thing from the open internet, under guard."""

from __future__ import annotations

import ssl
from collections.abc import Collection
from dataclasses import dataclass, replace
from importlib.util import find_spec
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from neutral_gate._version import __version__
from neutral_gate.model import UsageError
from neutral_gate.net.errors import FetchError
from neutral_gate.net.guard import Guard
from neutral_gate.net.hosts import Address, parse_address
from neutral_gate.net.unpacking import take_in, too_large

if TYPE_CHECKING:
    import httpcore

    from neutral_gate.net.wire import Clock

MAX_BYTES = 20_000_000
"""Bytes that an answer may have, where the caller sets no limit."""

TIMEOUT = 20.0
"""Seconds for the whole of a fetch, where the caller sets no limit."""

_HOPS = 5
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_AGENT = f"neutral-gate/{__version__}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back.

    Attributes:
        body: Its bytes, unpacked; empty where nothing has changed.
        etag: The server's mark of this version, for the next time, or "".
        final_url: The address that answered, after all redirects.
        media_type: Such as "image/png", in small letters and without parameters, or "".
        not_modified: True where the server said that nothing has changed since `etag`.
        last_modified: The server's date of this version, for the next time, or "".
    """

    body: bytes
    etag: str
    final_url: str
    media_type: str
    not_modified: bool = False
    last_modified: str = ""


def fetch(
    url: str,
    *,
    allow_hosts: Collection[str] | None = None,
    max_bytes: int = MAX_BYTES,
    timeout: float = TIMEOUT,
    etag: str | None = None,
    last_modified: str | None = None,
    accept: str = "*/*",
    guard: Guard | None = None,
    tls: ssl.SSLContext | None = None,
) -> Fetched:
    """Fetches something from the open internet. No cookies, no passwords, no proxy, no address inside a network.

    Args:
        url: An http or https address.
        allow_hosts: The hosts that may be asked, redirects included; "*.example.org" stands for all below it. None
            allows every host on the open internet.
        max_bytes: Bytes that the answer may have, unpacked.
        timeout: Seconds for all of it: look-ups, redirects, headers and body.
        etag: The server's mark of the version that is known already.
        last_modified: The server's date of the version that is known already.
        accept: The media types to ask for.
        guard: Where a fetch may go, where the default is not wanted.
        tls: The certificates to trust, where the default is not wanted.

    Raises:
        FetchError: It could not be fetched, or must not be.
        UsageError: The parts for fetching are not installed.
    """
    if find_spec("httpcore") is None:
        raise UsageError(
            "Nothing can be fetched, because a part is not installed.", "Install it: pip install neutral-gate[fetch]"
        )
    import httpcore

    from neutral_gate.net.wire import Clock

    guard = guard or Guard()
    if allow_hosts is not None:
        guard = replace(guard, allow_hosts=frozenset(allow_hosts))
    known = [(b"If-None-Match", etag), (b"If-Modified-Since", last_modified)]
    headers = [(name, _header(value)) for name, value in known if value]
    headers += [(b"Accept", _header(accept)), (b"Accept-Encoding", b"gzip"), (b"User-Agent", _AGENT.encode())]
    address = parse_address(url)
    clock = Clock(timeout)
    try:
        for _ in range(_HOPS + 1):
            answer = _ask(address, guard, clock, headers, max_bytes, tls)
            if isinstance(answer, Fetched):
                return answer
            address = _next(address, answer)
    except httpcore.TimeoutException:
        raise FetchError(f"{address.host} took longer than {timeout:g} seconds.", "Try again later.") from None
    except (httpcore.NetworkError, httpcore.ProtocolError, ssl.SSLError, OSError) as error:
        raise _broken(address, error) from None
    raise FetchError(f"{url} was sent on more than {_HOPS} times.", "Use the address where it ends.", refused=True)


def _ask(
    address: Address,
    guard: Guard,
    clock: Clock,
    headers: list[tuple[bytes, bytes]],
    max_bytes: int,
    tls: ssl.SSLContext | None,
) -> Fetched | str:
    """What one address answers, or the address that it sends on to."""
    import httpcore

    from neutral_gate.net.wire import PinnedBackend, trusted

    backend = PinnedBackend(guard.addresses(address, clock.left()), clock)
    where = httpcore.URL(
        scheme=address.scheme.encode(), host=address.host.encode(), port=address.port, target=address.target.encode()
    )
    sent = [(b"Host", address.authority.encode()), *headers]
    context = (tls or trusted()) if address.scheme == "https" else None
    with (
        httpcore.ConnectionPool(ssl_context=context, max_connections=1, network_backend=backend) as pool,
        pool.stream("GET", where, headers=sent) as response,
    ):
        told = {name.lower().decode("latin-1"): value.decode("latin-1") for name, value in response.headers}
        if response.status in _REDIRECTS and "location" in told:
            return told["location"].encode("latin-1").decode("utf-8", "replace")
        unchanged = response.status == 304 and any(name.startswith(b"If-") for name, _ in headers)
        if response.status != 200 and not unchanged:
            raise FetchError(
                f"{address.host} answered with the number {response.status}.",
                _advice(response.status),
                status=response.status,
            )
        body = b"" if unchanged else _body(response, told, max_bytes)
        return Fetched(
            body=body,
            etag=told.get("etag", ""),
            final_url=address.url,
            media_type=told.get("content-type", "").partition(";")[0].strip().lower(),
            not_modified=unchanged,
            last_modified=told.get("last-modified", ""),
        )


def _body(response: httpcore.Response, told: dict[str, str], limit: int) -> bytes:
    length = told.get("content-length", "")
    if length.isdecimal() and int(length) > limit:
        raise too_large(limit)
    return take_in(response.iter_stream(), told.get("content-encoding", ""), limit)


def _next(address: Address, location: str) -> Address:
    """The address that an answer sends on to; nobody is sent on from https to http."""
    target = parse_address(urljoin(address.url, location.partition("#")[0]))
    if address.scheme == "https" and target.scheme == "http":
        raise FetchError(
            f"{address.host} sends on from a secure address to one that is not.",
            "Use an address that stays secure.",
            refused=True,
        )
    return target


def _header(value: str) -> bytes:
    if not value.isascii() or not value.isprintable():
        raise FetchError("The mark of the version that is known has odd letters in it.", "Fetch it anew.")
    return value.encode()


def _broken(address: Address, error: Exception) -> FetchError:
    if "CERTIFICATE_VERIFY_FAILED" in str(error):
        return FetchError(
            f"{address.host} cannot prove that it is {address.host}.",
            "Its certificate is out of date, for another name, or made by somebody unknown. Nothing was fetched.",
        )
    return FetchError(
        f"{address.host} could not be reached, or broke off.",
        "Check that you are on the internet, and try again later.",
    )


def _advice(status: int) -> str:
    if status in (401, 403):
        return "It does not give this to everybody. Save the file by hand."
    if status in (404, 410):
        return "It is not there. Check the address."
    return "Try again later."
