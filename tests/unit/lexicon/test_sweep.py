"""The sweep against a slow reference that tries every pattern at every place by recursion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Optional, Sequence, Word, parse
from neutral_gate.lexicon.planner import planned
from neutral_gate.lexicon.sieve import Sieve
from neutral_gate.lexicon.sieve_maker import sieved
from neutral_gate.lexicon.sweep import Layout, Sweep
from neutral_gate.model import UsageError
from neutral_gate.text import tokenise


def swept(sentences, *nodes):
    return Sweep(Layout(sentences), planned(nodes, {}).ready())


def sieve(nodes, lists=()):
    given, parts = sieved(nodes, dict(lists))
    return Sieve(parts.get, *given)


def run(pattern, text):
    tokens = tokenise(text)
    places = swept([tokens], parse(pattern)).places(0, 0)
    return [text[tokens[start].start : tokens[end - 1].end] for start, end in places]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("vote labour", "Please VOTE-Labour now", ["VOTE-Labour"]),
        ("vote labour", "vote, labour", []),
        ("vote~ for", "voting for it and voted for it", ["voting for", "voted for"]),
        ("=labour", "Labour and labour", ["Labour"]),
        ("vote (for|against)? it", "vote it, vote against it", ["vote it", "vote against it"]),
        ("save ..2 ward", "save our old ward", ["save our old ward"]),
        ("save ..1 ward", "save our old ward", []),
        ("^ vote", "vote to vote", ["vote"]),
        ("now $", "now or now.", ["now"]),
        ("not !(good|bad) idea", "not good idea, not any idea", ["not any idea"]),
        ("{number} people", "40 people", ["40 people"]),
        ("labour ..3 ward", "labour is a ward of a ward", ["labour is a ward"]),
        ("a * c", "a b c", ["a b c"]),
        ("why (=?|!)", "why? why! why.", ["why?", "why!"]),
    ],
)  # fmt: skip
def test_patterns(pattern, text, found):
    assert run(pattern, text) == found


@pytest.mark.parametrize(
    "pattern", ["", "(a", "a)", "?", "a ..", ".. a", "a?", "(a|b)?", "!(a b)", "a ..99 b", "a {b", "a ~"]
)
def test_a_bad_pattern_is_a_usage_error_that_shows_it(pattern):
    with pytest.raises(UsageError) as error:
        parse(pattern, "the rule x/y")

    assert "x/y" in error.value.problem
    assert error.value.mend


def test_many_gaps_take_linear_time():
    tokens = tokenise("a " * 20_000)

    assert swept([tokens], parse("a ..25 a ..25 a ..25 b")).places(0, 0) == ()
    assert swept([tokens], parse("a ..25 a ..25 a")).places(0, 0)[0] == (0, 53)


words = st.sampled_from(["a", "b", "c", ","])
leaf = st.one_of(
    words.filter(lambda w: w != ",").map(lambda w: Word(frozenset({w}))),
    words.filter(lambda w: w != ",").map(lambda w: Word(frozenset({w}), negated=True)),
    st.just(Word(frozenset())),
    st.integers(1, 3).map(Gap),
)
inner_nodes = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda parts: Sequence(tuple(parts))),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: Choice(tuple(parts))),
        inner.map(Optional),
    ),
    max_leaves=6,
)
edges = st.builds(
    lambda start, node, end: Sequence((*([Edge(False)] if start else []), node, *([Edge(True)] if end else []))),
    st.booleans(),
    inner_nodes,
    st.booleans(),
)
nodes = st.one_of(inner_nodes, edges)


def slow(node, tokens, place):
    """All places where a match of the node that begins at `place` may end."""
    last = len(tokens)
    while last and tokens[last - 1].kind == "mark":
        last -= 1
    if isinstance(node, Word):
        if place >= len(tokens):
            return set()
        fits = not node.keys or ((tokens[place].text in node.keys) != node.negated)
        return {place + 1} if fits else set()
    if isinstance(node, Sequence):
        ends = {place}
        for part in node.parts:
            ends = {after for end in ends for after in slow(part, tokens, end)}
        return ends
    if isinstance(node, Choice):
        return {end for part in node.parts for end in slow(part, tokens, place)}
    if isinstance(node, Optional):
        return {place} | slow(node.part, tokens, place)
    if isinstance(node, Gap):
        return set(range(place, min(place + node.most, len(tokens)) + 1))
    if node.end:
        return {place} if place >= last else set()
    return {place} if place == 0 else set()


def expected(node, tokens):
    """For each end of a match its earliest start, and of those the longest."""
    earliest = {}
    for start in reversed(range(len(tokens))):
        earliest.update(dict.fromkeys({end for end in slow(node, tokens, start) if end > start}, start))
    return sorted({start: end for end, start in sorted(earliest.items())}.items())


sentences = st.lists(st.lists(words, min_size=1, max_size=8), min_size=1, max_size=4)


@settings(max_examples=400, deadline=None)
@given(st.lists(nodes, min_size=1, max_size=3), sentences)
def test_the_sweep_finds_what_the_slow_reference_finds(patterns, texts):
    rows = [tokenise(" ".join(text)) for text in texts]
    sweep = swept(rows, *patterns)

    for number, node in enumerate(patterns):
        found = {sentence: list(places) for sentence, places in sweep.sentences(number).items()}
        assert found == {each: places for each, row in enumerate(rows) if (places := expected(node, row))}
    both = frozenset(range(len(patterns)))
    assert sieve(patterns).among(rows) >= {number for number in both if sweep.sentences(number)}
    assert sweep.any_of(both) == {each for number in both for each in sweep.sentences(number)}


def test_a_pattern_does_not_run_on_into_the_next_sentence():
    rows = [tokenise("please vote"), tokenise("for us"), tokenise("vote for us")]

    assert dict(swept(rows, parse("vote ..3 us")).sentences(0)) == {2: [(0, 3)]}


def test_forms_and_capitals_are_told_apart():
    tokens = tokenise("Ring 0300 or email ask@example.org, Ann")

    assert swept([tokens], parse("{capital}")).places(0, 0) == [(0, 1), (6, 7)]
    assert swept([tokens], parse("{number}")).places(0, 0) == [(1, 2)]
    assert [start for start, _ in swept([tokens], parse("{word}")).places(0, 0)] == [0, 2, 3, 6]


LISTS = {
    "<good>": (["great", "fine"], [parse("very good")]),
    "<praise>": ([], [parse("not at all bad"), parse("truly (good|kind)? work")]),
}


@pytest.mark.parametrize(
    ("pattern", "text", "passes"),
    [
        ("vote for us", "Vote for us", True),
        ("vote for us", "vote us for", False),
        ("vote for us", "Do vote. For us it matters", False),
        ("vote ..2 us", "vote for all of us", True),  # gaps are not counted
        ("vote (for|with all of) us", "vote with all of us", True),
        ("vote for? us", "vote us", True),
        ("(vote|stand) for us", "stand for us", True),
        ("(vote for|stand by) us", "vote by us", True),  # parts of several words are told by the rarest of them
        ("(vote for|stand by) us", "by us", False),
        ("we (vote for|stand by) us", "vote we us", False),
        ("not !good idea", "not any idea", True),
        ("not !good idea", "no good idea", False),
        ("^ vote $", "we vote", True),
        ("{capital} *", "nothing here", True),  # nothing to tell it by
        ("{number} beds", "40 beds", True),
        ("{number} beds", "forty beds", False),
    ],
)
def test_the_sieve_lets_through_what_could_match(pattern, text, passes):
    assert (0 in sieve([parse(pattern)]).among([tokenise(text)])) is passes


@pytest.mark.parametrize(
    ("pattern", "text", "passes"),
    [
        ("a <good> idea", "a great idea", True),
        ("a <good> idea", "a very good idea", True),
        ("a <good> idea", "a very poor idea", False),
        ("a <praise> idea", "a not at all bad idea", True),
        ("<praise> here", "truly work here", True),
    ],
)
def test_the_sieve_knows_lists(pattern, text, passes):
    words = [Word(frozenset({each})) for each in pattern.split()]

    assert (0 in sieve([Sequence(tuple(words))], LISTS).among([tokenise(text)])) is passes


def test_many_words_do_not_fill_the_memory_of_a_sieve():
    kept = sieve([parse("vote for us")])
    for start in range(0, 10_000, 1_000):
        kept.among([tokenise(" ".join(f"w{number}" for number in range(start, start + 1_000)))])

    assert len(kept._masks) <= 4_096
    assert kept.among([tokenise("vote for us")]) == {0}
