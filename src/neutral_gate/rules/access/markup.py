"""Markup that says less than it shows, or something else: abbreviations, directions, spacers, boxes as buttons."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import cast

from neutral_gate.model import Span
from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.page_view import Found, PageView, file_path, shortened
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import may_have_focus
from neutral_gate.rules.access.survey import PART
from neutral_gate.text.word_lists import word_set

_RIGHT_TO_LEFT = word_set("ar arc ckb dv fa ha-arab he iw ks ku-arab ps sd ug ur yi")
_RTL_LETTER = late("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_LTR_LETTER = late(r"[A-Za-z\u00c0-\u024f\u0370-\u052f]{2}")
_SPACER = late(r"(?:spacer|blank|transparent|clear|shim|1x1|dot_?clear)\.(?:gif|png)$", re.IGNORECASE)
_FLASH = late(r"shockwave-flash|\.swf$", re.IGNORECASE)
_BUTTON = late(r"(?:^|\s)(?:(?:[\w-]+[-_])?(?:button|btn))(?:\s|$)", re.IGNORECASE)
_BOXES = frozenset({"div", "span", "p", "b", "strong", "i", "em"})
_PLAIN = frozenset({"p", "span", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "dt", "dd", "td", "th"})
_INLINE = frozenset({"a", "span", "b", "i", "em", "strong", "cite", "q", "bdi", "bdo", "option", "button", "label"})
_SHORT = late(r"[A-Z][\w.&/-]{1,9}")
_EVENTS = ("onclick", "onkeydown", "onkeyup", "onkeypress", "onfocus", "onmousedown")


def markup(view: PageView) -> Iterator[Found]:
    """Spacers, Flash, boxes that are called buttons, and places where the keyboard stops for nothing."""
    for image in view.survey.get("img"):
        if _SPACER.match(file_path(image.get("src")).rpartition("/")[2]):
            yield view.found("spacer-image", image, attribute="src")
    for thing in view.survey.get("object", "embed"):
        if _FLASH.search(thing.get("type")) or _FLASH.search(thing.get("data") or thing.get("src")):
            yield view.found("old-markup", thing)
    for element in view.survey.classed(_like_button, "button", "btn"):
        if element.tag in _BOXES and _is_fake(element, view):
            yield view.found("button-fake", element, attribute="class")
    for element in view.survey.having.get("tabindex", ()):
        given = element.attributes
        if element.tag not in _PLAIN or given["tabindex"].strip() != "0" or given.keys() & {"role", "contenteditable"}:
            continue
        if not any(name in given for name in _EVENTS) and not any(n.startswith(("data-", "aria-")) for n in given):
            yield view.found("focus-no-role", element, attribute="tabindex")
    yield from _stray_ends(view)


@lru_cache(maxsize=8192)
def _like_button(classes: str) -> bool:
    return _BUTTON.search(classes) is not None


def _is_fake(element: Element, view: PageView) -> bool:
    """True for a box with words that looks like a button, with no real control in it or around it."""
    if "role" in element.attributes or may_have_focus(element) or not element.text() or len(element.text()) > 40:
        return False
    if any(may_have_focus(each) or each.tag in ("a", "label", "button", "input") for each in element.elements()):
        return False
    if any(may_have_focus(each) or each.tag in ("a", "label", "button") for each in element.ancestors()):
        return False
    return view.visibility.heard(element)


def abbreviations(view: PageView) -> Iterator[Found]:
    """Abbreviations that nothing on the page spells out; one finding for each."""
    told = {each.text() for each in view.survey.get("abbr", "acronym") if each.get("title").strip()}
    for element in view.survey.get("abbr", "acronym"):
        short = element.text()
        if (
            short in told
            or not _SHORT.fullmatch(short)
            or element.get("title").strip()
            or not view.visibility.heard(element)
        ):
            continue
        told.add(short)
        text = view.survey.words.replace(PART, "")  # the letters stand in an element of their own
        if f"({short})" not in text and not re.search(rf"\b{re.escape(short)}\b\s*(?:\(|stands for|means)", text):
            yield view.found_text("abbr-title", element, short)


def direction(view: PageView) -> Iterator[Found]:
    """Words of a right-to-left language set from left to right, and the reverse."""
    for element in view.survey.having.get("lang", ()):
        tag = element.get("lang").strip().lower()
        if not (tag in _RIGHT_TO_LEFT or tag.partition("-")[0] in _RIGHT_TO_LEFT):
            continue
        turned = any(around.get("dir").strip().lower() in ("rtl", "auto") for around in (element, *element.ancestors()))
        if element.tag in _INLINE:
            continue  # a few words in a line find their direction by themselves
        if not turned and _RTL_LETTER.search(_own_text(element)) and view.visibility.shown(element):
            yield view.found("text-direction", element, attribute="lang")
    for element in view.survey.having.get("dir", ()):
        if element.get("dir").strip().lower() != "rtl" or not view.visibility.shown(element):
            continue
        text = element.text()
        if _LTR_LETTER.search(text) and not _RTL_LETTER.search(text):
            yield view.found("text-direction", element, attribute="dir")


def _own_text(element: Element) -> str:
    """The text of an element without that of parts with a language or direction of their own."""
    parts: list[str] = []
    stack = [element]
    while stack:
        around = stack.pop()
        for child in around.children:
            if isinstance(child, Text):
                parts.append(child.data)
            elif isinstance(child, Element) and not child.attributes.keys() & {"lang", "dir"}:
                stack.append(child)
    return " ".join(parts)


def _stray_ends(view: PageView) -> Iterator[Found]:
    """End tags that close nothing, in whole documents."""
    source = view.survey.page.source
    strays = [
        where
        for where in cast("list[Span]", view.survey.page.memo.get("stray ends", []))
        if not source.startswith("</noscript", where.start)
    ]
    if view.survey.whole and strays and not view.survey.templated:  # a template may put in the start tag
        for where in strays:
            yield Found("end-tag-stray", where, shortened(source[where.start : where.end]), "", {})
