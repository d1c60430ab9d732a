"""From the plain parts of a post to an item with its draft."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256

from neutral_gate.model import Block, Draft, Image, Kind, Link, Post, Relation, Role, Span
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.web_addresses import bare_links
from neutral_gate.sources.items import Item
from neutral_gate.sources.json_text import mend_bytes

_KINDS: tuple[tuple[Relation, Kind], ...] = (("repost_of", "repost"), ("quote_of", "quote"), ("reply_to", "reply"))


@dataclass(frozen=True, slots=True)
class Media:
    """A picture, video or sound of a post.

    Attributes:
        kind: "image", "video", "gif" or "audio".
        src: Its address or file name.
        alt: Its alternative text; None where the author gave none.
        alt_known: False where the source cannot carry alternative texts, so that nobody can tell whether it has one.
        captions: Address of its captions, or "".
    """

    kind: str = "image"
    src: str = ""
    alt: str | None = None
    alt_known: bool = True
    captions: str = ""


@dataclass(frozen=True, slots=True)
class Other:
    """The post that is reposted, quoted or answered; every part may be unknown ("")."""

    account: str = ""
    name: str = ""
    text: str = ""
    url: str = ""
    media: tuple[Media, ...] = ()

    @property
    def label(self) -> str:
        """Who it is, in one word: the handle, else the name, else the address."""
        return self.account or self.name or self.url


@dataclass(frozen=True, slots=True)
class Parts:
    """The plain parts of a post, as a platform's reader found them; `links` are those that the text does not show."""

    platform: str
    text: str = ""
    title: str = ""
    account: str = ""
    author: str = ""
    id: str = ""
    url: str = ""
    published: datetime | None = None
    zone_assumed: str = ""
    scheduled: bool = False
    language: str = ""
    hashtags: tuple[str, ...] = ()
    media: tuple[Media, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    related: Mapping[Relation, Other] = field(default_factory=dict)
    kind: Kind | None = None


def item_of(parts: Parts, path: str, place: str) -> Item:
    """The item of a post.

    Args:
        parts: What its reader found.
        path: The file it stands in.
        place: Where in it.
    """
    labels = {relation: mend_bytes(other.label) for relation, other in parts.related.items()}
    return Item(
        draft=draft_of(parts, path),
        platform=parts.platform,
        account=mend_bytes(parts.account or parts.author),
        id=mend_bytes(parts.id),
        url=mend_bytes(parts.url),
        published=parts.published,
        scheduled=parts.scheduled,
        repost_source=labels.get("repost_of", ""),
        quote_source=labels.get("quote_of", ""),
        reply_source=labels.get("reply_to", ""),
        language=mend_bytes(parts.language),
        place=place,
        zone_assumed=parts.zone_assumed,
    )


def draft_of(parts: Parts, path: str = "-") -> Draft:
    """The draft of a post. Its source is written anew, part below part, so that every place can be shown and marked."""
    page = _Page()
    title = page.block(parts.title, "title")
    blocks = [title, page.block(parts.text, "paragraph")]
    blocks += [page.block(tag, "hashtag") for tag in parts.hashtags]
    images = [page.image(media) for media in parts.media]
    alts = [alt for _, alt in images]
    links = [page.link(*link) for link in parts.links]
    related = {relation: page.post(other) for relation, other in parts.related.items()}
    kind = parts.kind or next((kind for relation, kind in _KINDS if relation in related), "post")
    own = tuple(block for block in [*blocks, *alts] if block is not None)
    others = tuple(block for post, _ in related.values() for block in post.blocks)
    source = page.text()
    return Draft(
        source=source,
        format="post-json",
        path=path,
        sha256=sha256(source.encode("utf-8", "replace")).hexdigest(),
        kind=kind,
        published=parts.published,
        author=mend_bytes(parts.author),
        account=mend_bytes(parts.account),
        title=title.text if title is not None else "",
        blocks=own,
        images=tuple(image for image, _ in images),
        links=(*page.bare(own + others), *links, *(link for _, link in related.values() if link is not None)),
        related={relation: post for relation, (post, _) in related.items()},
    )


def image_beside(media: Media) -> Image:
    """A picture, video or sound that belongs to a draft and has no place in its source."""
    return _image(media, Span(0, 0))


def _image(media: Media, where: Span) -> Image:
    attributes = {"type": media.kind}
    if not media.alt_known:
        attributes["alt_status"] = "unknown"
    if media.captions:
        attributes["captions"] = media.captions
    alt = mend_bytes(media.alt) if media.alt is not None else None
    return Image(mend_bytes(media.src), alt, where, where, where, attributes=attributes)


class _Page:
    """The source of a draft while it is written."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def text(self) -> str:
        return "".join(self._pieces)

    def bare(self, blocks: tuple[Block, ...]) -> list[Link]:
        return [link for block in blocks for link in bare_links(block)]

    def block(self, text: str, role: str, quoted: bool = False) -> Block | None:
        """Writes a part and gives its block; None where there is nothing to see."""
        where = self._write(text)
        if where is None:
            return None
        collected = BlockText()
        place = where.start
        for line in self._pieces[-1].splitlines():
            collected.add(line, place, place + len(line))
            place += len(line)
            collected.gap("\n", place, place + 1)
            place += 1
        taken = collected.take()
        return Block(taken[0], Role(role), taken[1], quoted=quoted) if taken is not None else None

    def image(self, media: Media, quoted: bool = False) -> tuple[Image, Block | None]:
        alt = self.block(media.alt or "", "alt", quoted)
        where = alt.where.span(0, len(alt.text)) if alt is not None else self._here()
        return _image(media, where), alt

    def link(self, address: str, text: str) -> Link:
        where = self._write(address) or self._here()
        return Link(mend_bytes(address), mend_bytes(text) or mend_bytes(address), where, where)

    def post(self, other: Other) -> tuple[Post, Link | None]:
        """Writes the other post; where nothing else tells whose it is, its address is a link of the draft, too."""
        start = self._length
        account, name = mend_bytes(other.account).strip(), mend_bytes(other.name).strip()
        who = self._write(account or name) or self._here()
        blocks = [self.block(other.text, "paragraph", quoted=True)]
        blocks += [self.image(media, quoted=True)[1] for media in other.media]
        unknown = not who.end > who.start and other.url.startswith(("http://", "https://"))
        link = self.link(other.url, "") if unknown else None
        found = tuple(block for block in blocks if block is not None)
        return Post(account, name, found, Span(start, self._length), who), link

    def _write(self, text: str) -> Span | None:
        """Writes a part, an empty line before it; None where it is empty."""
        clean = "\n".join(mend_bytes(text).splitlines()).strip()
        if not clean:
            return None
        if self._pieces:
            self._pieces.append("\n\n")
            self._length += 2
        start = self._length
        self._pieces.append(clean)
        self._length += len(clean)
        return Span(start, self._length)

    def _here(self) -> Span:
        return Span(self._length, self._length)
