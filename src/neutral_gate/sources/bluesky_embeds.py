"""What a post of Bluesky carries with it: pictures, videos, cards of links, and quoted posts."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.sources.making import Media
from neutral_gate.sources.values import Json, first, inside, record, records, words


def media_of(post: Json, said: Json) -> tuple[Media, ...]:
    """Pictures and videos.

    An empty alternative text means that none was given: Bluesky always writes the key, and knows no decoration.
    """
    found = []
    for embed in _embeds(post, said):
        for key in ("images", "items"):
            for each in records(embed.get(key)):
                src = first(each, "fullsize", "thumb") or words(inside(each, "image", "ref", "$link"))
                found.append(Media("image", src, _alt(each)))
        if words(embed.get("$type")).startswith("app.bsky.embed.video"):
            captions = "captions" if records(_captions(said)) else ""
            src = first(embed, "playlist", "thumbnail", "cid") or words(inside(embed, "video", "ref", "$link"))
            found.append(Media("video", src, _alt(embed), captions=captions))
    return tuple(found)


def cards_of(post: Json, said: Json) -> list[tuple[str, str]]:
    """Address and title of each card of a link."""
    cards = [record(embed.get("external")) for embed in _embeds(post, said)]
    return [(words(card.get("uri")), words(card.get("title"))) for card in cards if words(card.get("uri"))]


def quoted_in(post: Json, said: Json) -> Json | None:
    """The quoted post, with no more than its address where it is gone or blocked; None where nothing is quoted."""
    for embed in (record(post.get("embed")), record(said.get("embed"))):
        quoted = record(embed.get("record"))
        if "record" in quoted and "uri" not in quoted:
            quoted = record(quoted.get("record"))
        uri = words(quoted.get("uri"))
        # An empty address is a quoted post that nobody can name; other records are lists, feeds and starter packs.
        if "/app.bsky.feed.post/" in uri or (quoted and not uri):
            return quoted
    return None


def _embeds(post: Json, said: Json) -> Iterator[Json]:
    """What is embedded: as the server shows it where it does, else as the author's record has it."""
    embed = record(post.get("embed")) or next(iter(records(post.get("embeds"))), {}) or record(said.get("embed"))
    yield embed
    if record(embed.get("media")):
        yield record(embed.get("media"))


def _captions(said: Json) -> object:
    return inside(said, "embed", "captions") or inside(said, "embed", "media", "captions")


def _alt(media: Json) -> str | None:
    return words(media.get("alt")).strip() or None
