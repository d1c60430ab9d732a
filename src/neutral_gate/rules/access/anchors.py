"""The `a` without an address: a link that leads nowhere, or an old anchor around words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.controls import HEADINGS
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import in_tab_order
from neutral_gate.text.word_lists import word_set

_ACTS = late(r"(?:^|[\s_-])(?:btn|button|cta|link|menu|more|open|close|toggler?|trigger)(?:$|[\s_-])", re.IGNORECASE)
"""Classes of an `a` that is meant to be followed or pressed."""
_WORD = late(r"[^\W_]{2}")
_LINES = word_set("abbr b big cite code dfn em font i mark q s small span strong sub sup u var")
"""Elements inside a line of text."""
_DEEPEST = 5
"""Elements inside each other in which the words of one line stand."""
_LISTED = word_set("li nav menu td")
_TERMS = word_set("dt dfn code var")
"""Elements that hold a term, which a script may link to where it is explained."""

_NO_ADDRESS = "This is marked as a link, but it has no address."


def without_address(view: PageView) -> Iterator[Found]:
    """What looks or works like a link and has no address, and what only marks a place although words stand in it.

    Old pages have such a place at each heading: they are one finding, at the first.
    """
    plain = [each for each in view.survey.get("a") if "href" not in each.attributes and view.visibility.heard(each)]
    if not plain:
        return
    lines = _Lines()
    terms = any(not each.attributes and lines.hold(each) for each in plain)
    with_id = any("id" in each.attributes for each in plain)
    scripts = _scripts(view) if with_id else None
    targets = {each.attributes["href"] for each in view.survey.having.get("href", ())} if with_id else set()
    anchors = []
    for link in plain:
        if _seems_to_act(link) and link.text():
            yield view.found("link-no-target", link)
        elif link in view.survey.drawn or (terms and not link.attributes) or not _is_link_like(link, lines):
            continue
        elif (f"#{link.get('id')}" in targets or not _is_filled(link, scripts)) and not view.survey.templated:
            if link.attributes.keys() & {"id", "name"} and not in_tab_order(link):
                anchors.append(link)
            else:
                yield view.found("link-no-address", link)
    if anchors:
        several = f"{_NO_ADDRESS} The page has {len(anchors)} like it." if len(anchors) > 1 else ""
        yield view.found("link-no-address", anchors[0], several, links=len(anchors))


def _scripted(link: Element) -> bool:
    """True where a framework of scripts has the address in an attribute of its own."""
    return any("href" in name or "routerlink" in name or name in ("to", ":to", "v-bind:to") for name in link.attributes)


def _seems_to_act(link: Element) -> bool:
    """True for an `a` without an address that looks or works like a link or button.

    HTML has it as the place where a link could be: the page that people are on in a list of pages, or a step back
    that the first page does not have. Frameworks of scripts have the address in attributes of their own.
    """
    given = link.attributes
    if _scripted(link) or given.keys() & {"id", "name", "role", "aria-current"}:
        return False
    if given.get("aria-disabled", "").strip() == "true":
        return False
    return bool(_ACTS.search(given.get("class", ""))) or any(
        name[:2] == "on" or "click" in name or "toggle" in name or name == "tabindex" for name in given
    )


def _is_link_like(link: Element, lines: _Lines) -> bool:
    """True for an `a` that people take for a link, or can reach, or that is an old anchor around words.

    One that is no anchor and stands among other words, or among links, is left alone: a script gives terms of a
    glossary their address, and HTML lets the page that people are on stand so among the links to the others.
    """
    given = link.attributes
    if given.keys() & {"role", "aria-current", "aria-disabled"} or _scripted(link):
        return False
    if in_tab_order(link):
        return True
    if not _WORD.search(link.text()) and not _has_picture(link):
        return False
    if given.keys() & {"id", "name"}:
        return True
    return not lines.hold(link) and not lines.lead_on(link)


def _scripts(view: PageView) -> str | None:
    """The scripts of the page; None where some are elsewhere."""
    scripts = view.survey.get("script")
    if any("src" in each.attributes for each in scripts):
        return None
    return "\n".join(each.source[each.open_end : each.close_start] for each in scripts)


def _is_filled(link: Element, scripts: str | None) -> bool:
    """True where a script may know an `a` by its id and give it an address."""
    identity = link.get("id")
    if not identity or "name" in link.attributes or any(around.tag in HEADINGS for around in link.ancestors()):
        return False
    return scripts is None or identity in scripts


def _has_picture(link: Element) -> bool:
    return any(each.get("alt").strip() for each in link.elements("img"))


class _Lines:
    """What stands around an `a`; it is found out once for each element around."""

    def __init__(self) -> None:
        self._worded: dict[Element, list[Element | Text]] = {}
        self._linked: dict[Element, bool] = {}

    def hold(self, link: Element) -> bool:
        """True where other words stand in the same line or paragraph, and for a term of a list of terms."""
        inner: Element = link
        for _ in range(_DEEPEST):
            around = inner.parent
            if around is None:
                return False
            if around.tag in _TERMS or any(child is not inner for child in self._with_words(around)):
                return True
            if around.tag not in _LINES:
                return False
            inner = around
        return False

    def _with_words(self, around: Element) -> list[Element | Text]:
        """The first two children that are words of a line; other links are none."""
        known = self._worded.get(around)
        if known is None:
            found = (
                child
                for child in around.children
                if (isinstance(child, Text) and _WORD.search(child.data))
                or (isinstance(child, Element) and child.tag in _LINES and _WORD.search(child.text()))
            )
            known = self._worded[around] = list(islice(found, 2))
        return known

    def lead_on(self, link: Element) -> bool:
        """True in a list, menu or row in which other links have their address."""
        holder = next((each.parent for each in link.ancestors() if each.tag in _LISTED and each.parent), link.parent)
        if holder is None:
            return False
        known = self._linked.get(holder)
        if known is None:
            known = self._linked[holder] = any("href" in each.attributes for each in holder.elements("a"))
        return known
