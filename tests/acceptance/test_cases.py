"""The drafts with an expected verdict in ../shared/data/cases: the figures that the project promises."""

import json

from neutral_gate.cli.main import run


def test_the_cases_are_decided_as_well_as_promised(shared, capsys):
    path = shared / "data" / "cases" / "cases.jsonl"
    expected = {case["id"]: case["expect"] for case in map(json.loads, path.read_text("utf-8").splitlines())}

    run(["cases", str(path), "--format", "json"])

    got = {line["id"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    assert got.keys() == expected.keys()
    verdicts = [(expected[name]["verdict"], got[name]["verdict"]) for name in expected]
    right = sum(want == have for want, have in verdicts)
    blocked = sum(have == "block" for _, have in verdicts)
    to_block = sum(want == "block" for want, _ in verdicts)
    both = sum(want == have == "block" for want, have in verdicts)
    passes = [have for want, have in verdicts if want == "pass"]
    assert right / len(verdicts) >= 0.92
    assert both / blocked >= 0.97
    assert both / to_block >= 0.90
    assert sum(have != "pass" for have in passes) / len(passes) <= 0.04
    assert ("block", "pass") not in verdicts


def test_the_rule_that_is_meant_is_among_those_that_fire(shared, capsys):
    path = shared / "data" / "cases" / "cases.jsonl"
    cases = [json.loads(line) for line in path.read_text("utf-8").splitlines()]

    run(["cases", str(path), "--format", "json"])

    got = {line["id"]: line for line in map(json.loads, capsys.readouterr().out.splitlines())}
    wanted = [case for case in cases if case["expect"].get("rules")]
    hit = [
        case
        for case in wanted
        if {f["rule"] for f in got[case["id"]]["findings"] if f["severity"] != "note"} & set(case["expect"]["rules"])
    ]
    assert len(hit) / len(wanted) >= 0.95
