"""Styles that stop people from spacing text out or from turning their screen."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.stylesheet import Declaration, declarations
from neutral_gate.rules.access.typeset import Typeset, length

_LEAST = {"letter-spacing": 0.12, "word-spacing": 0.16, "line-height": 1.5}
"""Shares of the font size that people must be able to set (WCAG 1.4.12)."""
_SPACES = frozenset(_LEAST)
_TURN = late(
    r"rotate(?:z)?\(\s*(-?[\d.]+)(deg|turn|rad|grad)\s*\)"
    r"|rotate3d\(\s*0\s*,\s*0\s*,\s*-?[1-9][\d.]*\s*,\s*(-?[\d.]+)(deg|turn|rad|grad)\s*\)"
)
_MATRIX = late(r"matrix(?:3d)?\(\s*(-?[\d.]+(?:e-?\d+)?)\s*,\s*(-?[\d.]+(?:e-?\d+)?)\s*,")
_DEGREES = {"deg": 1.0, "turn": 360.0, "rad": 57.29578, "grad": 0.9}
_SCROLLS = ("scroll", "auto")


def spacing(view: PageView) -> Iterator[Found]:
    """`style` attributes that fix letter, word or line spacing with `!important` below what people may need."""
    typeset: Typeset | None = None
    for element in view.survey.having.get("style", ()):
        own = declarations(element.attributes["style"])
        if _SPACES.isdisjoint(own):
            continue
        for name, least in _LEAST.items():
            declared = own.get(name)
            if declared is None or not declared.important or element in view.survey.drawn:
                continue
            typeset = typeset or Typeset(view.styles)
            if _is_too_tight(declared, least, element, name, typeset, view):
                yield view.found(name, element, attribute="style", value=declared.value)


def _is_too_tight(
    declared: Declaration, least: float, element: Element, name: str, typeset: Typeset, view: PageView
) -> bool:
    """True where some text that the style holds for stands closer than it may."""
    value = declared.value.lower()
    if value in ("inherit", "unset", "revert", "revert-layer"):
        return False
    spaced = 0.0
    share: float | None = 0.0
    if name == "line-height" and re.fullmatch(r"[\d.]+", value):
        share = float(value)
    elif value not in ("normal", "initial") and not value.startswith("-"):
        found = length(value, typeset.of(element).size)
        if found is None:
            return False
        spaced, share = found, None
    for holder in _texts(element, name, view):
        size = typeset.of(holder).size
        if (spaced if share is None else share * size) < least * size - 1e-6:
            return True
    return False


def _texts(element: Element, name: str, view: PageView) -> Iterator[Element]:
    """The elements with text that is shown and that the style holds for."""
    if not view.visibility.on_screen(element):
        return
    if name == "line-height" and any(
        view.styles.value(around, prop) in _SCROLLS
        for around in (element, *element.ancestors())
        for prop in ("overflow", "overflow-x")
    ):
        return
    stack = [element]
    while stack:
        around = stack.pop()
        if any(isinstance(child, Text) and child.data.strip() for child in around.children):
            yield around
        for child in around.children:
            if not isinstance(child, Element) or name in view.styles.declared(child):
                continue
            if view.visibility.on_screen(child):
                stack.append(child)


def orientation(view: PageView) -> Iterator[Found]:
    """Style sheets that turn the page back when people turn their screen."""
    turned = [rule for rule in view.styles.rules if rule.turned]
    if not turned:
        return
    for rule in turned:
        angle = _angle(rule.declarations)
        if angle is None:
            continue
        for element in view.survey.elements:
            if not element.children or not rule.selector.matches(element) or not view.visibility.on_screen(element):
                continue
            if round(angle - (_angle(view.styles.declared(element)) or 0.0)) % 180 == 90:
                yield view.found("orientation", element, when=rule.turned, degrees=round(angle))
                break


def _angle(declared: dict[str, Declaration]) -> float | None:
    """The turn of a `transform` or `rotate` in degrees."""
    rotate = declared.get("rotate")
    if rotate is not None:
        match = re.search(r"(?<![\d.])(-?[\d.]++)(deg|turn|rad|grad)", rotate.value.lower())
        return float(match[1]) * _DEGREES[match[2]] if match else None
    transform = declared.get("transform")
    if transform is None:
        return None
    value = transform.value.lower()
    match = _TURN.search(value)
    if match is not None:
        return float(match[1] or match[3]) * _DEGREES[match[2] or match[4]]
    matrix = _MATRIX.search(value)
    if matrix is not None:
        from math import atan2, degrees

        return degrees(atan2(float(matrix[2]), float(matrix[1])))
    return None
