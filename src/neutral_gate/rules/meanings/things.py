"""Takes the classes from words that are the name of a thing: a ferry called Reform, a rose 'Prime Minister', a band."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_NAMES = word_set("party weak-party office weak-office minister weak-minister mayor weak-mayor mp councillor")
_PEOPLE = word_set("candidate politician")
_BEARERS = word_set(
    "hms ss mv ps ferry boat narrowboat barge tug trawler dredger lifeboat yacht dinghy sloop steamer tram locomotive"
    " gritter racehorse pony colt filly mare stallion bull ram ale bitter stout cider ipa"
)
"""What bears a name that stands right after it: "the ferry Reform"."""
_QUOTED = word_set(
    "rose roses dahlia dahlias tulip tulips pea peas iris lily lilies peony peonies clematis fuchsia apple apples pear"
    " plum potato potatoes tomato tomatoes bean beans variety varieties cultivar daffodil daffodils snowdrop snowdrops"
    " orchid orchids rhododendron camellia hosta auricula pansy chrysanthemum geranium pelargonium song songs tune reel"
    " jig hymn film novel poem painting print statue sculpture album track stitch knot dance locomotive engine ship"
)
"""What bears a name in quotation marks: "the dahlia 'Prime Minister'"."""
_KINDS = word_set("pub inn bar hotel boat ship ferry barge tug dog cat horse pony band rose play film novel song apple")
_MARKS = frozenset("'\"‘“«")
_BEFORE_A_MARK = 3
_GROUPS = word_set(
    "backbenchers ministers mayors councillors senators governors chancellors whips speakers presidents aldermen"
)
"""Names of bands and teams, where they have a capital inside a sentence."""
_PLAYED = word_set(
    "band bands gig gigs headline tribute ceilidh encore fixtures beat drew defeated scored league semi-final half-time"
    " innings wickets"
)
_OF_POLITICS = word_set(
    "cabinet government policy minister election elections vote votes constituency ward meeting committee council"
    " hustings debate debates panel question questions councillor candidate candidates voter group mp"
)


def without_things(rows: Iterable[Sequence[Token]]) -> bool:
    """Takes the classes from names of things.

    Args:
        rows: The tokens of a draft's sentences, names recognised. They are changed.

    Returns:
        True where a token was changed.
    """
    changed = False
    for row in rows:
        for place, token in enumerate(row):
            if _NAMES.isdisjoint(token.classes) or not _PEOPLE.isdisjoint(token.classes) or not token.capital:
                continue
            if (
                _is_borne(row, place)
                or _is_in_quotes(row, place)
                or _is_explained(row, place)
                or _is_a_group(row, place)
            ):
                token.classes, token.entity = (), ""
                token.capital = False  # a rule may ask for the bare word with a capital, such as "=reform"
                changed = True
    return changed


def _is_borne(row: Sequence[Token], place: int) -> bool:
    """True right after what bears the name, unless it goes on: "the tug Reform", not "the ferry Labour councillors"."""
    if not place or row[place - 1].text not in _BEARERS or row[place].possessive:
        return False
    return place + 1 == len(row) or _OF_POLITICS.isdisjoint({row[place + 1].text, row[place + 1].text.rstrip("s")})


def _is_in_quotes(row: Sequence[Token], place: int) -> bool:
    if not place or row[place - 1].text not in _MARKS:
        return False
    return any(token.text in _QUOTED for token in row[max(0, place - 1 - _BEFORE_A_MARK) : place - 1])


def _is_explained(row: Sequence[Token], place: int) -> bool:
    """True for "The Prime Minister (pub)"."""
    after = [token.text for token in row[place + 1 : place + 3]]
    return after[:1] == ["("] and not _KINDS.isdisjoint(after[1:])


def _is_a_group(row: Sequence[Token], place: int) -> bool:
    """True for a band or a team among others who play: "the Senators beat the Ministers 3-1"."""
    name = row[place].text
    if name not in _GROUPS or not place:
        return False
    texts = {token.text for token in row}
    if not _OF_POLITICS.isdisjoint(texts):
        return False
    return not _PLAYED.isdisjoint(texts)
