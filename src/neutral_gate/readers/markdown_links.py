"""Link targets of Markdown: `(address "title")`, `[label]` and link reference definitions."""

from __future__ import annotations

import re

from neutral_gate.model.records import dataclass
from neutral_gate.model.references import Piece
from neutral_gate.readers.markdown_stretch import Stretch

_BLANKS = re.compile(r"[ \t]*(?:\r\n|\n|\r)?[ \t]*")
_ANGLE = re.compile(r"<((?>(?:[^<>\\\r\n]++|\\.)*))>")
_BARE = re.compile(r"(?>(?:[^\s()\\]++|\\.|\\)+)")
_TITLE = re.compile(r"\"((?>(?:[^\"\\]++|\\.)*))\"|'((?>(?:[^'\\]++|\\.)*))'|\(((?>(?:[^()\\]++|\\.)*))\)", re.DOTALL)
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\.){0,999})\]", re.DOTALL)
_DEFINITION = re.compile(r" {0,3}\[((?:[^\[\]\\]|\\.){1,999})\]:", re.DOTALL)
_LINE_END = re.compile(r"[ \t]*(?:\r\n|\n|\r|\Z)")
_LONGEST_TITLE = 2000


@dataclass(frozen=True, slots=True)
class Target:
    """Where a link leads: address and title, letter by letter with places."""

    href: list[Piece]
    title: list[Piece]


def label_key(label: str) -> str:
    """What a label is known by: white space and case do not count."""
    return " ".join(label.split()).casefold()


def label_at(text: str, start: int) -> tuple[str, int] | None:
    """The label `[...]` at `text[start]` and where it ends, or None."""
    match = _LABEL.match(text, start)
    return (match.group(1), match.end()) if match is not None else None


def inline_target(stretch: Stretch, start: int) -> tuple[Target, int] | None:
    """The target `(address "title")` at `text[start]`, and where it ends; None where there is none."""
    text = stretch.text
    place = _past(text, start + 1)
    address = _address(text, place)
    if address is None:
        return None
    first, last, place = address
    href = stretch.pieces(first, last)
    after = _past(text, place)
    title: list[Piece] = []
    if after > place and text[after : after + 1] in ('"', "'", "("):
        match = _title(text, after)
        if match is None:
            return None
        group = match.lastindex or 1
        title = stretch.pieces(match.start(group), match.end(group))
        after = _past(text, match.end())
    return (Target(href, title), after + 1) if text[after : after + 1] == ")" else None


def definition_at(stretch: Stretch, start: int) -> tuple[str, Target, int] | None:
    """The link reference definition at `text[start]`: its key, its target and where it ends, or None."""
    text = stretch.text
    match = _DEFINITION.match(text, start)
    if match is None or not match.group(1).strip() or match.group(1).startswith("^"):
        return None
    place = _past(text, match.end())
    address = _address(text, place)
    if address is None or address[2] == place:
        return None
    first, last, place = address
    href = stretch.pieces(first, last)
    key = label_key(match.group(1))
    after = _past(text, place)
    if after > place and text[after : after + 1] in ('"', "'", "("):
        title = _title(text, after)
        end = _LINE_END.match(text, title.end()) if title is not None else None
        if title is not None and end is not None:
            group = title.lastindex or 1
            return key, Target(href, stretch.pieces(title.start(group), title.end(group))), end.end()
    end = _LINE_END.match(text, place)
    return (key, Target(href, []), end.end()) if end is not None else None


def _past(text: str, place: int) -> int:
    match = _BLANKS.match(text, place)
    return match.end() if match is not None else place


def _title(text: str, place: int) -> re.Match[str] | None:
    return _TITLE.match(text, place, min(len(text), place + _LONGEST_TITLE))


def _address(text: str, place: int) -> tuple[int, int, int] | None:
    """Where the address at `text[place]` starts and ends, and where the text goes on; brackets in it are balanced."""
    angle = _ANGLE.match(text, place)
    if angle is not None:
        return angle.start(1), angle.end(1), angle.end()
    if text[place : place + 1] == "<":
        return None
    depth, at = 0, place
    while at < len(text):
        bare = _BARE.match(text, at)
        if bare is not None:
            at = bare.end()
        letter = text[at : at + 1]
        if letter == "(" and depth < 32:
            depth += 1
        elif letter == ")" and depth:
            depth -= 1
        else:
            break
        at += 1
    return (place, at, at) if depth == 0 else None
