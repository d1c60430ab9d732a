"""What every source gives: things that were or will be published, and what could not be read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from neutral_gate.model import Draft


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that was published, or is scheduled to be.

    Attributes:
        draft: The item as the gate judges it: kind, text, media with alternative texts, links and related posts.
        platform: Where it stands: "x", "mastodon", "bluesky", "facebook", "linkedin", "feed", "web" and so on.
        account: Who published it: a handle with "@", else a page's name or address; "" where the source does not say.
        id: The platform's own id, or "".
        url: Its public address, or "".
        published: When it was or will be published, in Europe/London, or None where the source does not say.
        scheduled: True where it is planned and not yet published.
        repost_source: Whom a repost amplifies: handle, else name, else address; "" for everything else.
        quote_source: The same for the quoted post.
        reply_source: The same for the post it answers.
        language: Language tag that the source gives, or "".
        place: Where it stands in the source, such as "data/tweets.js, entry 12".
        zone_assumed: The time zone that was taken for a date without one, else "".
    """

    draft: Draft
    platform: str
    account: str = ""
    id: str = ""
    url: str = ""
    published: datetime | None = None
    scheduled: bool = False
    repost_source: str = ""
    quote_source: str = ""
    reply_source: str = ""
    language: str = ""
    place: str = ""
    zone_assumed: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that could not be read, or not without doubt; the rest of the source is still read.

    Attributes:
        source: The file, as given.
        place: Where in it: inner file, entry, line or byte.
        problem: What is wrong, in one plain sentence.
        mend: What the reader can do about it, in one plain sentence.
    """

    source: str
    place: str
    problem: str
    mend: str


class Source(Protocol):
    """A file, folder or archive that was opened for reading; each `iter` reads it anew, item by item.

    Attributes:
        kind: The format, such as "x-archive" or "mastodon-outbox".
    """

    @property
    def kind(self) -> str:
        """The format, such as "x-archive" or "mastodon-outbox"."""

    def __iter__(self) -> Iterator[Item | Problem]:
        """Reads the source from its beginning."""
