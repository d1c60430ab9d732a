import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.readers import read

RULE = "neutrality/slogan"


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"))


def found(gate, text, day="2024-06-10"):
    result = gate.judge(read(text.encode(), "draft.txt")[0], parse_moment(day))
    return [(each.excerpt, each.severity.value) for each in result.findings if each.rule == RULE]


def test_a_slogan_may_run_over_several_sentences(gate):
    assert ("Clear plan. Bold action. Secure future", "block") in found(gate, "Clear plan. Bold action. Secure future.")


def test_a_short_slogan_counts_alone_on_its_line_only(gate):
    assert found(gate, "Make hope normal again")
    assert not found(gate, "This class helps to make hope normal again after an illness.")


def test_words_that_others_use_too_count_beside_a_party_only(gate):
    assert not found(gate, "Time for real change: the clocks go back.")
    assert found(gate, "Time for real change. The Labour Party met on Friday.")


def test_a_slogan_outside_a_window_warns(gate):
    assert found(gate, "Britain needs Reform", "2024-09-10") == [("Britain needs Reform", "warn")]


def test_a_quotation_weighs_one_step_less(gate):
    text = 'One visitor said: "I saw the words Britain needs Reform on a wall."'

    assert found(gate, text) == [("Britain needs Reform", "warn")]


def test_a_hashtag_is_found_once(gate):
    assert found(gate, "The pool opens at six. #ToriesOut").count(("#ToriesOut", "block")) == 1
