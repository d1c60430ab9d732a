"""From an entry of a feed to an item: a page's text as HTML, or a post's text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from neutral_gate.model import Kind
from neutral_gate.readers.html_reader import read_html
from neutral_gate.sources.html_text import html_text
from neutral_gate.sources.items import Item
from neutral_gate.sources.json_text import mend_bytes
from neutral_gate.sources.making import Media, Parts, item_of

_NEWS = ("news", "press", "media-centre", "media-release")


@dataclass(frozen=True, slots=True)
class WebEntry:
    """An article of a website, as a feed gives it; `content` is HTML."""

    title: str
    content: str
    account: str
    author: str
    id: str
    url: str
    published: datetime | None
    zone_assumed: str = ""
    language: str = ""
    media: tuple[Media, ...] = ()


def article(entry: WebEntry, path: str, place: str) -> Item:
    """The item of an article: its draft is read from its HTML, below its title as the heading.

    Args:
        entry: The article.
        path: The file it stands in.
        place: Where in it.
    """
    title, content = mend_bytes(entry.title).strip(), mend_bytes(entry.content)
    source = f"<h1>{escape(title)}</h1>\n{content}" if title else content
    draft = read_html(source, path, sha256(source.encode("utf-8", "replace")).hexdigest())
    # Pictures that stand beside the text, not in it, are read as those of a post are.
    shown = {image.src for image in draft.images}
    beside = tuple(each for each in entry.media if each.src not in shown)
    extra = item_of(Parts(platform="feed", media=beside), path, place).draft.images if beside else ()
    draft = replace(
        draft,
        kind="blog" if (kind := kind_of_article(entry.url)) == "page" else kind,
        published=entry.published,
        title=draft.title or title,
        author=mend_bytes(entry.author),
        account=mend_bytes(entry.account),
        images=draft.images + tuple(each for each in extra if each.alt is None),
    )
    return Item(
        draft=draft,
        platform="web",
        account=mend_bytes(entry.account),
        id=mend_bytes(entry.id),
        url=mend_bytes(entry.url),
        published=entry.published,
        language=entry.language,
        place=place,
        zone_assumed=entry.zone_assumed,
    )


def host_of(address: str) -> str:
    """The site that an address belongs to, without "www.", or ""."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def plain_of(markup: str) -> tuple[str, tuple[tuple[str, str], ...]]:
    """Text and links of the markup of a short post; links that the text shows are left out."""
    text, links = html_text(markup)
    return text, tuple(link for link in links if link[0] not in text)


def kind_of_article(address: str, dated: bool = True) -> Kind:
    """What stands at an address: news where that says so, else a blog, or a page where it has no date."""
    lowered = address.lower()
    if any(f"/{word}" in lowered or f".{word}." in lowered for word in _NEWS):
        return "news"
    return "blog" if dated and "/blog" in lowered else "page"
