"""A scanner for the tokens of HTML: finds tags, comments and attributes with their exact place.

It follows the tokeniser of the HTML standard. Every pattern is possessive, so no input makes it slow.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.lazy import late
from neutral_gate.model.attributes import NAME, VALUE, WHITE, Attribute, scan_attributes
from neutral_gate.model.records import NamedTuple

_ATTRIBUTES = rf"(?>(?:[ \t\n\r\f/]++|{NAME}(?>{WHITE}*+={WHITE}*+{VALUE}|(?!{WHITE}*+=)))*)"
START_TAG = late(rf"<([A-Za-z][^ \t\n\r\f/>]*+)({_ATTRIBUTES})>")
END_TAG = late(rf"</([A-Za-z][^ \t\n\r\f/>]*+){_ATTRIBUTES}>")
_COMMENT_END = late(r"--!?>")

__all__ = [
    "END_TAG",
    "NO_REFERENCES",
    "RAW_TEXT",
    "START_TAG",
    "Attribute",
    "Token",
    "raw_end",
    "scan",
    "scan_attributes",
]

RAW_TEXT = frozenset({"script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp"})
"""Elements whose content holds no tags."""
NO_REFERENCES = RAW_TEXT - {"textarea", "title"}
"""Those of them in which character references are not decoded either."""
_RAW_END = {tag: late(rf"</{tag}(?=[ \t\n\r\f/>])", re.IGNORECASE) for tag in RAW_TEXT}
_SCRIPT_MARK = late(r"<!---*>|<!--|-->|<(?:/)?script(?=[ \t\n\r\f/>])", re.IGNORECASE)


class Token(NamedTuple):
    """One token: kind is "start", "end", "text", "comment" or "doctype"; `tag` is "" where there is none."""

    kind: str
    tag: str
    start: int
    end: int


def scan(source: str, start: int, end: int, raw: str = "") -> Iterator[Token]:
    """The tokens of `source[start:end]`, in order.

    Args:
        source: The whole source.
        start: Where to start.
        end: Where to end; a tag that is not complete by then is left out, as the standard says.
        raw: Name of a raw-text element that is open at the start, or "".
    """
    place = text = start
    if raw:
        place = raw_end(source, raw, start, end)
        if place > start:
            yield Token("text", "", start, place)
        text = place
    while True:
        place = source.find("<", place, end)
        if place < 0:
            break
        token = _markup(source, place, end)
        if token is None:
            place += 1
            continue
        if place > text:
            yield Token("text", "", text, place)
        if token.kind:
            yield token
        place = text = token.end
        if token.kind == "start" and token.tag in RAW_TEXT:
            place = raw_end(source, token.tag, place, end)
            if place > text:
                yield Token("text", "", text, place)
            text = place
    if text < end:
        yield Token("text", "", text, end)


def raw_end(source: str, tag: str, start: int, end: int) -> int:
    """Where the end tag of a raw-text element starts, or `end` where there is none."""
    if tag == "script" and source.find("<!--", start, end) >= 0:
        return _script_end(source, start, end)
    match = _RAW_END[tag].search(source, start, end)
    return match.start() if match else end


def _script_end(source: str, start: int, end: int) -> int:
    """Where a script ends that may hold a comment: a whole script inside one is text, as the standard says."""
    hidden = inside = False
    for match in _SCRIPT_MARK.finditer(source, start, end):
        mark = match[0].lower()
        if mark == "</script":
            if not inside:
                return match.start()
            inside = False
        elif mark == "<script":
            inside = hidden
        elif mark == "<!--":
            hidden = True
        else:
            hidden = inside = False
    return end


def _markup(source: str, place: int, end: int) -> Token | None:
    """The tag or comment at a "<"; None where the sign is plain text; a token without kind is to be left out."""
    following = source[place + 1 : place + 2]
    if following.isascii() and following.isalpha():
        match = START_TAG.match(source, place, end)
        return Token("start", match.group(1).lower(), place, match.end()) if match else Token("", "", place, end)
    if following == "/":
        return _closing(source, place, end)
    if following == "!":
        return _declaration(source, place, end)
    if following == "?":
        return _bogus(source, place, end)
    return None


def _closing(source: str, place: int, end: int) -> Token | None:
    letter = source[place + 2 : place + 3]
    if letter.isascii() and letter.isalpha():
        match = END_TAG.match(source, place, end)
        return Token("end", match.group(1).lower(), place, match.end()) if match else Token("", "", place, end)
    if letter == ">":
        return Token("", "", place, place + 3)
    return _bogus(source, place, end) if letter else None


def _declaration(source: str, place: int, end: int) -> Token:
    if source.startswith("<!--", place):
        if source.startswith((">", "->"), place + 4):
            return Token("comment", "", place, source.index(">", place + 4) + 1)
        match = _COMMENT_END.search(source, place + 4, end)
        return Token("comment", "", place, match.end() if match else end)
    token = _bogus(source, place, end)
    return token._replace(kind="doctype") if source[place + 2 : place + 9].lower() == "doctype" else token


def _bogus(source: str, place: int, end: int) -> Token:
    """A comment by mistake, such as `<?php ... ?>`: it runs to the next ">"."""
    stop = source.find(">", place, end)
    if stop < 0:
        return Token("comment", "", place, end)
    return Token("comment", "", place, stop + 1)
