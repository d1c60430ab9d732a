"""Roles, states and properties: do they exist, are they complete, and do they fit where they stand?"""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.aria_tables import (
    ABSTRACT,
    ATTRIBUTES,
    DEPRECATED_GLOBAL,
    DESCRIBING_ROLE,
    GLOBAL,
    IDS,
    NAME_PROHIBITED,
    NAMING,
    NUMBERS,
    PRESENTATIONAL_CHILDREN,
    REQUIRED,
    SUPPORTED,
    TOKEN_LISTS,
    TOKENS,
    WHOLE_NUMBERS,
)
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import explicit_role, implicit_role, input_type, like, may_have_focus, role_of

_EVERYWHERE_BEFORE = frozenset({"aria-expanded"})
_ALLOWED_BEFORE = {
    "radio": frozenset({"aria-required", "aria-expanded"}),
    "button": frozenset({"aria-required", "aria-expanded"}),
    "combobox": frozenset({"aria-multiline", "aria-expanded"}),
    "grid": frozenset({"aria-level", "aria-expanded"}),
    "treegrid": frozenset({"aria-level", "aria-orientation", "aria-expanded"}),
    "tablist": frozenset({"aria-level", "aria-expanded"}),
    "comment": frozenset({"aria-level", "aria-posinset", "aria-setsize"}),
}
"""What ARIA 1.1 allowed, or ARIA 1.3 will: browsers pass it on, and it harms nobody."""
_INTEGER = late(r"[-+]?\d+$")
_NUMBER = late(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$")
_NEEDS_TARGET = frozenset({"aria-labelledby", "aria-describedby", "aria-owns"})


def aria(view: PageView) -> Iterator[Found]:
    """Everything about the `role` attribute and `aria-` attributes of single elements."""
    heard = view.visibility.heard
    for element in view.survey.having.get("role", ()):
        if heard(element):
            yield from _role(element, view)
    seen = set()
    for name in [name for name in view.survey.having if name.startswith("aria-")]:
        for element in view.survey.having[name]:
            if name not in ATTRIBUTES:
                yield view.found("aria-attribute", element, attribute=name, name=name)
            elif element not in seen and (heard(element) or not view.visibility.rendered(element)):
                seen.add(element)
                yield from _properties(element, view)


def _role(element: Element, view: PageView) -> Iterator[Found]:
    words = element.get("role").lower().split()
    if not words:
        return
    role = explicit_role(element)
    if words == ["text"]:
        return  # in no standard, but screen readers know it: a text that is read in one go
    if not role:
        yield view.found("aria-role", element, attribute="role", abstract=any(word in ABSTRACT for word in words))
        return
    if role == implicit_role(element):
        return
    given = element.attributes
    required = REQUIRED.get(role, ())
    if role == "separator" and not may_have_focus(element):
        return
    if role == "combobox" and given.get("aria-expanded", "false").strip().lower() != "true":
        required = ("aria-expanded",)  # what it controls need not be there while it is closed
    missing = [name for name in required if not given.get(name, "").strip() and not _native(element, name)]
    if role == "slider" and given.get("aria-valuetext", "").strip():
        return
    if missing:
        yield view.found("aria-required", element, attribute="role", role=role, missing=missing)


def _native(element: Element, name: str) -> bool:
    """True where HTML itself gives a state or property."""
    if element.tag == "input":
        kind = input_type(element)
        return (name == "aria-checked" and kind in ("checkbox", "radio")) or (
            name == "aria-valuenow" and kind in ("number", "range")
        )
    if element.tag == "option" or element.tag in ("meter", "progress", "select"):
        return True
    return name == "aria-level" and element.tag in ("h1", "h2", "h3", "h4", "h5", "h6")


def _properties(element: Element, view: PageView) -> Iterator[Found]:
    role = role_of(element)
    heard = view.visibility.heard(element)
    supported = _supported(element, role)
    for name, value in element.attributes.items():
        if name not in ATTRIBUTES:
            continue
        if value.strip() and not _is_valid(name, value):
            yield view.found("aria-value", element, attribute=name, name=name, value=value)
        if not heard:
            continue
        if _is_prohibited(element, role, name) and not _is_swallowed(element):
            yield view.found("aria-prohibited", element, attribute=name, name=name, role=role)
        elif supported is not None and name not in supported:
            yield view.found("aria-unsupported", element, attribute=name, name=name, role=role)
        if name not in _NEEDS_TARGET:
            continue
        if not value.strip():
            yield view.found("aria-reference-empty", element, attribute=name, name=name)
        elif view.survey.whole and _points_nowhere(element, name, view):
            yield view.found("aria-reference", element, attribute=name, name=name)


def _supported(element: Element, role: str) -> frozenset[str] | None:
    """The attributes that may stand on an element; None where nobody says."""
    if not role or (role == "generic" and ("-" in element.tag or element.tag not in ("div", "span", "p", "a"))):
        return None
    if role == "none":
        return None
    own = SUPPORTED.get(role, SUPPORTED.get(like(role), frozenset()))
    return own | GLOBAL | DEPRECATED_GLOBAL | _ALLOWED_BEFORE.get(role, _EVERYWHERE_BEFORE)


def _is_prohibited(element: Element, role: str, name: str) -> bool:
    if "-" in element.tag or not element.attributes[name].strip():
        return False
    if role == "none":
        return name in DESCRIBING_ROLE
    if role == "generic":
        return name in NAMING or name in DESCRIBING_ROLE
    return role in NAME_PROHIBITED and name in NAMING


def _is_swallowed(element: Element) -> bool:
    """True inside a button and the like, of which only the whole is told."""
    return any(role_of(around) in PRESENTATIONAL_CHILDREN for around in element.ancestors())


def _is_valid(name: str, value: str) -> bool:
    value = value.strip()
    folded = value.lower()
    if name in TOKENS:
        return folded in TOKENS[name] or (name == "aria-errormessage")
    if name in TOKEN_LISTS:
        return all(word in TOKEN_LISTS[name] for word in folded.split())
    if name == "aria-level":
        return _INTEGER.match(value) is not None and int(value) >= 1
    if name in WHOLE_NUMBERS:
        return _INTEGER.match(value) is not None
    if name in NUMBERS:
        return _NUMBER.match(value) is not None
    if name in IDS:
        return True
    return True


def _points_nowhere(element: Element, name: str, view: PageView) -> bool:
    """True where no id that an attribute lists is on the page; a name loses words where even one is not."""
    found = len(view.survey.referenced(element, name))
    return found == 0 or (name == "aria-labelledby" and found < len(element.get(name).split()))
