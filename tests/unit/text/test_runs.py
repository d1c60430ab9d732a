"""No run of letters of a token may be missing: what the screen does not see is never read."""

import re
import sys
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from neutral_gate.text import fold, opened, tokenise
from neutral_gate.text.runs import _ODD, CURRENCIES, HANDLE, HASHTAG, runs_in, runs_of, runs_of_word

PIECES = st.sampled_from(
    [
        "Vote",
        "labour",
        "N.H.S.",
        "a.m.",
        "9.30 a.m.",
        "don't",
        "can’t",
        "it's",
        "let's",
        "O'Neill",
        "leaders'",
        "R&D",
        "#VoteLabour",
        "#vote_labour2024",
        "@jane",
        "@jane.doe",
        "a.b@c.org",
        "https://x.org/a'b",
        "www.y.uk.",
        "£5m",
        "€ 20",
        "9am",
        "10.15 PM",
        "100 %",
        "!",
        "?",
        "2027",
        "07:30",
        "£5labour",
        "5labour",
        "10,000",
        "50%",
        "No. 10",
        "Cllr. Doe",
        "J. Doe",
        "—",
        "-",
        "…",
        ".",
        "'",
        "’",
        '"',
        "\n",
        "🗳️",
        "👩\u200d👧",
        "❤️",
        "1️⃣",
        "🇬🇧",
        "➡️@jane",
        "#tag❤️",
        "@jane❤️",
        "vo\u200bte",
        "la\xadbour",
        "\u200f",
        "ｖｏｔｅ",
        "Лabour",
        "café",
        "ŵy",
        "ß",
        "İ",
        "ſ",
        "K",
        "́",
        "x́y",
        "½",
        "²",
        "𝗩𝗼𝘁𝗲",
        "_",
        "__a__",
        "n't",
        "'s",
        "'re",
        "they've",
        "shan't",
        "#",
        "@",
        "＃tag",
    ]
)
TEXTS = st.lists(st.tuples(PIECES, st.sampled_from(["", " ", " ", "\u00a0"])), max_size=8).map(
    lambda parts: "".join(each for part in parts for each in part)
)
LETTERS = re.compile("[a-z]+")


def expected(tokens):
    """The runs of tokens, the pairs of words that stand side by side, and what else tells a token."""
    runs = {run for token in tokens for run in (*LETTERS.findall(token.text), *runs_of_word(token.text))}
    runs |= {sign for token in tokens if token.kind == "money" for sign in CURRENCIES if sign in token.text}
    times = [LETTERS.findall(token.text) for token in tokens if token.kind == "time" and "." not in token.text[-4:]]
    assert all(letters[-1] in ("am", "pm") for letters in times)
    plain = [token.text if LETTERS.fullmatch(token.text) else None for token in tokens]
    return runs | {f"{one} {other}" for one, other in pairwise(plain) if one and other}


@given(st.one_of(TEXTS, st.text(max_size=30)))
@example("don't let's isn’t it's")
@example("N.H.S.staff a.b.c.d")
def test_every_run_and_pair_of_the_tokens_is_there(text):
    runs = runs_in(text)
    tokens = tokenise(text)

    assert expected(tokens) <= runs_of(tokens)
    if runs is None:
        return
    assert expected(tokens) <= runs
    assert not any(token.kind in ("handle", "email") for token in tokens) or HANDLE in runs
    assert not any(token.kind == "hashtag" for token in tokens) or HASHTAG in runs
    for token in tokens:
        if token.kind == "hashtag":
            assert HASHTAG + token.text.lstrip("#＃") in runs
            words = [
                each
                for word in opened(text[token.start + 1 : token.end], token.start + 1)
                for each in tokenise(text, *word)
            ]
            assert expected(words) <= runs


def test_no_sign_that_is_not_read_in_full_folds_to_a_letter_of_the_alphabet():
    signs = [chr(code) for code in range(128, sys.maxunicode + 1) if not 0xD800 <= code < 0xE000]
    plain = [sign for sign in signs if not _ODD.search(sign)]

    assert len(plain) > 1_000
    assert [sign for sign in plain if LETTERS.search(fold(sign))] == []
    assert [sign for sign in plain if unicodedata.decimal(sign, None) is not None] == []


@pytest.mark.parametrize("text", ["Vоte", "ｖｏｔｅ", "𝗩𝗼𝘁𝗲", "N.H.S.", "@ja\u200bne", "e\u0301"])
def test_texts_to_read_in_full(text):
    assert runs_in(text) is None


@pytest.mark.parametrize("sign", ["➡️", "✅", "❤️", "⚠️", "🟠", "🇬🇧", "☀️", "1️⃣", "®", "→", "×"])
def test_a_text_with_an_everyday_sign_is_not_cut_into_tokens(sign):
    assert runs_in(f"Open today {sign} at 9am") is not None
    assert (runs_in(f"Open today {sign} #NHS @HWExample") is None) == (sign[0] == "1")


def test_a_plain_text_with_curly_marks_is_not_read_in_full():
    assert runs_in("“It’s open”, the café says – 9am 🎉") >= {"it is", "is open", "caf", "the caf", "am", "0"}


@pytest.mark.parametrize(
    ("text", "there", "missing"),
    [
        ("Well said!", {"!"}, {"?", "%", "0"}),
        ("It is 100% new", {"%", "100", "0"}, {"10", "!"}),
        ("Open 9am to 10pm", {"am", "pm", "9", "10"}, {"£"}),
        ("It cost £5m in 2027/28", {"£", "5", "2027", "28"}, {"$"}),
    ],
)
def test_marks_and_numbers_stand_among_the_runs(text, there, missing):
    assert there <= runs_in(text)
    assert runs_in(text).isdisjoint(missing)
    assert there <= runs_of(tokenise(text))
