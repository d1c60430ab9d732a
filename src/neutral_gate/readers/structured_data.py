"""What search engines and previews show of a page that the page itself may not say: structured data and keywords.

Structured data is JSON-LD in a `script` element (schema.org): an editor fills in a headline and a description of their
own for it. Its body of the article is left out, because the page has it. A keyword counts like a hashtag.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from neutral_gate.lazy import late
from neutral_gate.model import Block, DraftError, Role
from neutral_gate.model.page import Element
from neutral_gate.model.references import Piece
from neutral_gate.readers.attribute_places import value_letters
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.json_places import JsonList, JsonObject, JsonText, Value, read_json

_SAID = frozenset({"headline", "alternativeheadline", "description", "abstract", "caption"})
_BY = frozenset({"author", "creator"})
_KEYWORD = late(r"[^,;\s](?:[^,;]*[^,;\s])?")


def data_blocks(elements: Iterable[Element], shown: Iterable[str]) -> Iterator[Block]:
    """The words in structured data and keywords. What is no valid JSON is passed over, as search engines do.

    Args:
        elements: Each a `script` of the type `application/ld+json` or a `meta` element with keywords.
        shown: The texts of the page, which are not given a second time.
    """
    known = set(shown)
    for element in elements:
        path = (*reversed([around.tag for around in element.ancestors()]), element.tag)
        for pieces, role in _said(element):
            text = BlockText()
            text.add_pieces(pieces)
            taken = text.take()
            if taken is not None and taken[0] not in known:
                known.add(taken[0])
                yield Block(taken[0], role, taken[1], 0, False, "", path)


def _said(element: Element) -> Iterator[tuple[list[Piece], Role]]:
    if element.tag == "meta":
        if "content" in element.attributes:
            yield from _split(value_letters(element, "content"))
        return
    start, end = element.open_end, element.close_start
    try:
        data = read_json(element.source[start:end], "")
    except (DraftError, RecursionError):
        return
    for text, role in _texts(data):
        pieces = [(letters, start + first, start + last) for letters, first, last in text.pieces]
        if role is Role.HASHTAG:
            yield from _split(pieces)
        else:
            yield pieces, role


def _texts(value: Value, by: bool = False) -> Iterator[tuple[JsonText, Role]]:
    if isinstance(value, JsonList):
        for item in value.items:
            yield from _texts(item, by)
    elif isinstance(value, JsonText):
        if by:
            yield value, Role.META
    elif isinstance(value, JsonObject):
        for name, member in value.members.items():
            key = name.lower()
            if isinstance(member, JsonText) and (key in _SAID or (by and key == "name")):
                yield member, Role.META
            elif key == "keywords":
                for item in member.items if isinstance(member, JsonList) else (member,):
                    if isinstance(item, JsonText):
                        yield item, Role.HASHTAG
            elif not isinstance(member, JsonText) or key in _BY:
                yield from _texts(member, key in _BY)


def _split(pieces: list[Piece]) -> Iterator[tuple[list[Piece], Role]]:
    """Each keyword of a list with commas."""
    letters = [
        (letter, start + number, start + number + 1) if end - start == len(text) else (letter, start, end)
        for text, start, end in pieces
        for number, letter in enumerate(text)
    ]
    for found in _KEYWORD.finditer("".join([letter for letter, _, _ in letters])):
        yield letters[found.start() : found.end()], Role.HASHTAG
