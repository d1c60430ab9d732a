"""What the keyboard reaches, and whether it says what it is when it gets there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.aria_tables import PRESENTATIONAL_CHILDREN
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import in_tab_order, like, role_of

_CONTROLS = late(r"<(?:button|input(?![^>]*type=.?hidden)|select|textarea|a\s[^>]*href)\b(?![^>]*tabindex=.?-)", re.I)
_CLOSED = ("button", "meter", "progress", "option", "math")
_BOUNCES = late(r"addEventListener\(\s*['\"]focus(?:in)?['\"]|onfocus", re.IGNORECASE)


def focus(view: PageView) -> Iterator[Found]:
    """Focusable elements that are hidden from screen readers, lost inside a control, or out of order."""
    survey = view.survey
    for element in survey.having.get("aria-hidden", ()):
        if element.get("aria-hidden").strip().lower() == "true" and not _inside_hidden(element):
            yield from _hidden_focus(element, view)
    closed = [each for each in survey.get(*_CLOSED) if "role" not in each.attributes]
    for element in sorted([*survey.having.get("role", ()), *closed], key=lambda each: each.start):
        if element not in survey.drawn:
            yield from _nested(element, view)
    for element in survey.having.get("tabindex", ()):
        number = element.get("tabindex").strip()
        if number.isdecimal() and int(number) > 0 and view.visibility.shown(element):
            yield view.found("tab-order", element, attribute="tabindex")
        framed = element.tag == "iframe" and number.startswith("-") and view.visibility.shown(element)
        if framed and _CONTROLS.search(element.get("srcdoc")):
            yield view.found("frame-focus", element, attribute="tabindex")


def _inside_hidden(element: Element) -> bool:
    return any(around.get("aria-hidden").strip().lower() == "true" for around in element.ancestors())


def _hidden_focus(element: Element, view: PageView) -> Iterator[Found]:
    for inner in (element, *element.elements()):
        if in_tab_order(inner) and view.visibility.shown(inner) and not _bounces(inner, view):
            yield view.found("hidden-focus", inner)


def _bounces(element: Element, view: PageView) -> bool:
    """True for a guard that passes the focus on by script as soon as it gets it, as around dialogs."""
    if "onfocus" in element.attributes:
        return True
    identity = element.get("id")
    if not identity:
        return False
    for script in view.survey.get("script"):
        text = script.source[script.open_end : script.close_start]
        if identity in text and _BOUNCES.search(text):
            return True
    return False


def _nested(element: Element, view: PageView) -> Iterator[Found]:
    role = like(role_of(element))
    if role not in PRESENTATIONAL_CHILDREN or not element.children or not view.visibility.heard(element):
        return
    for inner in element.elements():
        if in_tab_order(inner) and view.visibility.heard(inner):
            yield view.found("nested-control", inner, inside=role)
            return
