"""`python -m neutral_gate` is the command `neutral-gate`."""

import sys

from neutral_gate.cli.main import run

if __name__ == "__main__":
    sys.exit(run())
