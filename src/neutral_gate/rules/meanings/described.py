"""Takes the class of a politician from descriptions that mean somebody else: a member of a union, a man of 1841."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set

from neutral_gate.lexicon.names import DESCRIBED
from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_POWER = word_set(
    "westminster parliament commons holyrood senedd stormont house houses lords assembly whitehall downing benches"
)
"""With one of these a description says by itself that a politician is meant."""
_OTHER_BODIES = word_set(
    "governor governors trustee trustees union unions youth pupil pupils student students school schools netball"
    " football cricket rugby bowls darts chess allotment allotments society guides scouts cadets brownies film novel"
)
_SHOWS = word_set(
    "show shows pony ponies horse horses dog dogs cat cats gymkhana marrow marrows jam cake cakes sheep cattle bull hen"
    " prize champion winner won first second third best judge judges class breeder bred owner tug race sports"
)
"""Where rosettes are won."""
_INSIDE = word_set("youth pupil pupils student students school model mock union governors")
_ROSETTE = "rosette"
_LONG_AGO = frozenset(map(str, range(1200, 1960)))
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
        described = [place for place, token in enumerate(row) if DESCRIBED in token.classes]
        if not described:
            continue
        words = {token.text for token in row}
        for place in described:
            if _is_somebody_else(row[place], words) or _is_an_address(row, place):
                row[place].classes, row[place].entity = (), ""
                changed = True
    return changed


def _is_somebody_else(token: Token, others: Set[str]) -> bool:
    """Whether a description, beside the words of its sentence, means somebody outside today's politics."""
    own = word_set(token.text)
    if not _LONG_AGO.isdisjoint(own | others) or not _INSIDE.isdisjoint(own):
        return True
    if _ROSETTE in own:
        return not _SHOWS.isdisjoint(others)
    return _POWER.isdisjoint(own) and not _OTHER_BODIES.isdisjoint(others)


def _is_an_address(row: Sequence[Token], place: int) -> bool:
    """True for "the lot at Number 10, Canal Street"."""
    after = row[place + 1 : place + 3]
    return row[place].text.endswith(" 10") and len(after) > 1 and after[0].text == "," and after[1].capital
