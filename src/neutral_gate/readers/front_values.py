"""Keys, values and their places in YAML and TOML front matter.

Plain YAML is read by `flat_yaml`, so that an ordinary draft needs no YAML library; all else goes to PyYAML.
"""

from __future__ import annotations

import re

from neutral_gate.model import DraftError, Span
from neutral_gate.readers.flat_yaml import flat_entries
from neutral_gate.readers.front_entry import Entry, align

MAX_LENGTH = 200_000
"""Longest front matter in letters: real ones stay under 10,000, and PyYAML reads about 50,000 a second."""


_KEY_LIKE = re.compile(r"\s*+(?>(?:#[^\r\n]*+\s*+)*)(?:[^\s:#][^\r\n]*?:(?:\s|\Z)|[{\[])")
_END_TABS = re.compile(r"(?<![ \t]) *+\t[ \t]*+$", re.MULTILINE)
_END_OF_LINE = re.compile(r"[\r\n]|\Z")
_TOML_KEY = re.compile(r"^[ \t]*+(?:\[+[ \t]*+)?(?:[\"']([^\"'\r\n]*+)[\"']|([\w-]++))[ \t]*+[.\]=]", re.MULTILINE)
_TOO_DEEP = re.compile(r"(?:[\[{][ \t\r\n]*+){50}")


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
    entries = flat_entries(source, start, end)
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
    first: dict[str, tuple[int, int, str]] = {}
    for found in _TOML_KEY.finditer(source, start, end):
        key = found.group(1) or found.group(2)
        if key in values:
            first.setdefault(key, (found.start(), found.end(), key))
    places = sorted(first.values())
    entries = []
    for number, (line, value_start, key) in enumerate(places):
        stop = places[number + 1][0] if number + 1 < len(places) else end
        stop = line + len(source[line:stop].rstrip())
        value = values[key]
        pieces = align(value, source, value_start, stop) if isinstance(value, str) else []
        entries.append(Entry(key, value, Span(line, stop), pieces))
    return entries


def _check_length(start: int, end: int, path: str) -> None:
    if end - start > MAX_LENGTH:
        raise DraftError(
            f"{path}: the front matter is longer than {MAX_LENGTH:,} letters.", "Move what is not needed out of it."
        )


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
