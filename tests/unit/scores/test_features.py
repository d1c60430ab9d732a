"""What the scores see in a sentence."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.scores.features import BUCKETS, NAME, NAMED, NUMBER, features
from neutral_gate.scores.words import LISTS, POLITICAL


def named(sentence: str) -> dict[str, float]:
    return {NAMED[place]: value for place, value in features(sentence).named.items()}


def test_words_are_folded_and_names_and_numbers_are_marks() -> None:
    found = features("The Minister, Odette Farrowby, paid £1,204 for I don’t know what.")

    assert found.words == ["the", "minister", NAME, NAME, "paid", NUMBER, "for", "i", "don't", "know", "what"]
    assert len(found.singles) == len(found.words) == len(found.pairs) + 1


def test_two_people_are_the_same_to_the_scores() -> None:
    assert features("We met Odette Farrowby.") == features("We met Jolyon Trask.")


def test_the_order_of_a_pair_counts() -> None:
    assert set(features("not good").pairs).isdisjoint(features("good not").pairs)


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("Who thought of this?", "a question"),
        ("What a day!", "an exclamation"),
        ("“We have been badly let down,” she said.", "a quotation with its speaker"),
        ("“We have been badly let down again,” he said.", "mostly quotation"),
        ("It rained on 14 days in May.", "numbers"),
        ("It is a pity.", "an opening such as It is or There is"),
        ("Something must be done.", "we should, they must"),
        ("You must bring a letter.", "you should, you must"),
        ("A frankly silly idea.", "a word in -ly"),
        ("A shameful idea.", "words of blame"),
        ("A half-baked, cruel idea.", "words of blame"),
        ("A world-class idea.", "words of praise"),
    ],
)
def test_features_with_a_name(sentence: str, name: str) -> None:
    assert named(sentence)[name] > 0


def test_what_is_not_there_is_not_seen() -> None:
    found = named("Bring a letter.")

    assert not {"a question", "a quotation", "numbers", "names", "words of blame", "over 25 words"} & found.keys()
    assert "eight words or fewer" in found


def test_a_duty_of_the_reader_is_no_duty_of_others() -> None:
    assert "we should, they must" not in named("You should rest.")


def test_no_list_has_a_word_that_cannot_be_met() -> None:
    for words in (*LISTS.values(), POLITICAL):
        for word in words:
            assert word == word.lower()
            assert features(f"a {word}").words[1:] == [word]


@given(st.text(max_size=300))
def test_any_text_has_features_in_range(text: str) -> None:
    found = features(text)

    assert all(0 <= bucket < BUCKETS for bucket in (*found.singles, *found.pairs))
    assert all(0 < value <= 1 and 0 <= place < len(NAMED) for place, value in found.named.items())


@pytest.mark.parametrize("piece", ["a", "word ", "a-", "'", "“", "1,", "é", "\u200b", "Aa "])
def test_a_megabyte_without_an_end_is_looked_at_in_time(piece: str) -> None:
    start = time.process_time()

    features(piece * (1_000_000 // len(piece)))

    assert time.process_time() - start < 5
