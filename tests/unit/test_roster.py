from dataclasses import replace
from datetime import date

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.gate import PEOPLE_LIST
from neutral_gate.people import People, Person
from neutral_gate.readers import read

BEFORE = parse_moment("2024-06-01T09:00")  # nominations closed on 7 June
AFTER = parse_moment("2024-06-20T09:00")
OUTSIDE = parse_moment("2024-01-15T09:00")
JANE = Person(
    "Jane Tregarthen", "candidate", as_of=date(2024, 6, 9), valid_until=date(2024, 7, 4), areas=("Harrowdale",)
)
HOLDER = Person("Osric Penhale", "mp", as_of=date(2024, 5, 1))


def draft(text):
    return read(text.encode(), "draft.md")[0]


def check(people, text="Bins are out.", at=AFTER, **settings):
    return Gate(Config(body_type="council", **settings), People(people)).check(draft(text), at)


def rules(decision):
    return [finding.rule for finding in decision.drafts[0].findings if finding.severity != "note"]


def test_a_list_in_order_needs_no_word():
    assert check([JANE]).notices == ()
    assert check([HOLDER], at=BEFORE).notices == ()
    assert check([], at=OUTSIDE).notices == ()


@pytest.mark.parametrize(
    ("people", "at", "said"),
    [
        ([], AFTER, "there is no list of its candidates"),
        ([HOLDER], AFTER, "there is no list of its candidates"),
        ([replace(JANE, as_of=date(2024, 6, 5))], AFTER, "nominations closed on 7 June 2024"),
        ([replace(JANE, valid_until=date(2024, 5, 2))], AFTER, "there is no list of its candidates"),
        ([replace(JANE, valid_until=date(2026, 5, 7))], AFTER, "there is no list of its candidates"),
        ([], BEFORE, "there is no list of people"),
        ([replace(HOLDER, as_of=date(2023, 1, 1))], BEFORE, "the list of politicians is of 1 January 2023"),
    ],
)
def test_a_missing_or_old_list_is_a_warning_of_its_own_that_clean_drafts_pass(people, at, said):
    decision = check(people, at=at)

    assert any(said in notice for notice in decision.notices)
    assert decision.verdict == "pass"


def test_the_list_of_other_areas_is_no_list():
    assert check([JANE], areas=frozenset({"Harrowdale"})).notices == ()
    assert check([JANE], areas=frozenset({"Farport"})).notices != ()


def test_somebody_who_cannot_be_looked_up_is_a_finding_beside_the_rules_own():
    assert PEOPLE_LIST in rules(check([], "Councillor Osric Fenn is in the chair."))
    assert PEOPLE_LIST not in rules(check([JANE], "Councillor Osric Fenn is in the chair."))
    assert PEOPLE_LIST not in rules(check([], "Councillor Osric Fenn is in the chair.", at=OUTSIDE))
    assert rules(check([], "Bins are out.")) == []


def test_a_title_before_a_listed_name_and_a_description_need_no_looking_up():
    known = replace(HOLDER, role="councillor")

    assert PEOPLE_LIST not in rules(check([known], "Cllr Osric Penhale is in the chair.", at=AFTER))
    assert "neutrality/politician-mention" in rules(check([], "We met the man who speaks for us in the Commons."))
    assert PEOPLE_LIST not in rules(check([], "We met the man who speaks for us in the Commons."))


def test_what_the_author_allows_needs_no_list():
    allow = '<!-- neutral-gate: allow neutrality/politician-mention reason="chair" until=2024-07-04 -->\n\n'

    assert PEOPLE_LIST not in rules(check([], f"{allow}Councillor Osric Fenn is in the chair."))


def test_a_candidate_is_one_until_the_period_is_over():
    gate = Gate(Config(body_type="council"), People([JANE]))

    def named(at):
        return "neutrality/candidate-mention" in rules(gate.check(draft("Jane Tregarthen sang."), parse_moment(at)))

    assert named("2024-06-20T09:00")
    assert named("2024-07-04T23:30")
    assert not named("2024-07-20T09:00")


def test_a_politician_counts_from_the_first_day_to_the_last():
    holder = replace(HOLDER, valid_from=date(2024, 6, 15))
    gate = Gate(Config(body_type="council"), People([holder]))

    def known(at):
        found = gate.roster.on(parse_moment(at), (), gate.lexicon).lexicon.people
        return found is not None

    assert not known("2024-06-14T09:00")
    assert known("2024-06-15T09:00")


@pytest.mark.parametrize("text", ["Jane Tregarthen sang.", "Dr Jane Tregarthen sang.", "Ms J Tregarthen sang."])
def test_staff_with_a_candidates_name_are_not_flagged(text):
    assert "neutrality/candidate-mention" in rules(check([JANE], text))
    assert rules(check([JANE], text, staff=frozenset({"Jane Tregarthen"}))) == []


def test_the_bodys_own_site_is_no_political_link():
    text = "See [the news](https://www.harrowdalelabour.example/news)."

    assert "source/political-link" in rules(check([JANE], text))
    assert rules(check([JANE], text, domains=frozenset({"harrowdalelabour.example"}))) == []


def test_a_candidates_own_site_is_a_political_link():
    listed = replace(JANE, websites=("janet.example",))

    assert "source/political-link" in rules(check([listed], "See https://www.janet.example/about today."))


def test_a_list_of_candidates_elsewhere_only_says_so():
    decision = check([replace(JANE, areas=("Merrowdale",))], areas=frozenset({"ashcombe"}))

    assert any("no list names a candidate of your areas" in notice for notice in decision.notices)
