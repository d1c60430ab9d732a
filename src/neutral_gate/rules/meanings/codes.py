"""Takes the class of a party or an office from letters that are a code in their draft: of a test, a form or a course.

A table may have "SNP" in one cell and what that test looks for in the next, and a list may say "MSP level 1: Making
Safeguarding Personal". A draft that speaks of elections or of Parliament means the party and the member.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

_OFFICES = frozenset({"office", "weak-office", "mp", "msp", "mla", "mep", "ms", "pcc", "minister", "politician"})
_INITIALS = word_set("mp mps msp msps mla mlas mep meps ms mss pcc pccs pfcc ppc pm")
_PARTIES = word_set("SNP DUP UUP SDLP TUV APNI UKIP BNP LAB CON LD PC GRN GP SF IND RUK SDP TUSC WEP NHA")
"""Letters that tables of parties have beside each other."""
_POLITICS = re.compile(
    r"(?i)\b(?:parliament|parliamentary|westminster|holyrood|senedd|stormont|house of commons|constituenc\w+|elections?"
    r"|elected|candidates?|votes?|voters?|vot(?:ed|ing)|turnout|polling|part(?:y|ies)|seats|manifestos?|councillors?"
    r"|ministers?|crime commissioners?)\b"
)
_ADDRESSED = re.compile(
    r"(?i)\b(?:your|our|local|write to (?:the|an?)|by (?:the|an?)) (?:mps?|msps?|mlas?|meps?|pccs?|pfcc)\b"
)
_WRITTEN_TO = re.compile(
    r"(?i)\b(?:write to|writing to|contact|e-?mail|lobby|phone|invited?) (?:your|our|the|an?) MPs?\b"
)
_PARISH = re.compile(
    r"\b(?:vicars?|rectors?|curates?|churchwardens?|parochial|diocese|congregation|parish church"
    r"|All (?:Hallows|Saints|Souls))\b"
)
"""Words of a parish, which has a council of its own: the PCC."""
_COLUMN = re.compile(
    r"(?i)(?:[\w-]+ ){0,2}(?:codes?|abbreviations?|acronyms?|initials|short (?:names?|forms?)|letters|tests?|forms?"
    r"|courses?|permits?|modules?|terms?)"
)
_CODE = re.compile(r"([A-Z]{2,5}[0-9]?)(?:\Z|(?: [\w.-]{1,12}){0,2} ?(?::|[-–—] ))")
"""A cell of nothing but letters, or an item that begins with them: "DEL", "WP: weekly permit"."""
_THING = (
    r"(?:box(?:es)?|fields?|form|permits?|shifts?|room|codes?|level [0-9]|module|kits?|pumps?|scans?|label|chart|desk"
    r"|vans?|trailer|trolleys?|fridge|cupboard|machine|meter|sockets?|slots?|badges?|bay)"
)
"""What may bear two letters for its name: "the MP box"."""
_BODY = r"(?:joints?|knuckles?|splints?|arthroplasty|arthroplasties|fusion|replacements?)"
"""What only a part of the body has: beside one "your MP" is a finger's."""
_TOLD = r"(?:means|stands for|is short for)"
_SOME = r"(?:[\w-]{1,30} ){0,2}"
_REST = r"[\w-]{0,30}"
"""The rest of a word. It has an end, so that a row of letters with hyphens is not gone through from each of them."""
_NAMED_SO = r"(?:shown|marked|written|listed|printed|labelled|known|given|appears?|called)"
_PRINTED = (
    r"(?:timetables?|maps?|plans?|lists?|rota|signs?|key|legend|calendar|labels?|screens?|boards?|leaflets?|tickets?|cards?"
    r"|charts?|letters?|forms?|doors?)"
)
"""Where a short name for a thing is read: "(MP on the timetable)"."""
_ITSELF = 2
_MOST_ITEMS = 400
"""Texts of a draft that are looked at."""


def is_code(short: str, texts: Sequence[str]) -> bool:
    """True where letters stand in a column or a list of codes, and nothing in the draft speaks of politics.

    Args:
        short: The letters, in capitals.
        texts: The texts of the draft's blocks, in reading order.
    """
    lines = [line.strip() for text in texts[:_MOST_ITEMS] for line in text.splitlines()]
    codes = {found.group(1) for found in map(_CODE.match, lines) if found is not None}
    if short not in codes or speaks_of_politics(texts):
        return False
    return bool(codes - _PARTIES - {short}) or any(_COLUMN.fullmatch(line) for line in lines)


def speaks_of_politics(texts: Sequence[str]) -> bool:
    """True for a draft with words that only politics has, or that sends its readers to somebody in it."""
    return any(_POLITICS.search(text) or _ADDRESSED.search(text) for text in texts)


def without_codes(rows: Sequence[Sequence[Token]], texts: Sequence[str]) -> bool:
    """Takes the classes of an office from initials that the draft spells out as something else, or that are a code.

    Args:
        rows: The tokens of the sentences of one draft, names recognised. They are changed.
        texts: The texts of its blocks, in reading order.

    Returns:
        True where a token was changed.
    """
    found = [(token, short) for row in rows for token in row if token.classes and (short := _initials(token))]
    if not found or any(_is_member(token) for row in rows for token in row):
        return False
    shorts = {short for _, short in found}
    if speaks_of_politics(texts):
        others = {short for short in shorts if _is_told(short, texts)}
    else:
        others = {short for short in shorts if _is_something_else(short, texts)}
    if not others:
        return False
    for token, short in found:
        if short in others:
            token.classes, token.entity = (), ""
            token.capital = False  # a rule may ask for the bare word with a capital, such as "=msp"
    return True


def _initials(token: Token) -> str:
    """The initials that a token is, or that words with capitals were joined to, such as "PCC Level Two"; else ""."""
    first = token.text.partition(" ")[0]
    if first in _INITIALS and token.kind == "word" and not _OFFICES.isdisjoint(token.classes):
        return first.upper()
    return ""


def _is_member(token: Token) -> bool:
    """True for a person with the letters of an office after the name."""
    words = token.text.split()
    return len(words) > _ITSELF and words[-1] in _INITIALS and "politician" in token.classes


def _is_told(short: str, texts: Sequence[str]) -> bool:
    """True for "MP" beside "MP joints" or "MP means ...", where nobody is to be written to and nothing is political."""
    name = _without_plural(short)
    if not any(re.search(rf"\b{name}s? (?:{_BODY}|{_TOLD})\b", text) for text in texts):
        return False
    return not any(_POLITICS.search(text) or _WRITTEN_TO.search(text) for text in texts)


def _without_plural(short: str) -> str:
    return short.removesuffix("S") if len(short) > _ITSELF and short[:-1].lower() in _INITIALS else short


def _is_something_else(short: str, texts: Sequence[str]) -> bool:
    from neutral_gate.rules.meanings.parties import is_explained, is_explained_in_item

    name = _without_plural(short)
    if is_explained_in_item(name, texts) or is_code(name, texts):
        return True
    if name == "PCC" and any(_PARISH.search(text) for text in texts):
        return True
    if any(re.search(rf"\b{name}s? (?:{_THING}|{_BODY}|{_TOLD})\b", text) for text in texts):
        return True
    if any(re.search(told, text) for told in _short_for(name) for text in texts):
        return True
    return len(name) > _ITSELF and is_explained(name, texts)


def _short_for(name: str) -> tuple[str, ...]:
    """Patterns that say of letters what they are short for, or where they are printed.

    The words that they stand for have small letters, since "Jane Mary Potts (MP)" and "MP for Marden Park" are people.
    """
    small = rf"{_REST} ".join(re.escape(letter.lower()) for letter in name[1:])
    first = f"[{name[0]}{name[0].lower()}]"
    return (
        rf"\({_NAMED_SO}? ?(?:as )?{name}s? (?:for short|(?:on|in) (?:the|our|your|each|this) {_SOME}{_PRINTED})\b",
        rf"\b{_NAMED_SO} as [\"'“‘]?{name}\b",
        rf"\b{first}{_REST} {small}{_REST} (?:[a-z]{{1,30}} ){{0,2}}\({name}s?\)",
        rf"\b{name} (?:is )?for {name[0].lower()}{_REST} {small}",
    )
