"""Reads plain YAML: keys with words, numbers and dates, and lists and keys inside them. Anything else is left alone."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import NamedTuple

from neutral_gate.model import Span
from neutral_gate.model.references import Piece
from neutral_gate.readers.front_entry import Entry, align

_FLAT = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_QUOTED = re.compile(r"\"((?>(?:[^\"\\]++|\\[\"\\/])*))\"|'((?>(?:[^']++|'')*))'")
_LIST = re.compile(r"\[([^\[\]{}\"'#&*!|>%@`:]*)\]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d?\d:\d\d:\d\d)[ \t]*(Z|[+-]\d\d:\d\d|[+-]\d{4})?")
_DIGITS_AND_WORDS = re.compile(r"[0-9][\w.,/'’() &-]*")
_SURELY_A_WORD = re.compile(r"(?!0[xXoObB])\d.*[ac-df-np-suvwyAC-DF-NP-SU-WY]")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,15}")
_CONSTANTS = {"true": True, "false": False, "True": True, "False": False, "null": None}
_UNSURE = frozenset({"yes", "no", "on", "off", "null", "true", "false", "y", "n"})
_DEEPEST = 10
"""Most lists and keys inside each other that are read here."""


class _Line(NamedTuple):
    indent: int
    text: str
    start: int
    end: int


class _LeftAloneError(Exception):
    """Only a YAML library can be sure what this means."""


def flat_entries(source: str, start: int, end: int) -> list[Entry] | None:
    """The entries of YAML front matter at `source[start:end]`.

    Args:
        source: The whole file.
        start: Where the front matter starts, after its opening line.
        end: Where it ends.

    Returns:
        The entries with their places; None where anything in it is more than plain.
    """
    try:
        lines = _lines(source, start, end)
        entries: list[Entry] = []
        at = 0
        while at < len(lines):
            entry, at = _entry(source, lines, at)
            entries.append(entry)
    except _LeftAloneError:
        return None
    return entries


def _lines(source: str, start: int, end: int) -> list[_Line]:
    """The lines that say something, without their indent and the blanks at their end."""
    lines = []
    place = start
    while place < end:
        match = _LINE.match(source, place, end)
        if match is None or match.end() == place:
            break
        place = match.end()
        text = match.group(1).rstrip(" \t")
        bare = text.lstrip(" ")
        if bare and bare[0] != "#":
            if bare[0] == "\t" or bare[0] == "%" or bare in ("---", "..."):
                raise _LeftAloneError
            begin = match.start() + len(text) - len(bare)
            lines.append(_Line(len(text) - len(bare), bare, begin, begin + len(bare)))
    return lines


def _entry(source: str, lines: list[_Line], at: int) -> tuple[Entry, int]:
    """The entry that begins at a line, and the number of the line after it."""
    line = lines[at]
    key, written = _key(line)
    if line.indent:
        raise _LeftAloneError
    if not written:
        value, after = _inside(lines, at + 1, 0, 0)
        return Entry(key, value, Span(line.start, lines[after - 1].end)), after
    if at + 1 < len(lines) and lines[at + 1].indent:
        raise _LeftAloneError
    value = _scalar(written)
    pieces: list[Piece] = []
    if isinstance(value, str):
        pieces = _letters(value, source, line.end - len(written), line.end)
    return Entry(key, value, Span(line.start, line.end), pieces), at + 1


def _inside(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[object, int]:
    """What stands under a key that has no value on its line: a list, keys or nothing."""
    if at >= len(lines):
        return None, at
    line = lines[at]
    if line.indent > indent or (line.indent == indent and _is_item(line)):
        return _block(lines, at, line.indent, depth + 1)
    return None, at


def _block(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[object, int]:
    if depth > _DEEPEST:
        raise _LeftAloneError
    value: object
    value, at = (_list if _is_item(lines[at]) else _keys)(lines, at, indent, depth)
    if at < len(lines) and lines[at].indent > indent:
        raise _LeftAloneError
    return value, at


def _list(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[list[object], int]:
    items: list[object] = []
    while at < len(lines) and lines[at].indent == indent and _is_item(lines[at]):
        line = lines[at]
        text = line.text[1:].lstrip(" ")
        deeper = indent + len(line.text) - len(text)
        value: object
        if not text:
            value, at = _inside(lines, at + 1, indent + 1, depth)
        elif _FLAT.fullmatch(text) or _is_item(line._replace(text=text)):
            lines[at] = _Line(deeper, text, line.start, line.end)
            value, at = _block(lines, at, deeper, depth + 1)
        else:
            value, at = _scalar(text), at + 1
        items.append(value)
    return items, at


def _keys(lines: list[_Line], at: int, indent: int, depth: int) -> tuple[dict[str, object], int]:
    values: dict[str, object] = {}
    while at < len(lines) and lines[at].indent == indent and not _is_item(lines[at]):
        key, written = _key(lines[at])
        if written:
            values[key] = _scalar(written)
            at += 1
        else:
            values[key], at = _inside(lines, at + 1, indent, depth)
    return values, at


def _is_item(line: _Line) -> bool:
    return line.text[0] == "-" and line.text[1:2] in ("", " ")


def _key(line: _Line) -> tuple[str, str]:
    """The key and the value on a line, the value "" where there is none."""
    flat = _FLAT.fullmatch(line.text)
    if flat is None or flat.group("key").lower() in _UNSURE:
        raise _LeftAloneError
    return flat.group("key"), flat.group("value") or ""


def _letters(value: str, source: str, start: int, end: int) -> list[Piece]:
    """The letters of a word on one line, with their places."""
    start += source[start] in "\"'"
    if source.startswith(value, start):
        return [(value, start, start + len(value))]
    return align(value, source, start, end)


def _scalar(written: str) -> object:
    """The value of a plain or simply quoted word, a number, a date or a list of words on one line."""
    quoted = _QUOTED.fullmatch(written)
    if quoted is not None:
        if written[0] == "'":
            return quoted.group(2).replace("''", "'")
        return re.sub(r"\\(.)", r"\1", quoted.group(1))
    if written in _CONSTANTS:
        return _CONSTANTS[written]
    if _WHOLE.fullmatch(written):
        return int(written)
    if _ISO_DATE.fullmatch(written) or _MOMENT.fullmatch(written):
        return _date(written)
    listed = _LIST.fullmatch(written)
    if listed is not None:
        return [_scalar(item.strip()) for item in listed.group(1).split(",")] if listed.group(1).strip() else []
    if not written:
        raise _LeftAloneError
    if _DIGITS_AND_WORDS.fullmatch(written) and _SURELY_A_WORD.match(written):
        return written
    plain = (written[0].isalpha() or written[0] in "/£") and written.lower() not in _UNSURE and written.isprintable()
    if not plain or ": " in written or " #" in written or written[-1] == ":":
        raise _LeftAloneError
    return written


def _date(written: str) -> object:
    """The date or moment that YAML reads here; with an offset like +0100 it reads plain words."""
    moment = _MOMENT.fullmatch(written)
    try:
        if moment is None:
            return date.fromisoformat(written)
        day, clock, offset = moment.groups()
        if offset is not None and len(offset) == 5:
            return written
        clock = clock.rjust(8, "0")
        return datetime.fromisoformat(f"{day}T{clock}{'+00:00' if offset == 'Z' else offset or ''}")
    except ValueError:
        raise _LeftAloneError from None
