"""Makes the draft of a post that is at hand as plain data, such as a row of a table.

It is the draft that `post_json` would read from the post's JSON, made without reading it: the JSON is the draft's
source all the same, for findings to point to.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime
from json.encoder import encode_basestring
from typing import Any, cast

from neutral_gate.model import Block, Draft, Image, Kind, Link, Post, Relation, Role, SourceMap, Span
from neutral_gate.model.records import replace
from neutral_gate.readers.block_text import UNSEEN
from neutral_gate.readers.json_places import text_at
from neutral_gate.readers.post_json import KIND_OF_RELATION, block_of, read_posts
from neutral_gate.readers.web_addresses import bare_links, may_hold_addresses

_WORDS = {"title": Role.TITLE, "text": Role.PARAGRAPH}
_SETTINGS = ("alt_status", "platform")
_KEYS = frozenset({*_WORDS, *_SETTINGS, *KIND_OF_RELATION, "account", "hashtags", "media"})
_OF_PICTURES = frozenset({"type", "src", "alt", "alt_status", "caption", "captions"})
_OF_OTHERS = frozenset({"account", "name", "text"})
_Text = tuple[str, int, int]
"""A text as it stands in the source with its quotation marks: what is written, its start and its end."""


def read_post(post: Mapping[str, Any], path: str, kind: Kind | None = None, published: datetime | None = None) -> Draft:
    """Makes the draft of one post.

    Args:
        post: What a JSON file would hold of it.
        path: The draft's path, and its name in messages.
        kind: Its kind; by default what its JSON would say.
        published: Its date.

    Returns:
        The draft; places in it are those in its JSON.

    Raises:
        DraftError: It holds nothing, or a key has a value of the wrong type.
    """
    if post.keys() <= _KEYS:
        try:
            return _Plain(post).draft(path, kind, published)
        except _OddError:
            pass
    draft = read_posts(json.dumps(post, ensure_ascii=False), path, "")[0]
    return replace(draft, kind=kind or draft.kind, published=published or draft.published)


class _OddError(Exception):
    """A post of a form that tables do not have; its JSON is read like any other."""


class _Plain:
    """One post while its JSON is written, key by key."""

    def __init__(self, post: Mapping[str, Any]) -> None:
        self._post = post
        self._parts: list[str] = []
        self._place = 0
        self._first = True
        self._own: dict[str, Block | None] = {}
        self._tags: list[Block] = []
        self._images: list[Image] = []
        self._alts: list[Block] = []
        self._related: dict[Relation, Post] = {}
        self._settings: dict[str, tuple[object, Span]] = {}
        self._account = ""

    def draft(self, path: str, kind: Kind | None, published: datetime | None) -> Draft:
        """The post as a draft."""
        self._add("{")
        for key, value in self._post.items():
            self._key(key)
            self._member(key, value)
        self._add("}")
        source = "".join(self._parts)
        title = self._own.get("title")
        blocks = [block for block in (title, self._own.get("text")) if block is not None]
        blocks += self._tags
        blocks += self._alts
        related = {each: self._related[each] for each in KIND_OF_RELATION if each in self._related}
        if not blocks and not self._images and not related:
            raise _OddError
        return Draft(
            source=source,
            format="post-json",
            path=path,
            kind=kind or next((KIND_OF_RELATION[relation] for relation in related), "post"),
            published=published,
            account=self._account,
            title=title.text if title is not None else "",
            blocks=tuple(blocks),
            images=tuple(self._images),
            links=_links(source, blocks, related),
            related=related,
            settings=self._settings,
        )

    def _member(self, key: str, value: Any) -> None:
        if key in _WORDS:
            self._own[key] = _block(self._text(value), value, _WORDS[key])
        elif key == "account":
            self._text(value)
            self._account = value.strip()
        elif key in _SETTINGS:
            _, start, end = self._text(value)
            self._settings[key] = value, Span(start, end)
        elif key == "hashtags":
            self._tags = [
                block for text, tag in self._texts(value) if (block := _block(text, tag, Role.HASHTAG)) is not None
            ]
        elif key == "media":
            self._media(value)
        else:
            self._other(cast("Relation", key), value)

    def _media(self, media: Any) -> None:
        for item in self._items(media):
            start = self._place
            told = self._object(item, _OF_PICTURES)
            where = Span(start, self._place)
            alt, src, caption = item.get("alt"), told.get("src"), item.get("caption")
            self._images.append(
                Image(
                    src=item["src"] if src else "",
                    alt=alt,
                    where=where,
                    src_where=_inside(src) if src else where,
                    alt_where=_inside(told["alt"]) if alt is not None else where,
                    caption=caption.strip() if caption else "",
                    attributes=dict(item),
                )
            )
            for key, role in (("alt", Role.ALT), ("caption", Role.CAPTION)):
                block = _block(told[key], item[key], role) if key in told else None
                if block is not None:
                    self._alts.append(block)

    def _other(self, relation: Relation, post: Any) -> None:
        start = self._place
        told = self._object(post, _OF_OTHERS)
        where = Span(start, self._place)
        account, name = post.get("account", "").strip(), post.get("name", "").strip()
        text = _block(told["text"], post["text"], Role.PARAGRAPH, quoted=True) if "text" in told else None
        named = told.get("account") if account else told.get("name")
        self._related[relation] = Post(
            account=account,
            name=name,
            blocks=(text,) if text is not None else (),
            where=where,
            account_where=_inside(named) if named is not None else where,
        )

    def _object(self, value: Any, keys: frozenset[str]) -> dict[str, _Text]:
        """Writes an object of texts, and tells where each stands."""
        if type(value) is not dict or not value.keys() <= keys:
            raise _OddError
        self._first = True
        self._add("{")
        found = {}
        for key, each in value.items():
            self._key(key)
            found[key] = self._text(each)
        self._add("}")
        self._first = False
        return found

    def _items(self, values: Any) -> Iterator[Any]:
        """Writes the brackets and commas of a list; each item is written by whom it is given to."""
        if type(values) is not list:
            raise _OddError
        self._add("[")
        for number, value in enumerate(values):
            if number:
                self._add(", ")
            yield value
        self._add("]")

    def _texts(self, values: Any) -> list[tuple[_Text, str]]:
        return [(self._text(value), value) for value in self._items(values)]

    def _key(self, key: str) -> None:
        self._add(f'"{key}": ' if self._first else f', "{key}": ')
        self._first = False

    def _text(self, value: Any) -> _Text:
        if type(value) is not str:
            raise _OddError
        start = self._place
        written = encode_basestring(value)
        self._add(written)
        return written, start, self._place

    def _add(self, part: str) -> None:
        self._parts.append(part)
        self._place += len(part)


def _block(text: _Text, value: str, role: Role, quoted: bool = False) -> Block | None:
    """The block of a text; one that is written as it is read, with nothing at its ends to take off, is its own."""
    written, start, end = text
    if value and len(written) == len(value) + 2 and value[0] not in UNSEEN and value[-1] != " " and "  " not in value:
        return Block(value, role, SourceMap((0,), (start + 1,), (end - 1,), len(value)), quoted=quoted)
    return block_of(text_at(written, start), role, quoted)


def _inside(text: _Text) -> Span:
    """Where a text stands without its quotation marks."""
    return Span(text[1] + 1, text[2] - 1)


def _links(source: str, own: list[Block], related: Mapping[Relation, Post]) -> tuple[Link, ...]:
    if not may_hold_addresses(source):
        return ()
    blocks = [*own, *(block for post in related.values() for block in post.blocks)]
    return tuple(link for block in blocks for link in bare_links(block))
