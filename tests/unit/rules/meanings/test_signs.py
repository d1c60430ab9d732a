import json

import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks

PEOPLE = People(
    [
        Person("Lowena Brask", "candidate"),
        Person("Petroc Quill", "councillor"),
        Person("Jory Brask", "candidate"),
        Person("Jory Quill", "councillor"),
        Person("Will Penrose", "candidate"),
    ]
)


def meant(text):
    """Whom the first names in a post stand for."""
    lexicon = load_lexicon(people=PEOPLE.names())
    draft = read(json.dumps({"text": text, "account": "@own"}).encode(), "post.json")[0]
    tokens = [token for each in read_blocks(draft.blocks, lexicon, post=True).sentences for token in each.tokens]
    return {token.entity for token in tokens if token.text in ("lowena", "petroc", "jory", "will") and token.classes}


@pytest.mark.parametrize(
    "text",
    [
        "Lowena, our MP until May, poured the tea.",
        "Lowena, candidate for Eastmere, poured the tea.",
        "Lowena, who sat for Eastmere in the Commons, poured the tea.",
        "Lowena poured the tea. She would make a fine police commissioner!",
        "Lowena cut the ribbon. She got the money for it out of the combined authority.",
        "It was Lowena who got the £3 million out of Whitehall.",
        "Thanks to Lowena the combined authority paid for the stop.",
        "Lowena badgered the Treasury until it paid.",
        "Best of luck to Lowena at the election.",
        "Lowena is asking for your vote.",
        "Lowena is standing again in May.",
        "Lowena promised it on the doorstep.",
        "Lowena came by, as she does each month, election or no election.",
        "Lowena, who hopes to be back in Parliament by June, ran.",
        "Lowena has asked the Treasury since 2019, and at last it paid.",
        "What a mayor Lowena would make!",
        "Lowena was first in the queue. Mayor material, that one.",
        "Lowena came by. Four more years as mayor, please!",
    ],
)
def test_a_first_name_beside_a_sign_of_politics_counts(text):
    assert meant(text) == {"Lowena Brask"}


def test_it_may_be_a_councillor_too():
    assert meant("Our councillor Petroc has read the plans. Petroc, councillor for the quay, spoke.") == {
        "Petroc Quill"
    }


@pytest.mark.parametrize(
    "text",
    [
        "Lowena poured the tea.",
        "Lowena said on the doorstep of the hall that the raffle raised £40.",
        "Lowena, seeking a seat in the front row, came early. The council was there.",
        "Thanks to Lowena in the post room, the poll cards went out on time.",
        "Nurse Lowena got the money from the Government for her study.",
        "Lowena got the money for the garden from the hospital charity.",
        "Lowena would make a fine midwife. The mayor said so.",
        "Lowena, the mayor's cadet, plays at noon.",
        "Lowena is standing for staff governor.",
        "Lowena is standing again, three weeks after her operation.",
        "Lowena will help voters at the polling station.",
        "Lowena, candidate for a hip operation, told us her story.",
        "Lowena Poole, our MP until May, poured the tea. Lowena sang.",
        "Jory, our MP until May, poured the tea.",
        "Will the mayor be there? Will she make a fine mayor?",
    ],
)
def test_an_ordinary_one_does_not(text):
    assert "Lowena Brask" not in meant(text)
    assert not meant(text) & {"Jory Brask", "Jory Quill", "Will Penrose"}
