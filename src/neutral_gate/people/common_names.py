"""Names that are also common phrases: "Victoria Park" may be a park, "Hope Street" a street."""

from __future__ import annotations

# First names that are also words, months, plants, virtues, places, or the names that streets and wards are given.
_FIRST_WORDS = """
abbey albert alexandra alma amber angel april ash august autumn basil bishop blossom canon charity chelsea cherry
chester christian clay clover coral crystal daisy dale dawn derby diamond duke eden elder elizabeth elm faith fern
flora florence forest general george ginger glen gold golden grace grant harbour hazel heath heather holly hope iris
ivory ivy jade jasmine jewel joy jubilee judge june juniper justice kent king lake lance lane laurel lavender liberty
lily linden london lord lotus luna market mary mercy mill misty moss myrtle new north oak ocean olive orchard page
paris park patience pearl penny peace poppy port precious prince princess prudence queen rain ray reed regent rich
river robin rock rose rosemary rowan royal ruby sage sandy savannah senior silver sky south spring star sterling stone
storm summer sunny sydney temple trinity tulip verity victor victoria viola violet virginia west will willow winter
wren young
"""
# Surnames that are also nouns of places, buildings and services, or other plain words.
_LAST_WORDS = """
abbey academy acre airport avenue bank banks barn bay beach bell birch bird book booth bridge bridges brook brooks
burn bush care castle chapel chase church clinic close coast college corner cottage council court crescent cross dale
day deal dean dell docks door down drive england estate fair farm ferry field fields fire flowers forest forward
fountain frost gale garden gardens gate gates gold grange green grove hall harbour haven head heart heath hill hills
hole holiday home hood hope house island jewel joy justice key keys kitchen lake lamb land lane law leaf light lock
lodge london manor market marsh mead meadow medical mill mills moon mount new news night north oak orchard park parks
path peace peak place plant pond pool port post power price pride quay rail rainbow ridge ring rise rivers road rock
roof rose row royal sands school sea service shade shore silver snow south spring square staff star station stone
storm street summer summers surgery temple terrace theatre tower towers town tree trust unit vale valley view villa
villas wales walk wall ward waters way week well wells west wharf winter wood woods yard york
"""
_FIRST = frozenset(_FIRST_WORDS.split())
_LAST = frozenset(_LAST_WORDS.split())
_WORDS_OF_ONE_LETTER = frozenset({"a", "i", "o"})


def is_common_phrase(name: str) -> bool:
    """True for a single word, and for a name whose words are all common words: "Hope Street", "A Page"."""
    words = [word.strip(".,'’").casefold() for word in name.replace("-", " ").split()]
    if len(name.split()) < 2:
        return True
    if len(words[0]) < 2:
        return len(words) == 2 and (words[0] in _WORDS_OF_ONE_LETTER or words[1] in _LAST)
    return words[0] in _FIRST and all(word in _LAST for word in words[1:])
