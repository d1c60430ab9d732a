"""What was judged a little while ago: a request that comes again, letter for letter, is not judged again.

A website asks several times about the same text: when the panel is opened, when "Publish" is pressed, and when it
looks through all its pages. Each of these is a decision of its own and stands in the log; only the judging is spared.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Mapping
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple

KEPT = 3_600.0
"""Seconds after which an answer is forgotten, so that excerpts of drafts do not stay in memory."""
MOST = 16 * 1024 * 1024
"""Bytes of all answers together."""
_LARGE = MOST // 16  # bytes of a request or an answer that is not worth the room
_LEAST = 2_000  # bytes of an entry without findings, roughly


class Judged(NamedTuple):
    """What the job "check" gives.

    Attributes:
        value: For the log, and how long it holds. Not to be changed: it may be given again.
        answer: The answer in JSON, without its date.
    """

    value: Mapping[str, Any]
    answer: bytes


class _Known(NamedTuple):
    """What is remembered, since when in seconds, and how many bytes it may take."""

    judged: Judged
    kept: float
    size: int


class Remembered:
    """The last answers of one generation of processes, by the bytes of the request.

    Args:
        clock: Gives seconds that never jump.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: OrderedDict[bytes, _Known] = OrderedDict()
        self._size = 0

    def get(self, request: bytes, at: str) -> Judged | None:
        """What the job "check" would give; None where that is not known.

        Args:
            request: The request as it came.
            at: The present moment, as ISO 8601 with an offset.
        """
        self._forget()
        known = self._known.get(sha256(request).digest())
        if known is None:
            return None
        value, answer = known.judged
        since, until, at_present = value["holds"]
        if not since < datetime.fromisoformat(at).timestamp() < until:
            return None
        return Judged({**value, "entry": {**value["entry"], "at": at}} if at_present else value, answer)

    def keep(self, request: bytes, judged: Judged) -> None:
        """Keeps what the job "check" gave, where it says how long that holds."""
        # The part for the log is smaller than the answer, but for the words of the draft.
        size = 2 * len(judged.answer) + len(judged.value["entry"]["text"] or "") + _LEAST
        if judged.value["holds"] is None or len(request) > _LARGE or size > _LARGE:
            return
        key = sha256(request).digest()
        self._drop(key)
        self._known[key] = _Known(judged, self._clock(), size)
        self._size += size
        self._forget()

    def _forget(self) -> None:
        """Drops what is old, and the oldest where all together are too large."""
        limit = self._clock() - KEPT
        while self._known:
            key, oldest = next(iter(self._known.items()))
            if oldest.kept >= limit and self._size <= MOST:
                return
            self._drop(key)

    def _drop(self, key: bytes) -> None:
        known = self._known.pop(key, None)
        if known is not None:
            self._size -= known.size
