"""Every example of every rule and exception file is run: what must fire fires, what must not is left alone."""

import pytest

from neutral_gate.cli.rule_examples import Examples
from neutral_gate.lexicon.rulebook import load_exceptions, load_rules
from neutral_gate.readers import read
from neutral_gate.rules.language import found_in
from neutral_gate.rules.reading import read_blocks

RULES = load_rules()
EXCEPTIONS = load_exceptions()
EXAMPLES = Examples()


def cases(owners, which):
    return [
        pytest.param(owner, example, id=f"{owner.id}-{which.strip('_')}-{number}")
        for owner in owners.values()
        for number, example in enumerate(getattr(owner, which), 1)
    ]


@pytest.mark.parametrize(("rule", "example"), cases(RULES, "fire"))
def test_a_rule_fires_on_its_examples(rule, example):
    found = {finding.severity.value for finding in EXAMPLES.judge(example).findings if finding.rule == rule.id}

    assert found, example.text
    if example.verdict:
        assert example.verdict in found, example.text


@pytest.mark.parametrize(("rule", "example"), cases(RULES, "pass_"))
def test_a_rule_leaves_its_lookalikes_alone(rule, example):
    findings = EXAMPLES.judge(example).findings

    assert not [f for f in findings if f.rule == rule.id and f.severity.value != "note"], example.text


def stands_in(exception, example):
    """Whether an exception is recognised in a draft, whatever findings there are for it to touch."""
    (draft,) = read(example.text.encode(), "draft", example.format)
    lexicon = EXAMPLES.gate(example.body, example.people).lexicon
    posts = ("post", "repost", "reply", "quote")
    reading = read_blocks(draft.blocks, lexicon, post=example.kind in posts, items=example.kind == "newsletter")
    return any(
        found_in(reading, index, find, example.kind)
        for index in range(len(reading.sentences))
        for find in lexicon.finds[exception.id]
    )


@pytest.mark.parametrize(("exception", "example"), cases(EXCEPTIONS, "fire"))
def test_an_exception_is_recognised_in_its_examples(exception, example):
    assert stands_in(exception, example), example.text


@pytest.mark.parametrize(("exception", "example"), cases(EXCEPTIONS, "pass_"))
def test_an_exception_is_not_seen_where_it_does_not_stand(exception, example):
    assert not stands_in(exception, example), example.text


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_a_rule_file_is_complete(rule):
    assert rule.why
    assert rule.clauses
    # What pages and pictures are made of is also tested case by case in tests/unit/rules.
    wanted = 2 if rule.family in ("access", "image") else 8
    assert len(rule.fire) >= wanted
    assert len(rule.pass_) >= wanted
    assert rule.path.endswith(f"{rule.id}.yaml")


def test_the_35_public_rule_ids_are_there():
    families = {"neutrality": 14, "source": 7, "timing": 14}

    assert {family: sum(rule.family == family for rule in RULES.values()) for family in families} == families
