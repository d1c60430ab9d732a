"""The company that a doubtful name needs to be a candidate's or politician's: a party, an election, an area."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neutral_gate.people.heads import words_of
from neutral_gate.text import Token

# Words that only politics has, in any case.
_POLITICS_WORDS = """
ballot by-election campaigner candidate candidates canvass canvassed canvasses canvassing cllr cllrs coalition
councillor councillors elect elected election elections electorate hustings lib-dem libdem libdems manifesto mep
minister mla mp mps msp msps politician politicians ppc reelect reelected tories tory vote voted voter voters votes
voting
"""
# Parties' names that are also common words: they count with a capital only.
_PARTIES_WORDS = """
alba conservative conservatives democrat democrats dup green greens independent labour liberal plaid reform sdlp snp
ukip unionist
"""
# Where one says "at Hope Street", the street is meant, whatever else the sentence is about.
_PLACE_BEFORE_WORDS = """
across along around at behind beside between down from in inside near off on onto opposite outside over past round
through to towards up via
"""
_GENERAL_WORDS = """
and borough central city council county cum district division east for in london mid north of on parish south the town
under upon valley wales ward west with
"""
_POLITICS = frozenset(_POLITICS_WORDS.split())
_PARTIES = frozenset(_PARTIES_WORDS.split())
_PLACE_BEFORE = frozenset(_PLACE_BEFORE_WORDS.split())
_GENERAL = frozenset(_GENERAL_WORDS.split())
_LEAST_AREA = 4


def areas_of(written: Iterable[str]) -> tuple[frozenset[str], ...]:
    """The telling words of each area, plain: of "Leeds City Council" it is "leeds"; codes and the like have none."""
    areas = (
        frozenset(
            word for word in words_of(area) if word not in _GENERAL and len(word) >= _LEAST_AREA and word.isalpha()
        )
        for area in written
    )
    return tuple(dict.fromkeys(area for area in areas if area))


def has_company(tokens: Sequence[Token], start: int, end: int, areas: Iterable[frozenset[str]], *, place: bool) -> bool:
    """True where a sentence speaks of an election, a party or the person's area besides the name.

    Args:
        tokens: The sentence.
        start: The name's first token.
        end: The token after the name.
        areas: See `areas_of`.
        place: True for a name that may be a place's: then "at Hope Street" is one, and the area must follow with
            "for" or in brackets, because a street lies in an area too.
    """
    if place and start and tokens[start - 1].text in _PLACE_BEFORE:
        return False
    others = [*tokens[:start], *tokens[end:]]
    if any(token.text in _POLITICS or (token.capital and token.text in _PARTIES) for token in others):
        return True
    if place:
        after = tokens[end : end + 2]
        if not after or (after[0].text not in ("for", "(") and not (len(after) > 1 and after[1].text == "for")):
            return False
        others = list(tokens[end:])
    capitals = {token.text for token in others if token.capital}
    return any(area <= capitals for area in areas)
