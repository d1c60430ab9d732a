"""Syllables of words as they are spoken, British spelling first."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.text.syllable_table import FIRST_PARTS, SHORT_WORDS, TABLE
from neutral_gate.text.syllables import syllables

SPOKEN = {
    1: "the made moved helped cared loose queue league whole change friend grey kerb tyre whilst don't we're "
    "Jane's eyes",
    2: "people centre metres programme travelled wanted tables isn't being colour labour early safety statement likely "
    "houses changes nurse's café science diet handled therefore something lifetime loyal buying every evening hours",
    3: "councillor library holiday carefully area organise favourite neighbourhood energy earlier "
    "analyse manoeuvre theatre employees government studying dialogue enrolment behaviour tourism video media",
    4: "anaemia experience January secretary authority especially material society diarrhoea paediatric situation "
    "vaccination",
    5: "organisation authorisation university communication opportunity aluminium",
    6: "responsibility",
    7: "confidentiality",
}
CASES = [(word, count) for count, words in SPOKEN.items() for word in words.split()]


@pytest.mark.parametrize(("word", "count"), CASES)
def test_a_word_has_as_many_syllables_as_are_spoken(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"),
    [("NHS", 3), ("GPs", 2), ("BBC", 3), ("HMRC", 4), ("DWP", 5), ("UK", 2), ("A&E", 3), ("GOV.UK", 3), ("COVID", 2)],
)
def test_an_abbreviation_is_counted_as_it_is_said(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["AND", "THE", "OUR", "FREE", "OPEN", "TODAY"])
def test_a_word_in_capitals_stays_a_word(word: str) -> None:
    assert syllables(word) == syllables(word.lower())


@pytest.mark.parametrize(("word", "count"), [("well-being", 3), ("face-to-face", 3), ("mother-in-law", 4)])
def test_a_word_with_hyphens_is_counted_part_by_part(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize(
    ("word", "count"), [("service’s", 3), ("people’s", 2), ("résumé", 3), ("naïve", 2), ("Zoë", 2)]
)
def test_accents_and_curly_apostrophes_are_read(word: str, count: int) -> None:
    assert syllables(word) == count


@pytest.mark.parametrize("word", ["", "2024", "-", "'", "你好", "Привет", "🎉"])
def test_what_has_no_letters_of_ours_counts_as_one(word: str) -> None:
    assert syllables(word) == 1


@pytest.mark.parametrize("letters", ["a", "b", "home", "ly", "lessly", "i", "é", "y", "somewhere", "a-", "&"])
def test_endless_words_neither_fail_nor_take_long(letters: str) -> None:
    start = time.process_time()

    assert syllables(letters * (1_000_000 // len(letters))) > 0
    assert time.process_time() - start < 2


@given(st.text(max_size=50))
def test_any_text_has_a_syllable(word: str) -> None:
    assert syllables(word) >= 1


def test_the_table_holds_only_what_the_rules_cannot_know() -> None:
    assert all(word.isalpha() and word.islower() for word in (*TABLE, *FIRST_PARTS, *SHORT_WORDS))
    assert all(1 <= count <= 7 for count in TABLE.values())
    assert len(TABLE) < 400
