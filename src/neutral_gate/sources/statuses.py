"""The shape that older interfaces share: posts in a list, a post a line, or the posts of a search in `statuses`."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.sources.items import Problem
from neutral_gate.sources.json_stream import walk
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.values import Json, record, records


def statuses(opener: Opener, place: Place, noun: str) -> Iterator[tuple[Json, str] | Problem]:
    """Reads the posts of a file one by one.

    Args:
        opener: Opens the file.
        place: The file.
        noun: What one of them is called where it stands among others: "post" or "status".

    Yields:
        Each post with its place in words, and a problem for each that is broken.
    """
    with opener() as stream:
        for entry in walk(stream, place, enter=False):
            if isinstance(entry, Problem):
                yield entry
                continue
            value = record(entry.value)
            if entry.keys and entry.keys != ("statuses",):
                continue
            if not entry.keys and "statuses" in value:
                for number, post in enumerate(records(value["statuses"]), 1):
                    yield post, f"{entry.where}, {noun} {number}"
            else:
                yield value, entry.where
