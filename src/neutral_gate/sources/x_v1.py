"""Posts of the X API, version 1.1, and of archives from before 2014, which have the same form."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Relation
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.making import Media, Other
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.statuses import statuses
from neutral_gate.sources.values import Json, first, handle, inside, record, records, words
from neutral_gate.sources.x_items import Content, x_items
from neutral_gate.sources.x_text import address_of, expanded, media_of, plain, status_of


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads a file of posts, a list or JSON lines, or an answer of the search (`statuses`).

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item a post.
    """
    for found in statuses(opener, place, "post"):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _post(found[0], place, found[1])


def _post(post: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    number = first(post, "id_str", "id")
    if not number or (whole_text(post) is None):
        if "delete" not in post and "limit" not in post:
            yield place.problem(where, "This entry is no post: it has no text or no id.", "Nothing needs doing if so.")
        return
    user = record(post.get("user"))
    who = words(user.get("screen_name")), words(user.get("name"))
    yield from x_items(post, number, who, Content(_text(post), _media(post), _related(post)), place, where)


def whole_text(post: Json) -> str | None:
    """The uncut text, wherever it stands, or None."""
    text = first(record(post.get("extended_tweet")), "full_text") or first(post, "full_text", "text")
    return text if text or isinstance(post.get("full_text", post.get("text")), str) else None


def _text(post: Json) -> str:
    long = record(post.get("extended_tweet"))
    entities = [record(long.get("entities")), record(post.get("entities")), record(post.get("extended_entities"))]
    links = [link for each in entities for link in (*records(each.get("media")), *records(each.get("urls")))]
    leave_out = frozenset({words(post.get("quoted_status_id_str")), first(post, "id_str", "id")} - {""})
    return expanded(plain(whole_text(post) or ""), links, leave_out)


def _related(post: Json) -> dict[Relation, Other]:
    repost = record(post.get("retweeted_status"))
    if repost:
        return {"repost_of": _other(repost)}
    related: dict[Relation, Other] = {}
    quoted, number = record(post.get("quoted_status")), words(post.get("quoted_status_id_str"))
    if quoted:
        related["quote_of"] = _other(quoted)
    elif number:
        address = words(inside(post, "quoted_status_permalink", "expanded")) or address_of("", number)
        user = (status_of(address) or ("", ""))[0]
        related["quote_of"] = Other(handle(user), url=address)
    user = words(post.get("in_reply_to_screen_name"))
    answered = words(post.get("in_reply_to_status_id_str"))
    if user or answered:
        related["reply_to"] = Other(handle(user), _mentioned(post, user), url=address_of(user, answered))
    return related


def _mentioned(post: Json, user: str) -> str:
    """The display name of a user whom the post mentions, or ""."""
    mentions = records(inside(post, "entities", "user_mentions"))
    return next(
        (words(each.get("name")) for each in mentions if words(each.get("screen_name")).lower() == user.lower()), ""
    )


def _other(post: Json) -> Other:
    user = record(post.get("user"))
    name = words(user.get("screen_name"))
    address = address_of(name, first(post, "id_str", "id"))
    return Other(handle(name), words(user.get("name")), _text(post), address, _media(post))


def _media(post: Json) -> tuple[Media, ...]:
    long = record(post.get("extended_tweet"))
    places = [long.get("extended_entities"), post.get("extended_entities"), long.get("entities"), post.get("entities")]
    media = next((found for each in places if (found := records(record(each).get("media")))), [])
    return tuple(media_of(each, "ext_alt_text", alt_known="ext_alt_text" in each) for each in media)
