import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.text import fold, tokenise


def texts(text):
    return [token.text for token in tokenise(text)]


@pytest.mark.parametrize(
    "written",
    ["vote", "VOTE", "Vote", "ｖｏｔｅ", "vo\u00adte", "vo\u200bte", "v\u2060ote", "vоte", "vοte"],
    ids=["plain", "capitals", "capital", "full width", "soft hyphen", "zero width", "joiner", "Cyrillic o", "Greek o"],
)
def test_all_ways_to_write_a_word_fold_to_one(written):
    assert texts(written) == ["vote"]


def test_words_of_another_script_stay_what_they_are():
    assert fold("вода") == "вода"


def test_hyphens_and_dashes_join_and_marks_do_not():
    assert texts("vote-labour") == ["vote", "labour"]
    assert texts("vote – labour") == ["vote", "labour"]
    assert texts("vote, labour") == ["vote", ",", "labour"]


def test_contractions_are_opened_and_possessives_dropped():
    assert texts("We'll win, don’t you? Labour's can't") == [
        "we", "will", "win", ",", "do", "not", "you", "?", "labour", "can", "not"
    ]  # fmt: skip
    assert texts("the leaders’ debate") == ["the", "leaders", "debate"]
    assert tokenise("Labour's plan")[0].possessive


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("10.30am", "time"),
        ("10 PM", "time"),
        ("£6.2 million", "money"),
        ("2,000", "number"),
        ("45%", "number"),
        ("@HWMarlbury", "handle"),
        ("#VoteNow", "hashtag"),
        ("https://www.example.org/a?b=c", "url"),
        ("a.person@example.org", "email"),
        ("?", "mark"),
        ("A&E", "word"),
    ],
)
def test_kinds_of_token(text, kind):
    assert [token.kind for token in tokenise(text)] == [kind]


def test_a_stop_after_an_address_or_a_title_is_not_part_of_a_name():
    assert texts("See https://example.org/a.") == ["see", "https://example.org/a", "."]
    assert texts("J. Doe") == ["j", "doe"]
    assert texts("Cllr. Jones of No. 10") == ["cllr", "jones", "of", "no", "10"]


def test_offsets_are_those_of_the_text():
    text = "The  “Mayor” isn’t  here."

    for token in tokenise(text):
        assert 0 <= token.start < token.end <= len(text)
    assert [text[token.start : token.end] for token in tokenise(text)][:5] == ["The", "“", "Mayor", "”", "is"]


@given(st.text(max_size=200))
def test_any_text_has_ordered_tokens_within_it(text):
    place = 0
    for token in tokenise(text):
        assert place <= token.start < token.end <= len(text)
        place = token.end


def test_a_megabyte_without_a_space_is_read_in_one_go():
    assert len(tokenise("a" * 1_000_000)) == 1
