"""The drafts in examples/, judged by the command that the README shows."""

import json
from pathlib import Path

from neutral_gate.cli.main import run

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
EXPECTED = {
    "bus-lanes.json": ("block", "neutrality/vote-advocacy"),
    "information-requests.md": ("warn", "neutrality/party-mention"),
    "paddling-pool.txt": ("warn", "timing/press-release"),
    "recycling-contract.md": ("block", "timing/contract-award"),
    "register-to-vote.html": ("pass", None),
    "annual-report.md": ("block", "timing/annual-report"),
    "pharmacy-plan.md": ("block", "neutrality/government-comment"),
    "repost-candidate.json": ("block", "source/political-repost"),
    "waiting-rooms.md": ("pass", None),
    "governors.json": ("pass", None),
    "heat-alert.txt": ("pass", None),
    "labour-ward.html": ("pass", None),
    "scanner.html": ("block", "neutrality/achievement-claim"),
}


def check(at, capsys):
    code = run(["check", str(EXAMPLES), "--people", str(EXAMPLES / "people.csv"), "--at", at, "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_the_examples_show_blocked_warned_and_passed_drafts(capsys):
    code, decision = check("2024-06-10T09:00", capsys)

    assert code == 1
    assert {Path(draft["path"]).name: draft["verdict"] for draft in decision["drafts"]} == {
        name: verdict for name, (verdict, _) in EXPECTED.items()
    }
    for draft in decision["drafts"]:
        rule = EXPECTED[Path(draft["path"]).name][1]
        assert rule is None or rule in {finding["rule"] for finding in draft["findings"]}
    assert decision.get("notices", []) == []


def test_outside_a_window_only_what_is_never_allowed_stays_blocked(capsys):
    _, decision = check("2024-01-15T09:00", capsys)

    assert {Path(draft["path"]).name for draft in decision["drafts"] if draft["verdict"] == "block"} == {
        "bus-lanes.json"
    }
