"""Words for offices that mean no politician where they stand."""

import json

import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks

POLITICAL = {"politician", "office", "minister", "weak-minister", "mayor", "weak-mayor", "councillor", "mp"}


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def named(lexicon, text):
    """The words of a draft that stand for somebody in politics."""
    (draft,) = read(text.encode(), "draft.txt")
    sentences = read_blocks(draft.blocks, lexicon).sentences
    return [token.text for sentence in sentences for token in sentence.tokens if POLITICAL & set(token.classes)]


@pytest.mark.parametrize(
    "text",
    [
        "The minister calls on Tuesday.\n\nPrayers are said in the quiet room.",
        "Ministers Ada Finch and Lee Poole lead the hymns.",
        "The minister, Revd Ada Finch, opened the hall.",
        "The chapel is on level 1. A minister sits there at noon.",
        "Cross Councillor Lane at the lights.",
        "Councillor Lane is on the left. From Councillor Lane walk to the Prime Minister pub.",
        "Bins in Alderman Avenue are emptied on Monday.",
        "12 Councillor Street: a new porch.",
        "Storytime: The Mayor Who Lost His Shoe.",
        "Stops that are closed\n\nCouncillor Lane\n\nAlderman Croft",
        "The bus waits at Baroness Park Estate.",
        "Meet at the corner of Alderman Street.",
        "A new lamp stands in Prime Minister Avenue.",
        "Swings at Alderman Green Play Park are mended.",
        "Book club: The Prime Minister by Ada Finch. In the novel the Prime Minister says he is tired.",
        "Puppets\n\nIn the second piece a councillor asks where the cat is.",
        "Murder mystery: play the parts of a cook, an MP and a butler.",
        "Film night: a comedy about a Prime Minister. The Prime Minister falls in love.",
        "School council: Prime Minister, Ada in Year 6.",
        "The winner is our Prime Minister for a week.",
        "The ministers of both churches lent us chairs.",
    ],
)
def test_nobody_in_politics_is_meant(lexicon, text):
    assert named(lexicon, text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The health minister came to the chapel.", ["health minister"]),
        ("The minister toured the chapel before prayers.", ["minister"]),
        ("Prayers are at noon. A minister from the Home Office wrote to us.", ["minister"]),
        ("Food parcels are in the chapel hall. Ministers must act.", ["ministers"]),
        ("Councillor Lane said that the lane is shut.", ["councillor lane"]),
        ("Present: Councillor Street and Mr Poole.", ["councillor street"]),
        ("Cllr Lane has the key.", ["cllr lane"]),
        ("The panto opens on Friday. The Mayor came to see it.", ["mayor"]),
        ("Drama club: the Culture Secretary spoke after the play.", ["culture secretary"]),
        ("The Prime Minister visited the Red Lion pub.", ["prime minister"]),
        ("The Prime Minister visited our school council: all came.", ["prime minister"]),
    ],
)
def test_somebody_in_politics_is_meant(lexicon, text, expected):
    assert named(lexicon, text) == expected


def quoted(lexicon, text, name):
    (draft,) = read(text.encode(), name)
    found = []
    for sentence in read_blocks(draft.blocks, lexicon).sentences:
        found += [sentence.block.text[start:end] for start, end in sentence.political_quotes]
    return list(dict.fromkeys(found))


def post(alt):
    return json.dumps({"text": "Bins move to Tuesday.", "media": [{"type": "image", "alt": alt}]})


@pytest.mark.parametrize(
    ("alt", "words"),
    [
        ("Blue card with white text: We mend every road. Cllr Ada Finch, leader", "We mend every road."),
        ("Tile. The words read: We mend every road - the Transport Secretary", "We mend every road"),
        ("Quote from Ada Finch MP on a card: we mend every road", "we mend every road"),
    ],
)
def test_words_on_a_card_are_the_politicians(lexicon, alt, words):
    assert [each.strip() for each in quoted(lexicon, post(alt), "draft.json")] == [words]


@pytest.mark.parametrize(
    "alt",
    [
        "Blue card with white text: Bus 4 leaves at 8am. The bus team",
        "Card with text: How to write to your MP",
        "Cllr Ada Finch beside a road",
        "Blue card with text: Roads are mended by May. Cllr Ada Finch is not in the picture",
    ],
)
def test_words_on_a_card_are_nobodys_in_politics(lexicon, alt):
    assert quoted(lexicon, post(alt), "draft.json") == []


@pytest.mark.parametrize("sign", ["The Member of Parliament for Wexmoor, at the opening", "Our MP, in May"])
@pytest.mark.parametrize("words", ["A park we can call our own.", "They said it would not last."])
def test_a_block_quotation_is_whose_title_stands_below(lexicon, sign, words):
    text = f"<main><p>Open daily.</p><blockquote><p>{words}</p><footer>{sign}</footer></blockquote></main>"

    assert quoted(lexicon, text, "draft.html") == [words]


@pytest.mark.parametrize("sign", ["A patient", "The ward sister, at the opening"])
def test_a_block_quotation_of_somebody_else(lexicon, sign):
    text = f"<main><blockquote><p>They said it would not last.</p><footer>{sign}</footer></blockquote></main>"

    assert quoted(lexicon, text, "draft.html") == []


@pytest.mark.parametrize(
    "text",
    [
        "The Danish prime minister has the key.",
        "Peru's new health minister has the key.",
        "The Prime Minister of Norway opened a clinic in Bergen.",
        "Our nurses met the minister of health in Malawi.",
        "A minister from New Zealand rang the bell.",
        "The French health minister, Ada Finch, came.",
    ],
)
def test_a_minister_of_another_country_is_nobody_here(lexicon, text):
    assert named(lexicon, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The Northern Irish health minister has the key.",
        "The Scottish health minister has the key.",
        "The health minister spoke in Malawi.",
        "The minister of health came in from Jordan Street.",
    ],
)
def test_a_minister_who_goes_to_another_country_is_one_of_here(lexicon, text):
    assert named(lexicon, text) != []
