"""Pictures that a page shows by other means than the address of an `img`: choices, posters and backgrounds."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from neutral_gate.images.inline import is_inline
from neutral_gate.images.signatures import EXTENSIONS
from neutral_gate.model import Draft, Image, Span
from neutral_gate.model.page import Element, Text

FROM = "from"
"""Key of `Image.attributes` under which the attribute or element that names the picture stands."""

_SIGNS = re.compile(r"srcset|poster|url\(|<image", re.IGNORECASE)
_CHOICE = re.compile(r"([^\s,]\S*[^\s,]|[^\s,])(?:\s+[^,]*)?(?:,|$)")
_URL = re.compile(r"url\(\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"')]+))\s*\)", re.IGNORECASE)
_SETS = ("srcset", "data-srcset", "imagesrcset")
_MOST = 200
"""Pictures of a page that are listed."""


def other_images(draft: Draft) -> tuple[Image, ...]:
    """The pictures that a page shows besides those in `draft.images`, each address once, in the order of the page.

    They count as decoration, as nothing can be said about their alternative text here.
    """
    if draft.page is None or not _SIGNS.search(draft.source):
        return ()
    known = {image.src for image in draft.images}
    found: list[Image] = []
    for element in draft.page.elements():
        for address, where, origin in _shown_by(element):
            if address and address not in known:
                known.add(address)
                found.append(Image(address, "", element.span, where, where, attributes={FROM: origin}))
                if len(found) == _MOST:
                    return tuple(found)
    return tuple(found)


def _shown_by(element: Element) -> Iterator[tuple[str, Span, str]]:
    """Address, place and origin of the pictures that an element names."""
    attributes = element.attributes
    if element.tag in ("img", "source", "link"):
        if element.tag == "img" and attributes.get("src") and not is_inline(attributes["src"]):
            # The reader keeps the address that a script puts in; browsers without it show this one.
            yield from _one(element, "src")
        for name in _SETS:
            if name in attributes:
                for choice in _CHOICE.finditer(attributes[name]):
                    if not choice[1].startswith("data:"):  # a comma in it would end it
                        yield choice[1], _place(element, name, choice[1]), name
    elif element.tag == "video":
        yield from _one(element, "poster")
    elif element.tag == "image":
        yield from _one(element, "href" if "href" in attributes else "xlink:href")
    elif element.tag == "style":
        for child in element.children:
            if isinstance(child, Text):
                for address, start in _in_style(child.data):
                    where = Span(child.start + start, child.start + start + len(address))
                    yield address, where, "style"
    if "style" in attributes:
        for address, _ in _in_style(attributes["style"]):
            yield address, _place(element, "style", address), "style"


def _one(element: Element, name: str) -> Iterator[tuple[str, Span, str]]:
    address = element.get(name).strip()
    yield address, _place(element, name, address), name


def _in_style(text: str) -> Iterator[tuple[str, int]]:
    """The addresses of pictures in a style, with their places; fonts and further styles are none."""
    for found in _URL.finditer(text):
        group = found.lastindex or 0
        address = found[group] if group else ""
        name = address.split("?")[0].split("#")[0]
        if is_inline(address) or posixpath.splitext(name)[1].lower() in EXTENSIONS:
            yield address, found.start(group)


def _place(element: Element, name: str, address: str) -> Span:
    """Where an address stands inside the value of an attribute; the whole value where it is written with references."""
    value = element.value_span(name)
    start = element.source.find(address, value.start, value.end)
    return Span(start, start + len(address)) if start >= 0 else value
