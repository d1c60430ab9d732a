"""The size of an SVG drawing, from its markup: nothing is drawn and no entity is opened."""

from __future__ import annotations

import re
import zlib

MAX_MARKUP = 256 * 1024
"""Bytes of a drawing in which its first tag must stand."""

_ROOT = re.compile(
    r"<(?:\w{1,20}:)?svg(?=[\s/>])((?>(?:\s+[\w:.-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'))*))\s*/?>", re.IGNORECASE
)
_TAG = re.compile(r"<(?:\w{1,20}:)?svg(?=[\s/>])", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"(?<![\w:.-])([\w:.-]++)\s*+=\s*+(?:\"([^\"]*)\"|'([^']*)')")
_BEFORE = (("<!--", "-->"), ("<?", "?>"), ("<!", ">"))
_LENGTH = re.compile(r"\s*([0-9]*\.?[0-9]+(?:e[+-]?[0-9]{1,2})?)\s*(px|pt|pc|in|cm|mm|q)?\s*", re.IGNORECASE)
# CSS Values and Units, section 6.2: 96 pixels are one inch.
_PIXELS = {"": 1.0, "px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_LARGEST = 1e7


def svg_size(markup: bytes) -> tuple[int, int] | None:
    """Width and height of a drawing in CSS pixels, rounded; of one without a size, those of its view box.

    Args:
        markup: The drawing from its start, plain or compressed with gzip.

    Returns:
        The size, (0, 0) where the drawing gives none, or None where this is no SVG drawing.
    """
    text = _text(markup)
    found = _ROOT.match(text, _root(text))
    if found is None:
        return None
    given = {name.lower(): first or second for name, first, second in _ATTRIBUTE.findall(found[1])}
    width, height = _pixels(given.get("width", "")), _pixels(given.get("height", ""))
    box = [_number(part) for part in re.split(r"[\s,]+", given.get("viewbox", "").strip())[:5]]
    if len(box) == 4 and box[2] > 0 and box[3] > 0:
        shape = box[2] / box[3]
        if not width and not height:
            width, height = box[2], box[3]
        elif not height:
            height = width / shape
        elif not width:
            width = height * shape
    return min(round(width), round(_LARGEST)), min(round(height), round(_LARGEST))


def is_svg(markup: bytes) -> bool:
    """True where a text starts with an SVG drawing, whatever comments stand before it."""
    text = _text(markup)
    return _TAG.match(text, _root(text)) is not None


def unpacked(data: bytes) -> bytes:
    """The markup of a drawing that was compressed with gzip, as far as it is needed; other data as they are."""
    if data[:2] != b"\x1f\x8b":
        return data
    try:
        return zlib.decompressobj(31).decompress(data, MAX_MARKUP)
    except zlib.error:
        return b""


def _text(markup: bytes) -> str:
    plain = unpacked(markup)[:MAX_MARKUP]
    if plain[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return plain.decode("utf-16", "replace")
    return plain.decode("utf-8", "replace")


def _root(text: str) -> int:
    """Where the first tag stands, behind comments, declarations and the entities of a document type."""
    place = 0
    while True:
        while place < len(text) and (text[place].isspace() or text[place] == "\ufeff"):
            place += 1
        end = next((end for start, end in _BEFORE if text.startswith(start, place)), None)
        if end is None:
            return place
        stop = text.find(end, place)
        inner = text.find("[", place, stop) if end == ">" else -1
        if inner >= 0:
            stop = text.find("]>", inner)
            end = "]>"
        if stop < 0:
            return len(text)
        place = stop + len(end)


def _pixels(written: str) -> float:
    """A length in pixels; 0 for one that is missing, relative or wrong."""
    found = _LENGTH.fullmatch(written)
    return min(float(found[1]) * _PIXELS[(found[2] or "").lower()], _LARGEST) if found else 0.0


def _number(written: str) -> float:
    found = _LENGTH.fullmatch(written)
    return min(float(found[1]), _LARGEST) if found and not found[2] else 0.0
