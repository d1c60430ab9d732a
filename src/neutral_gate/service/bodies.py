"""The bytes of a request, with a limit on their number and on the time that they take."""

from __future__ import annotations

import asyncio

from starlette.requests import ClientDisconnect, Request

from neutral_gate.service.problems import Problem


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
    if said.isdecimal() and int(said) > most:
        raise _too_large(most)
    parts = bytearray()
    try:
        async with asyncio.timeout(seconds):
            async for part in request.stream():
                parts += part
                if len(parts) > most:
                    raise _too_large(most)
    except TimeoutError:
        detail = "The request took too long to arrive."
        raise Problem(408, detail, "Send it again.", {"Connection": "close"}) from None
    except ClientDisconnect:
        raise Problem(400, "The request broke off.", "Send it again.") from None
    return bytes(parts)


def _too_large(most: int) -> Problem:
    mend = "Send the draft without its pictures' bytes, or in parts."
    return Problem(413, f"The request has more than {most:,} bytes.", mend, {"Connection": "close"})
