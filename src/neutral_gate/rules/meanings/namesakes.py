"""Takes the class of a party or a politician from words that are somebody's first name, or an animal's.

A resident may be called Tory, and a therapy dog Mayor. Where a draft shows it once, the same word means the same later.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from neutral_gate.text import Token
from neutral_gate.text.everyday_words import is_everyday


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_FIRST_NAMES = _words("tory alba con")
"""Words for parties that are first names too."""
_PARTY = _words("party weak-party")
_GREETINGS = _words("hello hi hiya hey dear morning afternoon evening thanks you cheers ta sorry welcome")
_ARTICLES = _words("the our a an his her")
_TO_YOU = _words("your you we the our i it that this please thank thanks there yes no sorry as")
_BEFORE_A_NAME = _words("nurse dr mr mrs ms miss sister matron midwife auntie aunt uncle baby coach chef ranger warden")
_CALLED = _words("called named")
_NOT_A_NAME = _words("the a an any every no each this that our your former another one")
_AFTER_A_NAME = _words("was is has who and on at from in to")
_OF_PLACES = _words("island islands channel sound burch lane road street hill close row way")
_OF_PARTIES = _words(
    "mp mps peer peers party parties government governments minister ministers cabinet chancellor council"
    " councils councillor councillors leader leaders leadership manifesto whip whips hq grandee grandees"
    " backbencher backbenchers frontbench frontbencher austerity sleaze misrule incompetence ideology hypocrisy"
    " britain england scotland wales westminster voter voters members conference donor donors candidate candidates"
    " association policy policies activist activists budget budgets campaign scum mayor group pledge reform"
    " reforms rule hustings press club branch"
)

_TITLES = _words("office weak-office minister weak-minister mayor weak-mayor councillor mp politician pcc")
_BARE_TITLES = _words("chancellor speaker senator president governor premier")
"""Titles that are no class of their own."""
_ANIMALS = _words(
    "dog dogs puppy cat kitten pony horse donkey rabbit bunny tortoise parrot owl alpaca llama goat sheep lamb ram pig"
    " piglet hen cockerel duck goose hamster ferret guinea-pig labrador spaniel retriever poodle terrier collie beagle"
    " whippet greyhound hedgehog otter seal swan peacock falcon hawk snake lizard gecko budgie budgerigar cow bull calf"
    " foal mare stallion robot gritter"
)
_NOT_AN_ANIMAL = _words(
    "lover lovers owner owners walker walkers show shows warden wardens park track bed charity home fouling breeder"
    " handler trainer race races bowl poo"
)
_NAME = "namesake"
"""What patterns read in place of such a name: a word that none of them knows."""
_NEAR = 3
"""Words between a name and the word that says what bears it: "Mayor the very old therapy dog"."""


def without_namesakes(rows: Sequence[Sequence[Token]]) -> bool:
    """Takes the classes from tokens that are no more than names in their draft.

    Args:
        rows: The tokens of its sentences, names recognised. They are changed.

    Returns:
        True where a token was changed.
    """
    changed = False
    for places, is_name in ((_first_names(rows), _is_first_name), (_titles(rows), _is_animal)):
        shown = [(row, place) for row, place in places if is_name(row, place)]
        names = {row[place].text for row, place in shown}
        for row, place in places:
            token = row[place]
            if token.text in names and (is_name(row, place) or not _has_article(row, place)):
                token.text, token.classes, token.entity = _NAME, (), ""
                changed = True
    return changed


def _first_names(rows: Sequence[Sequence[Token]]) -> list[tuple[Sequence[Token], int]]:
    return [
        (row, place)
        for row in rows
        for place, token in enumerate(row)
        if token.text in _FIRST_NAMES and token.capital and not _PARTY.isdisjoint(token.classes)
    ]


def _titles(rows: Sequence[Sequence[Token]]) -> list[tuple[Sequence[Token], int]]:
    return [
        (row, place)
        for row in rows
        for place, token in enumerate(row)
        if token.capital
        and (token.text in _BARE_TITLES or not _TITLES.isdisjoint(token.classes))
        and "candidate" not in token.classes
    ]


def _has_article(row: Sequence[Token], place: int) -> bool:
    return _text(row, place - 1) in _NOT_A_NAME or _text(row, place + 1) in _OF_PARTIES


def _text(row: Sequence[Token], place: int) -> str:
    return row[place].text if 0 <= place < len(row) else ""


def _is_first_name(row: Sequence[Token], place: int) -> bool:
    """True where the words around show a person: a greeting, a job, a surname."""
    before, after = _text(row, place - 1), _text(row, place + 1)
    if after in _OF_PLACES:
        return True
    if _has_article(row, place):
        return False
    at_end = place + 1 == len(row) or row[place + 1].kind == "mark"
    greeting = _text(row, place - 2) if before == "," else before
    if greeting in _GREETINGS and (at_end or after in _TO_YOU):
        return True
    if before in _BEFORE_A_NAME or (before in _CALLED and (at_end or after in _AFTER_A_NAME)):
        return True
    if after == "," and _text(row, place + 2) == "our":
        return True
    return not at_end and _is_surname(row[place + 1]) and not any(token.capital for token in row[place + 2 : place + 3])


def _is_surname(token: Token) -> bool:
    """True for a word with a capital that is no everyday word; a word all in capitals may be a shout."""
    plain = token.kind == "word" and token.capital and not token.classes and len(token.text) > 2
    return plain and token.text not in _OF_PARTIES and not is_everyday(token.text)


def _is_animal(row: Sequence[Token], place: int) -> bool:
    """True for a title that an animal bears: "Mayor the dog", "a cat called Minister", "Mayor is a rabbit"."""
    if _text(row, place - 1) in _NOT_A_NAME:
        return False
    after = place + 1
    comma = _text(row, after) == ","
    if comma:
        after += 1
    if _text(row, after) in ("is", "was") and not comma:
        after += 1
    if _text(row, after) in _ARTICLES and any(_animals(row, after + 1, after + 2 + _NEAR)):
        return True
    if _text(row, place - 1) in (*_CALLED, ","):
        return any(_animals(row, place - 2 - (_text(row, place - 2) == ","), place - 1)) and (
            _text(row, place - 1) != "," or place + 1 >= len(row) or row[place + 1].kind == "mark"
        )
    return False


def _animals(row: Sequence[Token], start: int, end: int) -> Iterator[bool]:
    for number in range(max(0, start), min(end, len(row))):
        if row[number].text in _ANIMALS and _text(row, number + 1) not in _NOT_AN_ANIMAL:
            yield True
        if row[number].kind == "mark" or row[number].text in ("and", "with", "who", "visits", "visited"):
            return
