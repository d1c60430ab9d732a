"""One generation of processes: a keeper that has the gate loaded, and its workers."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError
from neutral_gate.service.judging.frames import Message, answer, ask, packed
from neutral_gate.service.judging.remembered import Remembered

LOADING = 120.0
"""Seconds that loading may take; the first time on a machine compiles the rules."""
_HAND_OVER = 5.0


@dataclass(slots=True, eq=False)
class Worker:
    """A process that judges. One job at a time."""

    fleet: Fleet
    pid: int
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter

    async def ask(self, message: Message) -> Message:
        """Has a job done; EOFError or OSError where the process ends in the middle of it."""
        return await ask(self.reader, self.writer, message)

    async def end(self) -> None:
        """Ends the process at once, whatever it does."""
        self.writer.close()
        await self.fleet.kill(self.pid)


class Fleet:
    """A keeper and the pipes to its workers. Made by `load`.

    Attributes:
        about: What the gate was loaded from.
        retired: Whether another generation has taken over.
        remembered: What its workers have judged lately.
    """

    def __init__(self, process: asyncio.subprocess.Process, control: socket.socket) -> None:
        self._process = process
        self._control = control
        self._lock = asyncio.Lock()
        self._reader: asyncio.StreamReader
        self._writer: asyncio.StreamWriter
        self.about: dict[str, Any] = {}
        self.retired = False
        self.remembered = Remembered()

    @classmethod
    async def load(cls, config: Path | None) -> Fleet:
        """Starts a keeper and waits until it has loaded the gate.

        Raises:
            UsageError: The settings, a people list or a rule file is broken.
        """
        ours, theirs = socket.socketpair()
        ours.setblocking(False)
        arguments = [str(theirs.fileno()), *([str(config)] if config is not None else [])]
        try:
            process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-m", "neutral_gate.service.judging.keeper", *arguments),
                stdin=asyncio.subprocess.DEVNULL,
                pass_fds=(theirs.fileno(),),
            )
        finally:
            theirs.close()
        fleet = cls(process, ours)
        fleet._reader, fleet._writer = await asyncio.open_connection(sock=ours)
        try:
            message = await asyncio.wait_for(answer(fleet._reader), LOADING)
        except (EOFError, OSError, TimeoutError) as error:
            await fleet.close()
            raise UsageError("The gate could not be loaded.", "Look at what the service wrote before this.") from error
        if "broken" in message.head:
            await fleet.close()
            raise UsageError(*message.head["broken"])
        fleet.about = message.head["ready"]
        return fleet

    async def start(self) -> Worker:
        """A new worker.

        Raises:
            EOFError: The keeper is gone.
            OSError: The keeper is gone.
        """
        ours, theirs = socket.socketpair()
        try:
            ours.setblocking(False)
            async with self._lock:
                socket.send_fds(self._control, [b"s"], [theirs.fileno()])
                message = await asyncio.wait_for(answer(self._reader), _HAND_OVER)
            reader, writer = await asyncio.open_connection(sock=ours)
        except BaseException:
            ours.close()
            raise
        finally:
            theirs.close()
        return Worker(self, message.head["started"], reader, writer)

    async def kill(self, pid: int) -> None:
        """Ends a worker at once. The keeper does it, who alone knows that the number is still that of the worker."""
        async with self._lock:
            with contextlib.suppress(OSError):
                self._writer.write(b"e" + packed(Message({"end": pid})))
                await self._writer.drain()

    @property
    def alive(self) -> bool:
        """Whether the keeper is still there."""
        return self._process.returncode is None

    async def close(self) -> None:
        """Ends the keeper and all its workers."""
        self._writer.close()
        with contextlib.suppress(OSError):
            await self._writer.wait_closed()
        try:
            await asyncio.wait_for(self._process.wait(), _HAND_OVER)
        except TimeoutError:
            with contextlib.suppress(ProcessLookupError):
                self._process.kill()
            await self._process.wait()
