"""The people file: all people of the imported lists in one file that loads at once and runs no code.

Line 1 is a JSON object: what the file is, its version, the checksum of the rest, and the lists that went into it. The
rest is another, with the people column by column. Where values come again, a column holds each value once, and for each
person its number. A field that a reader does not know is left out, and one that the file lacks keeps its default, so
that a newer version of the gate reads the files of an older one.
"""

from __future__ import annotations

import gc
import hashlib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, asdict, fields
from datetime import date
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError
from neutral_gate.people.person import Handle, Person
from neutral_gate.people.provenance import Source

FORMAT = "neutral-gate-people"
VERSION = 1
SUFFIX = ".ngp"
_START = f'{{"format":"{FORMAT}",'.encode()
_MEND = "Import the lists again with `neutral-gate people import`."

# How a value of each type of field is written in JSON, and read again.
_Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
_CODECS: Mapping[str, _Codec] = {
    "str": (str, str),
    "Role": (str, str),
    "bool": (int, bool),
    "date | None": (
        lambda day: day.isoformat() if day else "",
        lambda text: date.fromisoformat(text) if text else None,
    ),
    "tuple[str, ...]": (list, tuple),
    "tuple[Handle, ...]": (
        lambda handles: [f"{each.platform}:{each.name}" for each in handles],
        lambda texts: tuple(Handle(*text.split(":", 1)) for text in texts),
    ),
}
_FIELDS: Mapping[str, _Codec] = {
    field.name: _CODECS[str(field.type)] for field in fields(Person) if str(field.type) in _CODECS
}
_DEFAULTS: Mapping[str, object] = {
    field.name: field.default for field in fields(Person) if field.default is not MISSING
}


def is_compiled(data: bytes) -> bool:
    """Whether a file's bytes are those of a people file, of any version."""
    return data.startswith(_START)


def to_bytes(people: Sequence[Person], sources: Iterable[Source]) -> bytes:
    """A people file; the same people and sources give the same bytes."""
    columns = {name: _packed([getattr(each, name) for each in people], write) for name, (write, _) in _FIELDS.items()}
    body = _compact(columns) + b"\n"
    head = {
        "format": FORMAT,
        "version": VERSION,
        "sha256": hashlib.sha256(body).hexdigest(),
        "people": len(people),
        "sources": [_plain(source) for source in sources],
    }
    return _compact(head) + b"\n" + body


def read_compiled(data: bytes, path: Path) -> tuple[tuple[Person, ...], tuple[Source, ...]]:
    """The people of a people file, and the lists that they come from.

    Args:
        data: The file's bytes.
        path: Its name, for messages.

    Raises:
        UsageError: It is broken, cut off, or written by a newer version of the gate.
    """
    head, body = _parts(data, path)
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand small objects that all stay would be gone over again and again
    try:
        columns = json.loads(body)
        size = int(head["people"])
        values = [_unpacked(columns.get(name), size, name) for name in _FIELDS]
        people = tuple(map(Person, *values)) if size else ()
        if len(people) != size or not people:
            raise ValueError("no people")
        return people, tuple(_source(entry) for entry in head["sources"])
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, RecursionError) as error:
        raise UsageError(f"The people file {path} is broken.", _MEND) from error
    finally:
        if collecting:
            gc.enable()


def _parts(data: bytes, path: Path) -> tuple[dict[str, Any], bytes]:
    """The head of a file, and its body, which is as it was written."""
    line, _, body = data.partition(b"\n")
    try:
        head = json.loads(line)
        version = head["version"]
        if isinstance(version, int) and version > VERSION:
            raise UsageError(
                f"The people file {path} was written by a newer Neutral Gate: its form is number {version}.",
                "Update Neutral Gate, or import the lists again with this one.",
            )
        if version != VERSION or not isinstance(head["sources"], list) or not head["sources"]:
            raise ValueError("no such version")
        known = head["sha256"]
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise UsageError(f"The people file {path} is broken.", _MEND) from error
    if hashlib.sha256(body).hexdigest() != known:
        raise UsageError(f"The people file {path} is cut off, or was changed by hand.", _MEND)
    return head, body


def _packed(values: list[Any], write: Callable[[Any], Any]) -> list[Any] | dict[str, Any]:
    """A column: its values, or where that is shorter each value once and their numbers."""
    numbers: dict[Any, int] = {}
    at = [numbers.setdefault(value, len(numbers)) for value in values]
    if len(numbers) * 2 > len(values):
        return [write(value) for value in values]
    return {"values": [write(value) for value in numbers], "at": at}


def _unpacked(column: Any, size: int, name: str) -> list[Any]:
    if column is None:
        return [_DEFAULTS[name]] * size
    read = _FIELDS[name][1]
    if isinstance(column, list):
        values = column if read is str else list(map(read, column))
    else:
        table = list(map(read, column["values"]))
        values = [table[number] for number in column["at"]]
    if len(values) != size:
        raise ValueError(name)
    return values


def _plain(source: Source) -> dict[str, Any]:
    days = {"as_of": source.as_of.isoformat(), "imported": source.imported.isoformat() if source.imported else ""}
    return {key: value for key, value in {**asdict(source), **days}.items() if value not in ("", ())}


def _source(entry: dict[str, Any]) -> Source:
    known = {field.name for field in fields(Source)}
    values = {key: value for key, value in entry.items() if key in known}
    imported = values.get("imported")
    return Source(
        **{
            "set_aside": (),
            **values,
            **{"as_of": date.fromisoformat(values["as_of"])},
            **{"imported": date.fromisoformat(imported) if imported else None},
            **{"set_aside": tuple((str(reason), int(count)) for reason, count in values.get("set_aside", ()))},
        }
    )


def _compact(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
