"""Posts in the gate's own form (`post-json`), a list of any length or JSON lines."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256

from neutral_gate.model import DraftError, Relation
from neutral_gate.readers.post_json import read_posts
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.json_stream import walk
from neutral_gate.sources.json_text import mend_bytes
from neutral_gate.sources.moments import LONDON
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import first, record, words

_RELATIONS: tuple[Relation, ...] = ("repost_of", "quote_of", "reply_to")


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads posts.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item a post; the keys `id`, `url`, `platform`, `language` and `scheduled` are read as well.
    """
    with opener() as stream:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
                continue
            source = mend_bytes(json.dumps(entry.value, ensure_ascii=False, indent=1))
            try:
                (draft,) = read_posts(source, place.source, sha256(source.encode()).hexdigest())
            except (DraftError, ValueError) as error:
                mend = error.mend if isinstance(error, DraftError) else "It must hold one post."
                problem = error.problem if isinstance(error, DraftError) else "This entry is no post."
                yield place.problem(entry.where, problem, mend)
                continue
            value = record(entry.value)
            labels = {
                relation: (draft.related[relation].account or draft.related[relation].name)
                if relation in draft.related
                else ""
                for relation in _RELATIONS
            }
            yield Item(
                draft=draft,
                platform=words(value.get("platform")) or "post",
                account=draft.account or draft.author,
                id=first(value, "id"),
                url=words(value.get("url")),
                published=draft.published.astimezone(LONDON) if draft.published is not None else None,
                scheduled=value.get("scheduled") is True,
                repost_source=labels["repost_of"],
                quote_source=labels["quote_of"],
                reply_source=labels["reply_to"],
                language=words(value.get("language")),
                place=place.at(entry.where),
            )
