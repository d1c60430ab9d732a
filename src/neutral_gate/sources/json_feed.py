"""JSON Feed, versions 1 and 1.1 (jsonfeed.org), read as a stream."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from neutral_gate.model import DraftError
from neutral_gate.sources.entries import WebEntry, article, host_of
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import Entry, walk
from neutral_gate.sources.making import Media
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, record, records, words


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads a JSON Feed.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item an entry.
    """
    head: Json = {}
    with opener() as stream:
        # The feed's own keys may stand after its entries, so they are looked for first.
        for entry in walk(stream, place, enter=True):
            if isinstance(entry, Entry) and entry.keys[:1] not in ((), ("items",)):
                head[entry.keys[0]] = entry.value
    with opener() as stream:
        for entry in walk(stream, place, enter=True):
            if isinstance(entry, Problem):
                yield entry
            elif entry.keys == ("items",):
                yield from _entry(record(entry.value), head, place, entry.where)


def _entry(entry: Json, head: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    if not entry.keys() & {"id", "url", "title", "content_html", "content_text"}:
        yield place.problem(where, "This entry has none of the keys of a JSON Feed.", "Look at the feed.")
        return
    published, zone = moment(entry.get("date_published") or entry.get("date_modified"))
    if published is None:
        yield place.problem(where, "This entry names no date that can be read.", "Look at its date_published.")
    authors = [*records(entry.get("authors")), *records(entry.get("author"))]
    authors = authors or [*records(head.get("authors")), *records(head.get("author"))]
    text = words(entry.get("content_text")) or words(entry.get("summary"))
    plain = "".join(f"<p>{escape(part)}</p>\n" for part in text.split("\n") if part.strip())
    content = words(entry.get("content_html")) or plain
    beside = [words(entry.get("image"))]
    beside += [words(each.get("url")) for each in records(entry.get("attachments")) if _is_picture(each)]
    found = WebEntry(
        title=words(entry.get("title")),
        content=content,
        account=host_of(first(head, "home_page_url", "feed_url") or words(entry.get("url"))),
        author=", ".join(name for each in authors if (name := words(each.get("name")))),
        id=first(entry, "id", "url"),
        url=first(entry, "url", "external_url"),
        published=published,
        zone_assumed=zone,
        language=words(entry.get("language")) or words(head.get("language")),
        media=tuple(Media("image", src, alt_known=False) for src in dict.fromkeys(beside) if src),
    )
    try:
        yield article(found, place.source, place.at(where))
    except DraftError as error:
        yield place.problem(where, error.problem, error.mend)


def _is_picture(attached: Json) -> bool:
    return words(attached.get("mime_type")).startswith("image/")
