"""The runs of letters in a text, without cutting it into tokens: what a screen asks first, and cheaply.

Every run of letters a to z in a token of `tokenise` is in `runs_in`, also where a contraction was opened ("don't" gives
"do" and "not"), and so is every pair of words that stand as tokens side by side. There may be more, never fewer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Set
from itertools import pairwise

from neutral_gate.lazy import late
from neutral_gate.text.opened import opened
from neutral_gate.text.tokens import _DROPPED, _INVISIBLE, _IRREGULAR_NOT, _IS_OPENED, _OPENED, Token

Runs = Set[str]
"""Runs of letters or digits, and pairs of letters that follow each other with a blank between them."""
DIGIT, HANDLE, HASHTAG = "0", "@", "#"
"""Stand among the runs for any digit, handle or address of e-mail, and hashtag; each hashtag is there in full too."""
CURRENCIES = ("£", "€", "$")
_MARKS = ("!", "?", "%", ":", "&", *CURRENCIES)
"""Marks that stand among the runs, because few texts have them, and some patterns are everyday words but for them."""

# Letters and signs beyond ASCII that fold to themselves or to their own small letter, and that no letter of the
# alphabet comes out of; all emoji are among them. A text with any other has to be cut into tokens.
_PLAIN = (
    "\u00a0-\u00a7\u00a9\u00ab\u00ac\u00ae\u00b0\u00b1\u00b6\u00b7\u00bb\u00bf-\u00de\u00e0-\u00ff\u0174-\u0177"
    "\u2009\u2010-\u2016\u2018-\u2023\u2026\u202f-\u203b\u20a0-\u20a7\u20a9-\u20c0\u20e3"
    "\u2190-\u2426\u2440-\u244a\u2500-\u2775\u2794-\u2a73\u2b00-\u2b73\u2b76-\u2bff\u3001-\u3003\u3008-\u3011"
    "\U0001f1e6-\U0001f1ff\U0001f300-\U0001faff"
)
_ODD = late(f"[^\\x00-\\x7f{_PLAIN}{_INVISIBLE}]")
_RUN = late("[a-z]+")
_DIGITS = late("[0-9]+")
_LETTERS = "".join([each if "a" <= each <= "z" else " " for each in map(chr, range(128))])
_NUMBERS = "".join([each if "0" <= each <= "9" else " " for each in map(chr, range(128))])
"""ASCII without all but its small letters, and all but its digits: quicker than a pattern."""
_HASHTAG = late(r"#(\w+)")
_INITIALS = late(r"[A-Za-z]\.[A-Za-z]\.")
_ENDING = r"(n't|'(?:s|re|ll|ve|d|m))(?!\w|['&]\w)"
_CONTRACTION = late(rf"([a-z]*){_ENDING}")
_CUT_INTO = late(rf"[\w@#.&-][{_INVISIBLE}]")
# A contraction without a word before it, in a longer word, or in a tag or an address.
_UNUSUAL = late(rf"(?<![a-z]){_ENDING}|[0-9_&'\u00c0-\u0177][a-z]+{_ENDING}|(?:[@#£$€]|://|www\.)\S*'")


def runs_in(text: str) -> Runs | None:
    """The runs of letters in a text, in lower case, and their pairs; None where only its tokens tell them.

    Those are texts with initials, with odd contractions, with invisible letters in handles or hashtags, and with
    letters of other alphabets or symbols for letters.
    """
    plain = text
    if not text.isascii():
        if _ODD.search(text):
            return None
        plain = text.replace("’", "'").replace("‘", "'")
        shorter = _DROPPED.sub("", plain)
        if len(shorter) != len(plain):
            if ("@" in text or "#" in text) and _CUT_INTO.search(plain):
                return None
            plain = shorter
    if "." in text and _INITIALS.search(text):
        return None
    lowered = plain.lower()
    if "'" in lowered:
        if _UNUSUAL.search(lowered):
            return None
        lowered = _CONTRACTION.sub(_opened, lowered)
    row = lowered.translate(_LETTERS).split() if lowered.isascii() else _RUN.findall(lowered)
    runs = _with_pairs(row, lowered)
    runs.update([mark for mark in _MARKS if mark in text])
    if "@" in text:
        runs.add(HANDLE)
    if "#" in text:
        runs.add(HASHTAG)
        for tag in _HASHTAG.findall(plain):
            runs.add(HASHTAG + tag.lower())
            words = [tag[start:end].lower() for start, end in opened(tag)]
            runs |= _with_pairs([run for word in words for run in _RUN.findall(word)], "")
    return runs


def runs_of(tokens: Iterable[Token]) -> set[str]:
    """The runs of letters in tokens, and their pairs."""
    row = list(tokens)
    text = " ".join([token.text for token in row])
    runs = _with_pairs(_RUN.findall(text), text)
    if any(map(str.isdigit, text)):
        runs.add(DIGIT)
    runs.update(mark for mark in _MARKS if mark in text)
    if any(token.kind in ("handle", "email") for token in row):
        runs.add(HANDLE)
    tags = [HASHTAG + token.text.lstrip("#＃") for token in row if token.kind == "hashtag"]
    if tags:
        runs.update((HASHTAG, *tags))
    return runs


def runs_of_word(text: str) -> list[str]:
    """The runs in the folded text of one token; `DIGIT` for one of digits and others, nothing for most marks."""
    if text in _MARKS or (text.isascii() and text.isdigit()):
        return [text]
    return _RUN.findall(text) or ([DIGIT] if any(map(str.isdigit, text)) else [])


def _with_pairs(row: list[str], text: str) -> set[str]:
    runs = set(row)
    runs.update(map(" ".join, pairwise(row)))
    digits = text.translate(_NUMBERS).split() if text.isascii() else _DIGITS.findall(text)
    if digits:
        runs.update(digits)
        runs.add(DIGIT)
    return runs


def _opened(found: re.Match[str]) -> str:
    """A contraction as `tokenise` opens it; a possessive without its 's."""
    stem, ending = found.groups()
    if ending == "n't":
        return f"{_IRREGULAR_NOT.get(stem + ending, stem)} not"
    if ending == "'s":
        return f"{stem} {'us' if stem == 'let' else 'is'}" if stem in _IS_OPENED else stem
    return f"{stem} {_OPENED[ending]}"
