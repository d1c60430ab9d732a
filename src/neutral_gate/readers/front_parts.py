"""What front matter holds besides its known keys: tags as hashtags, a byline, and addresses anywhere in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from neutral_gate.model import Block, Link, Role, SourceMap, Span
from neutral_gate.readers.front_entry import Entry

_TAGS = frozenset({"tags", "tag", "hashtags", "hashtag", "keywords", "keyword", "categories", "category", "topics"})
_BYLINES = frozenset({"author", "authors", "byline", "by", "contributor", "contributors", "written_by", "guest_author"})
_SCHEMES = ("http://", "https://")


def front_blocks(entries: Iterable[Entry], source: str) -> Iterator[Block]:
    """The tags and the byline, each as a block of its own."""
    for entry in entries:
        name = entry.key.strip().lower().replace("-", "_")
        role = Role.HASHTAG if name in _TAGS else Role.META if name in _BYLINES else None
        if role is None:
            continue
        for text, place in _places(entry, source):
            yield Block(text, role, SourceMap.identity(place, len(text)))


def front_links(entries: Iterable[Entry], source: str) -> Iterator[Link]:
    """The web addresses that values consist of, such as a canonical address or a list of related pages."""
    for entry in entries:
        for text, place in _places(entry, source):
            if text.startswith(_SCHEMES) and not any(letter.isspace() for letter in text):
                where = Span(place, place + len(text))
                yield Link(href=text, text="", where=where, href_where=where)


def _places(entry: Entry, source: str) -> Iterator[tuple[str, int]]:
    """Every string of a value that stands letter for letter in the lines of its key, with its place."""
    after_key = entry.where.start + len(entry.key)
    for text in _strings(entry.value):
        place = source.find(text, after_key, entry.where.end)
        if text and place >= 0:
            yield text, place


def _strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value.strip()
    elif isinstance(value, list):
        for item in value:
            yield from _strings(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from _strings(item)
