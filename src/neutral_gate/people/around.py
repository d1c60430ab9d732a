"""What stands around a surname in a sentence: first names, titles, letters of an office, the rest of a longer name."""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.people.common_names import COMMON_FIRST_NAMES, COMMON_SURNAMES, NAMED_AFTER
from neutral_gate.people.heads import Words, plain
from neutral_gate.people.names import PARTICLES
from neutral_gate.people.titles import ANY_TITLE, LETTERS_OF, NO_TITLE_ALONE
from neutral_gate.text import Token

_QUOTES = frozenset("\"“”'‘’()")
_SMALL_WORDS = ANY_TITLE | PARTICLES
_DASHED = 2  # letters that may stand between two words of one name; a dash between spaces takes three
FARTHEST = 9
"""Words before a surname that may belong to the name: titles, four first names and a nickname."""


def stands(tokens: Sequence[Token], start: int, words: Words) -> bool:
    """True where the words of a surname stand in the sentence, the last of which has been seen already."""
    if start < 0:
        return False
    stretch = tokens[start : start + len(words) - 1]
    return all(
        token.kind == "word" and not token.possessive and plain(token.text) == word
        for token, word in zip(stretch, words, strict=False)
    )


def words_before(tokens: Sequence[Token], start: int, after: int) -> list[list[tuple[str, int]]]:
    """The words that may belong to a name, nearest first, with their places; then the same without a nickname."""
    words: list[tuple[str, int]] = []
    quoted: set[int] = set()
    place = start - 1
    while place >= after and len(words) < FARTHEST:
        token = tokens[place]
        if token.kind == "word" and not token.possessive and (token.capital or token.text in _SMALL_WORDS):
            words.append((plain(token.text), place))
        elif token.text == "." and place > after and tokens[place - 1].text in ANY_TITLE:
            pass  # "Rt. Hon."
        elif token.text in _QUOTES and words and words[-1][1] == place + 1 and tokens[place + 1].capital:
            quoted.add(place + 1)  # opens; the word inside has been seen
        elif not (token.text in _QUOTES and place > after and tokens[place - 1].capital):
            break  # no nickname ends here
        place -= 1
    if not quoted:
        return [words]
    return [words, [each for each in words if each[1] not in quoted]]


def titles_of(before: Sequence[tuple[str, int]], first: int) -> tuple[set[str], int]:
    """The titles right before a name, and the place of the first of them."""
    titles: set[str] = set()
    for word, place in before:
        if word not in ANY_TITLE:
            break
        titles.add(word)
        first = place
    return titles - NO_TITLE_ALONE, first


def letters_after(tokens: Sequence[Token], end: int) -> str | None:
    """The letters of an office right after a name, such as "MP"; None where there are none."""
    if end < len(tokens) and tokens[end].capital and tokens[end].text in LETTERS_OF:
        return tokens[end].text
    return None


def is_apart(left: Token, right: Token) -> bool:
    """True where a dash between spaces stands between two words, as between a name and a party."""
    return right.start - left.end > _DASHED


def goes_on(tokens: Sequence[Token], end: int, any_word: bool = False) -> bool:
    """True where a common surname follows at once, so that the name is a longer one: "David Francis Smith".

    With `any_word` any capital word but an office's letters counts.
    """
    token = tokens[end]
    if token.kind != "word" or not token.capital or tokens[end - 1].possessive:
        return False
    if is_apart(tokens[end - 1], token):
        return False
    return token.text in COMMON_SURNAMES or (any_word and token.text not in LETTERS_OF)


def follows_name(tokens: Sequence[Token], start: int) -> bool:
    """True where a common first name stands right before, so that the name is a longer one: "Mary Jane Doe"."""
    token = tokens[start - 1]
    return token.kind == "word" and token.capital and token.text in COMMON_FIRST_NAMES


def is_named_after(tokens: Sequence[Token], end: int) -> bool:
    """True where the name is a building's, a street's or the like: "Jane Doe Library"."""
    return (
        end < len(tokens) and tokens[end].capital and not tokens[end - 1].possessive and tokens[end].text in NAMED_AFTER
    )
