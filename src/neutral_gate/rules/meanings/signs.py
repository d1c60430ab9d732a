"""Tells whether a first name alone stands beside an explicit sign of politics: an office, a candidacy, a credit.

"Jane" is anybody. "Jane, our MP until May", "Jane would make a fine mayor" and "Jane got the money out of the Treasury"
are the one Jane on the list. The sign stands in the name's sentence, or in the next one where that goes on with "he" or
"she".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from neutral_gate.lazy import late
from neutral_gate.people.heads import plain
from neutral_gate.text import Token
from neutral_gate.text.everyday_words import is_everyday

_NAME = "NAME"
_OFFICE = (
    r"(?:mp|msp|mla|mep|councillor|cllr|mayor|pcc|(?:police (?:and crime )?)?commissioner|member of parliament|minister"
    r"|council leader|leader of (?:the|our|this) council)\b"
    r"(?!'s| (?:ward|room|parade|cadets?|office|support|for the day|for a day|in waiting))"
)
_CANDIDATE = (
    r"(?:parliamentary |council |mayoral )?candidate (?:for|in)\b(?! (?:an? |the |this |that )?(?:\S+ )?"
    r"(?:jobs?|posts?|roles?|surgery|transplants?|operations?|treatment|trials?|governors?|promotion|awards?|study"
    r"|staff|prize|scholarship))"
)
_OWN = r"(?:(?:our|your|the|an?|former|ex|local|sitting|outgoing|last|then|current|new|town's|city's|county's) ){0,3}"
_STATE = (
    r"(?:combined authority|whitehall|treasury|westminster|downing street|no 10|number 10|government|ministers?"
    r"|chancellor|cabinet|county hall|city hall|senedd|holyrood|stormont)"
)
_MONEY = r"(?:money|funding|cash|millions?|grant|investment|cheque|£\S+(?: (?:million|billion))?)"
_GOT = (
    r"(?:got|gets|won|wins|secured|found|brought|fought|wrung|squeezed|landed|prised|bagged|unlocked|obtained|wangled"
    r"|talked|persuaded|made|dug|badgered|pestered|lobbied|nagged|hounded|cajoled|convinced)"
)
_SEAT = r"(?:commons|parliament|westminster|senedd|holyrood|stormont|constituency|county council|city council)"
_TERM = r"(?:re election|re-election|reelection|(?:a|another) (?:second|third|fourth) term|second term (?:as|in|at))"
_WHO = rf"(?:{_NAME}|\bs?he)\b"
_BOTH = (  # of the name, or of "he" and "she" in the next sentence
    rf"{_WHO} (?:\S+ ){{0,3}}(?:would|will|could|might) (?:\S+ )?(?:make|be) (?:an?|the|our|your|us an?) "
    rf"(?:\S+ ){{0,3}}{_OFFICE}",
    rf"{_WHO} (?:\S+ ){{0,4}}{_GOT} (?:\S+ ){{0,8}}{_MONEY} (?:\S+ ){{0,6}}{_STATE}\b",
    rf"{_WHO} (?:\S+ ){{0,4}}{_GOT} (?:\S+ ){{0,3}}{_STATE} (?:\S+ ){{0,3}}"
    r"(?:pay|paid|cough|find|fund|agree|change|give)",
    rf"{_WHO} (?:\S+ )?(?:is|are|was|will be) (?:\S+ )?(?:standing|running) (?:again )?(?:\S+ ){{0,2}}(?:in|on|for|as) "
    r"(?:\S+ ){0,3}(?:may|june|july|election|elections|parliament|mayor|mp|pcc|re election|seat|council)\b(?! of)",
    rf"{_WHO} (?:\S+ ){{0,4}}(?:ask|press|lobb|pester|badger|nagg|hound|fight|fought|campaign)\w* (?:\S+ ){{0,3}}"
    rf"(?:{_STATE}|the department) (?:\S+ ){{0,8}}(?:since|until|for years|at last|finally|won|paid|gave (?:in|way))"
    r"\b",
    rf"{_WHO} (?:\S+ ){{0,3}}(?:asking|asks|hoping|standing|campaigning) for (?:your|our|people's|local) votes?\b",
    rf"\bwhat an? (?:\S+ ){{0,3}}{_OFFICE} (?:\S+ )?{_WHO} (?:would|will|could)\b",
    rf"{_WHO} (?:\S+ ){{0,4}}(?:seeks|seeking|wants|after|deserves|earned|for|up for) (?:\S+ )?{_TERM}",
)
_ALONE = (  # of the name only
    rf"{_NAME} ,? ?(?:who (?:was|is|has been|had been|served as|sat as) )?{_OWN}(?:{_OFFICE}|{_CANDIDATE})",
    rf"{_NAME} ,? ?who (?:\S+ ){{0,2}}(?:sat|sits|stood|stands|spoke|speaks|served|serves|won|held|standing"
    rf"|running|sit) (?:\S+ ){{0,5}}{_SEAT}\b",
    rf"{_NAME} ,? ?who (?:\S+ ){{0,6}}{_STATE} (?:\S+ ){{0,5}}"
    r"(?:pay|paid|money|fund|funded|cash|cough|coughed|found|agreed)\b",
    rf"{_NAME} ,? ?(?:who (?:is |was )?)?(?:hop|want|aim|bid|long|seek|try)\w* (?:to|for) (?:\S+ ){{0,5}}"
    rf"(?:{_SEAT}\b|{_OFFICE})",
    rf"(?:thanks|thank you|credit|well done|bravo|hats off|cheers) (?:\S+ )?(?:to )?{_NAME} (?:\S+ ){{0,6}}{_STATE} "
    r"(?:\S+ ){0,3}(?:paid|pays|pay|found|funded|gave|agreed|coughed)",
    r"(?:fingers crossed|luck|rooting|cheering|all the best|best wishes|good wishes) (?:\S+ ){0,2}"
    rf"{_NAME} (?:\S+ ){{0,4}}(?:polling day|election day|the election|the ballot|the polls?)\b",
    rf"{_NAME} .{{0,60}}\belection or no election\b",
    rf"{_NAME} (?:\S+ )?(?:promised|pledged|vowed|swore) .{{0,40}}\b(?:last election|on the doorsteps?(?! of))\b",
    rf"{_NAME} (?:\S+ )?(?:said|told|promised|pledged) .{{0,40}}\b(?:campaign trail|hustings)\b",
    rf"{_NAME}'s (?:\S+ )?(?:constituents|constituency|manifesto|majority|re election|election campaign)",
)
_SIGN = late(rf"(?:{'|'.join((*_ALONE, *_BOTH))})")
_SIGN_AFTER = late(rf"(?:{'|'.join(_BOTH)})")
_HAILED = late(rf"^\W*(?:(?:another )?(?:four|five) more years\b.{{0,40}}\b{_OFFICE}|(?:\S+ )?{_OFFICE} material\b)")
_OTHER_OFFICES = late(
    r"\b(?:youth|student|pupils?|school|staff|junior|children's|governors?|union|pretend|book|film|game|play)\b"
)
_REACH = 40
"""Words on either side of a name in which a sign may stand; no pattern reaches farther."""
_FIRST_WORDS = 8
"""Words in which the next sentence says "he" or "she" that goes on about somebody."""


def signed(
    rows: Sequence[Sequence[Token]], meant: Mapping[str, tuple[str, str]]
) -> Iterator[tuple[Token, tuple[str, str]]]:
    """The first names that stand beside a sign of politics, with the class and name of whom they mean.

    Args:
        rows: The tokens of a draft's sentences, names recognised.
        meant: Class and name of people, by a first name that only one of them has.
    """
    for number, row in enumerate(rows):
        for place, token in enumerate(row):
            if not token.capital or token.classes or token.kind != "word" or is_everyday(token.text):
                continue
            owner = meant.get(plain(token.text))
            if owner is not None and _is_signed(row, place, rows[number + 1] if number + 1 < len(rows) else ()):
                yield token, owner


def _is_signed(row: Sequence[Token], place: int, following: Sequence[Token]) -> bool:
    first = max(0, place - _REACH)
    text = _written(row[first : place + _REACH], place - first)
    if _SIGN.search(text) is not None and _OTHER_OFFICES.search(text) is None:
        return True
    text = _written(following[:_REACH])
    if _HAILED.search(text) is not None:
        return True
    if not any(token.text in ("he", "she") for token in following[:_FIRST_WORDS]):
        return False
    return _SIGN_AFTER.search(text) is not None and _OTHER_OFFICES.search(text) is None


def _written(row: Sequence[Token], place: int = -1) -> str:
    """A sentence in small letters with blanks between all words and marks, one name replaced."""
    return " ".join(
        (_NAME if number == place else token.text) + ("'s" if token.possessive else "")
        for number, token in enumerate(row)
    )
