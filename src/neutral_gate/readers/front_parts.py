"""What front matter holds besides its known keys: tags as hashtags, a byline, texts of parts, addresses anywhere."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from neutral_gate.model import Block, Link, Role, SourceMap, Span
from neutral_gate.readers.front_entry import Entry

_TAGS = frozenset({"tags", "tag", "hashtags", "hashtag", "keywords", "keyword", "categories", "category", "topics"})
_BYLINES = frozenset({"author", "authors", "byline", "by", "contributor", "contributors", "written_by", "guest_author"})
_HEADINGS = frozenset({"heading", "headline", "header", "title", "subtitle", "subheading", "strapline", "tagline"})
_TEXTS = frozenset(
    {"text", "body", "content", "copy", "description", "summary", "intro", "introduction", "lead", "standfirst"}
    | {"teaser", "excerpt", "abstract", "blurb", "quote", "caption", "label", "message", "notice", "note"}
    | {"question", "answer", "button", "button_text", "link_text", "cta", "cta_text"}
)
_ALTS = frozenset({"alt", "alt_text", "image_alt"})
"""Names under which the parts of a page that is built from front matter (a banner, cards) have their words."""
_NEXT = 2_000
"""Letters within which the next text of a value must follow; one with escapes stands somewhere in the rest."""
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
    for entry in entries:
        after = entry.where.start + len(entry.key)
        for name, value in _named(entry.value):
            words = re.compile(r"\s+".join(map(re.escape, value.split())))
            found = words.search(source, after, min(entry.where.end, after + _NEXT + 2 * len(value)))
            role = _part(name)
            if found is not None:
                value, where = found.group(), SourceMap.identity(found.start(), len(found.group()))
                after = found.end()
            else:
                where = SourceMap((0,), (after,), (entry.where.end,), len(value))
            if role is not None and value:
                yield Block(value, role, where)


def _named(value: object) -> Iterator[tuple[str, str]]:
    """The texts inside a list or a mapping, each with its key."""
    inside = (
        value.items() if isinstance(value, dict) else [("", item) for item in value] if isinstance(value, list) else ()
    )
    for name, item in inside:
        if isinstance(item, str):
            yield str(name).strip().lower().replace("-", "_"), item
        else:
            yield from _named(item)


def _part(name: str) -> Role | None:
    if name in _HEADINGS:
        return Role.META
    if name in _TEXTS:
        return Role.PARAGRAPH
    return Role.ALT if name in _ALTS else None


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
