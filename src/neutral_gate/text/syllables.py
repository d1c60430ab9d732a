"""How many syllables a word has: a table of words that the rules get wrong, then rules for English spelling.

The rules know British spelling ("centre", "organisation") as well as American. They follow the letters: vowels that
stand together are one syllable, some pairs are two, and some a written e is not spoken.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from neutral_gate.text.syllable_table import FIRST_PARTS, SHORT_WORDS, TABLE

_NO_LETTER = re.compile(r"[^a-z]")
_JOINT = re.compile(r"[^\w'’]+")
_LONGEST = 45
"""Letters of the longest word in large dictionaries."""
# An accented e is spoken at the end too ("café"); two dots keep a vowel apart from the one before ("Zoë").
_SPOKEN = str.maketrans({"é": "ay", "ë": "hey", "ï": "hi", "æ": "ae", "œ": "oe", "ß": "ss"})
_VOWEL = re.compile(r"[aeiouy]")
_C = "[bcdfghjklmnpqrstvwxz]"
# A y between vowels or at the start is a consonant; after a consonant and before a vowel it is a syllable of its own.
_CONSONANT_Y = re.compile(r"(?<![bcdfghjklmnpqrstvwxz])y(?=[aeiou])")
_GROUP = re.compile(rf"(?<={_C})y(?=[aiou])|[aeiouy]+")
_SPOKEN_ENDINGS = {
    **dict.fromkeys(("ment", "ments", "ness", "less", "ful", "ly", "some", "ship", "ships", "hood", "hoods"), 1),
    **dict.fromkeys(("ward", "wards"), 1),
    **dict.fromkeys(("fulness", "lessly", "lessness", "fully"), 2),
}
"""Endings that begin with a consonant, so that a silent e before them stays silent: "state-ment", "like-ly"."""
_ENDING = re.compile(f"(?:{'|'.join(sorted(_SPOKEN_ENDINGS, key=len, reverse=True))})$")

# Vowels that stand together and are two syllables: "med-i-a", "sci-ence", "flu-ent". Each place adds one.
_APART = re.compile(
    r"""
      (?<=[tcl])i(?=at(?:e|ed|es|or|ors|ing|ion|ions|ive)$)    # associate
    | (?<![tcsx])(?<!sh)(?<![iae]l)(?<!ill)i(?=a(?!ge))       # media, but not special, marriage, familiar
    | (?<=s)i(?=as[mt])                                       # enthusiasm
    | (?<![tcsgxlnh])i(?=on)                                  # champion, but not nation, million
    | (?<=^l)i(?=on)
    | (?<![tcsgxn])i(?=ous)                                   # various, but not cautious
    | (?<![tscglnx])i(?=o(?!n|us))                            # period
    | i(?=u[ms])                                              # medium
    | (?<![tcfrgln])i(?=en(?!d$|ds$))                         # audience, but not patient
    | (?<=[ae]r)i(?=en)                                       # experience
    | (?<=^sc)i(?=en) | (?<=^cl)i(?=en)
    | (?<=or)i(?=en)
    | i(?=et(?:y|ies|s|al)?$)                                 # society
    | (?<=[aeiouy][bcdfghklmnpqrstvwxz])i(?=e(?:r|rs|st)$)    # easier
    | (?<=[bcdfghlmnpqrstvwxz]{2})i(?=e(?:r|rs|st)$)          # earlier
    | e(?=o(?!us|n$|ns$|pl|r$|u))                             # video
    | (?<=n)e(?=ous)                                          # simultaneous
    | (?<=[lrhd])e(?=as?$)                                    # area
    | (?<![sa]cr)(?<=cr)e(?=at(?!ur))                         # create
    | (?<=^r)e(?=a(?:ct|pp|ss|ff|rr|ll)|e(?:l|n|v|x|m|st)|i(?:m|n(?!s?$)|ss|t)|o(?:p|r|c)|u(?:s|n))
    | (?<=^r)e(?=ali)                                         # reality
    | (?<=^pr)e(?=e[mx])
    | e(?=ums?$)                                              # museum
    | (?<=[bcdfgkptz])l(?=ings?$)                             # struggling
    | (?<=^c)o(?=op|ord|inc|exi|edu)
    | (?<![qgsw])u(?=a)                                       # annual, but not quality, persuade
    | (?<=s)u(?=al)                                           # casual
    | (?<![qg])u(?=en[tc])                                    # influence
    | (?<=[fdc])u(?=els?$) | (?<=cr)u(?=el)                   # fuel
    | (?<![qg])u(?=i(?:ty|ties|ng|ngs)$)                      # continuity
    | (?<=t)u(?=i[to])
    | (?<=l)u(?=id)
    | (?<!q)u(?=ous)                                          # continuous
    | (?<=^p)o(?=e[mt])
    | o(?=ings?$) | (?<![gy])e(?=ings?$)                        # going, being, but not ageing
    | a(?=ic(?:s|al)?$)                                       # mosaic
    | a(?=os$|oti)                                            # chaos
    | (?<=s)m(?=s?$) | (?<=th)m(?=s?$)                        # tourism, rhythm
    """,
    re.VERBOSE,
)
# An e that is written and not spoken. Each place takes one away.
_SILENT = re.compile(
    r"""
      (?<![aeiouy])(?<![bcdfgkpstz]l)(?<![tbcgv]r)e$          # make, change, but not table, centre
    | (?<=[aeio][gq])ue(?=s?$)                                # league
    | (?<=[aeiouy][bdfkmnptvwlr])e(?=s$)                      # makes, cares
    | (?<=[bcdfgklmnprstv][bdfkmnptvw])e(?=s$)                # solves
    | (?<=[lr]l)e(?=s$)
    | (?<=[aeiouy][bcfghjklmnpqrsvwxz])e(?=d$)                # used
    | (?<=[bcdfghjklmnpqrsvwxz][bcfghjkmnpqrsvwxz])e(?=d$)    # helped
    | (?<=[lrw]l)e(?=d$)                                      # called, but not handled
    | (?<=\|)e(?=d$)                                          # played
    """,
    re.VERBOSE,
)


def syllables(word: str) -> int:
    """The number of syllables that a word is spoken with, at least one.

    Args:
        word: One word as written. An abbreviation in capitals counts letter by letter ("NHS" has three), a word with
            hyphens or full stops part by part ("GOV.UK"). What has no letters counts as one.
    """
    if len(word) > _LONGEST:  # no word; what follows is made for words, and keeps them in memory
        return len(word) // 3
    if word.isalpha():
        return _spoken(word)
    return sum(_spoken(part) for part in _JOINT.split(word) if part) + word.count("&") or 1


@lru_cache(maxsize=65_536)
def _spoken(word: str) -> int:
    letters = word[:-1] if word[-1:] == "s" and len(word) > 2 else word
    if len(letters) > 1 and letters.isupper() and _is_spelt(letters):
        return _by_letter(letters.lower())
    plain = _plain(word)
    if not _VOWEL.search(plain) and plain not in TABLE:
        return _by_letter(plain)
    return _count(plain)


def _by_letter(letters: str) -> int:
    return len(letters) + 2 * letters.count("w") or 1


def _is_spelt(letters: str) -> bool:
    """True for letters in capitals that are said one by one: short ones, and those without a vowel."""
    if not letters.isascii() or letters.lower() in SHORT_WORDS:
        return False
    return len(letters) <= 3 or not _VOWEL.search(letters.lower())


def _plain(word: str) -> str:
    """A word in the letters a to z, without accents and apostrophes: "service's" sounds as "services" does."""
    folded = word.lower()
    if not folded.isascii():
        folded = unicodedata.normalize("NFC", folded).translate(_SPOKEN)
        folded = unicodedata.normalize("NFKD", folded)
    return _NO_LETTER.sub("", folded)


def _count(word: str) -> int:
    known = _known(word)
    if known:
        return known
    for length in range(min(len(word) - 2, 6), 2, -1):  # "some-thing", "there-fore"
        if word[:length] in FIRST_PARTS and _VOWEL.search(word[length:].rstrip("e")):
            return _count(word[:length]) + _count(word[length:])
    ending = _ENDING.search(word)
    if ending and ending.start() > 1 and _VOWEL.search(word, 0, ending.start()) and not word.endswith("ically"):
        return _count(word[: ending.start()]) + _SPOKEN_ENDINGS[ending.group()]
    return _by_rule(word) - word.endswith("ically")  # "basic-ly"


def _known(word: str) -> int:
    """What the table says of a word or of the word that it is an inflection of; 0 where it does not know it."""
    found = TABLE.get(word, 0)
    if found or len(word) < 4:
        return found
    if word.endswith("s"):
        stem = TABLE.get(word[:-1], 0)
        if stem:
            return stem + word.endswith(("ces", "ges", "ses", "zes"))
        if word.endswith("ies"):
            return TABLE.get(f"{word[:-3]}y", 0)
    for ending in ("ed", "ing"):
        if word.endswith(ending) and len(word) > 5:
            cut = word[: -len(ending)]
            stem = TABLE.get(cut, 0) or TABLE.get(f"{cut}e", 0)
            if stem:
                return stem + (ending == "ing" or cut.endswith(("t", "d")))
    return 0


def _by_rule(word: str) -> int:
    spelt = _CONSONANT_Y.sub("|", word)
    return max(1, len(_GROUP.findall(spelt)) + len(_APART.findall(spelt)) - len(_SILENT.findall(spelt)))
