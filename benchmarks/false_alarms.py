"""How often real public-sector sentences are flagged.

    python benchmarks/false_alarms.py ../shared/data/nlp/uk_open_dev.jsonl

Each sentence is judged as a web page of an NHS trust inside the general-election window (10 June 2024). Prints the
share of sentences blocked and warned by kind, and with --show every finding.
"""

from __future__ import annotations

import argparse
import collections
import json
from pathlib import Path

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.readers import read

LIMITS = {  # kind: most blocks, most warnings, as a share of its sentences
    "neutral": (1 / 2_000, 1 / 100),
    "neutral-promotional": (1 / 2_000, 1 / 100),
    "hard-neutral-elections": (1 / 200, 1 / 10),
}


def measure(path: Path, show: bool = False) -> dict[str, collections.Counter[str]]:
    """Counts verdicts by kind of sentence: "all", "pass", "warn", "block"."""
    gate = Gate(Config(body_type="nhs_trust"))
    at = parse_moment("2024-06-10")
    counts: dict[str, collections.Counter[str]] = collections.defaultdict(collections.Counter)
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        (draft,) = read(row["text"].encode(), "sentence.txt", "text")
        result = gate.judge(draft, at)
        counts[row["kind"]].update(["all", result.verdict.value])
        for finding in result.findings:
            if finding.severity != "note":
                counts[row["kind"]][finding.rule] += 1
                if show:
                    print(f"{row['kind']}\t{finding.severity}\t{finding.rule}\t{finding.excerpt}\t{row['text']}")
    return counts


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("path", type=Path)
    parser.add_argument("--show", action="store_true", help="print every finding")
    options = parser.parse_args()
    print(f"{'kind':24} {'sentences':>9} {'blocked':>16} {'warned':>16}")
    for kind, count in sorted(measure(options.path, options.show).items()):
        total = count["all"]
        limits = LIMITS.get(kind)
        cells = [f"{count[v]:5} {count[v] / total:8.3%}" for v in ("block", "warn")]
        held = (
            ""
            if limits is None
            else "held"
            if all(count[v] / total <= limit for v, limit in zip(("block", "warn"), limits, strict=True))
            else "MISSED"
        )
        print(f"{kind:24} {total:9} {cells[0]:>16} {cells[1]:>16} {held}")


if __name__ == "__main__":
    main()
