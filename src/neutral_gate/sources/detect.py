"""Tells the format of a file by its content; a name counts for nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice

from neutral_gate.model import DraftError
from neutral_gate.sources.facebook import is_exported_post
from neutral_gate.sources.json_stream import Entry, walk
from neutral_gate.sources.linkedin import is_linkedin
from neutral_gate.sources.office import check_locked, office_kind, whole
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.schedule import columns_in
from neutral_gate.sources.sitemap import GZIP, is_packed_sitemap
from neutral_gate.sources.spreadsheet import is_plan
from neutral_gate.sources.tables import Row, rows
from neutral_gate.sources.values import Json, inside, record, records, words

LOOK_AT = 1 << 16
"""Bytes at the beginning of a file that are looked at first."""
_ENTRIES = 5
"""Entries of a JSON file that are looked at until one shows the format."""
_ROWS = 20
"""Rows of a table that are looked at: some exports begin with notes."""
_ASSIGNED = re.compile(r"\s*(?:window\.)?YTD\.(\w+)\.part(\d+)\s*=")
WORKBOOK = "workbook"
"""A workbook of which the columns say nothing here, unless a mapping does."""
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"
_BINARY = (_PDF, _ZIP, GZIP, b"\xd0\xcf\x11\xe0")
_SITEMAP = re.compile(r"<(?:[\w.-]+:)?(?:urlset|sitemapindex)\b")
_FEED = re.compile(r"<(?:[\w.-]+:)?(?:rss|feed|RDF|channel)\b")
# The beginnings of WebVTT, SRT and TTML.
_CAPTIONS = re.compile(
    r"\ufeff?(?:WEBVTT\b|\s*\d+[ \t]*\r?\n\d{1,3}:\d{2}:\d{2}[,.]\d{1,3}[ \t]*-->"
    r"|\s*(?:<\?xml[^>]*\?>\s*)?<(?:\w+:)?tt\b)"
)
# Markup that only pages have; other XML has elements named "p" or "title" as well.
_PAGE = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|h1)\b", re.IGNORECASE)
_BEFORE = (("<!--", "-->"), ("<?", "?>"))


def format_of(opener: Opener, place: Place) -> str | None:
    """The format of a file, or None where it is none of ours.

    Returns:
        "x-archive:<part>" for a file of an X archive, such as "x-archive:tweets"; else the name of a format in
        `neutral_gate.sources.opening`.
    """
    with opener() as stream:
        head = stream.read(LOOK_AT)
    if head.startswith(_BINARY):
        return _binary_format(head, opener, place)
    text = _decoded(head)
    if match := _ASSIGNED.match(text):
        return f"x-archive:{match.group(1).lower()}"
    if _CAPTIONS.match(text):
        return "captions"
    begin = text.lstrip("\ufeff \t\r\n\x1e")[:1]
    if begin in ("{", "["):
        return _json_format(opener, place)
    if begin == "<":
        return _markup_format(text)
    return _table_format(opener, place)


def _binary_format(head: bytes, opener: Opener, place: Place) -> str | None:
    check_locked(head, place)
    if head.startswith(_PDF):
        return "pdf"
    if head.startswith(GZIP):
        return "sitemap" if is_packed_sitemap(opener) else None
    if head.startswith(_ZIP):
        data = whole(opener, place)
        kind = office_kind(BytesIO(data))
        if kind is None:
            raise DraftError(
                "This is an archive, or a file of another program, so it was not read.",
                "Give an archive by itself, and other files as .docx or PDF.",
            )
        return kind if kind != "spreadsheet" or is_plan(data, place) else WORKBOOK
    return None


def _markup_format(text: str) -> str | None:
    if _first_element(text, _FEED):
        return "feed"
    if is_sitemap(text):
        return "sitemap"
    return "page" if _PAGE.search(text) else None


def is_sitemap(text: str) -> bool:
    """Whether a text begins as a sitemap or an index of sitemaps does."""
    return _first_element(text, _SITEMAP)


def _decoded(head: bytes) -> str:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return head.decode("utf-16", "replace")
    return head.decode("utf-8-sig", "replace")


def _json_format(opener: Opener, place: Place) -> str | None:
    """The format of the first entry that shows one."""
    with opener() as stream:
        for entry in islice(_entries(walk(stream, place, enter=False)), _ENTRIES):
            for name, knows in _KNOWN:
                if knows(entry):
                    return name
    return None


def _entries(found: Iterator[object]) -> Iterator[Entry]:
    for each in found:
        if isinstance(each, Entry):
            yield each


def _first_element(text: str, wanted: re.Pattern[str]) -> bool:
    """Whether the first element, after what may stand before it, is one that is wanted."""
    place = 0
    while True:
        place += len(text) - place - len(text[place:].lstrip("\ufeff \t\r\n"))
        end = next((end for begin, end in _BEFORE if text.startswith(begin, place)), "")
        if not end and text.startswith("<!", place):
            subset = text.find("[", place, text.find(">", place) + 1) >= 0
            end = "]>" if subset else ">"
        if not end:
            return wanted.match(text, place) is not None
        after = text.find(end, place)
        if after < 0:
            return False
        place = after + len(end)


def first_rows(opener: Opener, place: Place) -> list[Row]:
    """The first rows of a table; none where the file is no table, for then its rows have one cell."""
    with opener() as stream:
        head = stream.read(LOOK_AT)
    if b"\0" in head and not head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return []
    found = [row for row in islice(rows(opener, place), _ROWS) if isinstance(row, Row)]
    return found if any(len(row.cells) > 1 for row in found) else []


def _table_format(opener: Opener, place: Place) -> str | None:
    found = first_rows(opener, place)
    if is_linkedin(found):
        return "linkedin"
    return "table" if columns_in(found) is not None else None


def _is_own(entry: Entry) -> bool:
    """Our own posts: they have a text or share something, and none of the marks that platforms leave."""
    value = record(entry.value)
    return bool(value.keys() & {"repost_of", "quote_of", "reply_to"}) or (
        isinstance(value.get("text"), str)
        and not value.keys() & {"id", "id_str", "created_at", "edit_history_tweet_ids"}
    )


def _is_x_v2(entry: Entry) -> bool:
    value = record(entry.value)
    posts = records(value.get("data")) or records(inside(value, "includes", "tweets"))
    if entry.keys[:1] == ("data",):
        posts = [value]
    if not posts:
        posts = [value] if value.keys() & {"edit_history_tweet_ids", "author_id", "referenced_tweets"} else []
    # A page on which nothing was found says so in its `meta`.
    return inside(value, "meta", "result_count") == 0 or any(_is_v2_post(post) for post in posts)


def _is_v2_post(post: Json) -> bool:
    return "id" in post and "text" in post and not post.keys() & {"message", "story", "id_str", "created_time"}


def _is_x_v1(entry: Entry) -> bool:
    value = record(entry.value)
    if entry.keys == ("statuses",) or "statuses" in value:
        value = (records(value.get("statuses")) or [value])[0]
    return "id_str" in value and bool(value.keys() & {"full_text", "text"}) and "created_at" in value


def _is_archived_tweet(entry: Entry) -> bool:
    return isinstance(inside(record(entry.value), "tweet", "full_text"), str)


def _is_outbox(entry: Entry) -> bool:
    value = record(entry.value)
    return entry.keys == ("orderedItems",) or (
        words(value.get("type")) in ("OrderedCollection", "OrderedCollectionPage", "Collection")
        and bool(value.keys() & {"orderedItems", "items"})
    )


def _is_activity(entry: Entry) -> bool:
    value = record(entry.value)
    context = str(value.get("@context", ""))
    kinds = {"Create", "Announce", "Note", "Article", "Question", "Update", "Page", "Event", "Video"}
    return "activitystreams" in context or (
        words(value.get("type")) in kinds and bool(value.keys() & {"object", "content", "attributedTo", "actor"})
    )


def _is_older_activity(entry: Entry) -> bool:
    value = record(entry.value)
    value = (records(value.get("items")) or [value])[0] if not entry.keys else value
    if isinstance(value.get("properties"), dict) and isinstance(value.get("type"), list):
        return any(str(each).startswith("h-") for each in value["type"])
    return isinstance(value.get("objectType"), str)


def _is_mastodon(entry: Entry) -> bool:
    value = record(entry.value)
    value = (records(value.get("statuses")) or [value])[0]
    if "scheduled_at" in value and isinstance(value.get("params"), dict):
        return True
    return isinstance(value.get("account"), dict) and bool(value.keys() & {"content", "reblog", "media_attachments"})


def _is_bluesky(entry: Entry) -> bool:
    value = record(entry.value)
    if str(value.get("$type", "")).startswith("app.bsky."):
        return True
    lists = [records(value.get(key)) for key in ("feed", "posts", "records", "thread")]
    posts = [*(post for each in lists for post in each[:1]), value]
    return any(_is_bluesky_post(post) for post in posts)


def _is_bluesky_post(value: Json) -> bool:
    post = record(value.get("post")) or value
    return str(post.get("uri", "")).startswith("at://") and isinstance(post.get("record", post.get("value")), dict)


def _is_facebook_export(entry: Entry) -> bool:
    value = record(entry.value)
    if entry.keys == () and "timestamp" not in value:
        lists = [records(each) for each in value.values() if isinstance(each, list)]
        return any(_is_facebook_post(each[0]) for each in lists if each)
    return _is_facebook_post(value)


def _is_facebook_post(value: Json) -> bool:
    return isinstance(value.get("timestamp"), int) and is_exported_post(value)


def _is_facebook_graph(entry: Entry) -> bool:
    value = record(entry.value)
    lists = records(value.get("data")) or records(inside(value, "posts", "data"))
    return any("created_time" in post or post.keys() >= {"id", "message"} for post in [*lists[:1], value])


def _is_json_feed(entry: Entry) -> bool:
    return "jsonfeed.org/version" in str(record(entry.value).get("version", "")) or (
        entry.keys == ("version",) and "jsonfeed.org" in str(entry.value)
    )


_KNOWN: tuple[tuple[str, Callable[[Entry], bool]], ...] = (
    ("json-feed", _is_json_feed),
    ("x-archive:tweets", _is_archived_tweet),
    ("x-v1", _is_x_v1),
    ("bluesky", _is_bluesky),
    ("mastodon-outbox", _is_outbox),
    ("mastodon", _is_mastodon),
    ("activities", _is_activity),
    ("older-activities", _is_older_activity),
    ("facebook-graph", _is_facebook_graph),
    ("facebook-export", _is_facebook_export),
    ("x-v2", _is_x_v2),
    ("posts", _is_own),
)
"""Formats of JSON, the more particular ones first."""
