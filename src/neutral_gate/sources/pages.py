"""Saved web pages: each file is one page, with the address and date that its head names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from neutral_gate.model import Kind
from neutral_gate.readers import read as read_draft
from neutral_gate.readers.decoding import MAX_BYTES
from neutral_gate.sources.entries import host_of, kind_of_article
from neutral_gate.sources.html_text import attributes, tags
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.site import Find, not_listed

_HEAD = 1 << 17
"""Letters of a page in which its head is looked for."""
# Browsers write where a page came from at its beginning.
_SAVED = re.compile(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_DATES = (
    "article:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "date",
    "pubdate",
    "govuk:public-updated-at",
    "article:modified_time",
    "dcterms.modified",
    "last-modified",
)


def read(opener: Opener, place: Place, find: Find = not_listed) -> Iterator[Item | Problem]:
    """Reads a page.

    Args:
        opener: Opens the file.
        place: The file.
        find: Finds what a sitemap says of the page: it counts where the page itself names no address or date.

    Yields:
        The page as one item. A page without a date is no problem: most have none.

    Raises:
        DraftError: it is too large, in no known character set, or nested too deep.
    """
    with opener() as stream:
        data = stream.read(MAX_BYTES + 1)
    (draft,) = read_draft(data, place.inner or place.source, "html")
    head = _Head(draft.source[:_HEAD])
    saved = _SAVED.search(draft.source[:_HEAD])
    address = head.address or (saved.group(1) if saved is not None else "")
    written = next((head.dates[name] for name in _DATES if name in head.dates), "") or head.time
    published, zone = moment(written, "Europe/London") if written else (None, "")
    if (listed := find(place.inner, address)) is not None:
        address = address or listed.address
        if published is None:
            published, zone = listed.changed, listed.zone
    kind: Kind = kind_of_article(address, published is not None)
    host = host_of(address)
    yield Item(
        draft=replace(draft, path=place.source, kind=draft.kind or kind, published=published, account=host),
        platform="web",
        account=host,
        id=address,
        url=address,
        published=published,
        language=head.language,
        place=place.inner,
        zone_assumed=zone,
    )


class _Head:
    """What the head of a page says about it; of its body, the first `<time>`."""

    def __init__(self, markup: str) -> None:
        self.address = ""
        self.language = ""
        self.time = ""
        self.dates: dict[str, str] = {}
        for tag, name, closes in tags(markup):
            if not closes and name in ("html", "link", "meta", "time"):
                self._take(name, attributes(tag))

    def _take(self, tag: str, given: dict[str, str]) -> None:
        if tag == "html":
            self.language = given.get("lang", "")
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.address = given.get("href", "")
        elif tag == "meta":
            name = (given.get("property") or given.get("name") or given.get("itemprop") or "").lower()
            if name == "og:url" and not self.address:
                self.address = given.get("content", "")
            elif name in _DATES:
                self.dates.setdefault(name, given.get("content", ""))
        elif tag == "time" and not self.time:
            self.time = given.get("datetime", "")
