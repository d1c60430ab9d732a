"""How fast pages are read and their accessibility rules run, and a sample of findings to read by eye.

    python benchmarks/access.py FOLDER
    python benchmarks/access.py FOLDER --join 165000 --least 5
    python benchmarks/access.py FOLDER --least 3 --peer NODE_FOLDER
    python benchmarks/access.py FOLDER --sample 100 --seed 1

FOLDER holds HTML files at any depth. Times are those of the processor on one core: the tree of the page alone, reading
(the tree, and collecting the text for all other rules), and the rules of the family `access`. `--join` puts small files
together to pages of so many bytes. `--least` takes the least of so many runs of each page, without Python's search for
dead objects, which is steadier on a busy machine. `--peer` has html-validate look at the same pages, with its
recommended rules and with those on accessibility alone; npm puts it into that folder where it is not there. `--sample`
prints that many findings of the families access, image and readability instead, at most 8 of one rule, one a line:
number, rule, file, line, words.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.model import DraftError, Finding
from neutral_gate.readers import read
from neutral_gate.readers.html_engine import parse_html
from neutral_gate.readers.reading import source_of
from neutral_gate.rules.access.runner import findings

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "prose" / "files"
SMALL = 20_000
"""Bytes up to which a page counts as small."""
MOST_OF_ONE_RULE = 8
FAMILIES = ("access", "image", "readability")
PEER = "html-validate@10"
_PEER = """
const { HtmlValidate, StaticConfigLoader } = require("html-validate");
const { readFileSync } = require("node:fs");
const files = JSON.parse(readFileSync(process.argv[1], "utf8"));
(async () => {
  for (const preset of ["recommended", "a11y"]) {
    const peer = new HtmlValidate(new StaticConfigLoader({ extends: [`html-validate:${preset}`] }));
    for (const file of files.slice(0, 10)) await peer.validateString(readFileSync(file, "utf8"));
    const start = process.cpuUsage();
    for (const file of files) await peer.validateString(readFileSync(file, "utf8"));
    const used = process.cpuUsage(start);
    console.log(preset, (used.user + used.system) / 1000 / files.length);
  }
})();
"""


def pages(folder: Path, join: int) -> Iterator[tuple[str, bytes]]:
    """Name and bytes of each page that can be read; with `join` several files together, until they are that long."""
    joined, number = b"", 0
    for path in sorted(each for each in folder.rglob("*") if each.suffix in (".html", ".htm")):
        data = path.read_bytes()
        try:
            read(data, str(path))
        except DraftError:
            continue
        if not join:
            yield str(path.relative_to(folder)), data
            continue
        joined += data
        if len(joined) >= join:
            number += 1
            yield f"joined-{number}.html", joined
            joined = b""


def timed(name: str, data: bytes) -> tuple[float, float, float]:
    """Seconds for the tree of a page, for reading it, and for the rules."""
    source = source_of(data, name)
    start = time.process_time()
    parse_html(source)
    built = time.process_time()
    drafts = read(data, name)
    middle = time.process_time()
    for draft in drafts:
        findings(draft, "alt-text")
    return built - start, middle - built, time.process_time() - middle


def least(name: str, data: bytes, runs: int) -> tuple[float, float, float]:
    """The least seconds of several runs for each, without Python's search for dead objects."""
    gc.collect()
    gc.disable()
    try:
        tree, reading, rules = (min(seconds) for seconds in zip(*(timed(name, data) for _ in range(runs)), strict=True))
    finally:
        gc.enable()
    return tree, reading, rules


def beside(peer: Path, found: list[tuple[str, bytes]], ours: float) -> None:
    """Prints milliseconds a page of html-validate, and how many times ours that is, the tree and the rules together."""
    module = peer / "node_modules" / "html-validate"
    if not module.is_dir() and shutil.which("npm"):
        peer.mkdir(parents=True, exist_ok=True)
        command = ["npm", "install", "--silent", "--no-fund", "--no-audit", "--prefix", str(peer), PEER]
        subprocess.run(command, check=False)
    if not module.is_dir() or not shutil.which("node"):
        print("(html-validate could not be had here, so it is left out.)")
        return
    with tempfile.TemporaryDirectory() as folder:
        names = [str(Path(folder, f"{number}.html")) for number, _ in enumerate(found)]
        for name, (_, data) in zip(names, found, strict=True):
            Path(name).write_bytes(data)
        listed = Path(folder, "pages.json")
        listed.write_text(json.dumps(names), encoding="utf-8")
        command = ["node", "-e", _PEER, str(listed)]
        told = subprocess.run(command, cwd=peer, capture_output=True, text=True, check=True).stdout
    for preset, milliseconds in (line.split() for line in told.splitlines()):
        theirs = float(milliseconds)
        print(
            f"html-validate, {preset}: mean {theirs:.1f} ms, {theirs / ours:.1f} times tree and rules ({ours:.1f} ms)"
        )


def measure(folder: Path, join: int, runs: int, peer: Path | None) -> None:
    """Prints milliseconds a page, mean, median and 95th percentile, and pages a second of the small ones."""
    found = list(pages(folder, join))
    for name, data in found[:10]:  # what is loaded and compiled at first use is not the price of a page
        for draft in read(data, name):
            findings(draft, "alt-text")
    times: list[tuple[int, float, float, float]] = []
    for name, data in found:
        times.append((len(data), *(least(name, data, runs) if runs else timed(name, data))))
    size = sum(each[0] for each in times)
    print(f"{len(times)} pages, {size / len(times) / 1000:.1f} kB a page")
    for place, label in enumerate(("tree", "reading", "rules"), start=1):
        seconds = [each[place] for each in times]
        ordered = sorted(1000 * each for each in seconds)
        tail = ordered[int(len(ordered) * 0.95)]
        average = (
            f"mean {statistics.mean(ordered):.2f} ms, median {statistics.median(ordered):.2f} ms, p95 {tail:.2f} ms"
        )
        print(f"{label:8} {average}, {165_000_000 * sum(seconds) / size:.1f} ms for each 165 kB")
    ours = statistics.mean(1000 * (each[1] + each[3]) for each in times)
    if peer is not None:
        beside(peer, found, ours)
    small = [each[2] + each[3] for each in times if each[0] <= SMALL]
    if small:
        print(f"small    {len(small)} pages up to {SMALL // 1000} kB: {len(small) / sum(small):.0f} a second")


def sample(folder: Path, number: int, seed: int) -> None:
    """Prints a random sample of findings."""
    gate = Gate(Config(body_type="nhs_trust"))
    at = parse_moment("2025-11-20")
    by_rule: dict[str, list[tuple[str, Finding]]] = {}
    for name, data in pages(folder, 0):
        for draft in read(data, name):
            for finding in gate.judge(draft, at).findings:
                if finding.rule.partition("/")[0] in FAMILIES:
                    by_rule.setdefault(finding.rule, []).append((name, finding))
    chance = random.Random(seed)
    drawn = []
    for rule in sorted(by_rule):
        drawn += chance.sample(by_rule[rule], min(MOST_OF_ONE_RULE, len(by_rule[rule])))
    chance.shuffle(drawn)
    for place, (name, finding) in enumerate(sorted(drawn[:number], key=lambda each: (each[1].rule, each[0])), start=1):
        line = finding.start.line if finding.start else 0
        print(f"{place}\t{finding.rule}\t{name}\t{line}\t{' '.join(finding.excerpt.split())}\t{finding.message}")


def main() -> int:
    """Measures, or draws a sample."""
    parser = argparse.ArgumentParser(description="Measure the accessibility rules on real pages.")
    parser.add_argument("folder", nargs="?", type=Path, default=DEFAULT)
    parser.add_argument("--join", type=int, default=0, metavar="BYTES", help="put small files together")
    parser.add_argument("--least", type=int, default=0, metavar="RUNS", help="the least of so many runs")
    parser.add_argument("--peer", type=Path, metavar="NODE_FOLDER", help="html-validate on the same pages")
    parser.add_argument("--sample", type=int, default=0, metavar="NUMBER", help="print so many findings instead")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    options = parser.parse_args()
    if not options.folder.is_dir():
        print(f"{options.folder} does not exist. Give a folder with HTML files.", file=sys.stderr)
        return 2
    if options.sample:
        sample(options.folder, options.sample, options.seed)
    else:
        measure(options.folder, options.join, options.least, options.peer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
