"""Lists, ids and landmarks: what assistive technology builds its map of a page from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache

from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.page_view import Found, PageView, file_path
from neutral_gate.rules.access.patterns import TEMPLATE_MARKS, late
from neutral_gate.rules.access.roles import explicit_role

_IN_TERMS = frozenset({"dt", "dd", "div", "script", "template", "style"})
_IN_LISTS = frozenset({"li", "script", "template", "style"})
_POINTS = ("for", "headers", "aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "list", "form")
_LETTERS = 3000
_TEMPLATE = late(r"\{[%{#]|<%|<\?|\[\w")
"""Marks of templates, whose text is not what is published."""


def structure(view: PageView) -> Iterator[Found]:
    """Lists with other things in them, list items without a list, and ids that stand for two things."""
    for group in view.heard("ul", "ol"):
        if explicit_role(group):
            continue
        for child in group.children:
            if isinstance(child, Element) and child.tag not in _IN_LISTS and "-" not in child.tag:
                yield view.found("list-parts", child, inside=group.tag)
                break
            if isinstance(child, Text) and child.data.strip(" \t\n\r\f+-") and not _TEMPLATE.search(child.data):
                yield view.found("list-parts", group, inside=group.tag)
                break
    outside = cache(lambda around: _is_outside(around, view))  # many items may stand in one part
    for item in view.heard("li"):
        around = item.parent
        if around is None or around.tag in ("ul", "ol", "menu") or explicit_role(around) == "list":
            continue
        if not outside(around) and not explicit_role(item) and "-" not in around.tag:
            yield view.found("list-parts", item, inside=around.tag)
    for item in view.heard("dt", "dd"):
        around = item.parent
        if around is None or outside(around):
            continue
        if around.tag not in ("dl", "div", "template") and not explicit_role(item):
            yield view.found("list-parts", item, inside=around.tag)
    for group in view.heard("dl"):
        for child in group.children if not explicit_role(group) else ():
            if isinstance(child, Element) and child.tag not in _IN_TERMS and "-" not in child.tag:
                yield view.found("list-parts", child, inside="dl")
                break
    yield from _ids(view)
    for key in view.survey.having.get("accesskey", ()):
        yield view.found("access-key", key, attribute="accesskey")


def _is_outside(around: Element, view: PageView) -> bool:
    """True at the edge of a part of a page: the list may be in the page that takes the part in."""
    if view.survey.whole or around.parent is not None:
        return False
    held = {child.tag for child in around.children if isinstance(child, Element)}
    return held == {"dt", "dd"} or view.survey.templated


def _ids(view: PageView) -> Iterator[Found]:
    """Ids that stand twice; it matters most where a label, a header or an `aria-` attribute points at one."""
    having = view.survey.having.get("id", ())
    names = [element.attributes["id"] for element in having]
    if len(set(names)) == len(names):
        return
    counts = Counter(names)
    wanted = {word for name in _POINTS for each in view.survey.having.get(name, ()) for word in each.get(name).split()}
    seen: set[str] = set()
    for element in having:
        name = element.attributes["id"]
        if counts[name] > 1 and name in seen and not any(mark in name for mark in TEMPLATE_MARKS):
            yield view.found("id-twice" if name in wanted else "id-repeated", element, attribute="id")
            counts[name] = 0
        seen.add(name)


def downloads(view: PageView) -> Iterator[Found]:
    """Pages that say little themselves and leave the rest to a PDF."""
    if ".pdf" not in "\n".join([link.attributes.get("href", "") for link in view.survey.get("a")]).lower():
        return
    paths = {link: file_path(link.get("href")).lower() for link in view.heard("a")}
    others = {path.rpartition(".")[0] for path in paths.values() if not path.endswith(".pdf")}
    documents = [
        link for link, path in paths.items() if path.endswith(".pdf") and path.removesuffix(".pdf") not in others
    ]
    if not documents:
        return
    main = next(iter(view.survey.get("main")), None) or next(iter(view.survey.get("body")), view.survey.page.root)
    if not _is_long(main, view) and len(main.text().split()) < _WORDS:
        yield view.found("pdf-only", documents[0], attribute="href")


def _is_long(main: Element, view: PageView) -> bool:
    """True where an element has more text than an announcement; most texts are left alone once that is known."""
    letters = 0
    for text in view.survey.texts:
        if main.open_end <= text.start < main.close_start:
            letters += len("".join(text.data.split()))
            if letters >= _LETTERS:
                return True
    return len(main.text()) >= _LETTERS


_WORDS = 60
"""Words: a page of fewer only announces the file."""
