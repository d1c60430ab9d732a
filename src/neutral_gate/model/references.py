"""Character references (`&amp;`, `&#8217;`, `&nbsp`) decoded piece by piece, each with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from neutral_gate.lazy import late

Piece = tuple[str, int, int]
"""Decoded text, and where its stretch of the source starts and ends."""

_REFERENCE = late(r"&(?:#(?:[0-9]+|[xX][0-9a-fA-F]+);?|[A-Za-z][A-Za-z0-9]*;?)")


def decoded_pieces(source: str, start: int, end: int, *, attribute: bool = False) -> Iterator[Piece]:
    """Cuts `source[start:end]` into letters copied as they are and decoded references, as the HTML standard says.

    Args:
        source: The whole source.
        start: Where the stretch starts.
        end: Where it ends.
        attribute: True inside an attribute value, where a reference without its semicolon is left alone before "=" or a
            letter or digit, so that addresses such as `?a=1&copy=2` stay whole.

    Yields:
        Pieces in order; together they cover the stretch. A copied piece is as long as its stretch.
    """
    place = start
    for match in _REFERENCE.finditer(source, start, end):
        found = _decode(source, match, end, attribute)
        if found is None:
            continue
        text, stop = found
        if match.start() > place:
            yield source[place : match.start()], place, match.start()
        yield text, match.start(), stop
        place = stop
    if place < end:
        yield source[place:end], place, end


def decoded(source: str, start: int, end: int, *, attribute: bool = False) -> str:
    """The decoded text of `source[start:end]`."""
    if source.find("&", start, end) < 0:
        return source[start:end]
    if not attribute:
        return _REFERENCE.sub(_alone, source[start:end])
    return "".join(piece for piece, _, _ in decoded_pieces(source, start, end, attribute=attribute))


def _alone(match: re.Match[str]) -> str:
    """The text of one reference outside attributes, where what stands around it does not matter."""
    reference = match[0]
    known = _whole(reference) if reference[-1] == ";" else None
    if known is not None:
        return known
    return "".join([piece for piece, _, _ in decoded_pieces(reference, 0, len(reference))])


def _decode(source: str, match: re.Match[str], end: int, attribute: bool) -> tuple[str, int] | None:
    """The text of one reference and where it ends, or None where it is plain text."""
    reference = match.group()
    if reference[-1] == ";":
        text = _whole(reference)
        if text is not None:
            return text, match.end()
    elif reference[1] == "#":
        from html import unescape

        return unescape(reference), match.end()
    from html.entities import html5

    name = reference[1:]
    if name in html5 and (not attribute or name[-1] == ";" or match.end() >= end or source[match.end()] != "="):
        return html5[name], match.end()
    if attribute:
        return None
    for length in range(min(len(name), _LONGEST_BARE), 1, -1):
        if name[:length] in html5:
            return html5[name[:length]], match.start() + 1 + length
    return None


@lru_cache(maxsize=1024)
def _whole(reference: str) -> str | None:
    """The text of a reference with its semicolon, None where HTML knows no such name."""
    if reference[1] == "#":
        from html import unescape

        return unescape(reference)
    from html.entities import html5

    return html5.get(reference[1:])


_LONGEST_BARE = 6
"""Longest name that the HTML standard decodes without a semicolon ("frac12", "there4" and the like)."""
