"""Everyday words and their forms."""

from __future__ import annotations

import pytest

from neutral_gate.text.everyday_words import is_everyday


@pytest.mark.parametrize(
    "word",
    [
        *("cat", "Cat", "cats", "ladies", "knives", "stopped", "running", "making", "happier", "biggest", "quickly"),
        *(
            "happily",
            "can't",
            "don’t",
            "we'll",
            "doctor's",
            "nurses'",
            "children",
            "taught",
            "well-known",
            "colour",
            "GP",
        ),
    ],
)
def test_forms_of_everyday_words_are_everyday(word: str) -> None:
    assert is_everyday(word)


@pytest.mark.parametrize("word", ["remuneration", "procure", "pro-rata", "color", "s", "ing", "zzz", ""])
def test_others_are_not(word: str) -> None:
    assert not is_everyday(word)
