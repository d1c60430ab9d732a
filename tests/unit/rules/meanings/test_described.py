import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.rules.meanings.described import without_other_descriptions
from neutral_gate.text import tokenise


def described(text):
    """The descriptions of people in politics in a sentence, with their first class."""
    rows, _ = load_lexicon().recognise([(tokenise(text), text)])
    without_other_descriptions(rows)
    return {token.text: token.classes[0] for token in rows[0] if "described" in token.classes}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("We met the lady who speaks for our isles in the Senedd", "politician"),
        ("Our woman at Holyrood rang", "politician"),
        ("We met the lady who has sat for Tarnwick since 2012", "politician"),
        ("Ask those who represent us at Westminster", "politician"),
        ("The lot at Downing Street forgot", "government"),
        ("We met the man who hopes to be your next MP", "candidate"),
        ("We met a man in a blue rosette", "candidate"),
        ("Meet the four people who want to be your MP", "seat-seeker"),
    ],
)
def test_somebody_is_told_by_what_he_or_she_does(text, found):
    assert list(described(text).values()) == [found]


@pytest.mark.parametrize(
    "text",
    [
        "Meet the four people who want to be your staff governor",
        "Two of the pupils and three people who want to be our mayor spoke",
        "The gentleman who sat for Tarnwick in the House of Commons in 1790",
        "The lady who has worked for Tarnwick since 2012",
        "The woman who represents us in the UK Youth Parliament",
        "Our man at Westminster Abbey",
        "The lady with the blue rosette bred the best marrow",
        "The member who has held the seat since 2019 speaks for the union",
        "The lot at Number 10, Canal Street, is for sale",
    ],
)
def test_somebody_else_is_not(text):
    assert described(text) == {}


def test_what_stands_inside_a_description_counts_for_nothing():
    text = "Meet the four people who want to be your MP"
    rows, _ = load_lexicon().recognise([(tokenise(text), text)])

    assert rows[0][-1].classes == ("seat-seeker", "described")
