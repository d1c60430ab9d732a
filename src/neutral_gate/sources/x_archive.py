"""The archive that X gives to the owner of an account: all its parts, long posts, and retweets told by their words.

It has no alternative texts, so those are unknown. Retweets stand in it only as "RT @name: ..." and quotes only as the
address of a post. Private messages and deleted posts are left alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import timedelta
from functools import cached_property, partial

from neutral_gate.model import DraftError, Relation
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import Entry, walk
from neutral_gate.sources.making import Media, Other
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, first, handle, inside, record, records, words
from neutral_gate.sources.x_items import Content, x_items
from neutral_gate.sources.x_text import address_of, expanded, media_of, plain, retweeted, status_of
from neutral_gate.sources.zips import Files

_POSTS = frozenset({"tweets", "tweet", "community_tweet", "community_tweets"})
_SAME = 24
"""Letters with which a cut post and its long form must begin alike where only their time is the same."""


class Archive:
    """An archive as a whole: the posts' files need the account's name and the long posts from other files.

    Args:
        files: The files of the archive.
        parts: Which part of the archive each file is: "tweets", "account", "note_tweet" and so on.
        source: The path that was opened, as given.

    Attributes:
        posts: Names of the files with posts.
    """

    def __init__(self, files: Files, parts: Mapping[str, str], source: str) -> None:
        self._files = files
        self._parts = parts
        self._source = source
        self.posts = sorted((name for name, part in parts.items() if part in _POSTS), key=_in_order)

    def read(self, opener: Opener, place: Place) -> Iterator[Item | Problem]:
        """Reads a file of posts.

        Args:
            opener: Opens it.
            place: The file.
        """
        if self.posts and place.inner == self.posts[0]:
            yield from self._problems
        with opener() as stream:
            for entry in walk(stream, place, enter=False):
                if isinstance(entry, Problem):
                    yield entry
                    continue
                value = record(entry.value)
                yield from self._post(record(value.get("tweet")) or value, place, entry.where)

    def _post(self, post: Json, place: Place, where: str) -> Iterator[Item | Problem]:
        number = first(post, "id_str", "id")
        text = post.get("full_text", post.get("text"))
        if not number or not isinstance(text, str):
            yield place.problem(where, "This entry is no post: it has no text or no id.", "Nothing needs doing if so.")
            return
        mentions = records(inside(post, "entities", "user_mentions"))
        repost = retweeted(plain(text), mentions)
        media = records(inside(post, "extended_entities", "media")) or records(inside(post, "entities", "media"))
        if repost is not None:
            links = records(inside(post, "entities", "urls"))
            said = expanded(repost.text, [*media, *links], frozenset({number}))
            related: dict[Relation, Other] = {
                "repost_of": Other(repost.account, repost.name, said, media=_shown(media))
            }
        else:
            related = _related(post, mentions, number)
        text = "" if repost is not None else self._text(post, plain(text), media, related)
        yield from x_items(post, number, self._account, Content(text, _shown(media), related), place, where)

    def _text(self, post: Json, text: str, media: list[Json], related: Mapping[Relation, Other]) -> str:
        """The text, whole where the archive has it whole elsewhere."""
        number = first(post, "id_str", "id")
        quoted = status_of(related["quote_of"].url) if "quote_of" in related else None
        leave_out = frozenset({number, quoted[1] if quoted is not None else number})
        links = [*media, *records(inside(post, "entities", "urls"))]
        note = self._note(post, number, text)
        if note is not None:
            text = words(inside(note, "core", "text"))
            links = [*_note_links(note), *links]
        return expanded(text, links, leave_out)

    def _note(self, post: Json, number: str, text: str) -> Json | None:
        """The long form of a post: it has the same id, or the same second and beginning."""
        by_id, by_time = self._notes
        if not by_id:
            return None
        if number in by_id:
            return by_id[number]
        published, _ = moment(post.get("created_at"))
        if published is None:
            return None
        for later in (0, 1, -1):
            for note in by_time.get(int((published + timedelta(seconds=later)).timestamp()), ()):
                if words(inside(note, "core", "text"))[:_SAME] == text[:_SAME]:
                    return note
        return None

    @cached_property
    def _notes(self) -> tuple[dict[str, Json], dict[int, list[Json]]]:
        by_id: dict[str, Json] = {}
        by_time: dict[int, list[Json]] = {}
        for value in self._values("note_tweet"):
            note = record(value.get("noteTweet")) or value
            if not words(inside(note, "core", "text")):
                continue
            by_id[words(note.get("noteTweetId"))] = note
            created, _ = moment(note.get("createdAt"))
            if created is not None:
                by_time.setdefault(int(created.timestamp()), []).append(note)
        return by_id, by_time

    @cached_property
    def _account(self) -> tuple[str, str]:
        """Handle and name of the archive's owner, or ""."""
        for value in self._values("account"):
            account = record(value.get("account"))
            return handle(words(account.get("username"))), words(account.get("accountDisplayName"))
        return "", ""

    @cached_property
    def _problems(self) -> list[Problem]:
        """What is wrong in the files beside the posts."""
        return [each for part in ("note_tweet", "account") for each in self._walk(part) if isinstance(each, Problem)]

    def _values(self, part: str) -> Iterator[Json]:
        return (record(each.value) for each in self._walk(part) if isinstance(each, Entry))

    def _walk(self, part: str) -> Iterator[Entry | Problem]:
        for name in sorted(name for name, known in self._parts.items() if known == part):
            place = Place(self._source, name)
            try:
                with partial(self._files.open, name)() as stream:
                    yield from walk(stream, place, enter=False)
            except DraftError as error:
                yield place.problem("", error.problem, error.mend)


def _in_order(name: str) -> tuple[int, str]:
    """tweets.js, tweets-part1.js, tweets-part2.js ... tweets-part10.js."""
    number = name.rpartition("-part")[2].partition(".")[0]
    return (int(number) if number.isdigit() else 0, name)


def _shown(media: list[Json]) -> tuple[Media, ...]:
    return tuple(media_of(each, "", alt_known=False) for each in media)


def _note_links(note: Json) -> list[Json]:
    links = records(inside(note, "core", "urls"))
    return [
        {"url": first(each, "shortUrl", "url"), "expanded_url": first(each, "expandedUrl", "expanded_url")}
        for each in links
    ]


def _related(post: Json, mentions: list[Json], number: str) -> dict[Relation, Other]:
    """What a post quotes, by the last address of another post in it, and what it answers."""
    related: dict[Relation, Other] = {}
    for link in records(inside(post, "entities", "urls")):
        address = words(link.get("expanded_url"))
        status = status_of(address)
        if status is not None and status[1] != number:
            related["quote_of"] = Other(handle(status[0]), url=address)
    user = words(post.get("in_reply_to_screen_name"))
    answered = words(post.get("in_reply_to_status_id_str"))
    if user or answered:
        name = next((words(each.get("name")) for each in mentions if words(each.get("screen_name")) == user), "")
        related["reply_to"] = Other(handle(user), name, url=address_of(user, answered))
    return related
