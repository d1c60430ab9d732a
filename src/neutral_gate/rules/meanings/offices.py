"""Takes the class of a politician from words that mean something else in their draft.

A minister may be one of religion, a mayor one in a play, and a lane or a pub may bear an office's name. What a word
means shows only in its sentence, or in the whole draft, so this comes after the names have been recognised.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from neutral_gate.rules.meanings.foreign import is_foreign
from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_PERSON = word_set("politician candidate")
_POLITICAL = _PERSON | word_set("office weak-office minister weak-minister mayor weak-mayor councillor mp government")

FOREIGNER = "foreigner"
"""What patterns read in place of a minister of another country."""
CLERIC = "cleric"
"""What patterns read in place of a minister of religion: they may ask for the bare word "minister"."""
_CLERGY = word_set("minister ministers")
_FAITH = word_set(
    "worship worships prayer prayers pray prays praying hymn hymns psalm psalms sermon sermons communion congregation"
    " congregations chaplain chaplains chaplaincy revd reverend methodist baptist presbyterian unitarian anglican"
    " vicar vicars curate priest priests imam imams rabbi rabbis faiths multi-faith multifaith bible baptism"
    " christening manse pulpit altar pew pews cassock vestry nave parishioners pastor deacon funeral funerals burial"
    " cremation memorial bereavement crematorium candle candles spiritual pastoral celebrant eucharist religion"
)
_REVERENDS = word_set("revd rev reverend pastor methodist baptist")
_FAITH_HOUSES = word_set("chapel church kirk mosque synagogue chapels churches kirks mosques synagogues")
_NO_HOUSE = word_set("hall halls street road lane close way hill end view court green school of")
"""After "chapel" or "church" they make the name of a place that has to do with faith no more than another."""
_STATE = word_set("government weak-government mp department place-of-power")
_STATE_WORDS = word_set("mp mps department ministerial whitehall westminster parliament treasury budget benefits tax")
_OPENINGS = word_set(
    "opened opens toured tours tour unveiled unveils ribbon photocall announced announces launched policy"
)

_PARTS = (
    word_set("mayor mayors minister ministers chancellor councillor councillors mp mps president"),
    frozenset({"prime minister", "prime ministers", "first minister"}),
)
_STAGE = word_set(
    "drama panto pantomime puppet puppets novel novels opera musical storytime audition auditions playwright costume"
    " costumes sitcom screenplay rehearsal rehearsals fiction fairytale comedy tragedy scene scenes novelist"
)
_STAGE_PAIRS = frozenset(
    {("book", "group"), ("book", "club"), ("reading", "group"), ("film", "night"), ("film", "club")}
    | {("book", "corner"), ("reading", "circle"), ("new", "books"), ("library", "shelf")}
    | {("murder", "mystery"), ("role", "play"), ("air", "cinema"), ("picture", "book"), ("bedtime", "story")}
    | {("youth", "theatre"), ("story", "time"), ("school", "play"), ("fairy", "tale"), ("act", "one"), ("act", "two")}
)
_INSIDE = word_set("scene scenes chapter puppet puppets costume costumes panto pantomime audition auditions")
_ROLES = word_set("part parts role roles dressed wig")
_PLAYING = word_set("play plays playing played")
_WORKS = word_set(
    "play novel film story tale book panto musical opera comedy sketch piece verse series poem tragedy act"
)
_TOLD_NOW = word_set(
    "says asks cries shouts sings loses finds falls runs tries wants meets goes dances wakes hides learns who whose"
)
_FOR_REAL = word_set(
    "came comes visited visits attended attends attend opened launched watched watches presented presents"
    " met joined joins toured guest guests thanked praised announced hosted welcomed invited will funded"
)

_BY_ROAD = word_set(
    "road street lane avenue drive crescent terrace square roundabout mews walk way gardens close court place hill rise"
    " grove park green hall house bridge wood row"
)
_ROADS_ONLY = word_set("road avenue drive crescent terrace square roundabout mews gardens row")
"""Those that are hardly ever anybody's last name."""
_PUBS_AND_ROOMS = word_set(
    "pub inn tavern arms hotel bar room suite hall stand wing gate stop lane road street walk close"
)
_PLACES_ONLY = _ROADS_ONLY | word_set(
    "estate playground academy library arms inn school hospital croft wharf quay alley"
)
_KINDS_OF_PLACES = word_set(
    "play bus car nature primary retail business industrial country community sports memorial leisure health medical"
)
_LISTS_PLACES = word_set(
    "stop stops street streets road roads route routes diversion diversions bus buses address addresses bins round"
    " roadworks gritting gritters postcode resurfacing potholes lamp lampposts sweeping closures"
)
_LISTS_PEOPLE = word_set(
    "chair chairs chaired panel panels committee committees members apologies cllr cllrs minutes portfolio surgery"
    " surgeries councillors leader deputy elected wards attendance present vice-chair"
)
_NO_NAMES = word_set("who whose and that which in with without goes gets has is was for")
_TITLES_OF_NAMES = word_set("councillor alderman mayor minister")
_TITLES_BEFORE_PLACES = _TITLES_OF_NAMES | {"baroness", "lord", "lady", "sir", "dame", "president"}
_TO_A_PLACE = word_set(
    "cross crosses crossing into along down up onto off on in at via through near towards past end corner junction"
)
_PARTS_OF_ROADS = word_set("corner end top bottom foot side length junction north south east west")
_ON_THE_WAY = word_set("walk take turn follow head drive runs leads joins meets")
_PUPILS = word_set("pupil pupils student students youth school junior children")
_PUPILS_BODIES = word_set("council parliament cabinet government senate")
_OF_A_PLACE = word_set(
    "closed closes roadworks diversion resurfacing junction roundabout parking car lights pavement seats floor rooms"
    " entrance turn bus stops main traffic postcode gritters gritted gritting bins emptied flooded flooding leak"
)
_OF_A_PERSON = word_set(
    "said says asked asks told tells chairs chaired added thanked moved seconded proposed attended attends sits met"
    " explained welcomed hopes wants agreed voted who mp replied wrote opened visited apologies present cabinet"
)


def without_other_offices(rows: Sequence[list[Token]], around: Iterable[Sequence[Token]] = ()) -> bool:
    """Takes the classes of politicians from tokens that name none.

    Args:
        rows: The tokens of the sentences of one draft, with names merged and classed. They are changed in place.
        around: Further sentences of the same draft, which only say what it is about.

    Returns:
        True where a token was changed.
    """
    doubtful = [(row, place) for row in rows for place, token in enumerate(row) if _is_doubtful(token)]
    if not doubtful:
        return False
    whole = [*rows, *around]
    other = set(_places_named(doubtful))
    others = [(row, place) for row, place in doubtful if row[place].text in other or _is_place(row, place)]
    foreign = [(row, place) for row, place in doubtful if is_foreign(row, place)]
    for row, place in foreign:
        row[place].text = FOREIGNER
    others += foreign
    alone = [(row, place) for row, place in doubtful if _is_alone(row, place)]
    if alone and _lists_places(whole):
        others += alone
    if any(_is_clergy(row[place]) for row, place in doubtful) and _is_about_faith(whole):
        clergy = [each for each in doubtful if _is_clergy(each[0][each[1]])]
        for row, place in clergy:
            row[place].text = CLERIC
        others += clergy
    if any(_is_part(row[place]) for row, place in doubtful) and _is_about_a_story(whole):
        others += _parts(doubtful)
    for row, place in others:
        row[place].classes = ()
        row[place].entity = ""
    return bool(others)


def _is_doubtful(token: Token) -> bool:
    return bool(token.classes) and not _POLITICAL.isdisjoint(token.classes) and "candidate" not in token.classes


def _is_person(token: Token) -> bool:
    return not _PERSON.isdisjoint(token.classes)


def _texts(row: Sequence[Token]) -> frozenset[str]:
    return frozenset([token.text for token in row])


# Ministers of religion.


def _is_clergy(token: Token) -> bool:
    if token.text == "minister" and "minister" in token.classes:
        return False  # of health, or from a department
    return token.text in _CLERGY or (token.text.startswith(("minister ", "ministers ")) and _is_person(token))


def _is_about_faith(rows: Iterable[Sequence[Token]]) -> bool:
    """True where people pray, and nobody speaks of the state or of what ministers of the state do."""
    faith = False
    for row in rows:
        texts = _texts(row)
        if any(not _STATE.isdisjoint(token.classes) and not _is_clergy(token) for token in row):
            return False
        if not _STATE_WORDS.isdisjoint(texts):
            return False
        if not (_OPENINGS.isdisjoint(texts) or _CLERGY.isdisjoint(texts)) and _REVERENDS.isdisjoint(texts):
            return False  # a chapel may be opened by a minister of the state
        faith = faith or not _FAITH.isdisjoint(texts) or any(_houses(row))
    return faith


def _houses(row: Sequence[Token]) -> Iterator[bool]:
    for place, token in enumerate(row):
        if token.text in _FAITH_HOUSES:
            yield place + 1 == len(row) or row[place + 1].text not in _NO_HOUSE


# Parts in plays, novels and films.


def _is_part(token: Token) -> bool:
    return any(token.text in names for names in _PARTS) or token.text.startswith("mayor of ")


def _is_about_a_story(rows: Iterable[Sequence[Token]]) -> bool:
    return any(
        not _STAGE.isdisjoint(token.text for token in row)
        or any((one.text, two.text) in _STAGE_PAIRS for one, two in pairwise(row))
        for row in rows
    )


def _parts(doubtful: Iterable[tuple[list[Token], int]]) -> Iterator[tuple[list[Token], int]]:
    """The offices of people in a story; a later mention of the same office is one too, unless it does real deeds."""
    known: set[str] = set()
    for row, place in doubtful:
        token = row[place]
        if _is_person(token) or not _is_part(token):
            continue
        if not (_FOR_REAL.isdisjoint(_texts(row)) or _is_role(row, place)):
            continue
        if token.text in known or _in_a_story(row, place):
            known.add(token.text)
            yield row, place


def _is_role(row: Sequence[Token], place: int) -> bool:
    """True where somebody plays the one named, as in "the parts of a cook and an MP" or "plays the Mayor"."""
    texts = [token.text for token in row]
    if texts[max(0, place - 2) : place - 1] and texts[place - 2] in _PLAYING:
        return True
    return any(one in _ROLES and two in ("of", "as") for one, two in pairwise(texts[:place]))


def _in_a_story(row: Sequence[Token], place: int) -> bool:
    texts = [token.text for token in row]
    if not _INSIDE.isdisjoint(texts) or _is_role(row, place):
        return True
    for number, text in enumerate(texts):
        if text not in _WORKS:
            continue
        before = texts[max(0, number - 4) : number]
        after = texts[number + 1 : number + 3]
        if "in" in before or "from" in before or after[:1] == ["about"] or after == ["in", "which"]:
            return True
    article = texts[place - 1 : place]
    following = texts[place + 1 : place + 2]
    if article in (["a"], ["an"]) and following and following[0] in _TOLD_NOW:
        return True
    return article == ["the"] and following == ["by"] and all(token.capital for token in row[place + 2 : place + 4])


# Roads, pubs and rooms.


def _places_named(doubtful: Iterable[tuple[Sequence[Token], int]]) -> Iterator[str]:
    """The names that somewhere in the draft are plainly a road's."""
    return (row[place].text for row, place in doubtful if _is_person(row[place]) and _is_place(row, place))


def _is_of_pupils(row: Sequence[Token], place: int) -> bool:
    """True for an office that pupils hold among themselves."""
    before = row[place - 1].text if place else ""
    if before in _PUPILS and not (before == "junior" and "minister" in row[place].classes):
        return True
    texts = [token.text for token in row[:place]]
    if ":" in texts and any(one in _PUPILS and two in _PUPILS_BODIES for one, two in pairwise(texts)):
        return True  # "School council: Prime Minister, Ada in Year 6"
    following = [token.text for token in row[place + 1 : place + 4]]
    if following[:2] == ["for", "a"] and following[2:3] in (["day"], ["week"], ["term"]):
        return True
    return following[:2] == ["of", "the"] and following[2:] != [] and following[2] in _PUPILS


def _is_place(row: Sequence[Token], place: int) -> bool:
    token = row[place]
    after = row[place + 1].text if place + 1 < len(row) else ""
    if not _is_person(token):
        if _is_of_pupils(row, place) or [
            each.text for each in row[max(0, place - 2) : place] if each.kind == "word"
        ] == ["yes"]:
            return True  # "Yes, Prime Minister" is a play
        named = token.capital and not (token.possessive and after in ("room", "house", "suite"))
        return named and "civic-paper" not in token.classes and after in _PUBS_AND_ROOMS | _ROADS_ONLY
    words = token.text.split()
    if words[0] == "mayor" and words[1] in _NO_NAMES:
        return True  # a title of a work: "The Mayor Who Lost His Hat"
    if len(words) > 2 and words[0] in _TITLES_BEFORE_PLACES and _is_place_only(words):
        return after not in _OF_A_PERSON
    if len(words) != 2 or words[0] not in _TITLES_OF_NAMES or words[1] not in _BY_ROAD or after in _OF_A_PERSON:
        return False
    texts = _texts(row)
    if words[1] in _ROADS_ONLY or not _OF_A_PLACE.isdisjoint(texts):
        return _OF_A_PERSON.isdisjoint(texts)
    if after in _ON_THE_WAY:
        return True
    if place > 1 and row[place - 1].text == "of" and row[place - 2].text in _PARTS_OF_ROADS:
        return True
    return place > 0 and (row[place - 1].text in _TO_A_PLACE or row[place - 1].kind == "number")


def _is_place_only(words: Sequence[str]) -> bool:
    """True for names that no person has: "Baroness Park Estate", "Alderman Green Play Park"."""
    return words[-1] in _PLACES_ONLY or (words[-1] in _BY_ROAD and words[-2] in _KINDS_OF_PLACES)


def _is_alone(row: Sequence[Token], place: int) -> bool:
    """True for a title with the name of a road, alone in its cell or item: "Councillor Lane"."""
    words = row[place].text.split()
    named = len(words) > 1 and words[0] in _TITLES_BEFORE_PLACES and words[-1] in _BY_ROAD | _PLACES_ONLY
    return named and all(token.kind != "word" for number, token in enumerate(row) if number != place)


def _lists_places(rows: Iterable[Sequence[Token]]) -> bool:
    """True for a draft that lists stops or streets, and no people who hold office."""
    texts = frozenset([token.text for row in rows for token in row])
    return not _LISTS_PLACES.isdisjoint(texts) and _LISTS_PEOPLE.isdisjoint(texts)
