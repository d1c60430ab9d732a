"""Activities in the older forms: ActivityStreams 1 (`objectType`, `verb`) and microformats as JSON (`h-entry`)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from neutral_gate.model import Kind, Relation
from neutral_gate.sources.fediverse import account_of
from neutral_gate.sources.html_text import html_text
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import walk
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, record, records, words

_POSTS: dict[str, Kind | None] = {"note": None, "article": "blog", "comment": None, "image": None, "video": None}
_POSTS |= {"photo": None, "activity": None, "question": None, "event": "event", "audio": None, "": None}
_ENTRIES = ("h-entry", "h-cite", "h-event")


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads activities of either form, alone, in a list, or below `items`.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item for each post and share; likes, follows and accounts are left out.
    """
    with opener() as stream:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
                continue
            value = record(entry.value)
            if entry.keys and entry.keys[-1] != "items":
                continue
            several = records(value.get("items")) if isinstance(value.get("items"), list) else [value]
            for number, each in enumerate(several, 1):
                where = f"{entry.where}, post {number}" if len(several) > 1 else entry.where
                yield from _activity(_flat(each) if "properties" in each else each, place, where)


def _flat(entry: Json) -> Json:
    """A microformat in the words of ActivityStreams 1."""
    sort = next(iter(_texts(entry.get("type"))), "")
    properties = record(entry.get("properties"))
    if sort not in _ENTRIES:
        return {"objectType": "activity", "verb": "none"}
    found: Json = {"objectType": "event" if sort == "h-event" else "note"}
    names = {"uid": "id", "url": "url", "published": "published", "content": "content", "summary": "summary"}
    found |= {new: value for old, new in names.items() if (value := next(iter(_texts(properties.get(old))), ""))}
    name = next(iter(_texts(properties.get("name"))), "")
    if name and name not in found.get("content", ""):
        found["displayName"] = name
    people = records(properties.get("author"))
    if people:
        found["actor"] = _card(people[0])
    for old, new in (("repost-of", "object"), ("quotation-of", "quoted"), ("in-reply-to", "inReplyTo")):
        values = properties.get(old)
        if isinstance(values, list) and values:
            found[new] = [_cite(each) for each in values]
    found["image"] = [_picture(each) for key in ("photo", "featured") for each in _values(properties.get(key))]
    if "object" in found:
        found["verb"] = "share"
        found.pop("content", None)
    elif properties.get("like-of"):
        found["verb"] = "like"
    return found


def _cite(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    properties = record(value.get("properties"))
    found = {key: text for key in ("url", "content") if (text := next(iter(_texts(properties.get(key))), ""))}
    name = next(iter(_texts(properties.get("name"))), "")
    people = records(properties.get("author"))
    return {**found, "displayName": name, "author": _card(people[0]) if people else {}}


def _card(value: Json) -> Json:
    properties = record(value.get("properties"))
    return {
        "displayName": next(iter(_texts(properties.get("name"))), ""),
        "url": next(iter(_texts(properties.get("url"))), ""),
    }


def _picture(value: Any) -> Json:
    if isinstance(value, dict):
        return {"url": words(value.get("value")), "displayName": value.get("alt")}
    return {"url": words(value)}


def _activity(value: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    verb = words(value.get("verb")) or "post"
    post = record(value.get("object")) if verb in ("post", "update") and value.get("object") else value
    if verb not in ("post", "update", "share") or words(post.get("objectType")) not in _POSTS:
        return
    if not post.keys() & {"content", "displayName", "url", "id", "object", "image", "attachments", "summary"}:
        yield place.problem(where, "This entry is no post that is known here.", "Nothing needs doing if it is none.")
        return
    published, zone = moment(value.get("published") or post.get("published"))
    if published is None:
        yield place.problem(where, "This post names no date that can be read.", "Look at its `published`.")
    actor = record(value.get("actor")) or record(post.get("author")) or {"url": words(value.get("actor"))}
    text, links = html_text(words(post.get("content")))
    related = _related(post, value.get("object") if verb == "share" else None)
    if verb == "share" and not isinstance(value.get("object"), list):
        text, links = "", ()
    yield item_of(
        Parts(
            platform=_platform(value),
            text=text,
            title=words(post.get("displayName")) if post.get("objectType") != "person" else "",
            account=_account(actor),
            author=words(actor.get("displayName")),
            id=first(value, "id") or first(post, "id"),
            url=first(value, "url") or first(post, "url"),
            published=published,
            zone_assumed=zone,
            media=_media(post),
            links=tuple(link for link in links if link[0] not in text),
            related=related,
            kind=_POSTS[words(post.get("objectType"))] if not related else None,
        ),
        place.source,
        place.at(where),
    )


def _related(post: Json, shared: Any) -> dict[Relation, Other]:
    """What it shares, quotes or answers; where it names several, the one that says most stands for them."""
    related: dict[Relation, Other] = {}
    given: tuple[tuple[Relation, Any], ...] = (
        ("repost_of", shared),
        ("quote_of", post.get("quoted")),
        ("reply_to", post.get("inReplyTo") if shared is None else None),
    )
    for relation, value in given:
        several = [each for each in _values(value) if each]
        if several:
            related[relation] = _other(next((each for each in several if isinstance(each, dict)), several[0]))
    return related


def _other(value: Any) -> Other:
    if isinstance(value, str):
        return Other(account_of(value), url=value)
    post = record(value)
    author = record(post.get("author"))
    address = first(post, "url", "id")
    name = words(author.get("displayName")) or words(post.get("displayName"))
    text = html_text(words(post.get("content")))[0]
    return Other(_account(author) or account_of(address), name, text, address, _media(post))


def _account(actor: Json) -> str:
    user = words(actor.get("username"))
    return account_of(words(actor.get("url"))) or (f"@{user}" if user else "")


def _media(post: Json) -> tuple[Media, ...]:
    found = []
    for each in records(post.get("image")):
        alt = each.get("displayName")
        if words(each.get("url")):
            found.append(Media("image", words(each.get("url")), alt if isinstance(alt, str) else None))
    return tuple(found)


def _platform(value: Json) -> str:
    uri = words(value.get("id")) or words(record(value.get("object")).get("id"))
    return "bluesky" if uri.startswith("at://") else "web"


def _values(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value is not None else []


def _texts(value: Any) -> Iterator[str]:
    """The texts among the values of a property; HTML content has its text in `value` or in `html`."""
    for each in _values(value):
        text = first(each, "value", "html") if isinstance(each, dict) else words(each)
        if text:
            yield text
