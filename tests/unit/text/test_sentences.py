import pytest

from neutral_gate.text import as_name, inflections, opened, quotations, sentences


@pytest.mark.parametrize(
    "parts",
    [
        ["It opens today.", "Call us!", "Why?"],
        ["Cllr. Jones met the rt. hon. Member for Anytown.", "They spoke."],
        ["He works at No. 10 and it is quiet.", "Yes."],
        ["It starts at 10 a.m. on Monday.", "Bring a coat."],
        ["The U.K. has four nations.", "England is one."],
        ["She said: “It is good.”", "We left."],
        ["It costs £6.20 today.", "That is all."],
        ["@ada @bo", "Thanks for letting us know.", "It is mended."],
        ["@ada", "The tree was cleared at noon."],
        ["@ada has done a fine job.", "Well done."],
        ["@ada Our hero!", "Well done."],
    ],
)
def test_sentences_end_where_a_reader_ends_them(parts):
    text = " ".join(parts)

    assert [text[start:end] for start, end in sentences(text)] == parts


def test_a_line_break_inside_a_block_ends_a_sentence():
    text = "Polling day\nThursday 4 July"

    assert [text[start:end] for start, end in sentences(text)] == ["Polling day", "Thursday 4 July"]


@pytest.mark.parametrize(
    "text",
    [
        "Vote for\nthe red\nteam on Thursday.",
        "Our clinic is open to\nLabour ward staff.",
        "vote\nLabour",
        "The minister said\n“it will not do” again.",
        "We thank the \n mayor.",
    ],
)
def test_a_line_that_goes_on_in_the_next_one_ends_no_sentence(text):
    assert [text[start:end] for start, end in sentences(text)] == [text]


@pytest.mark.parametrize(
    "lines",
    [
        ["How to vote", "Labour ward", "Green Lane clinic"],
        ["Bring:", "your card", "\U0001f4cd your letter"],
        ["We are open to all.", "come in"],
        ["Call 01632 960 001", "2nd floor"],
        ["Veto", "Labour ward"],
        ["a list of", "", "the rest"],
    ],
)
def test_lists_stay_lists(lines):
    text = "\n".join(lines)

    assert [text[start:end] for start, end in sentences(text)] == list(filter(None, lines))


def test_quotations_are_words_of_others_and_not_names_in_quotation_marks():
    text = 'She said “we want more beds” and "come back soon, please". The "Tall Ships" film isn\'t on.'

    assert [text[start:end] for start, end in quotations(text)] == ["“we want more beds”", '"come back soon, please"']


def test_apostrophes_open_no_quotation():
    assert quotations("The carers' café and the nurses' choir aren't open in the '90s.") == []


@pytest.mark.parametrize("piece", ["a", "word ", "a, b ", "-", "word\u00a0"])
def test_what_never_ends_is_cut_between_words_and_nothing_is_lost(piece):
    text = "It opens. " + piece * 2_000 + "end"

    found = sentences(text)

    assert max(end - start for start, end in found) <= 3_000
    assert "".join("".join(text[start:end] for start, end in found).split()) == "".join(text.split())
    if piece == "word ":
        assert all(text[end : end + 1] in (" ", "") for _, end in found)


def test_a_quotation_that_is_never_closed_runs_to_the_end():
    text = "The minister said: “We will build it and they will come"

    assert quotations(text) == [(19, len(text))]


def test_glued_words_are_opened():
    assert as_name("VoteLabour2024") == "Vote Labour 2024"
    assert as_name("alasdair-thornquist-mp") == "Alasdair Thornquist Mp"
    assert as_name("JaneDoeMP") == "Jane Doe MP"
    assert as_name("JaneDoeMPforTarnwick") == "Jane Doe MP For Tarnwick"
    assert as_name("MrsMPoole") == "Mrs M Poole"
    assert [("SaveOurNHS"[start:end]) for start, end in opened("SaveOurNHS")] == ["Save", "Our", "NHS"]


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("vote", {"votes", "voted", "voting"}),
        ("carry", {"carries", "carried", "carrying"}),
        ("stop", {"stops", "stopped", "stopping"}),
        ("launch", {"launches", "launched", "launching"}),
        ("cancel", {"cancelled", "cancelling"}),
        ("stand", {"stands", "stood", "standing"}),
        ("rebuild", {"rebuilds", "rebuilt", "rebuilding"}),
    ],
)
def test_inflections(word, forms):
    assert forms <= inflections(word)
    assert word in inflections(word)
