import json

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.people import People
from neutral_gate.readers import read

RULE = "timing/consultation-promotion"
INSIDE = parse_moment("2024-06-10T09:00")
OUTSIDE = parse_moment("2024-01-15T09:00")
CONSULTATION = "Our consultation on bus routes closes on 28 June."


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"), People([]))


def findings(gate, text, quoted, at=INSIDE, relation="quote_of"):
    other = {"account": "@TarnCouncil", "text": quoted}
    source = json.dumps({"text": text, "account": "@BrindlewoodCouncil", relation: other})
    found = gate.judge(read(source.encode(), "post.json")[0], at).findings
    return source, [each for each in found if each.rule == RULE]


def test_a_push_above_somebody_elses_consultation_blocks(gate):
    source, (finding,) = findings(gate, "Route 9 is on it. Two days left, so tell your neighbours.", CONSULTATION)

    assert finding.severity.value == "block"
    assert source[finding.start.offset : finding.end.offset].startswith("Two days left")
    assert finding.evidence["account"] == "@TarnCouncil"


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ("Two days left, so tell your neighbours.", "The fun run is on 30 June."),
        ("Route 9 will not run on Monday.", CONSULTATION),
        ("Pass it on: the date for the answer is June.", "The consultation has closed. Thank you."),
        ("Tell your neighbours. The results are here.", CONSULTATION),
    ],
)
def test_plain_words_and_other_posts_are_left_alone(gate, text, quoted):
    assert findings(gate, text, quoted)[1] == []


def test_a_push_is_free_outside_a_window(gate):
    assert findings(gate, "Two days left, so tell your neighbours.", CONSULTATION, OUTSIDE)[1] == []


def test_only_a_quoted_post_counts(gate):
    assert findings(gate, "Tell your neighbours.", CONSULTATION, relation="reply_to")[1] == []
