"""Posts of Bluesky: author feeds, threads, searches, lists of records and records on their own."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Relation
from neutral_gate.sources.bluesky_embeds import cards_of, media_of, quoted_in
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import walk
from neutral_gate.sources.making import Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, handle, inside, record, records, words

_LISTS = ("feed", "posts", "records", "thread")
_POST = "app.bsky.feed.post"
_NO_POSTS = (
    "app.bsky.actor",
    "app.bsky.feed.defs#blockedPost",
    "app.bsky.feed.defs#notFoundPost",
    "app.bsky.feed.generator",
    "app.bsky.feed.like",
    "app.bsky.feed.postgate",
    "app.bsky.feed.threadgate",
    "app.bsky.graph",
    "app.bsky.labeler",
    "chat.bsky",
)


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads a file of Bluesky.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item for each post and repost. Likes, follows and profiles are left out.
    """
    with opener() as stream:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
                continue
            value = record(entry.value)
            if entry.keys:
                if entry.keys[0] in _LISTS:
                    yield from _view(value, place, entry.where)
                continue
            key = next((key for key in _LISTS if isinstance(value.get(key), list | dict)), None)
            if key is None or "post" in value:
                yield from _view(value, place, entry.where)
                continue
            for number, each in enumerate(records(value[key]), 1):
                yield from _view(each, place, f"{entry.where}, post {number}")


def _view(view: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    """A post of a feed with what surrounds it, a post, or a record."""
    post = record(view.get("post")) or view
    said = record(post.get("record")) or record(post.get("value"))
    if not said:
        said, post = post, {}
    kind = words(said.get("$type")) or (_POST if "text" in said else "")
    if kind.startswith(_NO_POSTS) or words(view.get("$type")).startswith(_NO_POSTS):
        return
    if kind == "app.bsky.feed.repost":
        yield from _bare_repost(post, said, place, where)
        return
    if kind != _POST or not isinstance(said.get("text"), str):
        yield place.problem(where, "This entry is no post that is known here.", "Nothing needs doing if it is none.")
        return
    author = record(post.get("author"))
    reason = record(view.get("reason"))
    if words(reason.get("$type")).endswith("#reasonRepost") or "by" in reason:
        by = record(reason.get("by"))
        uri = first(reason, "uri") or words(post.get("uri"))
        when: object = reason.get("indexedAt")
        parts = _common(by, uri, when, place, where)
        found = Parts(related={"repost_of": _other(post)}, **parts)  # type: ignore[arg-type]
    else:
        when = said.get("createdAt") or post.get("indexedAt")
        parts = _common(author, words(post.get("uri")), when, place, where)
        found = _parts(view, post, said, parts)
    if found.published is None:
        yield place.problem(where, "This post names no date that can be read.", "Look at its createdAt.")
    yield item_of(found, place.source, place.at(where))


def _bare_repost(post: Json, said: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    """The record of a repost: it has no more than the address of the post."""
    subject = words(inside(said, "subject", "uri"))
    parts = _common(record(post.get("author")), words(post.get("uri")), said.get("createdAt"), place, where)
    other = Other(_owner(subject), url=address_of(subject, "") or subject)
    yield item_of(Parts(related={"repost_of": other}, **parts), place.source, place.at(where))  # type: ignore[arg-type]


def _common(author: Json, uri: str, when: object, place: Place, where: str) -> dict[str, object]:
    published, zone = moment(when)
    user = words(author.get("handle"))
    return {
        "platform": "bluesky",
        "account": handle(user) or _owner(uri),
        "author": words(author.get("displayName")),
        "id": uri,
        "url": address_of(uri, user),
        "published": published,
        "zone_assumed": zone,
    }


def _parts(view: Json, post: Json, said: Json, common: dict[str, object]) -> Parts:
    text = words(said.get("text"))
    languages = said.get("langs")
    tags = said.get("tags")
    related: dict[Relation, Other] = {}
    quoted = quoted_in(post, said)
    if quoted is not None:
        related["quote_of"] = _other(quoted)
    parent = record(inside(view, "reply", "parent")) or record(inside(view, "parent", "post"))
    answered = words(inside(said, "reply", "parent", "uri"))
    if answered or words(parent.get("uri")):
        own = record(post.get("author"))
        known = own if _owner(answered) == words(own.get("did")) != "" else {}
        related["reply_to"] = _other({"uri": answered, "author": known, **parent})
    shown = (*_facets(text, said), *cards_of(post, said))
    return Parts(
        text=text,
        hashtags=tuple(f"#{tag.lstrip('#')}" for tag in (tags if isinstance(tags, list) else []) if words(tag)),
        language=words(languages[0]) if isinstance(languages, list) and languages else "",
        media=media_of(post, said),
        links=tuple(link for link in shown if link[0] not in text),
        related=related,
        **common,  # type: ignore[arg-type]
    )


def _other(post: Json) -> Other:
    """Another post, as a view of it or with no more than its address."""
    said = record(post.get("record")) or record(post.get("value"))
    author = record(post.get("author"))
    user, uri = words(author.get("handle")), words(post.get("uri"))
    account = handle(user) or words(author.get("did")) or _owner(uri)
    return Other(
        account, words(author.get("displayName")), words(said.get("text")), address_of(uri, user), media_of(post, said)
    )


def _facets(text: str, said: Json) -> Iterator[tuple[str, str]]:
    """The links of the text: their places count bytes, and the shown address may be shortened."""
    data = text.encode("utf-8", "replace")
    for facet in records(said.get("facets")):
        index = record(facet.get("index"))
        start, end = index.get("byteStart"), index.get("byteEnd")
        for feature in records(facet.get("features")):
            address = words(feature.get("uri"))
            if address and isinstance(start, int) and isinstance(end, int):
                yield address, data[max(0, start) : max(0, end)].decode("utf-8", "ignore")


def _owner(uri: str) -> str:
    """The account part of an address such as at://did:plc:abc/app.bsky.feed.post/1, or ""."""
    return uri.removeprefix("at://").partition("/")[0] if uri.startswith("at://") else ""


def address_of(uri: str, user: str) -> str:
    """The public address of a post; `user` is its author's handle where it is known."""
    parts = uri.split("/")
    if not uri.startswith("at://") or len(parts) != 5 or parts[3] != _POST:
        return ""
    return f"https://bsky.app/profile/{user or parts[2]}/post/{parts[4]}"
