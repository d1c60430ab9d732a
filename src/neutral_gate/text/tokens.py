"""Words as a person reads them: folded, contractions opened, each with its place in the text.

Folding is NFKC, casefold, straight apostrophes, invisible letters dropped, and Cyrillic or Greek letters that look
Latin mapped to Latin in words that mix scripts. So "ｖｏｔｅ", "VOTE" and "vo<soft hyphen>te" are all "vote".
A hyphen or dash joins a phrase, so it gives no token; other punctuation gives one, so that no phrase runs across it.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from neutral_gate.lazy import late
from neutral_gate.model.records import dataclass

_INVISIBLE = "\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufe00-\ufe0f"
_LETTER = rf"\w\u0300-\u036f{_INVISIBLE}"
_APOSTROPHE = "'\u2018\u2019\u02bc\uff07"
_TOKEN = late(
    rf"""(?:(?<=\S)\s++|(?!\s))(?:
    (?P<plain>(?-i:[A-Za-z]++)(?=[\s,;?!)]|$))
  | (?P<url>(?:https?://|www\.)[^\s<>"“”]*[^\s<>"“”.,;:!?)\]}}'’])
  | (?P<email>(?<![\w.+-])[\w.+-]++@[\w-]+(?:\.[\w-]+)+)
  | (?P<handle>(?<![\w/])[@＠][\w](?:[\w.-]*\w)?)
  | (?P<hashtag>(?<![\w&])[#＃][{_LETTER}]+)
  | (?P<money>[£€$]\s?\d+(?:[.,]\d+)*(?:\s?(?:m|bn|k|tn|million|billion|thousand)\b)?)
  | (?P<time>\d{{1,2}}(?:[.:]\d\d)?\s?(?:[ap]\.m\.|[ap]m\b))
  | (?P<number>\d+(?:[.,:/]\d+)*(?:%|\b(?!\w)))
  | (?P<title>\b(?:cllrs?|coun|mrs?|ms|mx|dr|prof|revd?|hon|no|st)\.(?=\s)|(?-i:\b[A-Z]\.(?=\s[A-Z])))
  | (?P<initials>(?:[A-Za-z]\.){{2,}})
  | (?P<word>[{_LETTER}]+(?:(?:[{_APOSTROPHE}]|&)[{_LETTER}]+)*)
  | (?P<mark>[^\s{_INVISIBLE}\-‐‑‒–—―_*~|•·]+?)
    )""",
    re.VERBOSE | re.IGNORECASE,
)
_DROPPED = late(f"[{_INVISIBLE}]")
_CONTRACTION = late(r"(n't|'(?:s|re|ll|ve|d|m))$")
_OPENED = {"'re": "are", "'ll": "will", "'ve": "have", "'d": "would", "'m": "am"}
_IS_OPENED = frozenset({"it", "that", "what", "there", "here", "he", "she", "who", "where", "how", "when", "let"})
_IRREGULAR_NOT = {"can't": "can", "won't": "will", "shan't": "shall", "ain't": "is"}

# Letters of other scripts that look like a Latin one (the part of Unicode's confusables table that can spell English).
_LOOKALIKES = str.maketrans(
    "аеорсухіјѕԁԛԝһкмтвнгѵαβγεηικνορτυχωϲɡ",
    "aeopcyxijsdqwhkmtbhrvabyenikvoptuxwcg",
)


@dataclass(slots=True)
class Token:
    """One word, number, handle, hashtag, address or mark.

    Attributes:
        text: The folded form that patterns compare with.
        start: Where it starts in the block's text.
        end: Where it ends.
        kind: "word", "number", "time", "money", "handle", "hashtag", "url", "email" or "mark".
        capital: True where it starts with a capital letter.
        classes: Names of the classes that it belongs to, given by later steps.
        entity: Name of the party, person or organisation that it stands for, or "".
        possessive: True where an 's was taken off.
    """

    text: str
    start: int
    end: int
    kind: str = "word"
    capital: bool = False
    classes: tuple[str, ...] = ()
    entity: str = ""
    possessive: bool = False


@lru_cache(maxsize=65_536)
def fold(word: str) -> str:
    """The form of a word that comparisons use; see the module's description."""
    if word.isascii():
        return word.lower()
    word = unicodedata.normalize("NFKC", _DROPPED.sub("", word)).casefold()
    for apostrophe in _APOSTROPHE[1:]:
        word = word.replace(apostrophe, "'")
    latin = any("a" <= letter <= "z" for letter in word)
    return word.translate(_LOOKALIKES) if latin and not word.isascii() else word


def tokenise(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The tokens of `text[start:end]`, with offsets into `text`."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(text, start, len(text) if end is None else end):
        group = found.lastindex or 0
        first, last = found.span(group)
        raw = text[first:last]
        if group == 1:  # plain: most words, and no other kind of token could begin like them
            tokens.append(Token(raw.lower(), first, last, "word", raw[0] <= "Z"))
            continue
        kind = found.lastgroup or "mark"
        if kind == "word":
            _add_word(tokens, raw, first, last)
        elif kind in ("initials", "title"):
            tokens.append(Token(raw.replace(".", "").lower(), first, last, "word", raw[0].isupper()))
        elif kind == "mark" and raw in _APOSTROPHE and first and text[first - 1].isalnum():
            continue  # the end of a plural possessive ("leaders' debate") or of a word in single quotation marks
        else:
            tokens.append(Token(fold(raw), first, last, kind))
    return tokens


def _add_word(tokens: list[Token], raw: str, start: int, end: int) -> None:
    """Adds a word; a contraction becomes its two words and a possessive loses its 's ("it's" and "let's" are none)."""
    folded = fold(raw)
    if not folded:
        return
    capital = raw[0].isupper()
    if "'" not in folded:
        tokens.append(Token(folded, start, end, "word", capital))
        return
    ending = _CONTRACTION.search(folded)
    if ending is None or ending.start() == 0:
        tokens.append(Token(folded, start, end, "word", capital))
        return
    stem = folded[: ending.start()]
    cut = end - len(ending.group())
    if ending.group() == "n't":
        stem = _IRREGULAR_NOT.get(folded, stem)
        tokens.append(Token(stem, start, cut, "word", capital))
        tokens.append(Token("not", cut, end))
    elif ending.group() == "'s" and stem in _IS_OPENED:
        tokens.append(Token(stem, start, cut, "word", capital))
        tokens.append(Token("us" if stem == "let" else "is", cut, end))
    elif ending.group() == "'s":
        tokens.append(Token(stem, start, end, "word", capital, possessive=True))
    else:
        tokens.append(Token(stem, start, cut, "word", capital))
        tokens.append(Token(_OPENED[ending.group()], cut, end))
