"""Takes the body of an answer in, unpacked on the way, and stops where it grows too large."""

from __future__ import annotations

import zlib
from collections.abc import Iterable

from neutral_gate.net.errors import FetchError

_WINDOW = {"gzip": 31, "x-gzip": 31, "deflate": 15}
_SLACK = 64 * 1024
"""Bytes that a packing may add to what cannot be packed."""


def take_in(chunks: Iterable[bytes], packing: str, limit: int) -> bytes:
    """The body of an answer.

    Args:
        chunks: As they come.
        packing: The answer's `Content-Encoding`, "" for none.
        limit: Bytes that it may have, packed and unpacked. No more than that is ever held.

    Raises:
        FetchError: It is larger, is packed in a way that was not asked for, or its end is missing.
    """
    packing = packing.strip().lower()
    if packing in ("", "identity"):
        return _plain(chunks, limit)
    if packing not in _WINDOW:
        raise FetchError(f"The server packed its answer as {packing[:40]!r}.", "That cannot be unpacked here.")
    return _unpacked(chunks, _WINDOW[packing], limit)


def too_large(limit: int) -> FetchError:
    """The error for an answer above the limit."""
    size = f"{limit / 1_000_000:.1f} MB" if limit >= 1_000_000 else f"{limit} bytes"
    return FetchError(f"The answer is larger than {size}.", "Nothing of it was kept. Ask for a smaller file.")


def _plain(chunks: Iterable[bytes], limit: int) -> bytes:
    body = bytearray()
    for chunk in chunks:
        if len(body) + len(chunk) > limit:
            raise too_large(limit)
        body += chunk
    return bytes(body)


def _unpacked(chunks: Iterable[bytes], window: int, limit: int) -> bytes:
    body = bytearray()
    packed = 0
    unpacker = zlib.decompressobj(window)
    try:
        for chunk in chunks:
            packed += len(chunk)
            if packed > limit + _SLACK:  # packing of nothing at all can go on for ever
                raise too_large(limit)
            waiting = chunk
            while waiting:
                if unpacker.eof:  # a file of several packed parts
                    unpacker = zlib.decompressobj(window)
                body += unpacker.decompress(waiting, limit + 1 - len(body))
                if len(body) > limit:
                    raise too_large(limit)
                waiting = unpacker.unconsumed_tail or unpacker.unused_data
    except zlib.error:
        raise FetchError(
            "The server's answer is packed wrongly.", "Try again later, or save the file by hand."
        ) from None
    if not unpacker.eof:
        raise FetchError("The end of the server's answer is missing.", "Try again later.")
    return bytes(body)
