"""The attributes of a start tag, each with the exact place of its value."""

from __future__ import annotations

from neutral_gate.lazy import late
from neutral_gate.model.records import NamedTuple
from neutral_gate.model.references import decoded

WHITE = r"[ \t\n\r\f]"
VALUE = r"(?>\"[^\"]*+\"|'[^']*+'|[^ \t\n\r\f>\"'][^ \t\n\r\f>]*+|(?=>))"
NAME = r"[^ \t\n\r\f/>][^ \t\n\r\f/>=]*+"
"""Parts of patterns that cannot go back over what they have matched, so no input makes them slow."""
_ATTRIBUTE = late(
    rf"[ \t\n\r\f/]*+({NAME})"
    rf"(?:{WHITE}*+={WHITE}*+(?:\"([^\"]*+)\"|'([^']*+)'|([^ \t\n\r\f>\"'][^ \t\n\r\f>]*+|(?=>))))?"
)


class Attribute(NamedTuple):
    """An attribute as written: its decoded value, and where the value stands without its quotation marks."""

    value: str
    start: int
    end: int
    name_start: int


def scan_attributes(source: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes of the start tag at `source[start:end]` by lower-case name; the first of each name counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(source, _after_name(source, start, end), end):
        name = match.group(1).lower()
        if name in found:
            continue
        group = match.lastindex or 1
        if group == 1:
            found[name] = Attribute("", match.end(), match.end(), match.start(1))
        else:
            first, last = match.span(group)
            found[name] = Attribute(decoded(source, first, last, attribute=True), first, last, match.start(1))
    return found


def attribute_span(source: str, start: int, end: int, wanted: str) -> tuple[int, int] | None:
    """Where the value of the attribute `wanted` (in lower case) stands in the start tag at `source[start:end]`.

    As `scan_attributes` says; None where the tag has no such attribute. No value is decoded for it.
    """
    for match in _ATTRIBUTE.finditer(source, _after_name(source, start, end), end):
        if match[1].lower() == wanted:
            group = match.lastindex or 1
            return (match.end(), match.end()) if group == 1 else match.span(group)
    return None


def _after_name(source: str, start: int, end: int) -> int:
    """Where the name of the start tag ends."""
    place = start + 1
    while place < end and source[place] not in " \t\n\r\f/>":
        place += 1
    return place
