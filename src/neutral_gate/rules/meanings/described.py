"""Takes the class of a politician from descriptions that mean somebody else: a member of a union, a man of 1841."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neutral_gate.lexicon.names import DESCRIBED
from neutral_gate.text import Token


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_POWER = _words(
    "westminster parliament commons holyrood senedd stormont house houses lords assembly whitehall downing benches"
)
"""With one of these a description says by itself that a politician is meant."""
_OTHER_BODIES = _words(
    "governor governors trustee trustees union unions youth pupil pupils student students school schools netball"
    " football cricket rugby bowls darts chess allotment allotments society guides scouts cadets brownies film novel"
)
_SHOWS = _words(
    "show shows pony ponies horse horses dog dogs cat cats gymkhana marrow marrows jam cake cakes sheep cattle bull hen"
    " prize champion winner won first second third best judge judges class breeder bred owner tug race sports"
)
"""Where rosettes are won."""
_INSIDE = _words("youth pupil pupils student students school model mock union governors")
_ROSETTE = "rosette"
_FIRST_YEAR, _LAST_YEAR = 1200, 1959
"""Years of people who are long dead."""


def without_other_descriptions(rows: Iterable[Sequence[Token]]) -> bool:
    """Takes the classes from descriptions of people who are in no politics of today.

    Args:
        rows: The tokens of a draft's sentences, names recognised. They are changed.

    Returns:
        True where a token was changed.
    """
    changed = False
    for row in rows:
        for place, token in enumerate(row):
            if DESCRIBED in token.classes and (_is_somebody_else(token, row) or _is_an_address(row, place)):
                token.classes = ()
                token.entity = ""
                changed = True
    return changed


def _is_somebody_else(token: Token, row: Sequence[Token]) -> bool:
    own = _words(token.text)
    if any(map(_is_long_ago, own)) or any(_is_long_ago(each.text) for each in row):
        return True
    if not _INSIDE.isdisjoint(own):
        return True
    if _ROSETTE in own:
        return any(each.text in _SHOWS for each in row)
    return _POWER.isdisjoint(own) and any(each.text in _OTHER_BODIES for each in row)


def _is_an_address(row: Sequence[Token], place: int) -> bool:
    """True for "the lot at Number 10, Canal Street"."""
    after = row[place + 1 : place + 3]
    return row[place].text.endswith(" 10") and len(after) > 1 and after[0].text == "," and after[1].capital


def _is_long_ago(word: str) -> bool:
    return len(word) == 4 and word.isdigit() and _FIRST_YEAR <= int(word) <= _LAST_YEAR
