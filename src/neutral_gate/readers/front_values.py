"""Keys, values and their places in YAML and TOML front matter.

Flat YAML is read here, so that an ordinary draft needs no YAML library; whatever is more than that goes to PyYAML.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date, datetime

from neutral_gate.model import DraftError, Span
from neutral_gate.model.references import Piece

MAX_LENGTH = 200_000
"""Longest front matter in letters: real ones stay under 10,000, and PyYAML reads about 50,000 a second."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A key of front matter: its parsed value, its lines, and for words the letters with their places."""

    key: str
    value: object
    where: Span
    pieces: list[Piece] = field(default_factory=list)


_FLAT = re.compile(r"(?P<key>[A-Za-z_][\w.-]*)[ \t]*:(?:[ \t]+(?P<value>\S.*?))?[ \t]*")
_ITEM = re.compile(r"[ \t]*-[ \t]+(?P<value>\S.*?)[ \t]*")
_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\n|\r|\Z)")
_KEY_LIKE = re.compile(r"\s*(?:#[^\r\n]*\s*)*(?:[^\s:#][^\r\n]*?:(?:\s|\Z)|[{\[])")
_QUOTED = re.compile(r"\"((?:[^\"\\]|\\[\"\\/])*+)\"|'((?:[^']|'')*+)'")
_LIST = re.compile(r"\[([^\[\]{}\"'#&*!|>%@`:]*)\]")
_ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_MOMENT = re.compile(r"(\d{4}-\d\d-\d\d)[Tt ](\d?\d:\d\d:\d\d)[ \t]*(Z|[+-]\d\d:\d\d|[+-]\d{4})?")
_DIGITS_AND_WORDS = re.compile(r"[0-9][\w.,/'’() &-]*")
_SURELY_A_WORD = re.compile(r"[g-np-wyzG-NP-SU-WY]")
_WHOLE = re.compile(r"0|[1-9][0-9]{0,15}")
_END_TABS = re.compile(r"[ \t]*\t[ \t]*$", re.MULTILINE)
_END_OF_LINE = re.compile(r"[\r\n]|\Z")
_TOO_DEEP = re.compile(r"(?:[\[{][ \t\r\n]*+){50}")
_CONSTANTS = {"true": True, "false": False, "True": True, "False": False, "null": None}
_UNSURE = frozenset({"yes", "no", "on", "off", "null", "true", "false", "y", "n"})
_TOO_MUCH = object()


def yaml_entries(source: str, start: int, end: int, path: str) -> list[Entry] | None:
    """The entries of YAML front matter; None where it is no list of keys at all, such as text between two rules.

    Args:
        source: The whole file.
        start: Where the front matter starts, after its opening line.
        end: Where it ends.
        path: The file's name, for messages.

    Raises:
        DraftError: it is no valid YAML, or too long.
    """
    _check_length(start, end, path)
    if start < end and not source[start:end].isspace() and _KEY_LIKE.match(source, start, end) is None:
        return None
    entries = _flat_entries(source, start, end)
    return entries if entries is not None else _full_entries(source, start, end, path)


def toml_entries(source: str, start: int, end: int, path: str) -> list[Entry] | None:
    """The entries of TOML front matter; see `yaml_entries`."""
    import tomllib

    _check_length(start, end, path)
    try:
        values = tomllib.loads(source[start:end].replace("\r\n", "\n"))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise DraftError(
            f"{path}: the front matter between the +++ lines is no valid TOML ({error}).",
            "Mend that line, or take the front matter out.",
        ) from error
    places = []
    for key in values:
        name = re.escape(key)
        found = re.compile(rf"^[ \t]*(?:\[+[ \t]*)?[\"']?{name}[\"']?[ \t]*([.\]=])", re.MULTILINE).search(
            source, start, end
        )
        if found is not None:
            places.append((found.start(), found.end(), key))
    places.sort()
    entries = []
    for number, (line, value_start, key) in enumerate(places):
        stop = places[number + 1][0] if number + 1 < len(places) else end
        stop = line + len(source[line:stop].rstrip())
        value = values[key]
        pieces = align(value, source, value_start, stop) if isinstance(value, str) else []
        entries.append(Entry(key, value, Span(line, stop), pieces))
    return entries


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


def _check_length(start: int, end: int, path: str) -> None:
    if end - start > MAX_LENGTH:
        raise DraftError(
            f"{path}: the front matter is longer than {MAX_LENGTH:,} letters.", "Move what is not needed out of it."
        )


def _flat_entries(source: str, start: int, end: int) -> list[Entry] | None:
    """Entries of front matter that holds only `key: value` lines and lists of plain words; None for anything else."""
    entries: list[Entry] = []
    place = start
    while place < end:
        line = _LINE.match(source, place, end)
        if line is None or line.end() == place:
            break
        stop, place = line.end(1), line.end()
        begin = line.start()
        if source[begin:stop].strip(" \t") == "" or source[begin] == "#":
            continue
        flat = _FLAT.fullmatch(source, begin, stop)
        if flat is None:
            item = _ITEM.fullmatch(source, begin, stop)
            if item is None or not entries or not _append(entries, item, stop):
                return None
            continue
        written = flat.group("value")
        value = None if written is None else _scalar(written)
        if value is _TOO_MUCH:
            return None
        pieces: list[Piece] = []
        if isinstance(value, str) and written:
            pieces = _letters(value, source, flat.start("value"), flat.end("value"))
        entries.append(Entry(flat.group("key"), value, Span(begin, stop), pieces))
    return entries


def _letters(value: str, source: str, start: int, end: int) -> list[Piece]:
    """The letters of a word on one line, with their places."""
    start += source[start] in "\"'"
    if source.startswith(value, start):
        return [(value, start, start + len(value))]
    return align(value, source, start, end)


def _append(entries: list[Entry], item: re.Match[str], stop: int) -> bool:
    """Adds a list item to the entry above it; False where that is not simple."""
    last = entries[-1]
    value = _scalar(item.group("value"))
    if value is _TOO_MUCH or not (last.value is None or isinstance(last.value, list)):
        return False
    if last.value is None and last.where.end > item.start():
        return False
    items = [*last.value, value] if isinstance(last.value, list) else [value]
    entries[-1] = Entry(last.key, items, Span(last.where.start, stop))
    return True


def _scalar(written: str) -> object:
    """The value of a plain or simply quoted word; `_TOO_MUCH` where only a YAML library can be sure."""
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
        items = [_scalar(item.strip()) for item in listed.group(1).split(",")] if listed.group(1).strip() else []
        return items if all(item is not _TOO_MUCH for item in items) else _TOO_MUCH
    if written == "":
        return _TOO_MUCH
    if _DIGITS_AND_WORDS.fullmatch(written) and _SURELY_A_WORD.search(written):
        return written
    first = written[0]
    if not (first.isalpha() or first in "/£") or written.lower() in _UNSURE:
        return _TOO_MUCH
    if ": " in written or ":\t" in written or " #" in written or "\t#" in written or written[-1] == ":":
        return _TOO_MUCH
    return written if written.isprintable() else _TOO_MUCH


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
        return _TOO_MUCH


def _full_entries(source: str, start: int, end: int, path: str) -> list[Entry] | None:
    import yaml

    if _TOO_DEEP.search(source, start, end):
        raise DraftError(f"{path}: the front matter has too many brackets inside each other.", "Take them out.")
    try:
        # PyYAML refuses tabs at the end of a line, which other readers of YAML allow; blanks keep every place true.
        loader = yaml.SafeLoader(_END_TABS.sub(lambda tabs: " " * len(tabs.group()), source[start:end]))
        node = loader.get_single_node()
        if node is None:
            return []
        if not isinstance(node, yaml.MappingNode):
            return None
        loader.flatten_mapping(node)
        entries = []
        for key_node, value_node in node.value:
            key = str(loader.construct_object(key_node, deep=True))
            value = loader.construct_object(value_node, deep=True)
            first = start + key_node.start_mark.index
            value_start, stop = start + value_node.start_mark.index, start + value_node.end_mark.index
            pieces = align(value, source, value_start, stop) if isinstance(value, str) else []
            if value_start < first:  # an alias: the value stands where its anchor is
                found = _END_OF_LINE.search(source, first)
                stop = found.start() if found is not None else end
            stop = first + len(source[first:stop].rstrip())
            entries.append(Entry(key, value, Span(first, stop), pieces))
    except (yaml.YAMLError, ValueError, TypeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        line = source.count("\n", 0, start) + mark.line + 1 if mark is not None else 0
        raise DraftError(
            f"{path}: the front matter between the --- lines is no valid YAML{f' (line {line})' if line else ''}.",
            "Mend that line (a value with a colon needs quotation marks), or take the front matter out.",
        ) from error
    return entries
