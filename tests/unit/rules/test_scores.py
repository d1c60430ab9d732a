"""Findings of the learned scores: where they stand, what they say, and when they hold back."""

from __future__ import annotations

import dataclasses

import pytest

from neutral_gate.config import Config
from neutral_gate.config.settings import Levels
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.model import Finding
from neutral_gate.readers import read

RULES = load_rules()
DEBATE = RULES["score/political"].fire[0].text
VIEWS = RULES["score/opinion"].fire[0].text
INSIDE, OUTSIDE = "2024-06-10", "2024-09-10"


def scored(text: str, config: Config | None = None, at: str = INSIDE, name: str = "a.txt") -> list[Finding]:
    (draft,) = read(text.encode(), name)
    result = Gate(config or Config(body_type="council")).judge(
        dataclasses.replace(draft, kind="page"), parse_moment(at)
    )
    return [finding for finding in result.findings if finding.rule.startswith("score/")]


@pytest.mark.parametrize(("text", "rule"), [(DEBATE, "score/political"), (VIEWS, "score/opinion")])
def test_a_finding_stands_at_one_sentence_and_names_the_words(text: str, rule: str) -> None:
    (finding,) = scored(text)

    assert (finding.rule, finding.severity.value) == (rule, "warn")
    assert text[finding.start.offset : finding.end.offset] == finding.excerpt
    words = finding.evidence["words"]
    assert isinstance(words, list)
    assert 2 < len(words) < 7
    assert finding.message.endswith(f"The words that weighed most: {', '.join(words)}.")
    assert all(word in text.lower() for word in words)
    assert finding.evidence["score"] >= finding.evidence["limit"]


def test_a_rule_that_can_name_the_words_wins_over_a_score() -> None:
    assert scored(f"{VIEWS} In our view this is a disgrace.") == []
    assert scored(f"{DEBATE} Vote Labour on Thursday.") == []


def test_a_finding_of_another_kind_leaves_a_score_alone() -> None:
    assert [each.rule for each in scored(f"{VIEWS} The annual report is out today.")] == ["score/opinion"]


@pytest.mark.parametrize("level", ["off", "note", "warn"])
def test_a_body_sets_its_own_level(level: str) -> None:
    config = Config(body_type="council", rule_levels={"score": Levels(level, level)})  # type: ignore[arg-type]

    assert [each.severity.value for each in scored(VIEWS, config)] == ([] if level == "off" else [level])


def test_a_score_never_blocks_even_where_settings_made_in_code_ask_for_it() -> None:
    config = Config(body_type="council", rule_levels={"score/opinion": Levels("block", "block")})

    assert [each.severity.value for each in scored(VIEWS, config)] == ["warn"]


def test_outside_a_window_nothing_is_scored(monkeypatch: pytest.MonkeyPatch) -> None:
    import neutral_gate.rules.scores as rule

    def never(*_: object) -> None:
        raise AssertionError("a score was computed")

    monkeypatch.setattr(rule, "score_sentences", never)

    assert scored(VIEWS, at=OUTSIDE) == []


def test_what_a_page_quotes_is_not_its_opinion() -> None:
    assert scored(f"The poem of the month:\n\n> {VIEWS}\n", name="a.md") == []


def test_half_a_page_is_too_short_to_say() -> None:
    assert scored(VIEWS[: len(VIEWS) // 2]) == []
