"""The screen leaves out nothing: what is found with it is what is found by reading everything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.lexicon.network import Network
from neutral_gate.lexicon.screen import Screen, Words
from neutral_gate.lexicon.table import Table, places, suspects
from neutral_gate.model import Term
from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.language import found_in
from neutral_gate.rules.reading import read_blocks, read_together, screen_together
from neutral_gate.text.runs import runs_in

WORDS = st.sampled_from(
    [
        "vote",
        "for",
        "Labour",
        "the",
        "Green",
        "Party",
        "candidate",
        "Cllr",
        "Jane",
        "Doe",
        "MP",
        "said",
        "minister",
        "must",
        "be",
        "proud",
        "of",
        "our",
        "council",
        "will",
        "cut",
        "taxes",
        "we",
        "are",
        "delighted",
        "to",
        "launch",
        "a",
        "consultation",
        "survey",
        "tell",
        "us",
        "what",
        "you",
        "think",
        "#VoteLabour",
        "@labour",
        "failed",
        "disgrace",
        "brilliant",
        "government",
        "policy",
        "don't",
        "let",
        "them",
        "win",
        "again",
        "thank",
        "you",
        "to",
        "the",
        "mayor",
        ",",
        ".",
        "?",
        "!",
        ":",
        "“",
        "”",
        "2024",
        "10",
        "£5m",
        "Лabour",
        "VO\xadTE",
        "Jаne",
        "Dоe",
        "ｖｏｔｅ",
        "U.K.",
        "❤️",
        "➡️",
        "@labour❤️",
        "#VoteLabour1️⃣",
        "party's",
        "it's",
        "leader",
        "opposition",
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=14).map(" ".join)


@pytest.fixture(scope="module")
def lexicon():
    return load_lexicon()


@pytest.fixture(scope="module")
def with_people(lexicon):
    people = People([Person("Jane Doe", "candidate"), Person("Aoife O'Dray", "councillor", areas=("Penmoor",))])
    terms = (Term("Penmoor First", ("party",), "Penmoor First"),)
    return lexicon.with_people(terms, None, (), people.names(), None, ())


def told(reading):
    """Every match of every pattern, and what the tokens are, for each sentence."""
    patterns = range(reading.lexicon.compiled.patterns)
    return [
        (
            [(token.text, token.start, token.end, token.classes, token.entity) for token in sentence.tokens],
            {pattern: list(found) for pattern in patterns if (found := sentence.places(pattern))},
            (sentence.political_quotes, sentence.political_reports, sentence.political_speaker),
        )
        for sentence in reading.sentences
    ]


def both(text, lexicon, name="a.txt"):
    (draft,) = read(text.encode(), name)
    return [read_blocks(draft.blocks, lexicon, source=draft.source, screened=each) for each in (True, False)]


def found(reading, kind="post"):
    """What every find of every rule and exception finds, for each sentence."""
    return {
        (owner, number, tuple(places))
        for owner in reading.lexicon.finds
        for number, finds in reading.places_of(reading.finds_of(owner)).items()
        for find in finds
        if (places := found_in(reading, number, find, kind))
    }


@pytest.mark.parametrize("kind", ["post", "consultation", "repost", "press_release"])
@pytest.mark.parametrize(
    "text",
    [
        "Have your say on the ward plan! Tell us what you think by 3 May.",
        "Come and tell us about the new ward. We propose to close it.",
    ],
)
def test_what_leaves_a_kind_alone_is_not_asked(lexicon, kind, text):
    (draft,) = read(text.encode(), "a.txt")
    every = read_blocks(draft.blocks, lexicon)
    told = read_blocks(draft.blocks, lexicon, kind=kind)

    asked, all_there_are = (len(each.finds_of("timing/consultation-launch")) for each in (told, every))
    assert (asked < all_there_are) is (kind != "consultation")
    assert told.rules <= every.rules
    rules = lexicon.compiled.rules
    of_kind = {each for each in found(every, kind) if not rules.get(each[0]) or not rules[each[0]].kinds}
    assert of_kind <= found(told, kind)


@settings(max_examples=12)
@given(TEXTS)
def test_what_is_screened_is_what_is_read_in_full(lexicon, text):
    screened, full = both(text, lexicon)

    assert found(screened) == found(full)
    assert told(screened) == told(full)


@pytest.mark.parametrize(
    "text",
    [
        "Jane Doe opened the ward.",
        "Cllr Aoife O’Dray’s surgery is on Monday. Aoife ODray was there.",
        "Penmoor First has failed us.",
        "Vote for\nJane\nDoe",
        "“We will win,” said Jane Doe.\n\nThe leader told us that bins will be emptied.",
    ],
)
def test_a_body_s_own_names_are_seen(with_people, text):
    screened, full = both(text, with_people)

    assert told(screened) == told(full)
    assert any(token[3] for tokens, _, _ in told(screened) for token in tokens)


def test_what_a_find_needs_is_told_before_it_is_looked_for(lexicon):
    screened, full = both("Bins are emptied on Monday. Vote Labour on Thursday.", lexicon)

    assert "neutrality/vote-advocacy" in screened.rules
    assert list(screened.places_of(screened.finds_of("neutrality/vote-advocacy"))) == [1]
    assert set(screened.rules) < set(full.rules)
    assert not both("Bins are emptied on Monday.", lexicon)[0].rules


def test_the_screen_looks_at_few_of_the_rules(lexicon):
    clean = both("The pool opens at 8am. Book a lane online, or call us.\n\nParking is free on Sundays.", lexicon)[0]

    assert len(clean.rules) < len(lexicon.rules) / 20


class TestNetwork:
    def screen(self, *heads):
        network = Network()
        network.clause("list", [network.leaf({"big"}), network.leaf({"house"})])
        network.clause("list", [network.leaf({"barn"})])
        network.clause("pattern", [network.unit("list"), network.leaf({"red", "blue"})])
        network.clause("anything", [])
        network.unit("nothing")
        numbers = [network.unit(head) for head in heads]
        records = [network.record(number) for number in range(len(network))]
        by_word, groups, sets, always = network.rows_of(numbers)
        return numbers, Screen((by_word.get, always), groups.__getitem__, sets.__getitem__), records

    @pytest.mark.parametrize(
        ("words", "stand"),
        [
            ("red barn", {"pattern", "list", "anything"}),
            ("red house", {"anything"}),
            ("blue big house", {"pattern", "list", "anything"}),
            ("barn", {"list", "anything"}),
            ("", {"anything"}),
        ],
    )
    def test_a_head_stands_where_a_clause_of_it_does(self, words, stand):
        heads = ("pattern", "list", "anything", "nothing")
        numbers, screen, records = self.screen(*heads)
        text = Words(set(words.split()), records.__getitem__)

        held = {head for head, number in zip(heads, numbers, strict=True) if text.may_hold(number)}
        suspects = screen.suspects(text)

        assert held == stand
        assert {number for head, number in zip(heads, numbers, strict=True) if head in stand} == suspects


@settings(max_examples=25, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=5))
def test_a_table_of_texts_says_what_the_screen_says_of_each(lexicon, texts):
    compiled = lexicon.compiled
    words = [lexicon.words(runs, text) for text in texts if (runs := runs_in(text)) is not None]
    table = Table([each.runs for each in words], compiled.record)
    finds = [find for find, owner in compiled.units.owners.items() if owner in compiled.rules]

    for head in range(0, len(compiled.record), 7):
        assert [number for number, each in enumerate(words) if each.may_hold(head)] == list(places(table.texts(head)))
    assert suspects(table, len(words), finds) == [compiled.anywhere.suspects(each) for each in words]


def test_drafts_that_are_read_together_do_not_touch_each_other(lexicon):
    texts = ["Vote Labour on Thursday. Bins are emptied.", "Bins.", "The Party", "must go. Jane Doe MP said: “Vote.”"]
    alone = [both(text, lexicon)[0] for text in texts]
    together = [both(text, lexicon)[0] for text in texts]

    screen_together(together, lexicon)
    read_together(together)

    assert list(map(told, together)) == list(map(told, alone))
    assert [set(each.rules) for each in together] == [set(each.rules) for each in alone]
