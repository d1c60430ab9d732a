"""Readability: what is noted, where, and that nothing of it ever blocks."""

from __future__ import annotations

import dataclasses

import pytest

from neutral_gate.config import Config
from neutral_gate.config.settings import Levels
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.lexicon.rulebook import load_rules
from neutral_gate.model import DraftResult, Finding
from neutral_gate.readers import read

RULES = {rule.id: rule for rule in load_rules().values() if rule.family == "readability"}
NAMES = {"text": "a.txt", "markdown": "a.md", "html": "a.html"}
GATES: dict[str, Gate] = {}


def judge(
    text: str, body: str = "council", kind: str = "page", form: str = "text", on: str = "2024-06-10"
) -> DraftResult:
    gate = GATES.setdefault(body, Gate(Config(body_type=body)))
    (draft,) = read(text.encode(), NAMES[form], form)
    return gate.judge(dataclasses.replace(draft, kind=kind), parse_moment(on))


def found(result: DraftResult, rule: str) -> list[Finding]:
    return [finding for finding in result.findings if finding.rule == f"readability/{rule}"]


@pytest.mark.parametrize(
    ("rule", "example"),
    [
        pytest.param(rule, example, id=f"{rule.id}-{number}")
        for rule in RULES.values()
        for number, example in enumerate(rule.pass_, 1)
    ],
)
def test_what_should_pass_is_not_even_noted(rule, example) -> None:
    result = judge(example.text, example.body, example.kind, example.format, example.date)

    assert not [finding for finding in result.findings if finding.rule == rule.id]


def test_nothing_about_readability_is_more_than_a_note() -> None:
    assert len(RULES) == 7
    assert {level for rule in RULES.values() for level in rule.severity.values()} == {"note"}


def test_the_clause_on_plain_words_has_its_rule() -> None:
    assert "ENG-PR-03" in RULES["readability/plain-language"].clauses


def test_long_sentences_are_ranked_and_stand_where_they_stand() -> None:
    middle, longest = " ".join(["Word"] * 26) + ".", " ".join(["Word"] * 30) + "."
    text = f"Short one. {middle} Short two.\n\n{longest}"

    first, second = found(judge(text), "long-sentence")

    assert (first.evidence["rank"], first.evidence["words"], first.evidence["of"]) == (2, 26, 2)
    assert (second.evidence["rank"], second.evidence["words"]) == (1, 30)
    assert (first.start.line, first.start.column) == (1, 12)
    assert second.start.line == 3
    assert text[first.start.offset : first.end.offset] == middle == first.excerpt


@pytest.mark.parametrize(("body", "most"), [("nhs_trust", 20), ("icb", 20), ("council", 25), ("healthwatch", 25)])
def test_the_limit_of_words_depends_on_the_body(body: str, most: int) -> None:
    fits, over = " ".join(["word"] * most) + ".", " ".join(["word"] * (most + 1)) + "."

    assert found(judge(fits, body), "long-sentence") == []
    assert found(judge(over, body), "long-sentence")[0].evidence["limit"] == most


def test_a_long_sentence_in_markup_is_underlined_to_its_end() -> None:
    inside = "One &amp; two " * 13
    text = f"<p>Hello. <b>{inside}end</b>.</p>"

    (finding,) = found(judge(text, form="html"), "long-sentence")

    assert text[finding.start.offset : finding.end.offset] == f"{inside}end</b>."
    assert finding.evidence["words"] == 27


HARD = RULES["readability/reading-age"].fire[0].text
EASY = RULES["readability/reading-age"].pass_[0].text


def test_the_reading_age_is_noted_once_at_the_hardest_paragraph() -> None:
    text = f"{EASY}\n\n{HARD}\n\n{EASY}"

    (finding,) = found(judge(text), "reading-age")

    assert finding.start.line == 3
    assert finding.evidence["limit"] == 9
    assert str(finding.evidence["reading_age"]) in finding.message


MEDICAL = (
    "Take one tablet of your medicine each morning for the infection. Tell your nurse or pharmacist about any rash or "
    "swelling after treatment. Antibiotic tablets may cause nausea and vomiting, and the pain may last for some days. "
) * 3


@pytest.mark.parametrize(
    ("text", "body", "limit"), [(HARD, "council", 9), (HARD, "nhs_trust", 11), (HARD + " " + MEDICAL, "icb", 14)]
)
def test_the_reading_age_to_aim_for_depends_on_body_and_matter(text: str, body: str, limit: int) -> None:
    (finding,) = found(judge(text, body), "reading-age")

    assert finding.evidence["limit"] == limit
    assert finding.evidence["medical"] == (limit == 14)


def test_a_draft_has_its_measures_from_a_hundred_words_on() -> None:
    assert judge(EASY).readability["reading_age"] < 9.5
    assert judge(HARD).readability["reading_age"] > 20
    assert judge("The pool is open.").readability == {}


def test_a_body_may_raise_a_rule_in_its_settings() -> None:
    settings = Config(
        body_type="council", rule_levels={"readability/plain-language": Levels(inside="warn", outside="off")}
    )
    (draft,) = read(b"We will utilise the hall.", "a.txt")

    assert Gate(settings).judge(draft, parse_moment("2024-06-10")).verdict.value == "warn"
    assert found(Gate(settings).judge(draft, parse_moment("2024-09-10")), "plain-language") == []


@pytest.mark.parametrize(
    ("text", "passive"),
    [
        ("The form was sent.", True),
        ("The form was not sent.", True),
        ("The forms have been carefully checked.", True),
        ("It is being built.", True),
        ("The plan isn't approved.", True),
        ("She is tired.", False),
        ("The gate is open.", False),
        ("We were at the pool and asked for tea.", False),
        ("He needed a bed.", False),
    ],
)
def test_a_passive_verb_is_known_from_an_adjective(text: str, passive: bool) -> None:
    filler = "The board will meet again in the hall on the first Monday of the month to talk about the pool. " * 4
    page = " ".join([text] * 20) + " " + filler

    assert bool(found(judge(page), "passive-voice")) is passive


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The PPG met. The PPG is new.", ["PPG"]),
        ("The patient group (PPG) met. Join the PPG.", []),
        ("The PPG (patient participation group) met.", []),
        ("PPG stands for patient participation group.", []),
        ("Join the PPG. The Patient Participation Group meets on Monday.", ["PPG"]),
        ("The Patient Participation Group meets on Monday. Join the PPG.", []),
        ("Ask the DfE or the ICBs.", ["DfE", "ICB"]),
        ("It is NOT free, but this is not new.", []),
        ("DO NOT USE THE LIFT", []),
        ("See www.PPG.org, me@PPG.org, @PPG and #PPG.", []),
        ("Part IV of form PPG-12 and ISO 9001.", []),
        ("Your GP's letter, the NHS's app and MPs' surgeries.", []),
    ],
)
def test_an_abbreviation_is_spelt_out_or_known_or_noted(text: str, names: list[str]) -> None:
    findings = found(judge(text), "abbreviation")

    assert [finding.evidence["abbreviation"] for finding in findings] == names
    assert [finding.excerpt for finding in findings] == names


def test_an_abbreviation_spelt_out_too_late_says_so() -> None:
    (finding,) = found(judge("Join the PPG. The Patient Participation Group meets on Monday."), "abbreviation")

    assert finding.evidence["later"] is True
    assert "later" in finding.message


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("We will utilise the hall.", '"use"'),
        ("Call us prior to your visit.", '"before"'),
        ("In order to join, call us.", '"to"'),
        ("We are committed to change.", "what will be done"),
    ],
)
def test_a_word_to_avoid_comes_with_its_plain_word(text: str, hint: str) -> None:
    (finding,) = found(judge(text), "plain-language")

    assert hint in finding.message
