"""How fast texts are read, beside other checkers on the same files, and how that grows with text and names.

    python benchmarks/throughput.py ../shared/data/prose/files [--peers FOLDER] [--every 20]

Prints four tables: whole processes on the files; posts a second in the screen and end to end; growth with text; growth
with names. The posts and the names are made up here, from a fixed seed. `--every N` takes one file in N.
"""

from __future__ import annotations

import argparse
import random
import shutil
import tempfile
import time
from pathlib import Path

from peers import gate_command, has, measure, peers

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import TOGETHER, Gate
from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks, screen_together

AT = parse_moment("2024-06-10")
_SYLLABLES = ("ab", "ad", "al", "an", "bel", "bor", "cal", "dar", "den", "dor", "el", "en", "fen", "gar", "hal", "ith")
_SYLLABLES += ("kel", "lan", "mor", "nor", "ol", "per", "quin", "ros", "sal", "tam", "ur", "ven", "wes", "yar", "zel")
_OPENINGS = ("Our clinic in {place} is open on {day}.", "Bins in {place} are emptied on {day} this week.")
_OPENINGS += ("You can book a flu jab in {place} from {day}.", "The library in {place} closes at 5pm on {day}.")
_ENDINGS = ("Find out more: https://www.example.org/{place}", "Call us if you need help.", "See you there! #Health")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")
_FLOOR = """
import sys, ahocorasick, pathlib
words = ahocorasick.Automaton()
for number in range(2000):
    words.add_word(f"term {number}", number)
words.make_automaton()
for path in pathlib.Path(sys.argv[1]).iterdir():
    for _ in words.iter(path.read_text("utf-8", "replace").lower()):
        pass
"""


def posts(number: int) -> list[str]:
    """Short posts of a public body, made up."""
    pick = random.Random(7)
    return [
        f"{pick.choice(_OPENINGS)} {pick.choice(_ENDINGS)}".format(place=_name(pick), day=pick.choice(_DAYS))
        for _ in range(number)
    ]


def invented(number: int) -> list[Person]:
    """People who do not exist."""
    pick = random.Random(11)
    return [Person(f"{_name(pick)} {_name(pick)}{_name(pick).lower()}", "candidate") for _ in range(number)]


def _name(pick: random.Random) -> str:
    return "".join(pick.choice(_SYLLABLES) for _ in range(2)).capitalize()


def _seconds(gate: Gate, texts: list[str]) -> float:
    """Processor seconds of judging texts, the best of three."""
    drafts = [read(text.encode(), "post.txt", "text")[0] for text in texts]
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for _ in gate.judge_many(drafts, AT):
            pass
        best = min(best, time.process_time() - started)
    return best


def _screened(gate: Gate, texts: list[str]) -> float:
    """Processor seconds of asking the screen about texts, the best of three."""
    drafts = [read(text.encode(), "post.txt", "text")[0] for text in texts]
    best = float("inf")
    for _ in range(3):
        started = time.process_time()
        for first in range(0, len(drafts), TOGETHER):
            batch = drafts[first : first + TOGETHER]
            readings = [read_blocks(draft.blocks, gate.lexicon, post=True, source=draft.source) for draft in batch]
            screen_together(readings, gate.lexicon)
        best = min(best, time.process_time() - started)
    return best


def main() -> None:
    """Prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--peers", type=Path, help="folder of a virtual environment for the peers")
    parser.add_argument("--every", type=int, default=20)
    options = parser.parse_args()
    files = [path for path in sorted(options.folder.rglob("*.*")) if path.is_file()][:: options.every]
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "files"
        folder.mkdir()
        for number, path in enumerate(files):
            shutil.copyfile(path, folder / f"{number}{path.suffix}")
        size = sum(path.stat().st_size for path in folder.iterdir())
        python = peers(options.peers or Path(scratch) / "peers")
        families = [word for family in ("neutrality", "source", "timing") for word in ("--select", family)]
        asked = ("--jobs", "1", "--at", "2024-06-10", "--format", "json", *families)
        commands = {"neutral-gate": gate_command(*asked, str(folder))}
        if has(python, "codespell_lib"):
            commands["codespell"] = [str(python), "-m", "codespell_lib", str(folder)]
        if has(python, "proselint"):
            commands["proselint"] = [str(python), "-m", "proselint", "check", str(folder)]
        if has(python, "ahocorasick"):
            commands["Aho-Corasick"] = [str(python), "-c", _FLOOR, str(folder)]
        print(f"{len(files)} files, {size / 1e6:.2f} MB")
        print(f"{'program':14} {'cpu s':>8} {'MB/s':>8} {'peak MiB':>9} {'gate = 1':>9}")
        costs = {name: measure(command, 1) for name, command in commands.items()}
        for name, cost in costs.items():
            ratio = cost.cpu / costs["neutral-gate"].cpu
            print(f"{name:14} {cost.cpu:8.2f} {size / cost.cpu / 1e6:8.2f} {cost.peak:9.0f} {ratio:9.2f}")

    gate = Gate(Config())
    short = posts(2_000)
    _seconds(gate, short[:50])
    print(f"\nposts a second of processor time: {len(short) / _screened(gate, short):,.0f} in the screen, ", end="")
    print(f"{len(short) / _seconds(gate, short):,.0f} end to end")
    print(f"\n{'posts':>7} {'cpu s':>8} {'a post, first = 1':>18}")
    first = 0.0
    for number in (250, 500, 1_000, 2_000):
        each = _seconds(gate, short[:number]) / number
        first = first or each
        print(f"{number:7} {each * number:8.3f} {each / first:18.2f}")
    print(f"\n{'names':>7} {'cpu s':>8} {'first = 1':>10}")
    first = 0.0
    for number in (100, 25_000):
        known = Gate(Config(), People(invented(number)))
        _seconds(known, short[:50])
        cost = _seconds(known, short)
        first = first or cost
        print(f"{number:7} {cost:8.3f} {cost / first:10.2f}")


if __name__ == "__main__":
    main()
