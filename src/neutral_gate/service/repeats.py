"""Requests that are sent again with the same key: they get the same answer, and the log gets one entry."""

from __future__ import annotations

import asyncio
import hashlib
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

from neutral_gate.service.problems import Problem

Answer = TypeVar("Answer")
_KEPT = 600.0  # seconds: twice as long as a signed request is valid
_MOST = 2_000


class Repeats(Generic[Answer]):
    """The answers of the last ten minutes by key. What is older, or from before a restart, the log knows.

    Args:
        clock: Gives seconds that never jump.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._answers: OrderedDict[str, tuple[float, bytes, asyncio.Future[Answer]]] = OrderedDict()

    async def once(self, key: str, body: bytes, work: Callable[[], Awaitable[Answer]]) -> Answer:
        """Does the work, unless it was done or is being done for this key; then its answer is given again.

        Args:
            key: The caller's key, with the caller's name.
            body: The request; it must be the same as the first time.
            work: Makes the answer. An error is not kept: who asks again gets a new try.

        Raises:
            Problem: 409 where the key came with another request.
        """
        digest = hashlib.sha256(body).digest()
        self._forget()
        while (known := self._answers.get(key)) is not None:
            if known[1] != digest:
                mend = "Use a new id for each request, and the old one only to ask again."
                raise Problem(409, "This id was used before, for another request.", mend)
            await asyncio.wait([known[2]])
            if not known[2].cancelled():
                return known[2].result()
        future: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._answers[key] = (self._clock(), digest, future)
        try:
            answer = await work()
        except BaseException:
            self._answers.pop(key, None)
            future.cancel()
            raise
        future.set_result(answer)
        return answer

    def _forget(self) -> None:
        """Drops what is old, and the oldest of too many; never what is still being worked on."""
        limit = self._clock() - _KEPT
        while self._answers:
            key, (since, _, future) = next(iter(self._answers.items()))
            if not future.done() or (since >= limit and len(self._answers) <= _MOST):
                return
            del self._answers[key]
