"""Takes the class of a party or a politician from words that are somebody's first name or surname, or an animal's.

A resident may be called Tory, a knitter Glenys Mayor, and a therapy dog Mayor. Where a draft shows it once, the same
word means the same later; of surnames more is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from neutral_gate.rules.meanings.surnames import is_given_name, without_surnames
from neutral_gate.text import Token
from neutral_gate.text.everyday_words import is_everyday
from neutral_gate.text.word_lists import word_set

_FIRST_NAMES = word_set("tory alba con")
"""Words for parties that are first names too."""
_PARTY = word_set("party weak-party")
_GREETINGS = word_set("hello hi hiya hey dear morning afternoon evening thanks you cheers ta sorry welcome")
_ARTICLES = word_set("the our a an his her")
_TO_YOU = word_set("your you we the our i it that this please thank thanks there yes no sorry as")
_BEFORE_A_NAME = word_set(
    "nurse dr mr mrs ms miss sister matron midwife auntie aunt uncle baby coach chef ranger warden"
)
_CALLED = word_set("called named")
_MARKED = word_set("called named marked labelled tagged")
_NOT_A_NAME = word_set("the a an any every no each this that our your former another one")
_AFTER_A_NAME = word_set("was is has who and on at from in to")
_OF_PLACES = word_set(
    "island islands channel sound burch lane road street hill close row way bank bottom rise wood lock brook bridge"
    " farm mill quay cove square terrace avenue gardens yard mews crescent arms inn park hall barn cottage"
)
_OF_PARTIES = word_set(
    "mp mps peer peers party parties government governments minister ministers cabinet chancellor council"
    " councils councillor councillors leader leaders leadership manifesto whip whips hq grandee grandees"
    " backbencher backbenchers frontbench frontbencher austerity sleaze misrule incompetence ideology hypocrisy"
    " britain england scotland wales westminster voter voters members conference donor donors candidate candidates"
    " association policy policies activist activists budget budgets campaign scum mayor group pledge reform"
    " reforms rule hustings press club branch"
)

_TITLES = word_set("office weak-office minister weak-minister mayor weak-mayor councillor mp politician pcc")
_BARE_TITLES = word_set("chancellor speaker senator president governor premier")
"""Titles that are no class of their own."""
_ANIMALS = word_set(
    "dog dogs puppy cat kitten pony horse donkey rabbit bunny tortoise parrot owl alpaca llama goat sheep lamb ram pig"
    " piglet hen cockerel duck goose hamster ferret guinea-pig labrador spaniel retriever poodle terrier collie beagle"
    " whippet greyhound hedgehog otter seal swan peacock falcon hawk snake lizard gecko budgie budgerigar cow bull calf"
    " foal mare stallion gelding cob hound chicken gerbil robot gritter"
)
_NOT_AN_ANIMAL = word_set(
    "lover lovers owner owners walker walkers show shows warden wardens park track bed charity home fouling breeder"
    " handler trainer race races bowl poo"
)
_ENDS_AN_ANIMAL = word_set("and who that which from of with called named at in on by now until since for here too")
"""What may follow an animal that somebody is: "She is a cat and lives on the ward", but not "a cat person"."""
_PRONOUNS = word_set("he she it")
_BE = word_set("is was")
_TELLS_OF_OTHERS = word_set(
    "who with visited visits met meets said says about of for from to at in on by has had owns owned"
)
_AGE = word_set("years year months old and , now also only just about nearly six seven eight nine ten eleven twelve")
"""What may stand between "is" and "a horse"."""
_TOLD_WITHIN = 10
"""Words in which "He is a retired police horse" tells it."""
NAMESAKE = "namesake"
"""What patterns read in place of such a name: a word that none of them knows."""
_NEAR = 3
"""Words between a name and the word that says what bears it: "Mayor the very old therapy dog"."""


def without_namesakes(rows: Sequence[Sequence[Token]], around: Iterable[tuple[Sequence[Token], str]] = ()) -> bool:
    """Takes the classes from tokens that are no more than names in their draft.

    Args:
        rows: The tokens of its sentences, names recognised. They are changed.
        around: Sentences of the same draft that this has looked at before, each with the text of its block: what a word
            means there, it means here.

    Returns:
        True where a token was changed.
    """
    titles = list(_titles(rows))
    changed = bool(titles) and without_surnames(titles, NAMESAKE)
    titles = [(row, place) for row, place in titles if row[place].text != NAMESAKE]
    told = _told_after(rows, titles) if titles else frozenset()

    def is_animal(row: Sequence[Token], place: int) -> bool:
        return (id(row), place) in told or _is_animal(row, place)

    known = {text[token.start : token.end].lower() for row, text in around for token in row if token.text == NAMESAKE}
    for places, is_name in ((list(_first_names(rows)), _is_first_name), (titles, is_animal)):
        shown = [(row, place) for row, place in places if is_name(row, place)]
        names = {row[place].text for row, place in shown} | known
        borne = {row[place].text for row, place in shown if _text(row, place - 1) == "the"}  # "The Mayor, a donkey"
        for row, place in places:
            token = row[place]
            if token.text in names and (is_name(row, place) or token.text in borne or not _has_article(row, place)):
                token.text, token.classes, token.entity = NAMESAKE, (), ""
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
    if after in _OF_PLACES and row[place + 1].capital:
        return True
    if _has_article(row, place):
        return False
    at_end = place + 1 == len(row) or row[place + 1].kind == "mark"
    greeting = _text(row, place - 2) if before == "," else before
    if greeting in _GREETINGS and (at_end or after in _TO_YOU):
        return True
    if before in _BEFORE_A_NAME or (before in _MARKED and (at_end or after in _AFTER_A_NAME)):
        return True
    if row[place].text == "tory" and place and row[place - 1].capital and is_given_name(row[place - 1].text):
        return True  # "Ella Tory won the race"
    if after == "," and _text(row, place + 2) == "our":
        return True
    return not at_end and _is_surname(row[place + 1]) and not any(token.capital for token in row[place + 2 : place + 3])


def _is_surname(token: Token) -> bool:
    """True for a word with a capital that is no everyday word; a word all in capitals may be a shout."""
    plain = token.kind == "word" and token.capital and not token.classes and len(token.text) > 2
    return plain and token.text not in _OF_PARTIES and not is_everyday(token.text)


def _is_animal(row: Sequence[Token], place: int) -> bool:
    """True for a title that an animal bears: "Mayor the dog", "a cat called Minister", "Mayor is a rabbit"."""
    after = place + 1
    comma = _text(row, after) == ","
    if _text(row, place - 1) in _NOT_A_NAME and not (place == 1 and comma and _text(row, 0) == "the"):
        return False
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


def _told_after(
    rows: Sequence[Sequence[Token]], titles: Sequence[tuple[Sequence[Token], int]]
) -> frozenset[tuple[int, int]]:
    """The titles of which the sentence after says that an animal bears them: "She is a guide dog and is six"."""
    following = {id(row): rows[number + 1 : number + 3] for number, row in enumerate(rows)}
    return frozenset(
        (id(row), place)
        for row, place in titles
        if _stands_bare(row, place) and any(map(_is_of_an_animal, _about_the_same(following[id(row)])))
    )


def _about_the_same(following: Sequence[Sequence[Token]]) -> Iterator[Sequence[Token]]:
    """The sentences up to the first that goes on with somebody else than "he", "she" or "it"."""
    return takewhile(lambda row: _text(row, 0) in _PRONOUNS, following)


def _stands_bare(row: Sequence[Token], place: int) -> bool:
    """True for one word of an office without an article, and with no other name or office beside it."""
    if " " in row[place].text or _has_article(row, place) or _text(row, place + 1) in ("of", "for"):
        return False
    if place + 1 < len(row) and row[place + 1].kind == "word" and row[place + 1].capital:
        return False  # "Chancellor Jane Poole"
    return not (place and row[place - 1].classes)


def _is_of_an_animal(row: Sequence[Token]) -> bool:
    if _text(row, 0) not in _PRONOUNS or _text(row, 1) not in _BE:
        return False
    article = False
    for number in range(2, min(len(row), _TOLD_WITHIN)):
        text = row[number].text
        if text in _TELLS_OF_OTHERS or row[number].classes:
            return False
        if not (article or text in _ARTICLES or text in _AGE or row[number].kind == "number"):
            return False
        if article and text in _ANIMALS:
            ends = number + 1 == len(row) or row[number + 1].kind == "mark"
            if ends or row[number + 1].text in _ENDS_AN_ANIMAL:
                return True
        article = article or text in _ARTICLES
    return False
