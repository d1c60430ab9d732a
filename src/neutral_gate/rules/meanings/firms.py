"""Takes the class of a party from words that begin the name of a firm or a band: "The Green Party Tent Company"."""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_PARTY = frozenset({"party", "weak-party", "party-member", "weak-party-member"})
_FIRMS = word_set(
    """
    company ltd limited llp plc inc co makers maker hire hires planners planner bakery bakers brewery bunting balloons
    marquee marquees tents tent caterers catering costumes supplies supplier suppliers builders plumbers plumbing
    roofing joinery decorators removals interiors furnishings furniture kitchens flooring florist florists cakes
    practice dental opticians pharmacy vets crockery band orchestra choir singers players trio quartet ensemble
    """
)
_SHOPS = _FIRMS | word_set("shop shops store stores warehouse outlet superstore hall rooms bar pub cafe")
"""What only somebody's own name has after it: the Green Party may have a shop, and so may a Mr Green."""
_WITHIN = 3
"""Words that may stand between a party's word and the one that says what the firm is."""


def without_firms(rows: Sequence[Sequence[Token]]) -> bool:
    """Takes the classes from parties' words that go on, all with capitals, as a firm's name.

    Args:
        rows: The tokens of the sentences of one draft, names recognised. They are changed.

    Returns:
        True where a token was changed.
    """
    changed = False
    for row in rows:
        for place, token in enumerate(row):
            if not _PARTY.isdisjoint(token.classes) and _goes_on_as_firm(row, place):
                token.classes = ()
                token.entity = ""
                token.capital = False  # a rule may ask for the bare word with a capital, such as "=labour"
                changed = True
    return changed


def _goes_on_as_firm(row: Sequence[Token], place: int) -> bool:
    if row[place].possessive:
        following = row[place + 1 : place + 3]
        return len(following) > 1 and following[0].text == "party" and following[1].text in _SHOPS
    for token in row[place + 1 : place + 2 + _WITHIN]:
        if token.kind != "word" or not token.capital or token.possessive or token.classes:
            return False
        if token.text in _FIRMS:
            return True
    return False
