"""Where a place in a draft's source stands in the request: in which field, and where in it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from neutral_gate.readers.json_places import JsonList, JsonObject, JsonText, Value, read_json
from neutral_gate.text.places import Places


class Field(NamedTuple):
    """A field of the request: its name, where it starts and ends in the source, and its text.

    Attributes:
        name: Such as "html", "title" or "images[0].alt".
        start: In the source.
        end: In the source.
        text: As the client wrote it; None for an object or a list.
        escaped: True where the source has it as the text of a JSON string.
    """

    name: str
    start: int
    end: int
    text: str | None
    escaped: bool = False


class Fields:
    """The fields of a request, in the order in which they stand in the source."""

    def __init__(self, fields: Sequence[Field], source: str = "") -> None:
        self._fields = fields
        self._source = source

    def placed(self, finding: dict[str, Any]) -> dict[str, Any]:
        """A finding as `reports.as_json` gives it, with its field and its places counted from the field's start."""
        start, end = finding["start"]["offset"], finding["end"]["offset"]
        field = self._around(start, end)
        if field is None or field.text is None:
            top = {"line": 1, "column": 1, "offset": 0}
            return {**finding, "field": "" if field is None else field.name, "start": top, "end": dict(top)}
        places = Places(field.text)
        spots = (places.at(self._inside(field, offset)) for offset in (start, end))
        positions = [{"line": spot.line, "column": spot.column, "offset": spot.offset} for spot in spots]
        return {**finding, "field": field.name, "start": positions[0], "end": positions[1]}

    def _around(self, start: int, end: int) -> Field | None:
        """The smallest field around a stretch, else the smallest around its start."""
        whole = [field for field in self._fields if field.start <= start and end <= field.end]
        around = whole or [field for field in self._fields if field.start <= start <= field.end]
        return min(around, key=lambda field: field.end - field.start, default=None)

    def _inside(self, field: Field, offset: int) -> int:
        text = field.text or ""
        if not field.escaped:
            return min(max(offset - field.start, 0), len(text))
        head = self._source[field.start : min(max(offset, field.start), field.end)]
        try:
            return len(json.loads(f'"{head}"'))
        except ValueError:  # in the middle of an escape
            return len(json.loads(f'"{head.rpartition(chr(92))[0]}"'))


def fields_of_parts(parts: Sequence[tuple[str, int, str]]) -> Fields:
    """Fields that stand in the source as they are: name, start and text of each."""
    return Fields([Field(name, start, start + len(text), text) for name, start, text in parts])


def fields_of_json(source: str, name: str, media: int) -> Fields:
    """The fields of a JSON object.

    Args:
        source: The object.
        name: For messages.
        media: How many of its `media` the client gave under that name; the rest are its `images`.
    """
    return Fields(list(_walk(read_json(source, name), "", media)), source)


def _walk(value: Value, path: str, media: int) -> Iterator[Field]:
    if isinstance(value, JsonText):
        yield Field(path, value.start + 1, value.end - 1, value.text, escaped=True)
        return
    yield Field(path, value.start, value.end, None)
    if isinstance(value, JsonObject):
        for key, member in value.members.items():
            yield from _walk(member, f"{path}.{key}" if path else key, media)
    elif isinstance(value, JsonList):
        for number, item in enumerate(value.items):
            own = path != "media" or number < media
            yield from _walk(item, f"{path}[{number}]" if own else f"images[{number - media}]", media)
