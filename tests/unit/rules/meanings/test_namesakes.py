import pytest

from neutral_gate.rules.meanings.namesakes import without_namesakes
from neutral_gate.text import tokenise

CLASSES = {
    "tory": ("party",),
    "alba": ("weak-party", "party"),
    "mayor": ("weak-mayor",),
    "chancellor": ("weak-minister",),
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
        "Zoya Tory won the race",
        "A bag marked Tory",
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
        "Sue Tory members",
        "Goods marked Tory plans",
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
        "The Mayor, a grey donkey in a hat",
    ],
)
def test_a_title_that_an_animal_bears_loses_its_class(text):
    assert left(text) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "The Mayor and the therapy dog visit Ward 2",
        "The Mayor, a dog lover, visits Ward 2",
        "On Friday the Mayor, a horse owner, came",
        "Mayor opens the dog park",
        "Minister, the plan is late",
        "Our Mayor is a dog owner",
    ],
)
def test_a_title_of_a_person_keeps_its_class(text):
    assert left(text) != [[]]


def test_a_name_that_was_shown_once_holds_for_the_whole_draft():
    assert left("Meet Minister, our ward cat", "Minister visits the day room") == [[], []]
    assert left("The Mayor, a donkey, is nine", "The Mayor eats a carrot") == [[], []]
    assert left("Hi Tory", "Tory reads to children", "The Tory group met") == [[], [], ["tory"]]


def test_nothing_changes_without_a_doubtful_word():
    assert left("The pool opens at 7am") == [[]]


@pytest.mark.parametrize(
    "texts",
    [
        ("Chancellor came to the garden", "He is a retired police horse and is 19 years old"),
        ("Patients met Mayor", "She is six years old and a guide dog"),
        ("On Friday Minister slept on the desk", "It was the ward cat"),
        ("Mayor eats hay", "He is our guinea pig, and he is shy"),
    ],
)
def test_the_sentence_after_may_tell_of_an_animal(texts):
    assert left(*texts) == [[], []]


def test_the_animal_may_be_told_of_a_sentence_later():
    assert left("Mayor came to Ward 2", "It was his first visit", "He is a Shetland pony") == [[], [], []]
    assert left("Mayor came to Ward 2", "Everybody clapped", "He is a Shetland pony") == [["mayor"], [], []]


@pytest.mark.parametrize(
    "texts",
    [
        ("The Chancellor came to the garden", "He is a retired police horse"),
        ("Chancellor came to the garden", "He is a horse lover"),
        ("Chancellor came to the garden", "He is a cat person"),
        ("Chancellor came to the stables", "He met a retired police horse"),
        ("Chancellor came to the stables", "He was shown a horse"),
        ("Chancellor came to the stables", "It is a home for a retired police horse"),
        ("Chancellor Jane Poole came to the stables", "She is a keen horse rider"),
        ("Chancellor came to the stables", "She is the owner of a horse"),
        ("Minister came to the stables", "They are open", "He is a horse"),
    ],
)
def test_an_animal_in_the_sentence_after_may_be_another(texts):
    assert left(*texts)[0] != []


@pytest.mark.parametrize(
    "text",
    [
        "Bring your own mug, said Glenys Mayor, who runs the group",
        "Tom Minister said that the bus was late",
        "Ask Ann Minister at the desk",
        "Said Oonagh Mayor, who bakes the bread",
        "Asked by Zuleika Minister, 41",
        "The winner is Hassan Chancellor",
        "Septimus Mayor, our lift engineer, has the key",
        "Perpetua Speaker (ward clerk) has the key",
        "Ask pool manager Perpetua Mayor",
    ],
)
def test_a_surname_that_is_an_office_loses_its_class(text):
    assert left(text) == [[]]


@pytest.mark.parametrize(
    "text",
    [
        "Said Mayor Glenys Brown",
        "Said the Mayor",
        "The Wigan Mayor, who opened the park",
        "Wendle Mayor visits the park",
        "Said Wendle Mayor Ada Quill",
        "Glenys Brown, Mayor",
        "Andy Mayor of Wendle",
        "Ann Minister for Roads",
        "Mr Mayor, the plan is late",
        "Port Stanley Mayor visits",
        "Tom, Minister said no",
        "Wendle Mayor, head of the combined authority, has the key",
        "Wendle Mayor, our chair, has the key",
        "Our Manager Wendle Mayor is out",
    ],
)
def test_an_office_is_no_surname(text):
    assert left(text) != [[]]


def test_a_surname_holds_wherever_the_same_first_name_stands():
    rows = left("Ask dietitian Septimus Mayor", "Septimus Mayor has three tips", "Wendle Mayor visits")

    assert rows == [[], [], ["mayor"]]


def test_a_surname_holds_later_behind_ms_only():
    assert left("Glenys Mayor knits", "Ms Mayor has needles", "The Mayor opened it", "Mayor visits") == [
        [],
        [],
        ["mayor"],
        ["mayor"],
    ]
