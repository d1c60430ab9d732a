"""RSS and Atom feeds: websites, YouTube, Mastodon, Bluesky, and mirrors of X."""

from __future__ import annotations

import re
from calendar import timegm
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO

from neutral_gate.model import DraftError, Relation
from neutral_gate.sources.entries import WebEntry, article, host_of, plain_of
from neutral_gate.sources.fediverse import account_of
from neutral_gate.sources.feed_media import media_of_entries
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import LONDON, moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, handle, records, words

MAX_BYTES = 50 << 20
"""Largest feed that is read. A feed has some dozens of entries; the largest known ones stay under 10 MB."""
_ZONE = re.compile(r"(?:Z|[A-Z]{2,5}|[+-]\d{2}:?\d{2})\s*$")
_RT = re.compile(r"RT by @\w+:\s*(.*)", re.DOTALL)
_REPLY = re.compile(r"R to @(\w+):\s*(.*)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class _Feed:
    """What holds for all entries of a feed."""

    platform: str
    account: str
    language: str


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads a feed.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item an entry; a problem where the feed is badly formed, with all the entries that can be made out.
    """
    import feedparser  # type: ignore[import-untyped]

    with opener() as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        yield place.problem("", f"This feed is larger than {MAX_BYTES >> 20} MB.", "Split it into parts.")
        return
    # The sanitiser would hide from the checks what the site really sends; nothing of it is ever shown as HTML.
    try:
        parsed = feedparser.parse(BytesIO(data), sanitize_html=False)
    except Exception as fault:  # the library promises none, but ends in some on feeds that are broken in rare ways
        yield place.problem("", f"This feed cannot be read: {type(fault).__name__} {fault}.", "Save the feed again.")
        return
    error = parsed.get("bozo_exception")
    if parsed.get("bozo") and not isinstance(error, feedparser.CharacterEncodingOverride):
        line = getattr(error, "getLineNumber", lambda: None)()
        yield place.problem(
            f"line {line}" if line else "",
            "This feed is badly formed; what could be made out was read.",
            "Tell the site's owner, or save the feed again.",
        )
    feed = _feed(dict(parsed.feed))
    media = media_of_entries(data)
    if media is not None and len(media) != len(parsed.entries):
        media = None
    # As plain dictionaries: the library's own ones warn where a key is asked for that another one stands in for.
    for number, entry in enumerate(map(dict, parsed.entries), 1):
        where = f"entry {number}"
        published, zone = _published(entry)
        if published is None:
            yield place.problem(where, "This entry names no date that can be read.", "Look at its date.")
        shown = media[number - 1] if media is not None else _unsure(entry)
        try:
            yield _entry(entry, feed, published, zone, shown, place, where)
        except DraftError as error:
            yield place.problem(where, error.problem, error.mend)


def _feed(feed: Json) -> _Feed:
    link = words(feed.get("link"))
    host = host_of(link)
    generator = words(feed.get("generator")).lower()
    language = words(feed.get("language"))
    if host in ("youtube.com", "m.youtube.com"):
        return _Feed("youtube", words(feed.get("author")) or words(feed.get("title")), language)
    if host == "bsky.app" or host in ("x.com", "twitter.com"):
        return _Feed("x" if host != "bsky.app" else "bluesky", account_of(f"{link.rstrip('/')}/status/"), language)
    mirror = re.search(r"/ @(\w+)$", words(feed.get("title")).strip())
    if mirror is not None:
        return _Feed("x", f"@{mirror.group(1)}", language)
    if "mastodon" in generator or (account_of(link) and "/@" in link):
        return _Feed("mastodon", account_of(link), language)
    return _Feed("web", host or words(feed.get("title")), language)


def _published(entry: Json) -> tuple[datetime | None, str]:
    """Feedparser gives UTC; a date without a zone is taken as UTC, too."""
    for key in ("published", "updated", "created"):
        found = entry.get(f"{key}_parsed")
        if found:
            zone = "" if _ZONE.search(words(entry.get(key))) else "UTC"
            try:
                return datetime.fromtimestamp(timegm(found), UTC).astimezone(LONDON), zone
            except (ValueError, OverflowError, OSError):
                continue
        known, zone = moment(entry.get(key))
        if known is not None:
            return known, zone
    return None, ""


def _entry(
    entry: Json,
    feed: _Feed,
    published: datetime | None,
    zone: str,
    media: tuple[Media, ...],
    place: Place,
    where: str,
) -> Item:
    url, number = words(entry.get("link")), first(entry, "id", "link")
    author = words(entry.get("author"))
    title = words(entry.get("title"))
    content = _content(entry, media)
    language = words(entry.get("language")) or feed.language
    if feed.platform == "web":
        found = WebEntry(title, content, feed.account, author, number, url, published, zone, language, media)
        return article(found, place.source, place.at(where))
    text, links = plain_of(content)
    if feed.platform == "mastodon":
        # A Mastodon server writes the description of every picture that has one.
        media = tuple(replace(each, alt_known=True) for each in media)
    parts = Parts(
        platform=feed.platform,
        text=text,
        title=title if feed.platform in ("youtube", "mastodon") else "",
        account=feed.account or account_of(url),
        author=author if not author.startswith("@") else "",
        id=number,
        url=url,
        published=published,
        zone_assumed=zone,
        language=language,
        media=media,
        links=links,
    )
    if feed.platform == "x":
        parts = _mirrored(parts, title, author)
    return item_of(parts, place.source, place.at(where))


def _mirrored(parts: Parts, title: str, author: str) -> Parts:
    """An entry of a mirror of X: the title says what it is, and the author is whose words they are."""
    if match := _RT.match(title):
        related: dict[Relation, Other] = {"repost_of": Other(handle(author), text=parts.text or match.group(1))}
        return replace(parts, text="", media=(), links=(), related=related)
    text = parts.text or title
    if match := _REPLY.match(title):
        return replace(parts, text=text, related={"reply_to": Other(handle(match.group(1)))})
    return replace(parts, text=text)


def _content(entry: Json, media: tuple[Media, ...]) -> str:
    """The full text where there is one, else the excerpt; descriptions of pictures are no text of the entry."""
    alts = {each.alt for each in media if each.alt}
    contents = [words(each.get("value")) for each in records(entry.get("content"))]
    whole = [each for each in contents if each.strip() and each.strip() not in alts]
    described = bool(entry.get("media_content")) and bool(entry.get("summary"))
    best = max(whole, key=len, default="")
    summary = words(entry.get("summary"))
    if described and "<" not in best:
        return summary
    return best if len(best) >= len(summary) else summary or best


def _unsure(entry: Json) -> tuple[Media, ...]:
    """Pictures of an entry whose alternative texts cannot be told apart."""
    found = []
    for each in records(entry.get("media_content")):
        sort = words(each.get("medium")) or words(each.get("type")).partition("/")[0]
        if sort in ("image", "video", "audio"):
            found.append(Media(sort, words(each.get("url")), alt_known=False))
    return tuple(found)
