import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.model import Term
from neutral_gate.readers import read
from neutral_gate.rules.candidate_lists import leaves_some_out
from neutral_gate.rules.reading import read_blocks

NAMES = ("Bo Larkhill", "Hettie Ormsgill")


def reading(text):
    terms = [Term(name, ("candidate",), name) for name in NAMES]
    (draft,) = read(text.encode(), "draft.md")
    return read_blocks(draft.blocks, load_lexicon(terms), source=draft.source)


@pytest.mark.parametrize(
    "text",
    [
        "The candidates include Bo Larkhill and Hettie Ormsgill.",
        "Bo Larkhill and Hettie Ormsgill are among those who stand.",
        "Bo Larkhill, Hettie Ormsgill and others are standing.",
        "There are seven candidates.\n\n- Bo Larkhill\n- Hettie Ormsgill",
        "5 people are standing in Mill. Bo Larkhill and Hettie Ormsgill are on the paper.",
    ],
)
def test_a_draft_may_say_that_it_leaves_people_out(text):
    assert leaves_some_out(reading(text))


@pytest.mark.parametrize(
    "text",
    [
        "Two candidates are standing: Bo Larkhill and Hettie Ormsgill.",
        "There are 24 candidates in eight wards. In Mill they are Bo Larkhill and Hettie Ormsgill.",
        "Three people are standing.\n\n- Bo Larkhill\n- Hettie Ormsgill\n- Ivo Trask",
        "Bo Larkhill and Hettie Ormsgill are standing. The hall has room for ten people.",
    ],
)
def test_a_whole_list_leaves_nobody_out(text):
    assert not leaves_some_out(reading(text))
