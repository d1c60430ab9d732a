"""A key of front matter, and how the letters of its value are found in the source."""

from __future__ import annotations

from neutral_gate.model import Span
from neutral_gate.model.records import dataclass, field
from neutral_gate.model.references import Piece


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of front matter: its parsed value, its lines, and for words the letters with their places."""

    key: str
    value: object
    where: Span
    pieces: list[Piece] = field(default_factory=list)


def align(text: str, source: str, start: int, end: int) -> list[Piece]:
    """Finds the letters of a parsed string in `source[start:end]`, where it stands quoted, folded or escaped.

    Returns:
        Pieces with places; one piece for the whole stretch where the letters cannot be followed.
    """
    while start < end and source[start] in " \t\r\n":
        start += 1
    if start < end and source[start] in "|>":
        while start < end and source[start] not in "\r\n":
            start += 1
    else:
        while start < end and source[start] in "\"'":
            start += 1
    pieces: list[Piece] = []
    place, at, copied = start, 0, start
    text = text.rstrip()
    lost = [(text, start, end if end - start != len(text) else end + 1)]
    while at < len(text):
        if place >= end:
            return lost
        letter = source[place]
        if letter == text[at] and letter != "\\":
            place += 1
            at += 1
            continue
        if place > copied:
            pieces.append((source[copied:place], copied, place))
        step, took = _odd(source, place, end, text[at])
        if not step:
            return lost
        if took:
            pieces.append((text[at], place, place + step))
            at += 1
        place += step
        copied = place
    if place > copied:
        pieces.append((source[copied:place], copied, place))
    return pieces


def _odd(source: str, place: int, end: int, wanted: str) -> tuple[int, bool]:
    """How far a letter that is not copied reaches in the source, and whether it stands for the wanted letter."""
    letter = source[place]
    if letter in " \t\r\n":
        stop = place
        while stop < end and source[stop] in " \t\r\n":
            stop += 1
        return stop - place, wanted in " \n"
    if letter == "\\" and place + 1 < end:
        following = source[place + 1]
        if following in "\r\n":
            return 1, False
        length = {"x": 4, "u": 6, "U": 10}.get(following, 2)
        return length, True
    return (1, False) if letter == "'" and source[place - 1] == "'" else (0, False)
