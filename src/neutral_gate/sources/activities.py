"""Activities of the fediverse (ActivityStreams): the outbox in an archive of Mastodon, and activities on their own."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Kind, Relation
from neutral_gate.sources.fediverse import account_of, actor_of
from neutral_gate.sources.html_text import html_text
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import walk
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, record, records, words

_LISTS = frozenset({"orderedItems", "items"})
_POSTS: dict[str, Kind | None] = {
    "Note": None,
    "Question": None,
    "Article": "blog",
    "Page": None,
    "Event": "event",
    "Video": None,
    "Image": None,
    "Audio": None,
    "Document": None,
}
_NO_ACTIVITIES = (
    "Accept Add Arrive Block Delete Dislike Flag Follow Ignore Invite Join Leave Like Listen Move Offer Read Reject"
    " Remove TentativeAccept TentativeReject Undo View"
)
_NO_OBJECTS = "Application Group Organization Person Service Tombstone Place Collection OrderedCollection"
_NO_POSTS = frozenset(f"{_NO_ACTIVITIES} {_NO_OBJECTS}".split())
"""Activities by which nothing is published, and accounts."""
_BESIDE = ("likes.json", "bookmarks.json", "featured.json")
"""Other collections in an archive; they hold addresses of posts, and nothing that was published."""
_PUBLIC = ("https://www.w3.org/ns/activitystreams#Public", "as:Public", "Public")


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads an outbox, whose list is streamed, or activities on their own.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item for each post and boost. Messages to single people are left out; posts to all followers are not.
    """
    with opener() as stream:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
            elif entry.keys:
                if entry.keys[-1] in _LISTS:
                    yield from _activity(record(entry.value), place, entry.where)
            else:
                yield from _activity(record(entry.value), place, entry.where)


def read_outbox(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """The same for a collection: real ones have the key `orderedItems` twice, and both lists are read."""
    with opener() as stream:
        for entry in walk(stream, place, enter=True):
            if isinstance(entry, Problem):
                yield entry
            elif entry.keys == ("id",) and entry.value in _BESIDE:
                return
            elif entry.keys[-1:] and entry.keys[-1] in _LISTS:
                yield from _activity(record(entry.value), place, entry.where)


def _activity(value: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    kind = _type(value)
    if kind in _NO_POSTS:
        return
    if kind == "Announce":
        post, boost = value, True
    elif kind in ("Create", "Update"):
        post, boost = record(value.get("object")), False
        if _type(post) in _NO_POSTS:
            return
    else:
        post, boost = value, False
    if not boost and (_type(post) not in _POSTS or not post):
        yield _no_post(place, where)
        return
    if not _is_public(value) or not _is_public(post):
        return
    published, zone = moment(value.get("published") or post.get("published"))
    if published is None:
        yield place.problem(where, "This post names no date that can be read.", "Look at its `published`.")
    account, name, address = actor_of(value.get("actor") or post.get("attributedTo") or value.get("attributedTo"))
    parts: dict[str, object] = {"account": account or ("" if name else address), "author": name, "published": published}
    parts |= {"zone_assumed": zone, "id": first(post, "id") or first(value, "id"), "url": _address(post)}
    if boost:
        found = Parts(platform="mastodon", related={"repost_of": _boosted(value)}, **parts)  # type: ignore[arg-type]
    else:
        found = _parts(post, parts)
    yield item_of(found, place.source, place.at(where))


def _parts(post: Json, known: dict[str, object]) -> Parts:
    text, links = html_text(words(post.get("content")))
    kind = _POSTS[_type(post)]
    heading = words(post.get("name")) or (words(post.get("summary")) if text else "")
    options = [words(each.get("name")) for key in ("oneOf", "anyOf") for each in records(post.get(key))]
    tags = [words(tag.get("name")) for tag in records(post.get("tag")) if tag.get("type") in ("Hashtag", "Tag")]
    languages = [key for key in record(post.get("contentMap")) if isinstance(key, str)]
    return Parts(
        platform="mastodon",
        text="\n".join([text or html_text(words(post.get("summary")))[0], *options]).strip(),
        title=html_text(heading)[0],
        media=_media(post),
        links=tuple(link for link in (*links, *_cards(post)) if link[0] not in text),
        hashtags=tuple(tag for tag in tags if f"#{tag.lstrip('#').lower()}" not in text.lower()),
        language=languages[0] if len(languages) == 1 else "",
        related=_related(post),
        kind=kind,
        **known,  # type: ignore[arg-type]
    )


def _boosted(value: Json) -> Other:
    """The post that was boosted. An archive has only its address; whose it is, is told by that or by the addressees."""
    post = value.get("object")
    if isinstance(post, list):
        post = post[0] if post else None
    if isinstance(post, dict):
        return _other(post)
    address = words(post)
    account = account_of(address)
    if not account:
        asked = [each for each in _addressees(value, "cc") + _addressees(value, "to") if not _is_many(each)]
        account = next((found for each in asked if (found := account_of(each))), "")
    return Other(account, url=address)


def _other(post: Json) -> Other:
    account, name, address = actor_of(post.get("attributedTo") or post.get("actor") or post.get("author"))
    own = _address(post) or first(post, "id", "href")
    text = html_text(words(post.get("content")) or words(post.get("name")))[0]
    return Other(account or account_of(own), name, text, own or address, _media(post))


def _related(post: Json) -> dict[Relation, Other]:
    related: dict[Relation, Other] = {}
    quoted = next((post[key] for key in ("quote", "quoteUrl", "quoteUri", "_misskey_quote") if post.get(key)), None)
    if isinstance(quoted, dict):
        related["quote_of"] = _other(quoted)
    elif quoted:
        tags = [tag for tag in records(post.get("tag")) if tag.get("href") == quoted and tag.get("attributedTo")]
        related["quote_of"] = _other(tags[0]) if tags else Other(account_of(words(quoted)), url=words(quoted))
    answered = post.get("inReplyTo")
    if isinstance(answered, list):
        answered = answered[0] if answered else None
    if isinstance(answered, dict):
        related["reply_to"] = _other(answered)
    elif answered:
        related["reply_to"] = Other(account_of(words(answered)), url=words(answered))
    return related


def _media(post: Json) -> tuple[Media, ...]:
    """Attached files and the post's own pictures; a picture that is both counts once, with its alternative text."""
    found: dict[str, Media] = {}
    for each in records(post.get("attachment")):
        sort = _sort(each)
        if sort:
            src = _address(each)
            found[src or str(len(found))] = Media(sort, src, _alt(each))
    pictures = post.get("image")
    for each in pictures if isinstance(pictures, list) else [pictures] if pictures else []:
        src = each if isinstance(each, str) else _address(record(each))
        found.setdefault(src, Media("image", src, _alt(record(each))))
    return tuple(found.values())


def _sort(attached: Json) -> str:
    """What an attached file is, or "" where it is a link or another post."""
    named = words(attached.get("mediaType")).partition("/")[0]
    if named in ("image", "video", "audio"):
        return named
    return {"Image": "image", "Video": "video", "Audio": "audio"}.get(_type(attached), "")


def _alt(attached: Json) -> str | None:
    given = attached.get("name") if attached.get("name") is not None else attached.get("summary")
    return given if isinstance(given, str) else None


def _cards(post: Json) -> list[tuple[str, str]]:
    attached = [each for each in records(post.get("attachment")) if not _sort(each)]
    return [(address, words(each.get("name"))) for each in attached if (address := _address(each))]


def _address(value: Json) -> str:
    """The address of an object: its `url`, which may be several or objects, else its `href`."""
    given = value.get("url") or value.get("href")
    if isinstance(given, list):
        given = given[0] if given else ""
    return first(given, "href") if isinstance(given, dict) else words(given)


def _type(value: Json) -> str:
    given = value.get("type")
    return words(given[0] if isinstance(given, list) and given else given)


def _is_public(value: Json) -> bool:
    """Whether it is for everybody or for all followers; an object that names no addressee is."""
    if not value.get("to") and not value.get("cc"):
        return True
    return any(_is_many(each) for each in _addressees(value, "to") + _addressees(value, "cc"))


def _is_many(address: str) -> bool:
    return address in _PUBLIC or address.rstrip("/").endswith("/followers")


def _addressees(value: Json, key: str) -> list[str]:
    given = value.get(key)
    return [words(each) for each in (given if isinstance(given, list) else [given])]


def _no_post(place: Place, where: str) -> Problem:
    return place.problem(where, "This entry is no post that is known here.", "Nothing needs doing if it is none.")
