"""Lists in JSON: the Electoral Commission's register, and councillors from Democracy Club's scrapers (LGSF)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError

MAX_BYTES = 50 * 1024 * 1024
"""Largest JSON list that is read; the whole register of parties has about 5 MB."""
_WRAPPERS = ("Result", "results", "councillors", "people", "members", "items", "data")
_DESCRIPTIONS = {"Description": "Description", "Translation": "Translation"}


def entries_of(text: str, path: Path) -> tuple[Sequence[str], Iterator[tuple[str, Sequence[str]]]]:
    """The keys of all entries, as headings, and each entry's place and cells.

    A file may hold one entry, a list of them, a list inside an object ("Result" and the like), or one a line.

    Raises:
        UsageError: It is not JSON, is cut off, or holds no entries.
    """
    if len(text) > MAX_BYTES:
        raise UsageError(f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB.", "Check that it is the right file.")
    entries = _entries(_parsed(text, path))
    if not entries:
        raise UsageError(
            f"{path} is JSON without people or parties in it.", "Download the list again, or leave it out."
        )
    flat = [_flat(each) for each in entries]
    header = list(dict.fromkeys(key for each in flat for key in each))
    cells = ((f"entry {number}", [each.get(key, "") for key in header]) for number, each in enumerate(flat, start=1))
    return header, cells


def _parsed(text: str, path: Path) -> object:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise UsageError(f"{path} is nested too deeply.", "Check that it is the right file.") from error
    except json.JSONDecodeError as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if error.msg == "Extra data" and len(lines) > 1:
            try:
                return [json.loads(line) for line in lines]
            except (json.JSONDecodeError, RecursionError):
                pass
        raise UsageError(
            f"{path}, line {error.lineno}: this is not whole JSON ({error.msg[:1].lower()}{error.msg[1:]}).",
            "The list may be cut off: download it again.",
        ) from error


def _entries(value: object) -> list[Mapping[str, Any]]:
    if isinstance(value, dict):
        inside = next((value[key] for key in _WRAPPERS if isinstance(value.get(key), list)), None)
        value = [value] if inside is None else inside
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _flat(entry: Mapping[str, Any]) -> dict[str, str]:
    """The entry with text only; a register's descriptions stand one a line in cells of their own."""
    flat: dict[str, str] = {}
    for key, value in entry.items():
        if key == "PartyDescriptions" and isinstance(value, list):
            for source, heading in _DESCRIPTIONS.items():
                texts = [each.get(source) for each in value if isinstance(each, dict)]
                flat[heading] = "\n".join(each for each in texts if isinstance(each, str))
        elif isinstance(value, bool):
            flat[key] = "yes" if value else "no"
        elif isinstance(value, str | int | float):
            flat[key] = str(value)
        else:  # a key without text is still told, where the form of the list is not known
            flat[key] = ""
    return flat
