"""Drafts that nobody wrote a rule for: how well the rules generalise may not fall behind what was reached."""

import json
from pathlib import Path

import pytest

from neutral_gate.cli.main import run

DRAFTS = Path(__file__).parent / "drafts"
REACHED = {  # file: least verdict accuracy, block precision and block recall
    "neutrality.jsonl": (0.95, 0.95, 0.95),
    "source_timing.jsonl": (0.96, 0.97, 0.95),
    "second.jsonl": (0.92, 0.92, 0.90),
    "third.jsonl": (0.93, 0.95, 0.92),
    "fourth.jsonl": (0.95, 0.95, 0.95),
    "fifth.jsonl": (0.98, 0.98, 0.98),
    "sixth.jsonl": (0.97, 0.97, 0.97),
    "seventh.jsonl": (0.87, 0.90, 0.80),
    "eighth.jsonl": (0.96, 0.95, 0.95),
    "ninth.jsonl": (0.97, 0.97, 0.97),
    "tenth.jsonl": (0.97, 0.97, 0.97),
    "eleventh.jsonl": (0.97, 0.97, 0.97),
    "twelfth.jsonl": (0.97, 0.97, 0.95),
    "thirteenth.jsonl": (0.86, 0.82, 0.82),
    "fourteenth.jsonl": (0.97, 0.97, 0.97),
    "fifteenth.jsonl": (0.97, 0.97, 0.97),
    "sixteenth.jsonl": (0.97, 0.95, 0.97),
    "seventeenth.jsonl": (0.97, 0.97, 0.97),
    "eighteenth.jsonl": (0.97, 0.96, 0.97),
    "nineteenth.jsonl": (0.97, 0.97, 0.97),
    "twentieth.jsonl": (0.97, 0.97, 0.97),
    "twenty_first.jsonl": (0.95, 0.97, 0.92),
    "twenty_second.jsonl": (0.97, 0.97, 0.95),
    "twenty_third.jsonl": (0.96, 0.95, 0.95),
    "twenty_fourth.jsonl": (0.96, 0.97, 0.97),
    "twenty_fifth.jsonl": (0.85, 0.88, 0.73),
    "twenty_sixth.jsonl": (0.97, 0.97, 0.97),
    "twenty_seventh.jsonl": (0.96, 0.97, 0.97),
    "plain.jsonl": (0.97, 0.98, 0.96),
    "plain_second.jsonl": (0.97, 0.95, 0.98),
    "plain_third.jsonl": (0.95, 0.98, 0.94),
}


@pytest.mark.parametrize("name", REACHED)
def test_the_rules_generalise(name, capsys):
    path = DRAFTS / name
    expected = {case["id"]: case["expect"]["verdict"] for case in map(json.loads, path.read_text("utf-8").splitlines())}

    run(["cases", str(path), "--format", "json"])

    got = {line["id"]: line["verdict"] for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert got.keys() == expected.keys()
    both = sum(expected[each] == got[each] == "block" for each in expected)
    accuracy, precision, recall = REACHED[name]
    assert sum(expected[each] == got[each] for each in expected) / len(expected) >= accuracy
    assert both / sum(verdict == "block" for verdict in got.values()) >= precision
    assert both / sum(verdict == "block" for verdict in expected.values()) >= recall
