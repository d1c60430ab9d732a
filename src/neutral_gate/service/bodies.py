"""The bytes of a request, with a limit on their number and on the time that they take."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

from starlette.requests import ClientDisconnect, Request

from neutral_gate.service.problems import Problem

_GO_BY = 64 * 1024 * 1024  # bytes
_MOMENT = 1.0  # seconds


async def body_of(request: Request, most: int, seconds: float) -> bytes:
    """Reads a request's body.

    Args:
        request: The request.
        most: Bytes that it may have; counted while they come, so that a greater one is never held.
        seconds: How long it may take to come.

    Raises:
        Problem: 413 where it is too large, 408 where it takes too long, 400 where the client goes away.
    """
    said = request.headers.get("content-length", "")
    parts = bytearray()
    stream = request.stream()
    try:
        if said.isdecimal() and int(said) > most:
            if "expect" not in request.headers:  # who asks first has not begun to send
                await _let_go_by(stream)
            raise _too_large(most)
        async with asyncio.timeout(seconds):
            async for part in stream:
                parts += part
                if len(parts) > most:
                    parts.clear()
                    await _let_go_by(stream)
                    raise _too_large(most)
    except TimeoutError:
        detail = "The request took too long to arrive."
        raise Problem(408, detail, "Send it again.", {"Connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "The request broke off.", "Send it again.") from None
    return bytes(parts)


async def _let_go_by(stream: AsyncIterator[bytes]) -> None:
    """Drops what still comes, for a moment: who is cut off while sending may never get to read why."""
    left = _GO_BY
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_MOMENT):
            async for part in stream:
                left -= len(part)
                if left < 0:
                    return


def _too_large(most: int) -> Problem:
    mend = "Send the draft without its pictures' bytes, or in parts."
    return Problem(413, f"The request has more than {most:,} bytes.", mend, {"Connection": "close"})
