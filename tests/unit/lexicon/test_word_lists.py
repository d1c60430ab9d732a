import pytest

from neutral_gate.lexicon.pattern import parse
from neutral_gate.lexicon.planner import planned
from neutral_gate.lexicon.sweep import Layout, Sweep
from neutral_gate.lexicon.word_lists import WordListBuilder, renamed
from neutral_gate.model import UsageError
from neutral_gate.text import tokenise

LISTS = {
    "good": ["great", "very good", "=Super"],
    "praise": ["{good}", "not at all {bad}"],
    "bad": ["bad~", "no good"],
    "body": ["council", "the council"],
}


def lists(words):
    builder = WordListBuilder()
    names = {name: name for name in words}
    for name, own in words.items():
        builder.add(name, own, "test", names)
    builder.lists()
    return builder, names


def patterns(builder, nodes):
    return planned(nodes, builder.lists()).ready()


def found(pattern, text, words=LISTS):
    builder, names = lists(words)
    tokens = tokenise(text)
    sweep = Sweep(Layout([tokens]), patterns(builder, [renamed(parse(pattern), names)]))
    return [text[tokens[start].start : tokens[end - 1].end] for start, end in sweep.places(0, 0)]


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("{good} idea", "a very good idea, a great idea", ["very good idea", "great idea"]),
        ("{good} idea", "Super idea, super idea", ["Super idea"]),
        ("a {praise} idea", "a not at all bad idea", ["a not at all bad idea"]),
        ("a {praise} idea", "a very good idea", ["a very good idea"]),
        ("the {body}", "by the council", ["the council"]),
        ("by {body}", "by the council", ["by the council"]),
        ("a !{good} idea", "a great idea, a poor idea", ["a poor idea"]),
        ("a !{praise} idea", "a great idea, a poor idea", ["a poor idea"]),
        ("{good} ..2 {bad}", "great, no good", ["great, no good"]),
        ("{other}", "great", []),
    ],
)
def test_lists_in_patterns(pattern, text, matches):
    assert found(pattern, text) == matches


def test_a_rule_may_have_a_list_of_the_same_name_as_another():
    builder = WordListBuilder()
    builder.add("topic@a", ["roads"], "a", {})
    builder.add("topic@b", ["buses"], "b", {})
    first, second = (words for words, _ in builder.lists().values())
    assert (first, second) == (["roads"], ["buses"])


@pytest.mark.parametrize("words", [{"a": ["{a} x"]}, {"a": ["{b} x"], "b": ["{a} y"]}])
def test_a_list_that_names_itself_is_an_error(words):
    with pytest.raises(UsageError, match="names itself"):
        lists(words)


def test_a_bad_entry_names_its_list():
    with pytest.raises(UsageError, match="test, broken"):
        lists({"broken": ["(a"]})
