import json

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks

INSIDE = parse_moment("2024-06-10T09:00")
PEOPLE = People(
    [
        Person("Jane Tregarthen", "candidate"),
        Person("Lowena Brask", "candidate"),
        Person("Petroc Quill", "councillor"),
    ]
)


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"), PEOPLE)


def pointed(text, other=""):
    """The single words of a text that stand for somebody on the list, by class."""
    lexicon = load_lexicon(people=PEOPLE.names())
    post = {"text": text, "account": "@own"}
    if other:
        post["reply_to"] = {"account": "@PenmoorPost", "text": other}
    draft = read(json.dumps(post).encode(), "post.json")[0]
    reading = read_blocks(draft.blocks, lexicon, post=True, answers=draft.related.values())
    tokens = [token for sentence in reading.sentences for token in sentence.tokens]
    single = (token for token in tokens if token.classes and " " not in token.text)
    return {token.text: token.classes[0] for token in single if token.classes[0] in ("candidate", "politician")}


def test_a_first_name_counts_once_the_draft_names_the_person():
    assert pointed("Cllr Quill rang. Petroc has the key.") == {"petroc": "politician"}
    assert pointed("Jane Tregarthen came. Then Jane spoke, and Tregarthen sat.") == {
        "jane": "candidate",
        "tregarthen": "candidate",
    }
    assert pointed("Petroc has the key.") == {}


@pytest.mark.parametrize(
    "text",
    [
        "Jane Tregarthen came. Nurse Jane runs the clinic.",
        "Jane Tregarthen came. Jane Poole won. Well done Jane.",
        "Jane Tregarthen came. Jane, our ranger, led the walk.",
        "Jane Tregarthen came. Walk down Jane Lane.",
        "Jane Tregarthen came. Wilf Tregarthen won.",
        "Jane Tregarthen came. The Tregarthen family sang by the River Tregarthen.",
    ],
)
def test_somebody_else_of_the_name_does_not(text):
    assert pointed(text) == {}


def test_a_candidates_first_name_counts_beside_a_seat_in_parliament():
    assert pointed("Help us send Lowena to Westminster") == {"lowena": "candidate"}
    assert pointed("Lowena visits Westminster with her school on a trip") == {}
    assert pointed("Help us send Lowena to camp") == {}


def test_a_pronoun_counts_where_the_other_post_names_one_person():
    named = "Lowena Brask wants a new bridge."
    assert pointed("We are with her on this.", named) == {"her": "candidate"}
    assert pointed("We are with her on this.", "Ada Rook wants a new bridge.") == {}
    assert pointed("We are with her on this.", named + " So does Jane Tregarthen.") == {}
    assert pointed("Ask your nurse. She has the form.", named) == {}
    assert pointed("We are with her on this.") == {}


def test_they_are_a_party_where_no_other_group_is_named():
    assert pointed("They let us down.", "The Liberal Democrats launched their campaign.") == {"they": "candidate"}
    assert pointed("They let us down.", "The Liberal Democrats met nurses.") == {}


def test_a_pronoun_praises_like_a_name_and_names_nobody(gate):
    post = {
        "text": "We are so proud of her. She is the best.",
        "account": "@own",
        "reply_to": {"account": "@PenmoorPost", "text": "Lowena Brask wants a new bridge."},
    }
    rules = {each.rule for each in gate.judge(read(json.dumps(post).encode(), "post.json")[0], INSIDE).findings}

    assert "neutrality/party-support" in rules
    assert "neutrality/candidate-mention" not in rules
