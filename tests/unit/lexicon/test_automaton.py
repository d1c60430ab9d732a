"""The automaton against a slow reference that tries every pattern at every place by recursion."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.lexicon.automaton import Match
from neutral_gate.lexicon.builder import Builder
from neutral_gate.lexicon.keys import token_keys
from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Optional, Sequence, Word, parse
from neutral_gate.model import UsageError
from neutral_gate.text import tokenise


def built(*patterns):
    builder = Builder()
    for number, pattern in enumerate(patterns):
        builder.add(parse(pattern) if isinstance(pattern, str) else pattern, number)
    return builder.finish()


def run(pattern, text):
    tokens = tokenise(text)
    matches = built(pattern).run(tokens, list(map(token_keys, tokens)))
    return [text[tokens[match.start].start : tokens[match.end - 1].end] for match in matches]


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

    assert built("a ..25 a ..25 a ..25 b").run(tokens, list(map(token_keys, tokens))) == []


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


@settings(max_examples=400, deadline=None)
@given(st.lists(nodes, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=8))
def test_the_automaton_finds_what_the_slow_reference_finds(patterns, sentence):
    tokens = tokenise(" ".join(sentence))
    automaton = built(*patterns)

    expected = {}
    for number, pattern in enumerate(patterns):
        earliest = {}
        for start in reversed(range(len(tokens))):
            earliest.update(dict.fromkeys({end for end in slow(pattern, tokens, start) if end > start}, start))
        for end, start in sorted(earliest.items()):
            expected[number, start] = end

    found = automaton.run(tokens, list(map(token_keys, tokens)))
    assert {(m.pattern, m.start): m.end for m in found} == expected
    assert found == sorted(found)
    assert all(isinstance(m, Match) for m in found)


@settings(max_examples=300, deadline=None)
@given(st.lists(nodes, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=7))
def test_run_all_finds_every_stretch(patterns, sentence):
    tokens = tokenise(" ".join(sentence))

    expected = {
        (start, end, number)
        for number, pattern in enumerate(patterns)
        for start in range(len(tokens))
        for end in slow(pattern, tokens, start)
        if end > start
    }

    assert built(*patterns).run_all(tokens, list(map(token_keys, tokens)), {}) == expected
