"""Pictures of the entries of a feed with the alternative text that belongs to each.

feedparser gives the descriptions of pictures as if they were the entry's content, and no longer says which belongs to
which picture. So this part of a feed is read once more, as XML.
"""

from __future__ import annotations

from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from neutral_gate.sources.making import Media

_MEDIA = "http://search.yahoo.com/mrss/"
_ENTRIES = ("item", "entry")
_SORTS = ("image", "video", "audio")


class _Entities(Exception):  # noqa: N818
    """The feed declares entities of its own; nobody honest does, and they can be made to grow without end."""


def media_of_entries(data: bytes) -> list[tuple[Media, ...]] | None:
    """The pictures, videos and sounds of each entry, in order.

    Args:
        data: The feed.

    Returns:
        A tuple for each entry, or None where the feed is no clean XML, so that nobody can tell. An alternative text is
        unknown where a picture has no description of its own.
    """
    if b"<!ENTITY" in data:
        return None
    reader = _Reader()
    parser = ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.EntityDeclHandler = reader.entity
    try:
        parser.ParseFile(BytesIO(data))
    except (ExpatError, _Entities, ValueError, LookupError):
        return None
    return reader.entries


class _Reader:
    def __init__(self) -> None:
        self.entries: list[tuple[Media, ...]] = []
        self._depth = 0
        self._entry = 0
        self._found: list[Media] = []
        self._open: dict[str, str] | None = None
        self._alt: list[str] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._depth += 1
        space, _, local = name.rpartition(" ")
        if local in _ENTRIES and not self._entry and space != _MEDIA:
            self._entry, self._found = self._depth, []
        elif self._entry and space == _MEDIA and local == "content":
            self._open, self._alt = attributes, None
        elif self._open is not None and space == _MEDIA and local == "description":
            self._alt = []

    def end(self, name: str) -> None:
        space, _, local = name.rpartition(" ")
        if self._open is not None and space == _MEDIA and local == "content":
            self._close(self._open)
        if self._depth == self._entry:
            self.entries.append(tuple(self._found))
            self._entry = 0
        self._depth -= 1

    def text(self, data: str) -> None:
        if self._alt is not None:
            self._alt.append(data)

    def entity(self, *_: object) -> None:
        raise _Entities

    def _close(self, attributes: dict[str, str]) -> None:
        sort = attributes.get("medium") or attributes.get("type", "").partition("/")[0]
        if sort in _SORTS:
            alt = "".join(self._alt).strip() if self._alt is not None else ""
            self._found.append(Media(sort, attributes.get("url", ""), alt or None, alt_known=bool(alt)))
        self._open = self._alt = None
