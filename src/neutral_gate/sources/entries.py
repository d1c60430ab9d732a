"""From an entry of a feed to an item: a page's text as HTML, or a post's text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from html import escape
from urllib.parse import urlsplit

from neutral_gate.model import Draft, Kind
from neutral_gate.readers.html_reader import read_html
from neutral_gate.sources.html_text import html_text
from neutral_gate.sources.items import Item
from neutral_gate.sources.json_text import mend_bytes
from neutral_gate.sources.making import Media, image_beside

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
    draft = _page(source, path)
    shown = {image.src for image in draft.images}
    beside = [each for each in dict.fromkeys(entry.media) if mend_bytes(each.src) not in shown]
    # A picture beside the text is put below it where it has words, so that they are read as those of the others are.
    if worded := [each for each in beside if each.kind == "image" and each.alt]:
        draft = _page(source + "".join(map(_shown, worded)), path)
    draft = replace(
        draft,
        kind="blog" if (kind := kind_of_article(entry.url)) == "page" else kind,
        published=entry.published,
        title=draft.title or title,
        author=mend_bytes(entry.author),
        account=mend_bytes(entry.account),
        images=draft.images + tuple(image_beside(each) for each in beside if each not in worded),
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


def _page(source: str, path: str) -> Draft:
    return read_html(source, path, sha256(source.encode("utf-8", "replace")).hexdigest())


def _shown(media: Media) -> str:
    """A picture with its alternative text, as a page has it."""
    return f'\n<p><img src="{escape(mend_bytes(media.src))}" alt="{escape(mend_bytes(media.alt or ""))}"></p>'


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
