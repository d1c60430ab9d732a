"""The page as a whole: its title, its language, whether it jumps away by itself and whether it can be zoomed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element, Text, squeeze
from neutral_gate.rules.access.languages import is_language
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late

_REFRESH = late(r"[ \t\n\r\f]*(\d+)(?:\.[\d.]*)?[ \t\n\r\f]*(?:$|[;,]|[ \t\n\r\f])")
_LONGEST_WAIT = 72000
"""Seconds: a reload after more than twenty hours interrupts nobody (WCAG 2.2.1, last exception)."""
_NO_SPEECH = frozenset({"svg", "math", "pre", "code"})
"""Elements whose `lang` may name something else, such as a programming language."""
_SMALLEST_ZOOM = 2.0
"""Text must be resizable to 200 % (WCAG 1.4.4)."""


def title(view: PageView) -> Iterator[Found]:
    """A whole document without a title."""
    if not view.survey.whole or not _is_html(view):
        return
    titles = [each for each in view.survey.get("title") if each not in view.survey.drawn]
    if not titles:
        yield view.found("page-title", _root(view))
    elif not titles[0].text():
        yield view.found("page-title", titles[0])


def language(view: PageView) -> Iterator[Found]:
    """A whole document without a language, and language tags that name no language."""
    survey = view.survey
    root = next(iter(survey.get("html")), None)
    if survey.whole and _is_html(view):
        if root is None or not root.get("lang").strip():
            written = root.get("xml:lang").strip() if root is not None else ""
            yield view.found("page-language", _root(view), attribute="xml:lang" if written else "lang")
        elif not is_language(root.get("lang")):
            yield view.found("page-language-tag", root, attribute="lang", tag=root.get("lang"))
    for element in survey.having.get("lang", ()):
        tag = element.get("lang")
        if element is root or not tag or is_language(tag) or element in survey.drawn or element.tag in _NO_SPEECH:
            continue
        if _holds_words(element, view):
            yield view.found("part-language-tag", element, attribute="lang", tag=tag)


def refresh(view: PageView) -> Iterator[Found]:
    """Pages that reload or jump elsewhere by themselves."""
    for meta in view.survey.get("meta"):
        if meta.get("http-equiv").strip().lower() != "refresh":
            continue
        match = _REFRESH.match(meta.get("content"))
        if match is None:
            continue
        seconds = int(match[1])
        if seconds:
            yield view.found("refresh-late", meta, attribute="content", seconds=seconds)
            if seconds <= _LONGEST_WAIT:
                yield view.found("refresh", meta, attribute="content", seconds=seconds)
        return  # browsers follow the first that they can read


def viewport(view: PageView) -> Iterator[Found]:
    """Pages that cannot be zoomed."""
    for meta in view.survey.get("meta"):
        if meta.get("name").strip().lower() != "viewport":
            continue
        settings = {}
        for part in re.split(r"[,;]", meta.get("content").lower()):
            name, _, value = part.partition("=")
            settings[name.strip()] = value.strip()
        scalable = settings.get("user-scalable", "yes")
        largest = _scale(settings["maximum-scale"]) if "maximum-scale" in settings else _SMALLEST_ZOOM
        if meta.get("content").strip() and (not _allows(scalable) or 0 <= largest < _SMALLEST_ZOOM):
            yield view.found("viewport-zoom", meta, attribute="content")


def _allows(value: str) -> bool:
    """True for the values of `user-scalable` that browsers read as "yes"."""
    match = re.match(r"[-+]?\d*\.?\d+", value)
    return value in ("", "yes", "device-width", "device-height") or (match is not None and abs(float(match[0])) >= 1)


def _scale(value: str) -> float:
    """A scale as browsers read it: words that name no number count as the smallest or largest there is."""
    if value in ("device-width", "device-height"):
        return 10.0
    match = re.match(r"[-+]?\d*\.?\d+", value)
    return float(match[0]) if match is not None else (1.0 if value == "yes" else 0.1)


def _is_html(view: PageView) -> bool:
    """False for a drawing or a feed in a file of its own."""
    first = next((node for node in view.survey.page.root.children if isinstance(node, Element)), None)
    return first is None or first.tag not in ("svg", "math", "rss", "feed")


def _root(view: PageView) -> Element:
    root = next(iter(view.survey.get("html")), None)
    return root or (view.survey.elements[0] if view.survey.elements else view.survey.page.root)


def _holds_words(element: Element, view: PageView) -> bool:
    """True where an element has words whose language its `lang` sets: its own, not those of a part with another one."""
    stack: list[Element] = [element]
    while stack:
        around = stack.pop()
        for child in around.children:
            if isinstance(child, Text):
                if squeeze(child.data) and view.visibility.shown(around):
                    return True
            elif isinstance(child, Element) and not child.attributes.get("lang"):
                if child.get("alt").strip() or child.get("aria-label").strip() or child.get("title").strip():
                    return True
                if view.visibility.shown(child):
                    stack.append(child)
    return False
