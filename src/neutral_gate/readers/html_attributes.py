"""Words that stand in attributes: alt texts, tooltips, labels, meta descriptions, bylines, and what links write."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.lazy import late
from neutral_gate.model import Block, Role
from neutral_gate.model.page import Element
from neutral_gate.model.references import Piece
from neutral_gate.readers.attribute_places import value_letters
from neutral_gate.readers.block_text import BlockText

_META = frozenset(
    {"description", "og:title", "og:description", "og:image:alt", "twitter:title", "twitter:description"}
    | {"twitter:image:alt", "dc.title", "dc.description", "dcterms.title", "dcterms.description"}
    | {"author", "dc.creator", "dcterms.creator"}
)
_SPOKEN = frozenset({"aria-label", "aria-description", "aria-placeholder", "aria-roledescription", "aria-valuetext"})
_ONLY_ON = {
    "alt": frozenset({"img", "area", "input"}),
    "placeholder": frozenset({"input", "textarea"}),
    "label": frozenset({"option", "optgroup", "track"}),
    "summary": frozenset({"table"}),
}
_NO_TOOLTIP = frozenset({"link", "style", "meta", "script"})
_BUTTONS = frozenset({"submit", "button", "reset"})
_LINKS = frozenset({"a", "area"})
_WRITES = late(r"(?i)(?:text|quote|subject|body|title|summary)=")
"""Stands in each address that could write something."""
_SHOWN = frozenset({"heading", "headline", "title", "subtitle", "label", "text", "message", "summary", "caption"})
"""Attributes whose words a custom element shows; what it is called is up to its author, but these are usual."""


def attribute_blocks(element: Element, silent: bool, quoted: bool, lang: str) -> Iterator[Block]:
    """The words in the attributes of an element.

    Args:
        element: Any element.
        silent: True in a place whose text is not read, such as navigation: only alt texts are read there.
        quoted: True inside a block quotation.
        lang: Language that holds on the element.
    """
    for name in element.attributes:
        role = _role(element, name)
        if role is None or (silent and role is not Role.ALT):
            continue
        for pieces in _texts(element, name):
            text = BlockText()
            text.add_pieces(pieces)
            taken = text.take()
            if taken is not None:
                around = [around.tag for around in element.ancestors()]
                yield Block(taken[0], role, taken[1], 0, quoted, lang, (*reversed(around), element.tag))


def _texts(element: Element, name: str) -> list[list[Piece]]:
    """The texts of an attribute: its value, or what an address writes."""
    letters = value_letters(element, name)
    if name != "href":
        return [letters]
    from neutral_gate.readers.prefilled import prefilled

    return prefilled(letters)


def _role(element: Element, name: str) -> Role | None:
    tag = element.tag
    if name == "title":
        if tag == "iframe":  # the name that it goes by, and not a tooltip
            return Role.LABEL
        return Role.TOOLTIP if tag not in _NO_TOOLTIP else None
    if name in _SPOKEN:
        return Role.LABEL
    if name in _SHOWN and "-" in tag:
        return Role.LABEL
    if name in _ONLY_ON:
        if tag not in _ONLY_ON[name]:
            return None
        return Role.ALT if name == "alt" else Role.LABEL
    if name == "content" and tag == "meta":
        kind = element.get("name") or element.get("property") or element.get("itemprop")
        return Role.META if kind.strip().lower() in _META else None
    if name == "value" and tag == "input":
        return Role.LABEL if element.get("type").lower() in _BUTTONS else None
    if name == "href":
        return Role.LABEL if tag in _LINKS and _WRITES.search(element.attributes[name]) else None
    return None
