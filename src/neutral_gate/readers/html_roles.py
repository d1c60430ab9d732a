"""Which elements begin a block, which are not read, and the role of their text."""

from __future__ import annotations

from neutral_gate.model import Role
from neutral_gate.model.page import Element

ROLES: dict[str, Role] = {
    "li": Role.LIST_ITEM,
    "dt": Role.LIST_ITEM,
    "dd": Role.LIST_ITEM,
    "td": Role.CELL,
    "th": Role.CELL,
    "caption": Role.CAPTION,
    "figcaption": Role.CAPTION,
    "blockquote": Role.QUOTE,
    "summary": Role.LABEL,
    "legend": Role.LABEL,
    "label": Role.LABEL,
    "button": Role.LABEL,
    "option": Role.LABEL,
    "textarea": Role.LABEL,
    "title": Role.TITLE,
    "h1": Role.HEADING,
    "h2": Role.HEADING,
    "h3": Role.HEADING,
    "h4": Role.HEADING,
    "h5": Role.HEADING,
    "h6": Role.HEADING,
}
"""Elements whose text has a role of its own; other blocks take the role of the block around them."""

BLOCKS = frozenset(ROLES) | frozenset(
    {"address", "article", "aside", "body", "center", "colgroup", "datalist", "details", "dialog", "dir", "div", "dl"}
    | {"fieldset", "figure", "footer", "form", "frameset", "head", "header", "hgroup", "hr", "html", "main"}
    | {"menu", "nav", "ol", "optgroup", "p", "search", "section", "select", "table", "tbody", "tfoot", "thead", "tr"}
    | {"ul", "pre", "svg", "iframe", "video", "audio", "object", "canvas", "marquee", "noscript"}
)

CODE = frozenset({"code", "pre", "kbd", "samp"})
"""Elements whose content is code, not words."""
UNSEEN = frozenset({"script", "style", "template", "noframes", "noembed"})
"""Elements whose content is no part of the page at all."""

NAVIGATION_ROLES = frozenset({"navigation", "menu", "menubar"})


def is_navigation(element: Element) -> bool:
    """True for a navigation menu."""
    return element.tag == "nav" or (bool(element.attributes) and element.get("role").lower() in NAVIGATION_ROLES)


def is_hidden(element: Element) -> bool:
    """True where the `hidden` attribute takes the element off the page."""
    return "hidden" in element.attributes and element.get("hidden").lower() != "until-found"
