"""Counts of a text and the formulas over them."""

from __future__ import annotations

import math
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.model import Block, Role, SourceMap
from neutral_gate.text.readability import (
    Counts,
    count_texts,
    grade,
    hardest,
    measures,
    prose,
    read_sentences,
    reading_age,
    scores,
    total,
)

CAT = "The cat sat on the mat."
SOME = Counts(
    sentences=10,
    words=200,
    syllables=300,
    letters=900,
    long_words=50,
    polysyllables=24,
    complex_words=20,
    uncommon_words=30,
)


def block(text: str, role: Role = Role.PARAGRAPH, **more: object) -> Block:
    return Block(text, role, SourceMap.identity(0, len(text)), **more)  # type: ignore[arg-type]


def count(text: str) -> Counts:
    (counts,) = count_texts([text])
    return counts


def test_a_plain_sentence_is_counted() -> None:
    assert count(CAT) == Counts(sentences=1, words=6, syllables=6, letters=17)


def test_long_and_many_syllabled_words_are_counted() -> None:
    counts = count("Councillors welcomed three hospitals.")

    assert (counts.words, counts.syllables, counts.long_words, counts.polysyllables) == (4, 9, 3, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("It isn't well-being, it's Jane's.", 5),
        ("Pay £1,204.50 by 10.30am on 4 July 2024.", 8),
        ("See https://www.example.org/a/b or www.example.org or jo@example.org now", 4),
        ("Thanks @HWHarrowdale #CarersWeek", 1),
        ("GOV.UK and A&E", 3),
        ("— … ! ?", 0),
        ("", 0),
        ("wel\u00adcome", 1),
    ],
)
def test_what_counts_as_a_word(text: str, words: int) -> None:
    assert count(text).words == words


def test_a_number_and_an_abbreviation_have_one_syllable_each() -> None:
    assert count("NHS GPs 2024 COVID-19 A&E").syllables == 5


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Cllr. A. Finch met Dr. B. Wren at 10.30 a.m. on Monday.", 1),
        ("One. Two! Three?", 3),
        ("A heading without a stop", 1),
        ("First line\nSecond line", 2),
        ("... !!!", 0),
    ],
)
def test_what_counts_as_a_sentence(text: str, sentences: int) -> None:
    assert count(text).sentences == sentences


def test_each_sentence_has_its_place() -> None:
    text = "  One two. Three four five.  "

    assert [(text[each.start : each.end], len(each.words)) for each in read_sentences(text)] == [
        ("One two.", 2),
        ("Three four five.", 3),
    ]


@pytest.mark.parametrize(
    ("text", "hard"),
    [
        ("The organisation met.", 1),
        ("They met Coriander Abernathy.", 0),  # names
        ("A face-to-face talk.", 0),  # a compound
        ("It is happening.", 0),  # only because of -ing
        ("It was expanded.", 0),  # only because of -ed
        ("They ate sandwiches.", 0),  # only because of -es
        ("It is communicating.", 1),
    ],
)
def test_complex_words_leave_out_what_gunning_leaves_out(text: str, hard: int) -> None:
    assert count(text).complex_words == hard


@pytest.mark.parametrize(
    ("text", "uncommon"),
    [
        ("The cats sat on the mats.", 0),
        ("They procured remuneration.", 2),
        ("They met Coriander at the NHS in 2024.", 0),  # a name, an abbreviation, a number
        ("Procurement is hard.", 1),  # a capital at the start is no name
    ],
)
def test_uncommon_words_are_those_that_are_not_on_the_list(text: str, uncommon: int) -> None:
    assert count(text).uncommon_words == uncommon


def test_counts_add_up() -> None:
    texts = [CAT, "Councillors welcomed three hospitals.", "", "NHS"]

    assert total(count_texts(texts)) == total([total(count_texts(texts[:2])), total(count_texts(texts[2:]))])
    assert total([]) == Counts()


def test_headings_and_bullets_end_a_sentence() -> None:
    blocks = [block("Bring", Role.HEADING), block("a coat", Role.LIST_ITEM), block("a hat", Role.LIST_ITEM)]

    assert total(count_texts(each.text for each in prose(blocks))).sentences == 3


@pytest.mark.parametrize("role", [Role.TITLE, Role.CELL, Role.CAPTION, Role.ALT, Role.LABEL, Role.META, Role.TOOLTIP])
def test_only_running_text_counts(role: Role) -> None:
    assert prose([block(CAT, role)]) == []


@pytest.mark.parametrize(
    ("more", "kept"),
    [({"lang": "cy"}, 0), ({"lang": "en-GB"}, 1), ({"path": ("body", "footer")}, 0), ({"path": ("main",)}, 1)],
)
def test_other_languages_and_footers_are_left_out(more: dict[str, object], kept: int) -> None:
    assert len(prose([block(CAT, **more)])) == kept


def test_the_formulas_are_the_published_ones() -> None:
    found = scores(SOME)

    assert found["flesch_reading_ease"] == pytest.approx(206.835 - 1.015 * 20 - 84.6 * 1.5)
    assert found["flesch_kincaid_grade"] == pytest.approx(0.39 * 20 + 11.8 * 1.5 - 15.59)
    assert found["reading_age"] == pytest.approx(found["flesch_kincaid_grade"] + 5)
    assert found["smog"] == pytest.approx(3.1291 + 1.043 * math.sqrt(72))
    assert found["gunning_fog"] == pytest.approx(0.4 * (20 + 10))
    assert found["ari"] == pytest.approx(4.71 * 4.5 + 0.5 * 20 - 21.43)
    assert found["coleman_liau"] == pytest.approx(0.0588 * 450 - 0.296 * 5 - 15.8)
    assert found["dale_chall_british"] == pytest.approx(0.1579 * 15 + 0.0496 * 20 + 3.6365)
    assert scores(SOME._replace(uncommon_words=10))["dale_chall_british"] == pytest.approx(0.1579 * 5 + 0.0496 * 20)


def test_published_examples_come_out_as_published() -> None:
    """Wikipedia's page on the Flesch-Kincaid tests gives 116 and 69 for these two sentences."""
    easy = total(count_texts([CAT] * 17))
    taken = "This sentence, taken as a reading passage unto itself, is being used to prove a point. "  # 24 syllables

    assert scores(easy)["flesch_reading_ease"] == pytest.approx(116.1, abs=0.1)
    assert scores(total(count_texts([taken] * 7)))["flesch_reading_ease"] == pytest.approx(69, abs=0.5)


def test_there_is_no_score_under_a_hundred_words() -> None:
    assert scores(total(count_texts(["word " * 99]))) == {}
    assert scores(total(count_texts(["word " * 100]))) != {}
    assert measures([block(CAT)]) == {}


def test_the_measures_of_a_draft_are_rounded_numbers_by_name() -> None:
    found = measures([block(CAT)] * 20)

    assert list(found) == [
        "words",
        "sentences",
        "words_per_sentence",
        "syllables_per_word",
        "long_words_percent",
        "uncommon_words_percent",
        "flesch_reading_ease",
        "flesch_kincaid_grade",
        "reading_age",
        "smog",
        "gunning_fog",
        "ari",
        "coleman_liau",
        "dale_chall_british",
    ]
    assert found["words"] == 120
    assert found["sentences"] == 20
    assert found["words_per_sentence"] == 6
    assert all(value == round(value, 2) for value in found.values())


def test_a_reading_age_is_a_whole_number_of_years() -> None:
    assert reading_age({"reading_age": 13.6}) == 14
    assert reading_age({"reading_age": -2.0}) == 5
    assert reading_age({}) is None


def test_the_hardest_text_is_the_one_of_the_highest_grade_that_is_long_enough() -> None:
    texts = ["Unconstitutional!", CAT + CAT, "Councillors welcomed many independent organisations today.", CAT]
    counts = count_texts(texts)

    assert hardest(counts, 6) == 2
    assert hardest(counts, 1) == 0
    assert hardest(counts, 99) is None
    assert grade(counts[2]) > grade(counts[1])


@given(st.lists(st.text(max_size=80), max_size=8))
def test_counts_of_any_text_hang_together(texts: list[str]) -> None:
    counts = total(count_texts(texts))

    assert counts.sentences <= counts.words <= min(counts.syllables, counts.letters)
    assert counts.complex_words <= counts.polysyllables <= counts.words
    assert counts.long_words <= counts.words


@pytest.mark.parametrize("piece", ["a", "word ", "1", ".", "A&", "a-", "@", "https://", "ly", "é", "#a "])
def test_a_megabyte_of_anything_is_counted_in_time(piece: str) -> None:
    start = time.process_time()

    count_texts([piece * (1_000_000 // len(piece))])

    assert time.process_time() - start < 10
