import pytest

from neutral_gate import Config, Draft, Gate, Verdict
from neutral_gate.elections import parse_moment
from neutral_gate.gate import INTERNAL_ERROR
from neutral_gate.readers import read

INSIDE = parse_moment("2024-06-10T09:00")
OUTSIDE = parse_moment("2024-01-15T09:00")


def draft(text, name="draft.md"):
    return read(text.encode(), name)[0]


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"))


def test_a_call_to_vote_is_blocked_at_any_time(gate):
    for at in (INSIDE, OUTSIDE):
        decision = gate.check(draft("Vote Labour on Thursday."), at)

        assert decision.verdict is Verdict.BLOCK
        (result,) = decision.drafts
        assert [finding.rule for finding in result.findings if finding.severity == "block"] == [
            "neutrality/vote-advocacy"
        ]
        assert "Vote Labour" in result.findings[0].excerpt
        assert result.findings[0].clauses
        assert result.findings[0].suggestion


def test_a_finding_points_at_its_words_in_the_source(gate):
    source = "# News\n\nPlease *vote* for **Lab**our&nbsp;Party people.\n"

    (finding, *_) = [f for f in gate.judge(draft(source), INSIDE).findings if f.rule == "neutrality/vote-advocacy"]

    words = source[finding.start.offset : finding.end.offset]
    assert "vote* for **Lab**our&nbsp;Party" in words
    assert finding.start.line == 3
    assert finding.start.column == finding.start.offset - source.index("Please") + 1
    assert finding.end.offset < len(source.rstrip())


def test_a_draft_is_judged_for_its_own_date_unless_told_otherwise(gate):
    text = "---\ndate: 2024-06-10\n---\n\nThe Green Party asked us how many recycling sites we run.\n"

    assert gate.judge(draft(text)).verdict is Verdict.WARN
    assert gate.judge(draft(text), OUTSIDE).verdict is Verdict.PASS


def test_the_body_named_in_the_draft_decides_the_window(gate):
    text = "---\nbody: nhs_trust\n---\n\nThe Green Party asked us for a list of clinics.\n"

    assert gate.judge(draft(text), parse_moment("2024-03-22")).verdict is Verdict.WARN
    assert gate.judge(draft(text.replace("nhs_trust", "council")), parse_moment("2024-03-22")).verdict is Verdict.PASS


def test_a_check_that_breaks_is_a_finding_that_blocks_in_a_window(gate, monkeypatch):
    def broken(*_):
        raise RuntimeError("the lexicon is on fire")

    monkeypatch.setattr("neutral_gate.gate.find_language", broken)

    inside = gate.judge(draft("Vote on Thursday."), INSIDE)
    outside = gate.judge(draft("Vote on Thursday."), OUTSIDE)

    assert inside.verdict is Verdict.BLOCK
    assert outside.verdict is Verdict.WARN
    assert {finding.rule for finding in inside.findings} == {INTERNAL_ERROR}
    assert "on fire" not in "".join(finding.message for finding in inside.findings)


def test_a_reading_that_breaks_is_a_finding_too(gate, monkeypatch):
    def broken(*_, **__):
        raise MemoryError

    monkeypatch.setattr("neutral_gate.gate.read_blocks", broken)

    assert gate.judge(draft("Bins are emptied on Monday."), INSIDE).verdict is Verdict.BLOCK


def test_a_generic_body_is_told_how_to_set_its_own(gate):
    assert "neutral-gate init" in Gate().check(draft("Bins."), INSIDE).notices[0]
    assert gate.check(draft("Bins."), OUTSIDE).notices == ()


def test_a_page_about_birth_may_not_hold_the_opinion_of_the_body(gate):
    praise = "Our midwives help you in labour. We think they are the finest team in the county."

    rules = {finding.rule for finding in gate.judge(draft(praise), INSIDE).findings if finding.severity == "warn"}

    assert "neutrality/opinion" in rules


def test_an_empty_draft_passes(gate):
    assert gate.check(Draft(source="", format="text"), INSIDE).verdict is Verdict.PASS


def test_the_decision_counts_drafts_and_names_its_versions(gate):
    decision = gate.check_all([draft("Vote Labour on Thursday."), draft("Bins are emptied on Monday.")], INSIDE)

    assert decision.counts() == {"drafts": 2, "block": 1, "warn": 0, "pass": 1}
    assert decision.verdict is Verdict.BLOCK
    assert decision.versions["lexicon"].startswith("sha256:")
    assert {window.id for window in decision.windows} == {"ge-2024"}
