"""Alt texts that are there and help nobody: file names, placeholders, "image of", repeats, too long."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element, squeeze
from neutral_gate.rules.access.alt_faults import could_be_better, folded, says_nothing
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.roles import explicit_role

_ALIKE = "Another picture on this page has the same alternative text."
_LEAST_ALIKE = 4
"""Letters: shorter texts, such as "Yes" for two kinds of tick, may well be the same."""


def alt_words(view: PageView) -> Iterator[Found]:
    """What is wrong with the alt texts of a page; at most one finding an image, the plainest fault first."""
    alike: dict[str, Element] = {}
    for element in view.survey.having.get("alt", ()):
        written = element.get("alt")
        alt = squeeze(written)
        if not alt or element.tag not in ("img", "area", "input") or not view.visibility.heard(element):
            continue
        if explicit_role(element) in ("none", "presentation"):
            continue  # `decorative-worded` has found that
        found = _fault(element, alt, view)
        other = alike.setdefault(folded(alt), element)
        if found is None and _file(other) != _file(element) and len(alt) >= _LEAST_ALIKE and not _alike(other, element):
            alike[folded(alt)] = element
            found = view.found("alt-repeats", element, _ALIKE, attribute="alt", repeats="another image")
        if found is not None:
            yield found


def _alike(one: Element, other: Element) -> bool:
    """True for two pictures that are links to the same place, and so have to say the same."""
    places = [
        next((around.get("href") for around in each.ancestors() if around.tag == "a"), "") for each in (one, other)
    ]
    return places[0] != "" and places[0] == places[1]


def _file(image: Element) -> str:
    """The name of its file: one picture may have several addresses, for several sizes."""
    return re.split(r"[?#]", image.get("src"), maxsplit=1)[0].rpartition("/")[2]


def _fault(element: Element, alt: str, view: PageView) -> Found | None:
    nothing = says_nothing(alt)
    if nothing:
        return view.found(nothing, element, attribute="alt")
    repeated = _repeats(element, alt)
    if repeated:
        return view.found("alt-repeats", element, attribute="alt", repeats=repeated)
    poor = could_be_better(alt)
    if poor == "alt-long":
        return view.found(poor, element, attribute="alt", letters=len(alt))
    return view.found(poor, element, attribute="alt") if poor else None


def _repeats(element: Element, alt: str) -> str:
    """What an alt text repeats: "caption", "title" or "link", or ""."""
    words = folded(alt)
    title = element.get("title")
    if title and folded(title) == words:
        return "title"
    for around in element.ancestors():
        if around.tag == "figure":
            caption = next(around.elements("figcaption"), None)
            if caption is not None and folded(caption.text()) == words:
                return "caption"
        elif around.tag == "a" and "href" in around.attributes and words == folded(around.text()):
            return "link"
    return ""
