"""Tells ministers of other countries: "the Danish prime minister", "the minister of health in Peru"."""

from __future__ import annotations

from collections.abc import Sequence

from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_MINISTERS = word_set("minister ministers chancellor chancellors")
_OF_THERE = word_set(
    "afghan albanian algerian american angolan argentinian armenian australian austrian bangladeshi belgian"
    " bolivian brazilian bulgarian cambodian cameroonian canadian chilean chinese colombian croatian cuban cypriot"
    " czech danish dutch ecuadorian egyptian estonian ethiopian fijian filipino finnish french gambian georgian"
    " german ghanaian greek guyanese hungarian icelandic indian indonesian iranian iraqi irish israeli italian"
    " jamaican japanese jordanian kenyan korean kuwaiti latvian lebanese liberian libyan lithuanian luxembourgish"
    " malawian malaysian maltese mauritian mexican moldovan mongolian moroccan mozambican namibian nepalese nepali"
    " nigerian norwegian pakistani palestinian peruvian polish portuguese romanian russian rwandan samoan saudi"
    " senegalese serbian singaporean slovak slovenian somali spanish sudanese swedish swiss syrian taiwanese"
    " tanzanian thai tongan trinidadian tunisian turkish ugandan ukrainian uruguayan venezuelan vietnamese zambian"
    " zimbabwean"
)
_COUNTRIES = word_set(
    "afghanistan albania algeria america angola argentina armenia australia austria bahamas bangladesh barbados"
    " bavaria belgium belize bermuda bolivia botswana brazil bulgaria cambodia cameroon canada chile china"
    " colombia croatia cuba cyprus denmark dominica ecuador egypt estonia ethiopia fiji finland france gambia"
    " georgia germany ghana gibraltar greece grenada guyana hungary iceland india indonesia iran iraq ireland"
    " israel italy jamaica japan jordan kenya kerala kuwait latvia lebanon lesotho liberia libya lithuania"
    " luxembourg malawi malaysia malta mauritius mexico moldova mongolia montserrat morocco mozambique namibia"
    " nepal netherlands nigeria norway ontario pakistan palestine peru philippines poland portugal quebec romania"
    " russia rwanda samoa senegal serbia singapore slovakia slovenia somalia spain sudan sweden switzerland syria"
    " taiwan tanzania thailand tonga trinidad tunisia turkey uganda ukraine uruguay venezuela vietnam zambia"
    " zimbabwe"
)
_TWO_WORDS = frozenset(
    {
        ("new", "zealand"),
        ("south", "africa"),
        ("sri", "lanka"),
        ("hong", "kong"),
        ("sierra", "leone"),
        ("costa", "rica"),
    }
    | {("united", "states"), ("saudi", "arabia"), ("south", "korea"), ("north", "korea"), ("el", "salvador")}
)
_BETWEEN = word_set("then former new first late current deputy health prime foreign education finance interior")
"""What may stand between "Danish" and "minister"."""
_LONGEST_FIELD = 3
"""Words that tell what a minister is for: "of health", "for trade and fish"."""
_PLACES_OF = word_set("street road lane avenue square hall house close court hotel room gate way")


def is_foreign(row: Sequence[Token], place: int) -> bool:
    """True where a minister is one of another country.

    Args:
        row: The tokens of a sentence, names recognised.
        place: Where a minister's office, or a minister's name with it, stands.
    """
    if _MINISTERS.isdisjoint(row[place].text.split()):
        return False
    return _before(row, place) or _after(row, place)


def _before(row: Sequence[Token], place: int) -> bool:
    """True for "the Danish prime minister" and "Peru's new minister"; "Northern Irish" is no other country."""
    first = place - 1
    while first > 0 and row[first].text in _BETWEEN:
        first -= 1
    if first < 0 or not row[first].capital:
        return False
    earlier = row[first - 1].text if first else ""
    if row[first].text in _OF_THERE:
        return earlier not in ("northern", "british")
    if not row[first].possessive or earlier == "northern":
        return False
    return row[first].text in _COUNTRIES or (earlier, row[first].text) in _TWO_WORDS


def _after(row: Sequence[Token], place: int) -> bool:
    """True for "the prime minister of Peru", "a minister from Sri Lanka" and "the minister of health in Peru"."""
    after = [token for token in row[place + 1 : place + 5 + _LONGEST_FIELD] if token.text != "the"]
    if len(after) > 1 and after[0].text in ("of", "from") and _is_country(after, 1):
        return True
    if not after or after[0].text not in ("of", "for"):
        return False
    for number in range(2, min(len(after) - 1, _LONGEST_FIELD + 2)):
        if after[number].text in ("in", "of", "from") and _is_country(after, number + 1):
            return not any(token.capital or token.kind == "mark" for token in after[1:number])
    return False


def _is_country(words: Sequence[Token], place: int) -> bool:
    following = words[place + 1].text if place + 1 < len(words) else ""
    name = words[place]
    if not name.capital:
        return False
    return (name.text in _COUNTRIES and following not in _PLACES_OF) or (name.text, following) in _TWO_WORDS
