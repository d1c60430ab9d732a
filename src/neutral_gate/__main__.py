"""The command `neutral-gate`, and `python -m neutral_gate`."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from neutral_gate.cli.main import run


def main() -> NoReturn:
    """Runs the command line of this process, and ends it."""
    code = run()
    if _nothing_left_to_do():
        os._exit(code)
    sys.exit(code)


def _nothing_left_to_do() -> bool:
    """True where nothing waits for the end of the process: no thread, no profiler, no function that runs at the exit.

    Clearing away all that was loaded takes Python a sixth of a short run, and the system does it at once.
    """
    if "threading" in sys.modules or sys.gettrace() or sys.getprofile():
        return False
    import atexit

    try:
        sys.stdout.flush()
        sys.stderr.flush()
        return not atexit._ncallbacks()
    except (AttributeError, OSError, ValueError):  # another Python, or nobody reads what was written
        return False


if __name__ == "__main__":
    main()
