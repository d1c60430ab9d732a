"""What the gate does not even ask, on whole drafts: it would have had nothing to say.

The drafts are those of tests/acceptance/drafts and the examples of the rule files.
"""

import functools
import json
from dataclasses import replace
from pathlib import Path

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.readers import read
from neutral_gate.rules.detectors import _DETECTORS
from neutral_gate.rules.reading import read_blocks

AT = parse_moment("2024-06-20")
DRAFTS = sorted((Path(__file__).parent / "drafts").glob("*.jsonl"))


@pytest.fixture(scope="module")
def gate():
    return Gate(Config())


@pytest.fixture(scope="module")
def drafts():
    found = []
    for path in DRAFTS:
        for number, line in enumerate(path.read_text("utf-8").splitlines()[::3]):
            case = json.loads(line)
            found += read(case["text"].encode(), f"{path.name}:{number}", case["format"])
    return found


def told(gate, drafts):
    return [gate.judge(draft, AT) for draft in drafts]


def test_checks_that_are_not_asked_have_nothing_to_say(gate, drafts, monkeypatch):
    kinds = [
        replace(draft, kind=kind) for draft in drafts[::4] for kind in ("post", "advert", "press_release", "reply")
    ]
    asked = told(gate, [*drafts, *kinds])

    with monkeypatch.context() as patch:
        patch.setattr("neutral_gate.gate.worth_asking", lambda *_: set(_DETECTORS))
        everything = told(gate, [*drafts, *kinds])

    assert len(drafts) > 50
    assert asked == everything
    assert any(each.findings for each in asked)


def rules_asked(gate, text):
    """The rules that the screen leaves to be asked about a text."""
    (draft,) = read(text.encode(), "post.txt", "text")
    return read_blocks(draft.blocks, gate.lexicon, post=True, source=draft.source).rules


def test_a_text_that_the_screen_passes_has_no_finding_by_words(gate, drafts, monkeypatch):
    rules = gate.lexicon.rules
    texts = [block.text for draft in drafts for block in draft.blocks if len(block.text) > 20]
    texts += [each.text for rule in load_rules().values() for each in (*rule.fire[:2], *rule.pass_[:2])]
    quiet = [text for text in dict.fromkeys(texts) if text.strip() and not rules_asked(gate, text)]
    monkeypatch.setattr("neutral_gate.gate.read_blocks", functools.partial(read_blocks, screened=False))

    for text in quiet[:: max(1, len(quiet) // 40)]:
        for draft in read(text.encode(), "post.txt", "text"):
            found = gate.judge(replace(draft, kind="post"), AT).findings
            assert [each for each in found if each.rule in rules and not rules[each.rule].detector] == [], text

    assert 40 < len(quiet) < len(texts)


def test_the_screen_leaves_a_rule_to_be_asked_where_it_finds_something(gate):
    asked = 0
    for rule in load_rules().values():
        if rule.find and not rule.detector:
            for each in rule.fire:
                if each.format == "text" and not each.people:
                    asked += 1
                    assert rule.id in rules_asked(gate, each.text), (rule.id, each.text)
    assert asked > 100


def test_drafts_judged_together_are_judged_as_each_alone(gate, drafts, monkeypatch):
    monkeypatch.setattr("neutral_gate.gate.TOGETHER", 70)
    kinds = [replace(draft, kind=kind) for draft in drafts[::5] for kind in ("post", "newsletter", "press_release")]

    alone = told(gate, [*drafts, *kinds])

    assert list(gate.judge_many([*drafts, *kinds], AT)) == alone
    assert len({each.verdict for each in alone}) == 3


def test_a_draft_that_cannot_be_read_with_others_is_read_alone(gate, drafts, monkeypatch):
    def broken(*_):
        raise RuntimeError

    alone = told(gate, drafts[:9])
    monkeypatch.setattr("neutral_gate.gate.screen_together", broken)

    assert list(gate.judge_many(drafts[:9], AT)) == alone


def test_drafts_are_judged_for_their_own_day(gate, drafts):
    outside = parse_moment("2023-02-01")
    ours = [replace(drafts[0], published=AT), replace(drafts[0], published=None)]

    assert [each.at for each in gate.judge_many(ours, undated=outside)] == [AT, outside]
    assert [each.at for each in gate.judge_many(ours, outside)] == [outside, outside]
