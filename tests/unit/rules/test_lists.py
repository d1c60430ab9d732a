import pytest

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.readers import read
from neutral_gate.rules.lists import list_openers
from neutral_gate.rules.reading import read_blocks


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


def opened(lexicon, text, name="draft.md"):
    """The items of lists with the line that opens each."""
    (draft,) = read(text.encode(), name)
    sentences = read_blocks(draft.blocks, lexicon).sentences
    return {sentences[item].text(): sentences[line].text() for item, line in list_openers(sentences).items()}


def test_a_line_with_a_colon_opens_all_items_of_its_list(lexicon):
    found = opened(lexicon, "Come at 6pm. On the panel:\n\n- a nurse\n- a clerk\n\nTea is at 5pm.")

    assert found == {"a nurse": "On the panel:", "a clerk": "On the panel:"}


def test_a_heading_opens_the_list_below_it(lexicon):
    assert opened(lexicon, "# Speakers\n\n- a nurse\n- a clerk") == {"a nurse": "Speakers", "a clerk": "Speakers"}


def test_a_line_with_a_colon_opens_the_rows_of_a_table(lexicon):
    html = "<p>With:</p><table><tr><td>a nurse</td><td>feet</td></tr></table>"

    assert opened(lexicon, html, "draft.html") == {"a nurse": "With:", "feet": "With:"}


def test_short_lines_of_plain_text_are_items_until_a_sentence_comes(lexicon):
    found = opened(
        lexicon, "Talk\n\nPanel members:\nJo Lamb\nLee Poole\nThe hall is open from noon.\nAda Rook", "draft.txt"
    )

    assert set(found) == {"Jo Lamb", "Lee Poole"} | ({"Panel members:"} & set(found))


def test_text_below_a_sentence_is_no_list(lexicon):
    assert not opened(lexicon, "Come at 6pm.\n\n- a nurse\n- a clerk")
