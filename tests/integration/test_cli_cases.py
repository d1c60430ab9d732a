"""`neutral-gate cases` with the real gate."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neutral_gate.cli.main import run

ADVOCACY = "neutrality/vote-advocacy"


def written(folder: Path, *cases: dict[str, object]) -> str:
    path = folder / "cases.jsonl"
    path.write_text("\n".join(json.dumps(case) for case in cases), "utf-8")
    return str(path)


def test_a_body_tests_its_settings(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = {"kind": "news", "format": "text", "body": "council", "on": "2024-06-10"}
    vote = {**plain, "id": "vote", "text": "Please vote for Odette Farrowby on Thursday."}
    bins = {**plain, "id": "bins", "text": "Bins are emptied on Tuesday."}
    good = [
        {**vote, "expect": {"verdict": "block", "rules": [ADVOCACY]}},
        {**bins, "expect": {"verdict": "pass", "not_rules": ["*"]}},
    ]

    assert run(["cases", written(tmp_path, *good)]) == 0
    assert "As expected:     2 of 2 cases" in capsys.readouterr().out

    bad = [{**vote, "expect": {"verdict": "pass", "not_rules": ["*"]}}]
    assert run(["cases", written(tmp_path, *bad)]) == 1
    shown = capsys.readouterr().out
    assert "vote (line 1): expected pass, got block" in shown
    assert "vote for Odette Farrowby" in shown


def test_the_people_of_a_case_are_known_in_that_case_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plain = {"kind": "news", "body": "council", "on": "2024-06-10", "text": "Odette Farrowby opened the library."}
    people = [{"name": "Odette Farrowby", "handle": "@OF", "role": "candidate", "party": "Harrowdale First"}]

    run(["cases", written(tmp_path, {**plain, "people": people}, plain), "--format", "json"])

    known, unknown = (json.loads(line) for line in capsys.readouterr().out.splitlines())
    assert known["findings"]
    assert unknown["findings"] == []
