"""The screen leaves out nothing: what is found with it is what is found by reading everything."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.lexicon.builder import Builder
from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.lexicon.network import Network
from neutral_gate.lexicon.screen import Screen, Words
from neutral_gate.model import Term
from neutral_gate.people import People, Person
from neutral_gate.readers import read
from neutral_gate.rules.reading import read_blocks

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


@settings(max_examples=12)
@given(TEXTS)
def test_what_is_screened_is_what_is_read_in_full(lexicon, text):
    screened, full = both(text, lexicon)

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
    assert list(screened.places_of("neutrality/vote-advocacy")) == [1]
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
        return numbers, Screen((by_word, always), groups.__getitem__, sets.__getitem__), records

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


def test_one_automaton_a_pattern_finds_what_one_for_all_finds(lexicon):
    """Patterns do not touch each other, so each may run alone."""
    from neutral_gate.lexicon.keys import token_keys
    from neutral_gate.lexicon.pattern import parse
    from neutral_gate.text import tokenise

    patterns = ["the ..3 end", "!the end", "(a|the) very? good end $", "^ the"]
    together = Builder()
    for number, pattern in enumerate(patterns):
        together.add(parse(pattern), number)
    tokens = tokenise("The very good end and the bad end.")
    keys = list(map(token_keys, tokens))
    alone = [
        match
        for number, pattern in enumerate(patterns)
        for match in Builder.single(parse(pattern), number).run(tokens, keys)
    ]

    assert sorted(alone) == together.finish().run(tokens, keys)
