"""The role of an element: what assistive technology is told that it is (ARIA in HTML, HTML-AAM)."""

from __future__ import annotations

from neutral_gate.model.page import Element
from neutral_gate.rules.access.aria_tables import BASE_ROLE, DESCRIBING_ROLE, GLOBAL, ROLES

_FIXED = {
    "article": "article",
    "aside": "complementary",
    "blockquote": "blockquote",
    "button": "button",
    "caption": "caption",
    "code": "code",
    "datalist": "listbox",
    "del": "deletion",
    "details": "group",
    "dfn": "term",
    "dialog": "dialog",
    "dt": "term",
    "em": "emphasis",
    "fieldset": "group",
    "figure": "figure",
    "form": "form",
    "h1": "heading",
    "h2": "heading",
    "h3": "heading",
    "h4": "heading",
    "h5": "heading",
    "h6": "heading",
    "hr": "separator",
    "html": "document",
    "ins": "insertion",
    "main": "main",
    "math": "math",
    "menu": "list",
    "meter": "meter",
    "nav": "navigation",
    "ol": "list",
    "optgroup": "group",
    "option": "option",
    "output": "status",
    "p": "paragraph",
    "progress": "progressbar",
    "search": "search",
    "section": "region",
    "strong": "strong",
    "sub": "subscript",
    "sup": "superscript",
    "svg": "graphics-document",
    "table": "table",
    "tbody": "rowgroup",
    "textarea": "textbox",
    "tfoot": "rowgroup",
    "thead": "rowgroup",
    "time": "time",
    "tr": "row",
    "ul": "list",
}
GENERIC = frozenset({"b", "bdi", "bdo", "body", "data", "div", "i", "pre", "q", "s", "samp", "small", "span", "u"})
_INPUTS = {
    "button": "button",
    "submit": "button",
    "reset": "button",
    "image": "button",
    "checkbox": "checkbox",
    "radio": "radio",
    "number": "spinbutton",
    "range": "slider",
    "search": "searchbox",
    "email": "textbox",
    "tel": "textbox",
    "text": "textbox",
    "url": "textbox",
    "color": "",
    "date": "",
    "datetime-local": "",
    "file": "",
    "hidden": "",
    "month": "",
    "password": "",
    "time": "",
    "week": "",
}
_SECTIONS = frozenset({"article", "aside", "main", "nav", "section"})
_FOCUSABLE = frozenset({"a", "area", "audio", "video", "input", "summary", "button", "select", "textarea", "iframe"})
"""Elements that may have the focus without a `tabindex`; others must be open to editing."""
_EDITABLE = ("", "true", "plaintext-only")
_DISABLED = frozenset({"button", "fieldset", "input", "optgroup", "option", "select", "textarea"})


def input_type(element: Element) -> str:
    """The kind of an `input`: what its `type` says, where that is one that HTML knows, else "text"."""
    written = element.get("type").strip().lower()
    return written if written in _INPUTS else "text"


def explicit_role(element: Element) -> str:
    """The first known role of the `role` attribute, "" where there is none."""
    written = element.attributes.get("role")
    if not written:
        return ""
    if written in ROLES:  # as most are written
        return written
    return next((word for word in written.lower().split() if word in ROLES), "")


def implicit_role(element: Element) -> str:
    """The role that HTML gives an element; "" where it has none that ARIA knows."""
    tag = element.tag
    fixed = _FIXED.get(tag)
    if fixed is not None:
        return fixed
    if tag in ("a", "area"):
        return "link" if "href" in element.attributes else "generic"
    if tag in GENERIC:
        return "generic"
    if tag == "img":
        if element.attributes.get("alt") != "":
            return "img"
        named = any(element.get(name).strip() for name in ("aria-label", "aria-labelledby", "title"))
        return "img" if named else "none"
    if tag == "input":
        role = _INPUTS[input_type(element)]
        return "combobox" if "list" in element.attributes and role in ("textbox", "searchbox") else role
    if tag == "select":
        size = element.get("size")
        several = "multiple" in element.attributes or (size.isdigit() and int(size) > 1)
        return "listbox" if several else "combobox"
    if tag == "li":
        return "listitem" if element.parent is not None and implicit_role(element.parent) == "list" else "generic"
    if tag in ("td", "th"):
        return _cell_role(element)
    if tag in ("header", "footer"):
        inside = any(around.tag in _SECTIONS for around in element.ancestors())
        return "generic" if inside else ("banner" if tag == "header" else "contentinfo")
    return ""


def role_of(element: Element) -> str:
    """The role that counts: the author's, unless it hides what must not be hidden; else that of HTML.

    A "none" does not count on an element that can have focus or has a global ARIA attribute ("presentational roles
    conflict resolution" in WAI-ARIA).
    """
    role = explicit_role(element)
    if not role:
        return implicit_role(element)
    if role in ("none", "presentation"):
        return implicit_role(element) if may_have_focus(element) or _says_more(element) else "none"
    return role


def like(role: str) -> str:
    """The role that this one is treated like, such as "link" for "doc-biblioref"."""
    return BASE_ROLE.get(role, role)


def is_disabled(element: Element) -> bool:
    """True where a form control is switched off, by itself or by a `fieldset` around it."""
    if element.tag in _DISABLED and "disabled" in element.attributes:
        return True
    if element.tag not in ("button", "input", "select", "textarea"):
        return False
    inner = element
    for around in element.ancestors():
        if around.tag == "fieldset" and "disabled" in around.attributes and inner.tag != "legend":
            return True
        inner = around
    return False


def may_have_focus(element: Element) -> bool:
    """True where an element can have the focus, by keyboard or script, provided it is shown."""
    attributes = element.attributes
    tag = element.tag
    if tag not in _FOCUSABLE and "tabindex" not in attributes:
        return attributes.get("contenteditable") in _EDITABLE
    if "tabindex" in attributes and _number(attributes["tabindex"]) is not None and not is_disabled(element):
        return True
    if tag in ("a", "area"):
        return "href" in attributes
    if tag in ("audio", "video"):
        return "controls" in attributes
    if tag == "input":
        return input_type(element) != "hidden" and not is_disabled(element)
    if tag == "summary":
        return is_summary(element)
    if tag in ("button", "select", "textarea"):
        return not is_disabled(element)
    return tag == "iframe" or attributes.get("contenteditable") in _EDITABLE


def in_tab_order(element: Element) -> bool:
    """True where the Tab key reaches an element, provided it is shown."""
    if not may_have_focus(element):
        return False
    number = _number(element.attributes.get("tabindex", ""))
    return number is None or number >= 0


def is_summary(element: Element) -> bool:
    """True for the `summary` that opens and closes the `details` around it."""
    around = element.parent
    if element.tag != "summary" or around is None or around.tag != "details":
        return False
    first = next((child for child in around.children if isinstance(child, Element) and child.tag == "summary"), None)
    return first is element


def _number(text: str) -> int | None:
    text = text.strip()
    return int(text) if text.lstrip("+-").isdecimal() and text.isascii() else None


def _says_more(element: Element) -> bool:
    return any(
        name in GLOBAL and name != "aria-hidden" and name not in DESCRIBING_ROLE
        for name in element.attributes
        if name.startswith("aria-")
    )


def _cell_role(element: Element) -> str:
    table = next((around for around in element.ancestors() if around.tag == "table"), None)
    grid = table is not None and explicit_role(table) in ("grid", "treegrid")
    if element.tag == "td":
        return "gridcell" if grid else "cell"
    return "rowheader" if element.get("scope").lower() in ("row", "rowgroup") else "columnheader"
