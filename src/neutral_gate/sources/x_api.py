"""Posts of the X API, version 2: pages, JSON lines of pages (twarc), and posts that were flattened or are alone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing

from neutral_gate.model import Relation
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import Entry, walk
from neutral_gate.sources.making import Media, Other
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, handle, inside, record, records, words
from neutral_gate.sources.x_includes import Includes, LongIncludes
from neutral_gate.sources.x_items import Content, x_items
from neutral_gate.sources.x_text import address_of, expanded, media_of, plain, retweeted

_RELATIONS: dict[str, Relation] = {"retweeted": "repost_of", "quoted": "quote_of", "replied_to": "reply_to"}


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads a file of the X API, version 2.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item a post; what posts refer to is taken from `includes`, so that a retweet has the whole of its original.
    """
    long: LongIncludes | None = None
    root = -1
    with opener() as stream, ExitStack() as kept:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
            elif not entry.keys:
                yield from _page(entry, place)
            elif entry.keys[0] == "data":
                if long is None or root != entry.root:
                    root = entry.root
                    kept.close()
                    long = kept.enter_context(closing(_collected(opener, place, root)))
                yield from _post(record(entry.value), long, place, entry.where)
            elif entry.keys[0] == "errors":
                continue


def _collected(opener: Opener, place: Place, root: int) -> LongIncludes:
    """What a page refers to that is too long for memory: the file is read once for this alone."""
    with opener() as stream:
        found = (each for each in walk(stream, place, enter=False) if isinstance(each, Entry))
        return LongIncludes(
            (entry.keys[1], record(entry.value))
            for entry in found
            if entry.root == root and len(entry.keys) == 2 and entry.keys[0] == "includes"
        )


def _page(entry: Entry, place: Place) -> Iterator[Item | Problem]:
    page = record(entry.value)
    posts = page.get("data")
    if "data" not in page and not page.keys() & {"includes", "meta", "errors"}:
        yield from _post(page, Includes({}), place, entry.where)
        return
    includes = Includes(page)
    several = isinstance(posts, list)
    for number, post in enumerate(posts if isinstance(posts, list) else [posts] if posts is not None else [], 1):
        yield from _post(record(post), includes, place, f"{entry.where}, post {number}" if several else entry.where)


def _post(post: Json, includes: Includes, place: Place, where: str) -> Iterator[Item | Problem]:
    if not isinstance(post.get("text"), str) or not words(post.get("id")):
        yield place.problem(where, "This entry is no post: it has no text or no id.", "Nothing needs doing if so.")
        return
    author = _user(post, includes)
    who = words(author.get("username")), words(author.get("name"))
    content = Content(_text(post), _media(post, includes), _related(post, includes))
    yield from x_items(post, words(post.get("id")), who, content, place, where)


def _text(post: Json) -> str:
    """The whole text: long posts have it in `note_tweet`."""
    note = record(post.get("note_tweet"))
    text = words(note.get("text")) or words(post.get("text"))
    links = [*records(inside(note, "entities", "urls")), *records(inside(post, "entities", "urls"))]
    quoted = {words(each.get("id")) for each in records(post.get("referenced_tweets")) if each.get("type") == "quoted"}
    return expanded(plain(text), links, frozenset(quoted | {words(post.get("id"))}))


def _user(post: Json, includes: Includes) -> Json:
    """Who wrote a post; flattened posts carry it with them."""
    return record(post.get("author")) or includes.get("users", words(post.get("author_id"))) or {}


def _related(post: Json, includes: Includes) -> dict[Relation, Other]:
    related: dict[Relation, Other] = {}
    for reference in records(post.get("referenced_tweets")):
        relation = _RELATIONS.get(words(reference.get("type")))
        if relation is None:
            continue
        number = words(reference.get("id"))
        whole = reference if isinstance(reference.get("text"), str) else includes.get("tweets", number)
        related[relation] = (
            _other(whole, includes) if whole is not None else _unresolved(post, relation, number, includes)
        )
    if "repost_of" in related:
        return {"repost_of": related["repost_of"]}
    return related


def _other(post: Json, includes: Includes) -> Other:
    user = _user(post, includes)
    name = words(user.get("username"))
    address = address_of(name, words(post.get("id")))
    return Other(handle(name), words(user.get("name")), _text(post), address, _media(post, includes))


def _unresolved(post: Json, relation: Relation, number: str, includes: Includes) -> Other:
    """A post that the page does not hold, since it was deleted, is protected, or was not asked for."""
    mentions = records(inside(post, "entities", "mentions"))
    if relation == "repost_of":
        known = retweeted(plain(words(post.get("text"))), mentions)
        if known is not None:
            return Other(known.account, known.name, known.text, address_of(known.account, number))
    if relation == "reply_to":
        asked = words(post.get("in_reply_to_user_id"))
        user = record(post.get("in_reply_to_user")) or includes.get("users", asked) or {}
        user = user or next((each for each in mentions if asked and words(each.get("id")) == asked), {})
        name = words(user.get("username"))
        return Other(handle(name), words(user.get("name")), "", address_of(name, number))
    return Other(url=_quoted_address(post, number) or address_of("", number))


def _quoted_address(post: Json, number: str) -> str:
    """The address of a quoted post as it stands among the links, which names its author."""
    for link in records(inside(post, "entities", "urls")):
        full = words(link.get("expanded_url"))
        if number and full.rstrip("/").endswith(f"/status/{number}"):
            return full
    return ""


def _media(post: Json, includes: Includes) -> tuple[Media, ...]:
    attached = record(post.get("attachments"))
    flat = records(attached.get("media"))
    if flat:
        known = any("alt_text" in each for each in flat)
        return tuple(media_of(each, "alt_text", alt_known=known) for each in flat)
    keys = attached.get("media_keys")
    found = [(words(key), includes.get("media", words(key))) for key in (keys if isinstance(keys, list) else [])]
    return tuple(
        media_of(each, "alt_text", alt_known=includes.names_alts)
        if each is not None
        else Media(src=key, alt_known=False)
        for key, each in found
    )
