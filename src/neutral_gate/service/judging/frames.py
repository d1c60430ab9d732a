"""Messages between the service and its processes: a small head in JSON, and bytes that are not looked at on the way.

JSON, because what comes from a process that reads hostile drafts must not be able to run anything here.
"""

from __future__ import annotations

import asyncio
import json
import socket
import struct
from typing import Any, NamedTuple

_SIZES = struct.Struct(">II")
MOST = 256 * 1024 * 1024
"""Bytes that either part of a message may have; the service's own limits are far below."""


class Message(NamedTuple):
    """A message.

    Attributes:
        head: What is asked, or answered.
        body: Bytes that go with it, such as an uploaded file.
    """

    head: dict[str, Any]
    body: bytes = b""


def packed(message: Message) -> bytes:
    """A message as it goes over the wire."""
    head = json.dumps(message.head, separators=(",", ":")).encode()
    return _SIZES.pack(len(head), len(message.body)) + head + message.body


def send(pipe: socket.socket, message: Message) -> None:
    """Sends a message, and waits until it is gone."""
    pipe.sendall(packed(message))


def receive(pipe: socket.socket) -> Message | None:
    """The next message, or None where the other side has closed."""
    sizes = _exactly(pipe, _SIZES.size)
    if sizes is None:
        return None
    head_size, body_size = _SIZES.unpack(sizes)
    head, body = _exactly(pipe, head_size), _exactly(pipe, body_size)
    return None if head is None or body is None else Message(json.loads(head), body)


async def ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, message: Message) -> Message:
    """Sends a message and gives the one that comes back.

    Raises:
        EOFError: The other side is gone.
        OSError: The other side is gone.
    """
    writer.write(packed(message))
    await writer.drain()
    return await answer(reader)


async def answer(reader: asyncio.StreamReader) -> Message:
    """The next message; errors as in `ask`."""
    head_size, body_size = _SIZES.unpack(await reader.readexactly(_SIZES.size))
    if max(head_size, body_size) > MOST:
        raise EOFError("a process sent a message that is too large")
    head = await reader.readexactly(head_size)
    return Message(json.loads(head), await reader.readexactly(body_size))


def _exactly(pipe: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        part = pipe.recv(min(size - len(parts), 1 << 20))
        if not part:
            return None
        parts += part
    return bytes(parts)
