"""How long a whole run takes on a few small clean files, beside codespell and proselint on the same files.

    python benchmarks/start_up.py [--peers FOLDER] [--runs 15]

The first row recalls nothing from an earlier run but the compiled lexicon. The second is the same command line again,
over files that did not change: its report is given once more. In the third the report is made anew, as JSON, from kept
results of each file. "Python alone" does nothing. Ratios say more than seconds, as they hold anywhere. To measure what
users have, install the wheel and run this with the Python that it is installed for.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from peers import gate_command, has, in_turns, peers

TEXT = """# Opening hours

The pool opens at 8am on Monday. You can book lane {number} online.

## How to book

Call us, or fill in the form. We answer within two days. Parking is free on Sundays.

- Bring a towel.
- Bring a coin for the locker.
"""


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--peers", type=Path, help="folder of a virtual environment for the peers")
    parser.add_argument("--runs", type=int, default=15)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        python = peers(options.peers or Path(scratch) / "peers")
        print(f"{'files':>5} {'program':22} {'cpu ms':>8} {'wall ms':>8} {'peak MiB':>9} {'cpu, codespell = 1':>19}")
        for number in (5, 100):
            folder = Path(scratch) / f"files{number}"
            folder.mkdir()
            for each in range(number):
                (folder / f"page{each}.md").write_text(TEXT.format(number=each), "utf-8")
            commands = {
                "neutral-gate": gate_command(str(folder)),
                "neutral-gate, once more": gate_command(str(folder), cached=True),
                "neutral-gate, recalled": gate_command("--format", "json", str(folder), cached=True),
                "Python alone": [sys.executable, "-c", "pass"],
            }
            if has(python, "codespell_lib"):
                commands["codespell"] = [str(python), "-m", "codespell_lib", str(folder)]
            if has(python, "proselint"):
                commands["proselint"] = [str(python), "-m", "proselint", "check", str(folder)]
            costs = in_turns(commands, options.runs)
            base = costs.get("codespell", costs["neutral-gate"]).cpu
            for name, cost in costs.items():
                cells = f"{cost.cpu * 1000:8.0f} {cost.wall * 1000:8.0f} {cost.peak:9.0f} {cost.cpu / base:19.2f}"
                print(f"{number:5} {name:22} {cells}")


if __name__ == "__main__":
    main()
