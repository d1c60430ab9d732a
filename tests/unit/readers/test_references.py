"""References decoded at once and piece by piece are the same text."""

import random

import pytest

from neutral_gate.model.references import decoded, decoded_pieces

PARTS = (
    *("&amp;", "&", "&#39;", "&#x80;", "&nbsp", "&notit;", "&copy", "&copy;1", "&frac12", "&frac12x", "&bogus;", "&#"),
    *("&#xzz;", "a", "= ", ";", "&AMP", "&lt", "&ltx;", "&there4;", "&#0;", "&#1114112;", "&hellip;"),
)


@pytest.mark.parametrize("seed", range(20))
def test_a_text_decoded_at_once_is_that_of_its_pieces(seed):
    chance = random.Random(seed)
    for _ in range(200):
        text = "".join(chance.choice(PARTS) for _ in range(chance.randint(1, 5)))
        pieces = "".join(piece for piece, _, _ in decoded_pieces(text, 0, len(text)))
        assert decoded(text, 0, len(text)) == pieces, text


def test_only_the_stretch_is_decoded():
    assert decoded("&amp;&lt;&gt;", 5, 9) == "<"
