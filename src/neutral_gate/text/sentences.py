"""Where one sentence ends and the next begins, for British public-sector prose."""

from __future__ import annotations

import re

from neutral_gate.lazy import late

# A line break inside a block was put there by its author (a post, a <br>), so it ends a sentence; but see _goes_on.
_END = late(r"(?:(?<![.!?…])[.!?…]++[\"'”’)\]]*+(?=\s|$))|\n+")
_ABBREVIATION = late(
    r"(?:^|[\s(“\"'])(?:cllr|cllrs|coun|mr|mrs|ms|mx|dr|prof|rev|revd|sir|st|hon|rt|no|nos|vs|etc|approx|dept|est|govt|"
    r"inc|ltd|co|eg|e\.g|ie|i\.e|a\.m|p\.m|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|tel|ext|fig|para|art|"
    r"[a-z](?:\.[a-z])*)$",
    re.IGNORECASE,
)
# After these, a new sentence may well begin all the same.
_MAY_END = late(r"(?:etc|a\.m|p\.m|ltd|inc|co|u\.k|[a-z]\.[a-z])$", re.IGNORECASE)
# No sentence ends with these; nor with "vote" as the whole of a line of a poster.
_UNDONE = late(
    r"(?:^|[\s(“\"'])(?:an?|the|of|to|for|by|with|from|at|and|or|our|your|their|his|her|its|my|is|are|was|were|be|been|has|"
    r"have|had|will|would|should|must|who|which|than|because)[ \t]*$|(?:^|\n)[ \t]*vote[ \t]*$",
    re.IGNORECASE,
)
# Handles at the head of a post, to which it is said; what these words open is not said of them.
_ADDRESSED = late(
    r"\s*+(?:@\w++[\s,:]++)+(?=(?:the|there|if|please|when|sorry|"
    r"(?:thanks|thank you|cheers) for (?:letting|telling|reporting|flagging|raising|getting))\b)",
    re.IGNORECASE,
)
_OPENERS = "\"'“‘(["
_LONGEST = 3_000
"""Letters after which a text that ends no sentence is cut. Nobody writes so, and rules may look at each word of a
sentence for each other one."""


def sentences(text: str) -> list[tuple[int, int]]:
    """The stretches of the sentences in a block's text, in order, without white space at their edges.

    An abbreviation such as "Cllr.", "No. 10" or "the rt. hon." ends no sentence, nor does a stop before a
    lower-case word, nor a line that goes on in the next one. Handles that an everyday answer is addressed to stand
    alone. What goes on for thousands of letters is cut at a comma, or else between two words.
    """
    found: list[tuple[int, int]] = []
    start = 0
    if "@" in text[:2] and (addressed := _ADDRESSED.match(text)):
        start = addressed.end()
        _add(found, text, 0, start)
    for end in _END.finditer(text):
        mark = end.group()
        if mark.startswith(".") and not _is_end(text, start, end.start(), end.end()):
            continue
        if mark == "\n" and _goes_on(text, start, end.start(), end.end()):
            continue
        _add(found, text, start, end.end())
        start = end.end()
    _add(found, text, start, len(text))
    return found


def _is_end(text: str, start: int, stop: int, after: int) -> bool:
    following = text[after : after + 8].lstrip()
    if not following:
        return True
    first = following.lstrip(_OPENERS)[:1]
    if first.islower():
        return False
    before = text[max(start, stop - 12) : stop]
    if not _ABBREVIATION.search(before):
        return True
    return bool(_MAY_END.search(before)) and first.isupper()


def _goes_on(text: str, start: int, stop: int, after: int) -> bool:
    """True where a line break stands within a sentence, as in "Vote for / the red / team"."""
    before = text[max(start, stop - 12) : stop].rstrip(" \t")
    following = text[after : after + 8].lstrip(" \t" + _OPENERS)[:1]
    if not before or not before[-1].isalnum() or not following.isalpha():
        return False
    return following.islower() or is_undone(before)


def is_undone(line: str) -> bool:
    """True where a line ends with a word that the next line must go on after, such as "for" or "the"."""
    return _UNDONE.search(line) is not None


def _add(found: list[tuple[int, int]], text: str, start: int, end: int) -> None:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    while end - start > _LONGEST:
        half, whole = start + _LONGEST // 2, start + _LONGEST
        places = [text.rfind(mark, half, whole - 1) + 1 for mark in (",", ";", " ")]  # no phrase goes across a comma
        middle = next(filter(None, places), whole)
        _add(found, text, start, middle)
        start = middle
        while text[start].isspace():
            start += 1
    if start < end:
        found.append((start, end))
