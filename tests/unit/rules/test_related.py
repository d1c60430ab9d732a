import json

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.people import People, Person
from neutral_gate.people.cells import handles_in
from neutral_gate.readers import read

INSIDE = parse_moment("2024-06-10T09:00")
OUTSIDE = parse_moment("2024-01-15T09:00")
REPOST, CONTENT, REPLY, HANDLE = (
    "source/political-repost",
    "source/repost-content",
    "source/political-reply",
    "source/political-handle",
)


@pytest.fixture(scope="module")
def gate():
    person = Person(name="Nadia Forester", role="candidate", handles=handles_in("@nforester", "x"))
    return Gate(Config(body_type="council", accounts=frozenset({"@PenmoorGreens"})), People([person]))


def findings(gate, at=INSIDE, **post):
    source = json.dumps({"text": "", "account": "@BrindlewoodCouncil", **post})
    result = gate.judge(read(source.encode(), "post.json")[0], at)
    return source, [each for each in result.findings if each.rule.startswith("source/")]


def levels(gate, at=INSIDE, **post):
    return {each.rule: each.severity.value for each in findings(gate, at, **post)[1]}


def other(account, name="", text="Cakes on Friday."):
    return {"account": account, "name": name, "text": text}


@pytest.mark.parametrize("relation", ["repost_of", "quote_of"])
def test_a_shared_post_of_a_political_account_blocks_inside_and_warns_outside(gate, relation):
    shared = {relation: other("@nforester", "Nadia Forester")}

    assert levels(gate, **shared) == {REPOST: "block"}
    assert levels(gate, OUTSIDE, **shared) == {REPOST: "warn"}


def test_the_finding_points_at_the_account_and_says_who_it_is(gate):
    source, (finding,) = findings(gate, repost_of=other("@AshdaleLabour", "Ashdale news"))

    assert source[finding.start.offset : finding.end.offset] == "@AshdaleLabour"
    assert finding.evidence["named"] == ["Labour Party"]
    assert finding.evidence["listed"] is False


def test_own_posts_and_those_of_public_bodies_may_be_shared(gate):
    assert levels(gate, repost_of=other("@BrindlewoodCouncil")) == {}
    assert levels(gate, repost_of=other("@PenmoorGreens")) == {}
    assert levels(gate, repost_of=other("@AshdaleFire", "Ashdale Fire and Rescue")) == {}


def test_shared_words_that_name_a_candidate_count_whoever_wrote_them(gate):
    shared = {"repost_of": other("@PenmoorPost", "Penmoor Post", "Cakes at two. Nadia Forester cuts the ribbon.")}
    source, (finding,) = findings(gate, **shared)

    assert (finding.rule, finding.severity.value) == (CONTENT, "block")
    assert "Nadia Forester" in source[finding.start.offset : finding.end.offset]
    assert levels(gate, OUTSIDE, **shared) == {CONTENT: "warn"}


def test_an_office_without_a_name_weighs_less(gate):
    shared = {"repost_of": other("@PenmoorPost", text="The Health Secretary talks about pharmacies at noon.")}

    assert levels(gate, **shared) == {CONTENT: "warn"}
    assert levels(gate, OUTSIDE, **shared) == {}


def test_a_political_author_is_one_finding_whatever_the_post_says(gate):
    assert levels(gate, repost_of=other("@AshdaleLabour", text="Vote Labour on Thursday!")) == {REPOST: "block"}


def test_a_campaign_hashtag_in_a_shared_post_counts(gate):
    assert levels(gate, repost_of=other("@PenmoorHub", text="Soup at noon. #ToriesOut")) == {CONTENT: "block"}


def test_an_answer_to_a_political_account_warns_and_an_opinion_in_it_blocks(gate):
    asked = other("@nforester", "Nadia Forester", "How many visits were there?")

    assert levels(gate, text="There were 310 visits in May.", reply_to=asked) == {REPLY: "warn"}
    assert levels(gate, text="Well said. Waits like this have to end.", reply_to=asked) == {REPLY: "block"}
    assert levels(gate, OUTSIDE, text="There were 310 visits in May.", reply_to=asked) == {}


def test_an_answer_to_anybody_else_is_free(gate):
    assert levels(gate, text="We agree.", reply_to=other("@sam_b", "Sam", "Did Labour shut the pool?")) == {}


def test_a_reply_that_begins_with_a_political_handle_answers_it(gate):
    assert levels(gate, kind="reply", text="@AshdaleLabour It is in table 3.") == {REPLY: "warn", HANDLE: "warn"}
    assert levels(gate, kind="reply", text="@sam_b It is in table 3.") == {}


def test_a_handle_in_own_words_warns_inside_only(gate):
    assert levels(gate, text="Papers are out. Copied to @AshdaleLabour.") == {HANDLE: "warn"}
    assert levels(gate, OUTSIDE, text="Papers are out. Copied to @AshdaleLabour.") == {}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I am standing for the council in Penmoor East.", True),
        ("If elected, I will fix the pier.", True),
        ("I am standing for parent governor.", False),
        ("Can my sister vote for me?", False),
    ],
)
def test_a_writer_who_says_that_they_stand_is_a_candidate(gate, text, found):
    assert (REPLY in levels(gate, reply_to=other("@bea_s", "Bea", text))) is found
    assert (REPOST in levels(gate, repost_of=other("@bea_s", "Bea", text))) is found


def test_a_shared_text_that_ranks_manifestos_names_a_winner(gate):
    text = "Which manifesto does most for ferries? We read all five and Labour comes out on top."

    assert levels(gate, repost_of=other("@FerryUsers", "Ferry Users", text))[CONTENT] == "block"


def test_an_answer_that_only_agrees_with_a_post_that_names_somebody_blocks(gate):
    answered = other("@PenmoorPost", "Penmoor Post", "Nadia Forester wants more buses.")

    assert levels(gate, text="Hear, hear!", reply_to=answered) == {REPLY: "block"}
    assert levels(gate, text="Hear, hear!", reply_to=other("@PenmoorPost", text="More buses.")) == {}
    assert levels(gate, text="The bus times are on our website.", reply_to=answered) == {}
    assert levels(gate, OUTSIDE, text="Hear, hear!", reply_to=answered) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Yes! 👏👏",
        "Exactly this.",
        "Your leaflet is misleading.",
        "It is unkind to say so of you.",
        "The pool never shut. Please correct your post.",
    ],
)
def test_applause_and_blame_in_an_answer_to_a_political_account_are_opinions(gate, text):
    assert (
        levels(gate, text=text, reply_to=other("@nforester", "Nadia Forester", "The pool is shut."))[REPLY] == "block"
    )
    assert levels(gate, text=text, reply_to=other("@sam_b", "Sam", "The pool is shut.")) == {}


@pytest.mark.parametrize(
    "text",
    [
        "Yes, at nine.",
        "The wrong gate was open on Monday.",
        "The map that you have was wrong, and we are sorry for that.",
    ],
)
def test_plain_facts_in_an_answer_to_a_political_account_warn(gate, text):
    assert levels(gate, text=text, reply_to=other("@nforester", "Nadia Forester", "Is it open?")) == {REPLY: "warn"}
