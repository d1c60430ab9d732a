"""The sweep against a slow reference that tries every pattern at every place by recursion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Optional, Sequence, Word, parse
from neutral_gate.lexicon.planner import entries, plan
from neutral_gate.lexicon.plans import Patterns
from neutral_gate.lexicon.sweep import Layout, Sweep
from neutral_gate.model import UsageError
from neutral_gate.text import tokenise


def swept(sentences, *nodes):
    by_word, others = entries({}, (), nodes)
    return Sweep(Layout(sentences), Patterns(by_word.get, others, [plan(node) for node in nodes].__getitem__, None, {}))


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
    assert sweep.any_of(both) == {each for number in both for each in sweep.sentences(number)}


def test_a_pattern_does_not_run_on_into_the_next_sentence():
    rows = [tokenise("please vote"), tokenise("for us"), tokenise("vote for us")]

    assert dict(swept(rows, parse("vote ..3 us")).sentences(0)) == {2: [(0, 3)]}


def test_forms_and_capitals_are_told_apart():
    tokens = tokenise("Ring 0300 or email ask@example.org, Ann")

    assert swept([tokens], parse("{capital}")).places(0, 0) == [(0, 1), (6, 7)]
    assert swept([tokens], parse("{number}")).places(0, 0) == [(1, 2)]
    assert [start for start, _ in swept([tokens], parse("{word}")).places(0, 0)] == [0, 2, 3, 6]
