"""One thing that is about to be published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Literal, get_args

from neutral_gate.model.records import dataclass, field

if TYPE_CHECKING:
    from neutral_gate.model.page import Page
    from neutral_gate.model.parts import Block, Embed, Image, Link, Post, Span

Kind = Literal[
    "post",
    "repost",
    "reply",
    "quote",
    "blog",
    "news",
    "page",
    "report",
    "press_release",
    "event",
    "survey",
    "consultation",
    "advert",
    "newsletter",
]
KINDS: tuple[str, ...] = get_args(Kind)

BodyType = Literal[
    "healthwatch",
    "nhs_trust",
    "icb",
    "council",
    "combined_authority",
    "alb",
    "department",
    "opcc",
    "devolved_government",
]
BODY_TYPES: tuple[str, ...] = get_args(BodyType)

Format = Literal["text", "markdown", "html", "post-json"]
Relation = Literal["repost_of", "quote_of", "reply_to"]


@dataclass(frozen=True, slots=True)
class Draft:
    """One thing that is about to be published, as a reader of files made it.

    Attributes:
        source: The whole source text; every place in the other parts is an offset into it.
        format: How the source was written.
        path: The file's path as given, or "-".
        sha256: Digest of the bytes that were read, in hex.
        kind: What it is, or None where the source does not say.
        body: Body type that the source names, or None.
        published: Date of publication that the source names, or None.
        author: Author that the source names, or "".
        account: The account that posts it, or "".
        title: Its title, or "".
        blocks: Its own words, in reading order, titles, alt texts, captions and hashtags included.
        images: Its images, media of a post included.
        links: Its links.
        embeds: What it embeds, and settings that share it elsewhere.
        related: The posts it reposts, quotes or answers.
        settings: Other keys of its front matter, with their place in the source.
        whole_document: True for a whole HTML document, False for a fragment or another format.
        page: The tree of an HTML or Markdown source; None for other formats.
    """

    source: str
    format: Format
    path: str = "-"
    sha256: str = ""
    kind: Kind | None = None
    body: BodyType | None = None
    published: datetime | None = None
    author: str = ""
    account: str = ""
    title: str = ""
    blocks: tuple[Block, ...] = ()
    images: tuple[Image, ...] = ()
    links: tuple[Link, ...] = ()
    embeds: tuple[Embed, ...] = ()
    related: Mapping[Relation, Post] = field(default_factory=dict)
    settings: Mapping[str, tuple[object, Span]] = field(default_factory=dict)
    whole_document: bool = False
    page: Page | None = field(default=None, compare=False, repr=False)
