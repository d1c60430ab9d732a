"""What the notes on pages must leave alone, they leave alone: the look-alikes in their rule files."""

import pytest

from neutral_gate.lexicon.rulebook import load_rules

RULES = load_rules()
NOTES = ("aria-reference-empty", "heading-deep", "link-no-address", "video-transcript", "words-hidden")


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        pytest.param(rule, example.text, id=f"{rule}-{number}")
        for rule in NOTES
        for number, example in enumerate(RULES[f"access/{rule}"].pass_, 1)
    ],
)
def test_a_note_leaves_its_lookalikes_alone(found, rule, html):
    assert rule not in found(html)


@pytest.mark.parametrize("rule", NOTES)
def test_a_note_never_weighs_more(rule):
    assert set(RULES[f"access/{rule}"].severity.values()) == {"note"}
