import pytest

from neutral_gate.rules.meanings.namesakes import without_namesakes
from neutral_gate.text import tokenise

CLASSES = {
    "tory": ("party",),
    "alba": ("weak-party", "party"),
    "mayor": ("weak-mayor",),
    "minister": ("weak-minister",),
    "councillor": ("councillor",),
    "labour": ("party",),
}


def left(*sentences):
    """The words that still have a class, sentence by sentence."""
    rows = [tokenise(sentence) for sentence in sentences]
    for row in rows:
        for token in row:
            token.classes = CLASSES.get(token.text, ())
    changed = without_namesakes(rows)
    found = [[token.text for token in row if token.classes] for row in rows]
    assert changed == any(token.text == "namesake" for row in rows for token in row)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "Hello Tory",
        "Thanks, Tory!",
        "Hi Tory, the pool opens at 7am",
        "Tory Ashdene is our new teacher",
        "Storytime with Tory Burlinge",
        "Ask for Tory, our housing officer",
        "Nurse Alba is in room 3",
        "A spaniel called Tory was found",
        "The ferry to Tory Island",
    ],
)
def test_a_partys_word_that_is_a_first_name_loses_its_class(text):
    assert left(text) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "We met a Tory from Mill Ward",
        "Thanks to the Tory group",
        "Tory MP visits",
        "Tory plans for the road",
        "Tory Chancellor visits the docks",
        "Tory Austerity Hits Wendle",
        "Hello Tory voters",
        "Dear Labour",
        "Tory members",
    ],
)
def test_a_party_stays_one(text):
    assert left(text) != [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Mayor the therapy dog visits Ward 2",
        "Meet Minister, our ward cat",
        "Our therapy pony, Mayor, visited Ward 5",
        "Councillor the parrot came to school",
        "A cat named Mayor toured the ward",
        "Mayor is a rabbit",
        "Chancellor, a guide dog, visits Ward 9",
    ],
)
def test_a_title_that_an_animal_bears_loses_its_class(text):
    assert left(text) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor and the therapy dog visit Ward 2",
        "The Mayor, a dog lover, visits Ward 2",
        "Mayor opens the dog park",
        "Minister, the plan is late",
        "Our Mayor is a dog owner",
    ],
)
def test_a_title_of_a_person_keeps_its_class(text):
    assert left(text) != [[]]


def test_a_name_that_was_shown_once_holds_for_the_whole_draft():
    assert left("Meet Minister, our ward cat", "Minister visits the day room") == [[], []]
    assert left("Hi Tory", "Tory reads to children", "The Tory group met") == [[], [], ["tory"]]


def test_nothing_changes_without_a_doubtful_word():
    assert left("The pool opens at 7am") == [[]]
