"""Words that a link puts in a reader's mouth: the post that a share button writes, the subject and text of a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from urllib.parse import unquote

from neutral_gate.model.references import Piece

_WRITES = re.compile(
    r"\s*+(?:(?:mailto|sms|smsto|whatsapp|tg):|(?:https?:)?//(?:(?:www|m|mobile|web|api)\.)?(?:twitter\.com|x\.com"
    r"|facebook\.com|wa\.me|whatsapp\.com|linkedin\.com|bsky\.app|threads\.(?:net|com)|t\.me|telegram\.me|reddit\.com)/)",
    re.IGNORECASE,
)
"""Addresses that open something to be sent, written already."""
_WORDS = re.compile(r"[?&](?:text|quote|subject|body|title|summary)=([^&#]+)", re.IGNORECASE)
_ESCAPED = re.compile(
    r"\+|%(?:[0-7][0-9a-f]|[cd][0-9a-f]%[0-9a-f]{2}|e[0-9a-f](?:%[0-9a-f]{2}){2}|f[0-7](?:%[0-9a-f]{2}){3})",
    re.IGNORECASE,
)
"""A letter written as its bytes, or the space of a form."""


def prefilled(address: Iterable[Piece]) -> list[list[Piece]]:
    """What the address of a link writes for whoever follows it.

    Args:
        address: The link's address, piece by piece with places.

    Returns:
        The texts in their order, decoded, with places; none for an address that writes nothing.
    """
    letters: list[Piece] = []
    for text, start, end in address:
        if end - start == len(text):
            letters += [(letter, start + place, start + place + 1) for place, letter in enumerate(text)]
        else:
            letters += [(letter, start, end) for letter in text]
    written = "".join(letter for letter, _, _ in letters)
    if not _WRITES.match(written):
        return []
    return [list(_decoded(written, letters, *words.span(1))) for words in _WORDS.finditer(written)]


def _decoded(written: str, letters: list[Piece], start: int, end: int) -> Iterator[Piece]:
    place = start
    for escaped in _ESCAPED.finditer(written, start, end):
        yield from letters[place : escaped.start()]
        letter = " " if escaped[0] == "+" else unquote(escaped[0])
        yield letter, letters[escaped.start()][1], letters[escaped.end() - 1][2]
        place = escaped.end()
    yield from letters[place:end]
