"""Takes the class of an office from the title of a book or a film: "The Prime Minister by Anthony Trollope".

A title stands in a draft of books or films, and who wrote it, or its year, stands right after or before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_OFFICES = word_set(
    "minister weak-minister mayor weak-mayor mp councillor office weak-office government weak-government"
)
_PEOPLE = word_set("candidate politician")
_OF_WORKS = word_set(
    "library libraries book books bookshop novel novels author authors paperback paperbacks hardback audiobook"
    " audiobooks shelf shelves film films cinema dvd dvds e-book e-books ebook ebooks biography biographies trilogy"
    " fiction"
)
_FOR_REAL = word_set(
    "visit visits visited opened opens launched attended attends signed unveiled speech talk spoke speaks"
)
_ARTICLES = word_set("the a an our his her my dear yes")
_INSIDE = word_set("of for the and at 's to in")
"""What joins words with capitals inside a title."""
_MOST = 4
"""Words of a title that stand after the office."""
_NAME_AND_SIGN = 2
_DIGITS_OF_A_YEAR = 4
_OPENS = frozenset({"(", "["})
_QUOTES = frozenset("'\"‘’“”«»")


def without_titles(rows: Iterable[Sequence[Token]]) -> bool:
    """Takes the classes from offices in titles of books and films.

    Args:
        rows: The tokens of a draft's sentences, names recognised. They are changed.

    Returns:
        True where a token was changed.
    """
    rows = [[token for token in row if token.text not in _QUOTES] for row in rows]
    found = [(row, place) for row in rows for place, token in enumerate(row) if _is_office(token)]
    if not found or not any(token.text in _OF_WORKS for row in rows for token in row):
        return False
    titles = [row[place] for row, place in found if _is_title(row, place)]
    for token in titles:
        token.classes, token.entity = (), ""
        token.capital = False
    return bool(titles)


def _is_office(token: Token) -> bool:
    return token.capital and not _OFFICES.isdisjoint(token.classes) and _PEOPLE.isdisjoint(token.classes)


def _is_title(row: Sequence[Token], place: int) -> bool:
    if not _FOR_REAL.isdisjoint({token.text for token in row}):
        return False
    start = place
    if place and row[place - 1].text in _ARTICLES:
        start -= 1
        if not row[start].capital and start:
            return False  # "a letter to the Prime Minister by Ada, aged 8"
    return _has_author_after(row, place) or _has_author_before(row, start)


def _has_author_after(row: Sequence[Token], place: int) -> bool:
    """True for "... by Ada Finch", "..., Ada Finch" at the end of an item, and "... (1941)"."""
    end = place + 1
    while end < len(row) and end - place <= _MOST and (row[end].capital or row[end].text in _INSIDE):
        end += 1
    if end >= len(row):
        return False
    sign, rest = row[end].text, row[end + 1 :]
    if sign == "by":
        return bool(rest) and _is_name(rest[:2])
    if sign == ",":
        words = [token for token in rest if token.kind == "word"]
        return _is_name(rest[:2]) and len(words) <= _MOST
    return sign in _OPENS and bool(rest) and (_is_year(rest[0]) or (_is_name(rest[:2]) and len(rest) <= _MOST))


def _has_author_before(row: Sequence[Token], start: int) -> bool:
    """True for "Trollope, Anthony: ..." and "Anthony Trollope: ...", from the beginning of the item."""
    if start < _NAME_AND_SIGN or row[start - 1].text not in (":", "-"):
        return False
    before = [token for token in row[: start - 1] if token.text != ","]
    return 0 < len(before) <= _MOST and all(token.capital and not token.classes for token in before) and row[0].capital


def _is_name(tokens: Sequence[Token]) -> bool:
    """True for two words with capitals, or one that they were joined to."""
    return bool(tokens) and all(token.capital for token in tokens) and (len(tokens) > 1 or " " in tokens[0].text)


def _is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == _DIGITS_OF_A_YEAR
