"""Posts of a Facebook page: its export, and the Graph interface. Neither has alternative texts as a rule."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from neutral_gate.model import Relation
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import walk
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, inside, record, records, words

_WHO = re.compile(
    r"(?P<who>.{1,120}?) (?:shared|updated|added|posted|published|wrote|created|uploaded|was|is|went|sent|changed)\b"
)
_SHARED = re.compile(
    r"\bshared (?:(?P<who>.{1,120}?)['’]s? (?:post|photo|video|reel|live video|album|event|story)|a post)"
)
_PAGE = re.compile(r"https?://(?:www\.|m\.|web\.)?facebook\.com/([A-Za-z0-9.]{3,60})/(?:posts|videos|photos|reel)/")
_MOVING = (".mp4", ".mov", ".m4v", ".webm")


def read_export(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads `your_posts_*.json` and the like of an export: a list of posts, alone or inside an object.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item a post, its letters mended where the export wrote UTF-8 bytes as if they were Latin-1.
    """
    with opener() as stream:
        for entry in walk(stream, place, enter=True):
            if isinstance(entry, Problem):
                yield entry
            elif isinstance(entry.value, dict):
                yield from _exported(mended(entry.value), place, entry.where)


def read_graph(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads answers of the Graph interface: pages of posts, JSON lines, or a page with its `posts`; see above."""
    with opener() as stream:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
                continue
            value = record(entry.value)
            if entry.keys:
                if entry.keys[-1] == "data" and value:
                    yield from _from_graph(value, place, entry.where)
                continue
            several = value.get("data") or inside(value, "posts", "data") or inside(value, "feed", "data")
            if several is None and "data" in value:
                continue
            for number, post in enumerate(records(several), 1):
                yield from _from_graph(post, place, f"{entry.where}, post {number}")
            if not isinstance(several, list | dict):
                yield from _from_graph(value, place, entry.where)


def mended(value: Any) -> Any:
    """The value with every text mended that is UTF-8 read as Latin-1 ("CafÃ©"); texts that are right stay."""
    if isinstance(value, str):
        if value.isascii():
            return value
        try:
            return value.encode("latin-1").decode("utf-8")
        except UnicodeError:
            return value
    if isinstance(value, list):
        return [mended(each) for each in value]
    return {key: mended(each) for key, each in value.items()} if isinstance(value, dict) else value


def is_exported_post(entry: Json) -> bool:
    """Whether an entry of an export is a post; comments, reactions and searches have nearly the same form."""
    said = {key for each in records(entry.get("data")) for key in each} - {"update_timestamp", "backdated_timestamp"}
    return "post" in said or (not said and ("attachments" in entry or " shared " in words(entry.get("title"))))


def _exported(post: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    if not is_exported_post(post):
        return
    published, zone = moment(post.get("timestamp"))
    if published is None:
        yield place.problem(where, "This post names no date that can be read.", "Look at its timestamp.")
    text = "\n".join(said for each in records(post.get("data")) if (said := words(each.get("post"))))
    attached = [each for group in records(post.get("attachments")) for each in records(group.get("data"))]
    title = words(post.get("title"))
    who = _WHO.match(title)
    links = [(address, words(card.get("name"))) for card in _cards(attached) if (address := words(card.get("url")))]
    related = _shared(title, text, links, "\n".join(words(each.get("text")) for each in attached).strip())
    yield item_of(
        Parts(
            platform="facebook",
            text=text,
            account=who.group("who") if who is not None else "",
            id=first(post, "fbid", "id"),
            published=published,
            zone_assumed=zone,
            media=tuple(_exported_media(media) for each in attached if (media := record(each.get("media")))),
            links=tuple(link for link in links if link[0] not in text),
            related=related,
        ),
        place.source,
        place.at(where),
    )


def _cards(attached: list[Json]) -> list[Json]:
    return [record(each.get("external_context")) for each in attached]


def _exported_media(media: Json) -> Media:
    src = words(media.get("uri"))
    return Media("video" if src.lower().endswith(_MOVING) else "image", src, alt_known=False)


def _shared(title: str, text: str, links: list[tuple[str, str]], said: str) -> dict[Relation, Other]:
    """Whose post was shared, by the title of the entry: "A shared B's post."; with own words that is a quote."""
    match = _SHARED.search(title)
    address = next((link for link, _ in links if _PAGE.match(link)), "")
    if match is None and not address:
        return {}
    page = _PAGE.match(address)
    name = (match.group("who") or "") if match is not None else ""
    other = Other(f"@{page.group(1)}" if page is not None else "", name, said, address)
    return {"quote_of" if text else "repost_of": other}


def _from_graph(post: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    if not post.keys() & {"message", "story", "created_time", "attachments", "scheduled_publish_time"}:
        yield place.problem(where, "This entry is no post that is known here.", "Nothing needs doing if it is none.")
        return
    planned = post.get("scheduled_publish_time")
    scheduled = planned is not None and post.get("is_published") is not True
    published, zone = moment(planned if scheduled else post.get("created_time"))
    if published is None:
        yield place.problem(where, "This post names no date that can be read.", "Ask for the field created_time.")
    attached = list(_attachments(post))
    text, story = words(post.get("message")), words(post.get("story"))
    who = _WHO.match(story)
    links = [(address, words(each.get("title"))) for each in attached if (address := _target(each))]
    if words(post.get("link")):
        links.append((words(post.get("link")), words(post.get("name"))))
    yield item_of(
        Parts(
            platform="facebook",
            text=text,
            account=words(inside(post, "from", "name")) or (who.group("who") if who is not None else ""),
            id=words(post.get("id")),
            url=words(post.get("permalink_url")),
            published=published,
            zone_assumed=zone,
            scheduled=scheduled,
            media=_graph_media(post, attached),
            links=tuple(dict(link for link in links if link[0] not in text).items()),
            related=_parent(post, text, story, links, attached),
        ),
        place.source,
        place.at(where),
    )


def _attachments(post: Json) -> Iterator[Json]:
    for each in records(inside(post, "attachments", "data")):
        inner = records(inside(each, "subattachments", "data"))
        yield from inner or [each]


def _target(attached: Json) -> str:
    """The address that a card leads to; pictures lead to themselves."""
    sort = f"{attached.get('type')} {attached.get('media_type')}"
    return "" if "photo" in sort or "video" in sort else first(attached, "unshimmed_url", "url")


def _graph_media(post: Json, attached: list[Json]) -> tuple[Media, ...]:
    found = []
    for each in attached:
        src = words(inside(each, "media", "image", "src"))
        sort = f"{each.get('type')} {each.get('media_type')}"
        if src and ("photo" in sort or "video" in sort or not _target(each)):
            alt = words(inside(each, "target", "alt_text")) or first(each, "alt_text_custom", "alt_text")
            found.append(Media("video" if "video" in sort else "image", src, alt or None, alt_known=bool(alt)))
    if not found and not attached and words(post.get("full_picture")):
        found.append(Media("image", words(post.get("full_picture")), alt_known=False))
    return tuple(found)


def _parent(
    post: Json, text: str, story: str, links: list[tuple[str, str]], attached: list[Json]
) -> dict[Relation, Other]:
    """The shared post of another page."""
    parent = record(post.get("parent"))
    if parent:
        address = words(parent.get("permalink_url"))
        other = Other("", words(inside(parent, "from", "name")), words(parent.get("message")), address)
        return {"quote_of" if text else "repost_of": other}
    related = _shared(story, text, links, "\n".join(words(each.get("description")) for each in attached).strip())
    if not related and words(post.get("parent_id")):
        related = {"quote_of" if text else "repost_of": Other(url=f"https://www.facebook.com/{post['parent_id']}")}
    return related
