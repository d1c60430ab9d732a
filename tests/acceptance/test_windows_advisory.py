"""An election next door lowers what it would block by one step, and never below what counts all year."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.model import DraftResult, Severity
from neutral_gate.readers import read

AT = parse_moment("2027-10-10")
WINDOW = {"id": "elm", "strictness": "general", "areas": ["Elm"], "start": "2027-10-01", "end": "2027-10-31"}
TEXT = "Councillor Odette Farrowby said: “The Conservatives have failed this town.”\n\nWe launch a new survey today.\n"


def judged(text: str = TEXT, **settings: Any) -> DraftResult:
    config = replace(Config(body_type="council", windows=(WINDOW,)), **settings)
    (draft,) = read(text.encode(), "a.md")
    return Gate(config).judge(draft, AT)


def severities(result: DraftResult) -> dict[str, Severity]:
    return {finding.rule: finding.severity for finding in result.findings}


def test_one_step_down_but_never_below_outside() -> None:
    outside, inside = severities(judged()), severities(judged(areas=frozenset({"Elm"})))
    advised = severities(judged(neighbours=frozenset({"Elm"})))

    assert Severity.BLOCK in inside.values()
    assert set(advised) == set(inside)
    for rule, severity in inside.items():
        expected = max(severity.lowered(), outside.get(rule, Severity.NOTE), key=lambda each: each.rank)
        assert advised[rule] is expected, rule
    assert advised != inside


def test_the_decision_says_that_the_window_only_advises() -> None:
    gate = Gate(Config(body_type="council", windows=(WINDOW,), neighbours=frozenset({"Elm"})))
    (draft,) = read(TEXT.encode(), "a.md")

    assert any("only advises you" in notice for notice in gate.check(draft, AT).notices)


def test_asking_for_votes_blocks_next_door_too() -> None:
    advised = severities(judged("Vote for Odette Farrowby on Thursday.\n", neighbours=frozenset({"Elm"})))

    assert advised["neutrality/vote-advocacy"] is Severity.BLOCK


@pytest.mark.parametrize("own", ["2027-10-05", "2027-10-10"])
def test_a_window_of_ones_own_counts_in_full(own: str) -> None:
    mine = {**WINDOW, "id": "own", "areas": ["Ash"], "start": own}
    both = judged(windows=(WINDOW, mine), areas=frozenset({"Ash"}), neighbours=frozenset({"Elm"}))

    assert [each.id for each in both.windows] == ["own", "elm"]
    assert severities(both) == severities(judged(areas=frozenset({"Elm"})))
