r"""How often pages are flagged by language rules, and a sample of the findings to read by eye.

    neutral-gate check ../shared/data/prose --at 2024-06-10 --body council --select neutrality --select source \
        --select timing --format json --output report.json
    python benchmarks/fairness.py report.json
    python benchmarks/fairness.py report.json --sample 100 --seed 77
    python benchmarks/fairness.py report.json --phrases timing/survey-launch

REPORT is a JSON report of pages judged inside a pre-election window. Without an option the verdicts of the pages are
printed, and the findings (blocks and warnings) of each rule for 1,000 pages. `--sample` prints that many findings, one
a line: number, severity, rule, file, line, words, and the sentence that they stand in. `--phrases` counts which
patterns of one rule the findings come from, with a few of them.
"""

from __future__ import annotations

import argparse
import collections
import json
import random
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from neutral_gate.lexicon.lexicon import Lexicon, load_lexicon
from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.model import DraftError
from neutral_gate.readers.files import read_file
from neutral_gate.rules.reading import Sentence, read_blocks

FAMILIES = ("neutrality", "source", "timing")
OWN = "own/phrases"
SHOWN = 3
"""Findings that are shown of each pattern."""

Row = tuple[str, dict[str, Any]]
"""A path, and a finding as the report gives it."""


def findings(report: dict[str, Any]) -> list[Row]:
    """The blocks and warnings of the language families that nothing suppresses, in the order of the report."""
    return [
        (draft["path"], finding)
        for draft in report["drafts"]
        for finding in draft["findings"]
        if finding["severity"] != "note"
        and finding["suppressed"] is None
        and finding["rule"].partition("/")[0] in FAMILIES
    ]


def rates(report: dict[str, Any]) -> None:
    """Prints the verdicts of all pages, and findings and pages of each rule."""
    verdicts = collections.Counter(draft["verdict"] for draft in report["drafts"])
    pages = len(report["drafts"])
    print(f"{pages} pages: " + ", ".join(f"{verdicts[each]} {each}" for each in ("block", "warn", "pass")))
    rows = findings(report)
    count = collections.Counter(finding["rule"] for _, finding in rows)
    on = collections.Counter(rule for rule, _ in {(finding["rule"], path) for path, finding in rows})
    blocks = collections.Counter(finding["rule"] for _, finding in rows if finding["severity"] == "block")
    print(f"\n{'rule':36} {'findings':>9} {'blocks':>7} {'pages':>6} {'findings in 1,000 pages':>24}")
    for rule, number in count.most_common():
        print(f"{rule:36} {number:9} {blocks[rule]:7} {on[rule]:6} {1000 * number / pages:24.1f}")
    print(f"{'all':36} {len(rows):9} {sum(blocks.values()):7} {'':6} {1000 * len(rows) / pages:24.1f}")


def sentences(path: str, lexicon: Lexicon) -> Iterator[Sentence]:
    """The sentences of all drafts in a file."""
    try:
        for draft in read_file(Path(path)):
            yield from read_blocks(draft.blocks, lexicon, source=draft.source).sentences
    except (DraftError, OSError) as error:
        print(f"{path}: {error}", file=sys.stderr)


def around(rows: list[Row], lexicon: Lexicon) -> Iterator[tuple[str, dict[str, Any], Sentence | None]]:
    """Each finding with the sentence that it stands in; None where it stands in none."""
    by_path: dict[str, list[dict[str, Any]]] = {}
    for path, finding in rows:
        by_path.setdefault(path, []).append(finding)
    for path in sorted(by_path):
        read = list(sentences(path, lexicon))
        for finding in by_path[path]:
            offset = (finding["start"] or {}).get("offset", -1)
            yield path, finding, next((each for each in read if each.tokens and _covers(each, offset)), None)


def _covers(sentence: Sentence, offset: int) -> bool:
    whole = sentence.span(0, len(sentence.tokens))
    return whole.start <= offset < whole.end


def sample(report: dict[str, Any], number: int, seed: int) -> None:
    """Prints a random sample of findings."""
    rows = findings(report)
    drawn = random.Random(seed).sample(rows, min(number, len(rows)))
    found = sorted(around(drawn, load_lexicon()), key=lambda each: (each[1]["rule"], each[0]))
    for place, (path, finding, sentence) in enumerate(found, start=1):
        line = (finding["start"] or {}).get("line", 0)
        words = "" if sentence is None else sentence.text(0, len(sentence.tokens))
        cells = (finding["severity"], finding["rule"], _short(path), line, finding["excerpt"], words)
        print("\t".join([str(place), *(" ".join(str(cell).split()) for cell in cells)]))


def _short(path: str) -> str:
    return path.rpartition("/files/")[2]


def phrases(report: dict[str, Any], rule_id: str) -> None:
    """Prints how many findings of a rule each of its patterns gave, word lists opened, with a few of them."""
    rule = load_rules()[rule_id]
    items = list(
        dict.fromkeys(item for find in rule.find for each in find.match for item in opened(each, rule.classes))
    )
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "id": OWN,
            "summary": OWN,
            "severity": {"inside": "warn", "outside": "off"},
            "classes": {name: list(words) for name, words in rule.classes.items()},
            "find": [{"match": [item]} for item in items],
            "message": OWN,
            "instead": OWN,
        }
        Path(folder, "phrases.yaml").write_text(json.dumps(own), "utf-8")  # JSON is YAML too
        lexicon = load_lexicon(extra_folders=[folder])
    finds = lexicon.finds[OWN]
    count: collections.Counter[str] = collections.Counter()
    shown: dict[str, list[str]] = {}
    rows = [row for row in findings(report) if row[1]["rule"] == rule_id]
    for _, finding, sentence in around(rows, lexicon):
        if sentence is None:
            continue
        for item, find in zip(items, finds, strict=True):
            for place in {place for number in find.match for place in sentence.places(number)}:
                span = sentence.span(*place)
                if (span.start, span.end) == (finding["start"]["offset"], finding["end"]["offset"]):
                    count[item] += 1
                    words = sentence.text(0, len(sentence.tokens))
                    shown.setdefault(item, []).append(f"[{finding['excerpt']}] {words}")
    for item, number in count.most_common():
        print(f"{number:5} {item}")
        for line in shown[item][:SHOWN]:
            print("      " + " ".join(line.split())[:240])


def opened(pattern: str, classes: Mapping[str, tuple[str, ...]], within: tuple[str, ...] = ()) -> Iterator[str]:
    """The patterns that a pattern stands for where it is a word list of the rule or a choice and nothing else."""
    name = re.fullmatch(r"\{([\w-]+)\}", pattern.strip())
    if name and name[1] in classes and name[1] not in within:
        for each in classes[name[1]]:
            yield from opened(each, classes, (*within, name[1]))
        return
    yield from _choices(pattern.strip())


def _choices(pattern: str) -> list[str]:
    """The parts of "(a|b|c)", or the pattern itself."""
    parts, depth, start = [], 0, 1
    for place, sign in enumerate(pattern):
        depth += (sign == "(") - (sign == ")")
        if not depth and place < len(pattern) - 1:
            return [pattern]
        if sign == "|" and depth == 1:
            parts.append(pattern[start:place])
            start = place + 1
    return [*parts, pattern[start:-1]] if parts else [pattern]


def main() -> int:
    """Prints rates, a sample, or the patterns of a rule."""
    parser = argparse.ArgumentParser(description="Read what language rules find on real pages.")
    parser.add_argument("report", type=Path, help="a JSON report of neutral-gate check")
    parser.add_argument("--sample", type=int, default=0, metavar="NUMBER", help="print so many findings instead")
    parser.add_argument("--seed", type=int, default=1, help="which sample")
    parser.add_argument("--phrases", metavar="RULE", help="count the patterns of a rule instead")
    options = parser.parse_args()
    if not options.report.is_file():
        print(f"{options.report} does not exist. Give a JSON report.", file=sys.stderr)
        return 2
    report = json.loads(options.report.read_text("utf-8"))
    if options.sample:
        sample(report, options.sample, options.seed)
    elif options.phrases:
        phrases(report, options.phrases)
    else:
        rates(report)
    return 0


if __name__ == "__main__":
    sys.exit(main())
