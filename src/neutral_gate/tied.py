"""Programs that end with the process that started them: none is left behind where nobody is there to end it.

Only Linux can do that. On other systems a program ends when it is done, or when its time is up.

As a script, `python tied.py PARENT PROGRAM [ARGUMENT ...]` ties itself to the process PARENT and becomes PROGRAM.
"""

from __future__ import annotations

import os
import sys

_ON_PARENTS_DEATH = 1  # PR_SET_PDEATHSIG of Linux
_KILL = 9


def tie(parent: int) -> None:
    """Has this process end as soon as the process that started it ends, however that comes about.

    Args:
        parent: Number of the process that started this one. Where it has ended already, this one ends now.
    """
    if sys.platform != "linux":
        return
    try:
        import ctypes

        done = ctypes.CDLL(None).prctl(_ON_PARENTS_DEATH, _KILL) == 0
    except (ImportError, MemoryError, OSError, AttributeError):  # a Python without it, or one that may not load it
        return
    if done and os.getppid() != parent:
        os._exit(1)


def tied(program: str) -> list[str]:
    """The words of a command that run a program, given by its full path, as a tied one; its arguments go after them."""
    if sys.platform != "linux":
        return [program]
    return [sys.executable, "-I", "-S", __file__, str(os.getpid()), program]


if __name__ == "__main__":
    tie(int(sys.argv[1]))
    os.execv(sys.argv[2], sys.argv[2:])  # noqa: S606 - no shell; the caller has named the program by its full path
