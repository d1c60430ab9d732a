import pytest

from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.lines import joined_lines, sentence_tokens

NAMES = People([Person("Jane Tregarthen", "candidate")]).names()


def lines(text, people=NAMES):
    (draft,) = read(text.encode(), "poster.txt")
    return draft, list(joined_lines(draft.blocks, people, draft.source))


def test_lines_that_a_name_runs_across_are_one_block():
    draft, blocks = lines("Come and see Jane\nTregarthen on Monday\nBins are out\n")

    assert [block.text for block in blocks] == ["Come and see Jane\nTregarthen on Monday", "Bins are out"]
    where = blocks[0].where
    for word in ("Come", "Jane", "Tregarthen", "Monday"):
        start = blocks[0].text.index(word)
        span = where.span(start, start + len(word))
        assert draft.source[span.start : span.end] == word


@pytest.mark.parametrize("text", ["Come, Jane\n\nTregarthen is a village", "- Jane\n- Tregarthen"])
def test_other_lines_stay_apart(text):
    assert len(lines(text)[1]) == 2


def test_without_a_list_nothing_is_joined():
    draft, blocks = lines("Come and see Jane\nTregarthen\n", people=None)

    assert blocks == list(draft.blocks)


def test_a_sentence_goes_on_where_a_name_does():
    assert len(list(sentence_tokens("Thanks to Jane\nTregarthen for it.\nBins are out.", NAMES))) == 2
    assert len(list(sentence_tokens("Thanks to Jane\nTregarthen for it.", None))) == 2
