"""The command `neutral-gate`, and `python -m neutral_gate`."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False  # as that of `typing`, which takes longer to load than an answer that is kept
if TYPE_CHECKING:
    from typing import NoReturn


_LITTER = 150_000
"""New objects after which Python looks for rings of dead ones. With 700, as it comes, a tenth of a short run goes there
for nothing, because what is loaded stays; a hundred pages leave some 100,000."""


def main() -> NoReturn:
    """Runs the command line of this process, and ends it."""
    gc.set_threshold(_LITTER, *gc.get_threshold()[1:])
    code = _again()
    if code is None:
        from neutral_gate.cli.main import run

        code = run()
    if _nothing_left_to_do():
        os._exit(code)
    sys.exit(code)


def _again() -> int | None:
    """Gives the report of the same run over the same files once more; None where the run has to be done."""
    verb, *words = sys.argv[1:] or [""]
    if verb != "check" or "--no-cache" in words:
        return None
    from neutral_gate.lexicon.cache_folder import cache_path
    from neutral_gate.results.again import again

    found = again(cache_path(), words)
    if found is None:
        return None
    from neutral_gate.cli.output import print_out

    print_out(found[1])
    return found[0]


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
