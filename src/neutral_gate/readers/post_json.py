"""Reads social posts from JSON: one post, or a list of posts."""

from __future__ import annotations

from datetime import datetime

from neutral_gate.model import (
    BODY_TYPES,
    KINDS,
    Block,
    BodyType,
    Draft,
    DraftError,
    Image,
    Kind,
    Post,
    Relation,
    Role,
    Span,
)
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.fields import body_of, kind_of, moment_of
from neutral_gate.readers.json_places import JsonList, JsonObject, JsonOther, JsonText, Value, read_json
from neutral_gate.readers.web_addresses import bare_links

KIND_OF_RELATION: dict[Relation, Kind] = {"repost_of": "repost", "quote_of": "quote", "reply_to": "reply"}
"""What a post is that shares or answers another one; the first that holds says it."""
_MARKS_OF_A_POST = frozenset({"text", "media", "hashtags", *KIND_OF_RELATION})
_KEYS = _MARKS_OF_A_POST | {"account", "author", "body", "date", "kind", "published", "title"}
_SHAPE = 'A post is an object such as {"text": "...", "account": "@name"}; a file may hold one post or a list of posts.'


def read_posts(source: str, path: str, sha256: str) -> tuple[Draft, ...]:
    """Reads the posts of a JSON file.

    Args:
        source: The decoded file.
        path: Its name, for messages and for the drafts.
        sha256: Digest of its bytes.

    Returns:
        One draft a post; the places in each are offsets into the whole file.

    Raises:
        DraftError: it is no valid JSON, holds no post, or a key has a value of the wrong type.
    """
    value = read_json(source, path)
    if isinstance(value, JsonObject):
        return (_Post(value, source, path, sha256, "the post").draft(),)
    if not isinstance(value, JsonList) or not value.items:
        raise DraftError(f"{path} holds no post.", _SHAPE)
    drafts = []
    for number, item in enumerate(value.items, 1):
        if not isinstance(item, JsonObject):
            raise DraftError(f"{path}: item {number} of the list is no post.", _SHAPE)
        drafts.append(_Post(item, source, path, sha256, f"post {number}").draft())
    return tuple(drafts)


class _Post:
    """One post while it is read; `name` is what messages call it."""

    def __init__(self, value: JsonObject, source: str, path: str, sha256: str, name: str) -> None:
        self.members = value.members
        self.source = source
        self.path = path
        self.sha256 = sha256
        self.name = name

    def draft(self) -> Draft:
        """The post as a draft."""
        members = self.members
        title = block_of(self._text(members, "title"), Role.TITLE)
        text = block_of(self._text(members, "text"), Role.PARAGRAPH)
        images, alts = self._media(members)
        blocks = [block for block in (title, text) if block is not None]
        blocks += self._hashtags(members)
        blocks += alts
        related = self._related()
        if not blocks and not images and not related:
            raise DraftError(f"{self.path}: {self.name} has no text and shares nothing.", _SHAPE)
        others = [block for post in related.values() for block in post.blocks]
        return Draft(
            source=self.source,
            format="post-json",
            path=self.path,
            sha256=self.sha256,
            kind=self._kind(related),
            body=self._body(),
            published=self._published(),
            author=self._plain(members, "author"),
            account=self._plain(members, "account"),
            title=title.text if title is not None else "",
            blocks=tuple(blocks),
            images=tuple(images),
            links=tuple(link for block in [*blocks, *others] for link in bare_links(block)),
            related=related,
            settings={
                key: (_value(value), Span(value.start, value.end)) for key, value in members.items() if key not in _KEYS
            },
        )

    def wrong(self, key: str, expected: str) -> DraftError:
        """The error for a key with a value of the wrong type."""
        return DraftError(f'{self.path}: "{key}" of {self.name} must be {expected}.', _SHAPE)

    def _text(self, members: dict[str, Value], key: str) -> JsonText | None:
        value = members.get(key)
        if value is None or (isinstance(value, JsonOther) and value.value is None):
            return None
        if not isinstance(value, JsonText):
            raise self.wrong(key, "a text in quotation marks")
        return value

    def _plain(self, members: dict[str, Value], key: str) -> str:
        value = self._text(members, key)
        return value.text.strip() if value is not None else ""

    def _list(self, members: dict[str, Value], key: str, expected: str) -> list[Value]:
        value = members.get(key)
        if value is None or (isinstance(value, JsonOther) and value.value is None):
            return []
        if not isinstance(value, JsonList):
            raise self.wrong(key, expected)
        return value.items

    def _hashtags(self, members: dict[str, Value], quoted: bool = False) -> list[Block]:
        blocks = []
        for item in self._list(members, "hashtags", "a list of texts"):
            if not isinstance(item, JsonText):
                raise self.wrong("hashtags", "a list of texts")
            blocks.append(block_of(item, Role.HASHTAG, quoted))
        return [block for block in blocks if block is not None]

    def _media(self, members: dict[str, Value], quoted: bool = False) -> tuple[list[Image], list[Block]]:
        images: list[Image] = []
        alts: list[Block] = []
        for item in self._list(members, "media", "a list of objects"):
            if not isinstance(item, JsonObject):
                raise self.wrong("media", "a list of objects")
            where = Span(item.start, item.end)
            alt = self._text(item.members, "alt")
            address = self._text(item.members, "src") or self._text(item.members, "url")
            images.append(
                Image(
                    src=address.text if address is not None else "",
                    alt=alt.text if alt is not None else None,
                    where=where,
                    src_where=_inside(address, where),
                    alt_where=_inside(alt, where),
                    caption=self._plain(item.members, "caption"),
                    attributes={key: value.text for key, value in item.members.items() if isinstance(value, JsonText)},
                )
            )
            for text, role in ((alt, Role.ALT), (self._text(item.members, "caption"), Role.CAPTION)):
                block = block_of(text, role, quoted)
                if block is not None:
                    alts.append(block)
        return images, alts

    def _related(self) -> dict[Relation, Post]:
        related: dict[Relation, Post] = {}
        for relation in KIND_OF_RELATION:
            value = self.members.get(relation)
            if value is None or (isinstance(value, JsonOther) and value.value is None):
                continue
            if not isinstance(value, JsonObject):
                raise self.wrong(relation, 'an object such as {"account": "@name", "text": "..."}')
            members = value.members
            where = Span(value.start, value.end)
            account, name = self._text(members, "account"), self._text(members, "name")
            text = block_of(self._text(members, "text"), Role.PARAGRAPH, quoted=True)
            blocks = [text] if text is not None else []
            blocks += self._hashtags(members, quoted=True)
            blocks += self._media(members, quoted=True)[1]
            named = account if account is not None and account.text.strip() else name
            related[relation] = Post(
                account=account.text.strip() if account is not None else "",
                name=name.text.strip() if name is not None else "",
                blocks=tuple(blocks),
                where=where,
                account_where=_inside(named, where),
            )
        return related

    def _kind(self, related: dict[Relation, Post]) -> Kind:
        written = self._plain(self.members, "kind")
        kind = kind_of(written) if written else None
        if written and kind is None:
            raise DraftError(
                f"{self.path}: {written!r} is not a known kind of draft.", f"Use one of: {', '.join(KINDS)}."
            )
        if kind is None or kind == "post":
            return next((KIND_OF_RELATION[relation] for relation in related), "post")
        return kind

    def _body(self) -> BodyType | None:
        written = self._plain(self.members, "body")
        body = body_of(written) if written else None
        if written and body is None:
            raise DraftError(
                f"{self.path}: {written!r} is not a known body type.", f"Use one of: {', '.join(BODY_TYPES)}."
            )
        return body

    def _published(self) -> datetime | None:
        written = self._plain(self.members, "date") or self._plain(self.members, "published")
        moment = moment_of(written) if written else None
        if written and moment is None:
            raise DraftError(f"{self.path}: the date {written!r} cannot be read.", "Write it like 2024-06-10.")
        return moment


def block_of(value: JsonText | None, role: Role, quoted: bool = False) -> Block | None:
    """The block of a string; a line break that the author set stays a line break."""
    if value is None:
        return None
    text = BlockText()
    for piece, start, end in value.pieces:
        if piece in ("\n", "\r"):
            text.gap("\n", start, end)
        else:
            text.add(piece, start, end)
    taken = text.take()
    return Block(taken[0], role, taken[1], quoted=quoted) if taken is not None else None


def _inside(value: JsonText | None, otherwise: Span) -> Span:
    """Where a string stands without its quotation marks."""
    return Span(value.start + 1, value.end - 1) if value is not None else otherwise


def _value(value: Value) -> object:
    """The plain value of a key that the gate does not know."""
    if isinstance(value, JsonText):
        return value.text
    if isinstance(value, JsonObject):
        return {key: _value(member) for key, member in value.members.items()}
    if isinstance(value, JsonList):
        return [_value(item) for item in value.items]
    return value.value
