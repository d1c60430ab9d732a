"""Links, images and embedded content of a page."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice

from neutral_gate.lazy import late
from neutral_gate.model import Embed, Image, Link, Span
from neutral_gate.model.page import Element, squeeze
from neutral_gate.readers.attribute_places import value_place
from neutral_gate.readers.seen_text import seen_text

_POST_CLASS = late(
    r"(?:^|[\s_-])(?:twitter|tweet|instagram|tiktok|bluesky|mastodon|reddit|threads|facebook|fb|linkedin|imgur"
    r"|text-post|embed)(?:$|[\s_-])",
    re.IGNORECASE,
)
_SHORT = 200
"""Letters of names that are remembered."""
_WIDGET_WORD = late(
    r"(?:^|[\s_-])(?:feeds?|rss|ticker|newsticker|widgets?|timeline|stream|livestream|socialwall|wall|marquee|tweets?"
    r"|twitter|instagram|facebook|fb|tiktok|bluesky|mastodon|linkedin|juicer|elfsight|curator|walls|taggbox|autoshare"
    r"|auto-share|autopost|auto-post|sharethis|addthis|addtoany|embed|oembed)(?:$|[\s_-])",
    re.IGNORECASE,
)
_ADDRESS_ATTRIBUTES = (
    "cite",
    "data-href",
    "data-url",
    "data-src",
    "data-feed",
    "data-feed-url",
    "data-instgrm-permalink",
    "data-bluesky-uri",
    "data-embed-url",
    "data-text-post-permalink",
    "data-rss",
    "data-widget-url",
    "href",
    "src",
)
_STATUS = late(r"/(?:status(?:es)?|p|reel|post|posts|video|videos|comments|permalink)/|/@[^/]+/", re.IGNORECASE)
_LONGEST = 4000
"""Letters of a link, an embedded post or an inline script that are kept: enough to know what it is."""
_MOST_LINKS = 50
"""Links in an embedded post that are looked at for its address."""


def link_of(element: Element) -> Link | None:
    """The link of an `a` or `area` element; None where it has no address."""
    if "href" not in element.attributes:
        return None
    text = squeeze(element.get("alt")) if element.tag == "area" else seen_text(element, _LONGEST, alts=True)
    return Link(squeeze(element.get("href")), text, element.span, value_place(element, "href"))


def is_image(element: Element) -> bool:
    """True for `img`, for an image button and for a drawing that is marked as an image."""
    if element.tag == "img":
        return True
    if element.tag == "input":
        return element.get("type").lower() == "image"
    return element.tag == "svg" and element.get("role").lower() in ("img", "image")


def image_of(element: Element, caption: str) -> Image:
    """The image that an element shows, with the caption around it."""
    source = element.get("src")
    name = "src"
    if not source or source.startswith("data:"):
        for late in ("data-src", "data-lazy-src", "data-original", "srcset", "data-srcset"):
            if element.get(late):
                source, name = element.get(late), late
                break
    alt: str | None = element.attributes.get("alt")
    alt_where = value_place(element, "alt")
    if element.tag == "svg":
        alt, alt_where = _drawing_alt(element)
    if element.get("role").lower() in ("presentation", "none") and not alt:
        alt = ""
    return Image(
        src=squeeze(source),
        alt=alt,
        where=element.span,
        src_where=value_place(element, name),
        alt_where=alt_where,
        caption=caption,
        attributes=dict(element.attributes),
    )


def embed_of(element: Element, with_text: bool) -> Embed | None:
    """What an element embeds: a frame, script, somebody's post or a live widget; None for ordinary elements.

    Args:
        element: Any element.
        with_text: False where the embed stands so deep in others that its text and links are left to them.
    """
    tag = element.tag
    if tag in ("iframe", "frame", "embed", "object"):
        address = element.get("src") or element.get("data") or element.get("data-src")
        return _embed("iframe", address, element.get("title") or element.get("aria-label"), element)
    if tag == "script":
        return _script(element)
    named = element.get("class")
    if tag == "blockquote":
        if _POST_CLASS.search(named) or any(name.startswith("data-") for name in element.attributes):
            return _post("blockquote", named, element, with_text)
        return None
    for name in element.attributes:
        if name in ("class", "id") or name.startswith("data-"):
            words = element.attributes[name] if name in ("class", "id") else name
            if _names_a_widget(words):
                return _post("widget", named or words, element, with_text)
    return _post("widget", tag, element, with_text) if tag == "marquee" else None


def _names_a_widget(words: str) -> bool:
    """True for the name of a live widget."""
    return _known(words) if len(words) <= _SHORT else _WIDGET_WORD.search(words) is not None


@lru_cache(maxsize=4_096)
def _known(words: str) -> bool:
    """The same; most elements of a page share their classes with others."""
    return _WIDGET_WORD.search(words) is not None


def caption_of(element: Element, known: dict[Element, str]) -> str:
    """The caption of the figure around an element, or ""; `known` keeps those already looked up."""
    for around in element.ancestors():
        if around.tag == "figure":
            if around not in known:
                caption = next(around.elements("figcaption"), None)
                known[around] = seen_text(caption, _LONGEST) if caption is not None else ""
            return known[around]
    return ""


def _post(what: str, label: str, element: Element, with_text: bool) -> Embed:
    text = seen_text(element, _LONGEST) if with_text else ""
    return _embed(what, _post_address(element, with_text), label, element, text)


def _script(element: Element) -> Embed | None:
    address = element.get("src") or element.get("data-src")
    kind = element.get("type").lower()
    if kind and "javascript" not in kind and "module" not in kind and not address:
        return None
    text = "" if address else element.source[element.open_end : element.close_start][:_LONGEST].strip()
    return (
        _embed("script", address, element.get("id") or element.get("class"), element, text) if address or text else None
    )


def _embed(what: str, address: str, label: str, element: Element, text: str = "") -> Embed:
    return Embed(what, squeeze(address), squeeze(label), text, element.span, dict(element.attributes))


def _post_address(element: Element, with_links: bool) -> str:
    """The address of an embedded post: its own attribute, else its first link to a post, else its first link."""
    for name in _ADDRESS_ATTRIBUTES:
        if element.get(name):
            return element.get(name)
    if not with_links:
        return ""
    links = islice((link.get("href") for link in element.elements("a") if link.get("href")), _MOST_LINKS)
    first = ""
    for link in links:
        if _STATUS.search(link):
            return link
        first = first or link
    return first


def _drawing_alt(element: Element) -> tuple[str | None, Span]:
    if "aria-label" in element.attributes:
        return element.get("aria-label"), value_place(element, "aria-label")
    for child in element.children:
        if isinstance(child, Element) and child.tag == "title":
            return seen_text(child, _LONGEST), Span(child.open_end, child.close_start)
    return None, Span(element.start, element.open_end)
