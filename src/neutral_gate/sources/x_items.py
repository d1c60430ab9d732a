"""From the parts of a post of X, of whichever interface, to its item."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from neutral_gate.model import Relation
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Place
from neutral_gate.sources.values import Json, handle, words
from neutral_gate.sources.x_text import address_of


@dataclass(frozen=True, slots=True)
class Content:
    """What a post says, shows, and refers to."""

    text: str
    media: tuple[Media, ...]
    related: Mapping[Relation, Other]


def x_items(
    post: Json, number: str, who: tuple[str, str], content: Content, place: Place, where: str
) -> Iterator[Item | Problem]:
    """The item of a post, and a problem where it names no date.

    Args:
        post: The post as X gives it.
        number: Its id.
        who: User name and display name of its author; either may be "".
        content: What it says. A retweet says nothing of its own.
        place: The file.
        where: Its place in the file, in words.
    """
    published, zone = moment(post.get("created_at"))
    if published is None:
        yield place.problem(where, "This post names no date that can be read.", "Ask X for the field created_at.")
    user, name = who
    repost = "repost_of" in content.related
    yield item_of(
        Parts(
            platform="x",
            text="" if repost else content.text,
            account=handle(user),
            author=name,
            id=number,
            url=address_of(user, number),
            published=published,
            zone_assumed=zone,
            language=words(post.get("lang")),
            media=() if repost else content.media,
            related=content.related,
        ),
        place.source,
        place.at(where),
    )
