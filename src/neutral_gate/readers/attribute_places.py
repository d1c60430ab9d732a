"""Where the value of one attribute stands, without reading the attributes after it."""

from __future__ import annotations

from neutral_gate.lazy import late
from neutral_gate.model import Span
from neutral_gate.model.attributes import NAME, WHITE
from neutral_gate.model.page import Element
from neutral_gate.model.references import Piece, decoded_pieces

_ATTRIBUTE = late(
    rf"[ \t\n\r\f/]*+({NAME})"
    rf"(?:{WHITE}*+={WHITE}*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+|(?=>))))?"
)


def value_place(element: Element, name: str) -> Span:
    """Where the value of an attribute stands, without its quotation marks; where it is missing, the start tag."""
    if element.place is not None:
        return element.value_span(name)
    source, end = element.source, element.open_end
    if name in element.attributes:
        for match in _ATTRIBUTE.finditer(source, element.start + 1 + len(element.tag), end):
            found = match.group(1)
            if found == name or (len(found) == len(name) and found.lower() == name):
                group = match.lastindex or 1
                return Span(*match.span(group)) if group > 1 else Span(match.end(), match.end())
    return Span(element.start, end)


def value_letters(element: Element, name: str) -> list[Piece]:
    """The decoded value of an attribute that the element has, piece by piece with places."""
    if element.place is not None:
        return element.value_pieces(name)
    where = value_place(element, name)
    value = element.attributes[name]
    if where.end - where.start == len(value) and "&" not in value and "\r" not in value:
        return [(value, where.start, where.end)]
    return list(decoded_pieces(element.source, where.start, where.end, attribute=True))
