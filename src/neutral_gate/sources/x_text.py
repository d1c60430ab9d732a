"""What the interfaces and the archive of X have in common: short links, retweets in words, addresses of posts."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

from neutral_gate.sources.making import Media, Other
from neutral_gate.sources.values import Json, first, handle, words

_KINDS = {"photo": "image", "video": "video", "animated_gif": "gif"}
_RETWEET = re.compile(r"\s*RT @(\w{1,20}):\s*(.*)", re.DOTALL)
_STATUS = re.compile(r"https?://(?:www\.|mobile\.)?(?:twitter|x)\.com/(?:#!/)?(\w{1,20})/status(?:es)?/(\d+)", re.I)
_NOBODY = frozenset({"i", "statuses", "web"})


def plain(text: str) -> str:
    """The text without the escapes (`&amp;`, `&lt;`, `&gt;`) that X puts in."""
    return unescape(text) if "&" in text else text


def expanded(text: str, links: Iterable[Json], leave_out: frozenset[str] = frozenset()) -> str:
    """The text with full addresses in place of short ones; those of its own pictures and of quoted posts are left out.

    Args:
        text: As X gives it.
        links: `entities.urls`, and `entities.media` of the older interface.
        leave_out: Ids of posts whose address is left out, such as the quoted one.
    """
    for link in links:
        short = words(link.get("url"))
        full = first(link, "unwound_url", "expanded_url", "url")
        if not short or short not in text:
            continue
        status = _STATUS.match(full)
        shown = words(link.get("display_url"))
        media = bool(link.keys() & {"media_key", "media_url", "media_url_https"}) or shown.startswith(
            ("pic.twitter.com", "pic.x.com")
        )
        if media or (status is not None and status.group(2) in leave_out):
            text = text.replace(short, "")
        else:
            # "t.co/a" is the beginning of "t.co/ab": a short link ends where its letters end.
            text = re.sub(re.escape(short) + r"(?!\w)", lambda _, full=full: full, text)  # type: ignore[misc]
    return text.strip()


def retweeted(text: str, mentions: Iterable[Json]) -> Other | None:
    """The post behind a retweet that is only told by its words, "RT @name: ...", or None."""
    match = _RETWEET.match(text)
    if match is None:
        return None
    user, said = match.groups()
    for mention in mentions:
        named = first(mention, "screen_name", "username")
        if named.lower() == user.lower():
            return Other(handle(named), words(mention.get("name")), said)
    return Other(handle(user), "", said)


def status_of(address: str) -> tuple[str, str] | None:
    """User name ("" where the address names none) and id of the post that an address leads to; None for others."""
    match = _STATUS.match(address.replace("/i/web/status/", "/i/status/"))
    if match is None:
        return None
    user, number = match.groups()
    return ("" if user.lower() in _NOBODY else user), number


def address_of(user: str, number: str) -> str:
    """The public address of a post."""
    return f"https://x.com/{user.lstrip('@') or 'i'}/status/{number}" if number else ""


def media_of(media: Json, alt: str, *, alt_known: bool) -> Media:
    """A picture or video; `alt` is the key of its alternative text."""
    given = media.get(alt)
    src = first(media, "media_url_https", "media_url", "url", "preview_image_url", "media_key")
    kind = _KINDS.get(words(media.get("type")), "image")
    return Media(kind, src, given if isinstance(given, str) else None, alt_known=alt_known)
