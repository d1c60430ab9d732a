"""How often somebody may do a thing."""

from __future__ import annotations

import time
from collections import OrderedDict, deque
from collections.abc import Callable
from typing import NamedTuple

_MOST_KEYS = 10_000


class Limit(NamedTuple):
    """So many times in so many seconds."""

    times: int
    seconds: float


SIGN_IN = Limit(5, 300)
"""Tries at one account from one address: enough for slips, and far too few for guessing."""

SIGN_IN_NAME = Limit(50, 300)
"""Tries at one account from anywhere; higher, so that a stranger cannot easily keep its owner out."""

SIGN_IN_ADDRESS = Limit(30, 300)
"""Tries from one address, behind which a whole office may sit."""

CHECK = Limit(30, 60)
"""Checks of one person."""


class Limits:
    """Counts in memory; a restart forgets.

    Args:
        clock: Gives seconds that never jump.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._times: OrderedDict[tuple[str, ...], deque[float]] = OrderedDict()

    def wait(self, limit: Limit, *key: str) -> int:
        """Counts one more try.

        Args:
            limit: How often is allowed.
            key: What is done, and by whom.

        Returns:
            0 where it is allowed; else the whole seconds to wait, and the try does not count.
        """
        now = self._clock()
        times = self._times.setdefault(key, deque())
        self._times.move_to_end(key)
        while times and now - times[0] >= limit.seconds:
            times.popleft()
        if len(times) >= limit.times:
            return max(int(limit.seconds - (now - times[0])) + 1, 1)
        times.append(now)
        while len(self._times) > _MOST_KEYS:
            self._times.popitem(last=False)
        return 0

    def take_back(self, *key: str) -> None:
        """Takes the last try out of the count, such as after a right password."""
        times = self._times.get(key)
        if times:
            times.pop()
