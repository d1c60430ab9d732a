"""How many of the W3C's accessibility test cases (ACT) the access rules judge right, beside other tools.

Run with: python benchmarks/act.py [FILE] [--rules]

FILE has one case a line as JSON: `rule`, `rule_name`, `tier`, `expected` ("passed", "failed" or "inapplicable"), `html`
and `ext`. By default it is the tuning part in ../shared/data/act beside the repository. A failed case counts as found
where a rule fires whose file names that ACT rule; on any other case such a finding is a false alarm. Tiers: `static`
(the source alone shows it), `static-css` (styles in the page too), `semantic` (what the words mean). Cases that need a
running browser, sound or film are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.readers import read
from neutral_gate.rules.access.runner import findings

DEFAULT = Path(__file__).resolve().parents[2] / "shared" / "data" / "act" / "cases_tuning.jsonl"
TIERS = ("static", "static-css", "semantic")
PEERS = {
    "static": (166, 328, {"axe-core in Chromium": (152, 1), "IBM in Chromium": (125, 9), "html-validate": (65, 21)}),
    "static-css": (42, 102, {"axe-core in Chromium": (36, 0), "IBM in Chromium": (25, 1), "html-validate": (0, 0)}),
    "semantic": (89, 192, {"axe-core in Chromium": (16, 3), "IBM in Chromium": (15, 4), "html-validate": (19, 3)}),
}
"""Failed cases, other cases, and what other tools found and wrongly flagged in them.

Measured on all public cases, of which the tuning part is a part, with axe-core 4.14.1, IBM Equal Access 4.0.34 and
html-validate 10.17 (its best mapping).
"""


def rules_by_act() -> dict[str, list[str]]:
    """Ids of our rules without their family, by the ACT rule that they implement."""
    found: dict[str, list[str]] = defaultdict(list)
    for rule in load_rules().values():
        for act in rule.act:
            found[act].append(rule.id.partition("/")[2])
    return found


def judge(path: Path) -> Iterator[tuple[dict[str, str], bool]]:
    """Each case of the tiers, and whether a rule that implements its ACT rule fires."""
    ours = rules_by_act()
    for line in path.read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        if case["tier"] in TIERS:
            (draft,) = read(case["html"].encode(), f"case{case.get('ext', '.html')}", "html")
            yield case, any(findings(draft, rule) for rule in ours.get(case["rule"], ()))


def tally(path: Path) -> dict[str, dict[tuple[str, str], Counter[str]]]:
    """Counts of `failed`, `found`, `others` and `alarms` by tier and ACT rule (id and name)."""
    table: dict[str, dict[tuple[str, str], Counter[str]]] = {tier: defaultdict(Counter) for tier in TIERS}
    for case, fired in judge(path):
        counts = table[case["tier"]][case["rule"], case["rule_name"]]
        failed = case["expected"] == "failed"
        counts["failed" if failed else "others"] += 1
        if fired:
            counts["found" if failed else "alarms"] += 1
    return table


def main() -> int:
    """Prints the table."""
    options = argparse.ArgumentParser(description="Judge the W3C's accessibility test cases.")
    options.add_argument("file", nargs="?", type=Path, default=DEFAULT)
    options.add_argument("--rules", action="store_true", help="show every ACT rule, not only the tiers")
    asked = options.parse_args()
    if not asked.file.is_file():
        print(f"{asked.file} does not exist. Give a file with test cases.", file=sys.stderr)
        return 2
    for tier, rules in tally(asked.file).items():
        total: Counter[str] = Counter()
        for counts in rules.values():
            total += counts
        share = total["found"] / max(total["failed"], 1)
        alarms = f"{total['alarms']} false alarms on {total['others']} others"
        print(f"{tier}: found {total['found']} of {total['failed']} failed cases ({share:.0%}), {alarms}")
        failed, others, peers = PEERS[tier]
        for peer, (found, alarms) in peers.items():
            print(f"    {peer}: {found} of {failed} ({found / failed:.0%}), {alarms} on {others}")
        for (act, name), counts in sorted(rules.items()) if asked.rules else ():
            print(f"    {act} {counts['found']}/{counts['failed']} {counts['alarms']}/{counts['others']} {name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
