"""Words that everybody sees and that `aria-hidden` keeps from screen readers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.controls import HEADINGS
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import TEMPLATE_MARKS, late
from neutral_gate.rules.access.roles import explicit_role, in_tab_order
from neutral_gate.text.word_lists import word_set

_WORD = late(r"[^\W\d_]{2,}")
_WORDS = late(r"[^\W_]+")
_HOLDS = word_set(
    "p h1 h2 h3 h4 h5 h6 div span section article header footer aside main strong em b small ul ol li dl dt dd"
    " blockquote address"
)
"""Elements that hold text. An `i` is mostly an icon, and its word the name of one."""
_TELL = frozenset({"p", *HEADINGS})
"""Elements whose words are meant to be read, whatever class they have."""
_NAMED = word_set("a button summary label legend option svg math table figure")
"""Elements that have a name of their own, or words for a screen reader beside those for the eye."""
_NAMED_ROLES = word_set("link button tab menuitem option img checkbox radio switch math")
_FOR_THE_EAR = late(
    r"(?:^|[\s_-])(?:sr|screen-?readers?|visually-?hidden|visuallyhidden|vh|a11y|assistive|offscreen|off-screen|hidden)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
"""Classes of words that only screen readers get."""
_MAY_GO = late(
    r"hid(?:e|den)|collaps|modal|dialog|popup|pop-up|overlay|drawer|tooltip|toast|alert|error|loading|spinner|sticky|clone"
    r"|ghost|duplicate|placeholder|decor|watermark|marquee|ticker|typed|animat|icon|emoji|symbol|backdrop|quote-mark"
    r"|d-none|invisible|mobile|desktop|print|js-",
    re.IGNORECASE,
)
"""Classes and ids of what comes and goes, or is decoration."""
_PARTS = word_set("nav section main aside form article header footer")
"""Parts of a page, whose label says what they are about and not what stands in them."""
_NEAR = 2
"""How many elements around it may hold what says the same in other words."""
_MOST = 50
"""Elements that are looked at: where so many are hidden, the first ones show what is wrong."""
_LEAST = 2
"""Words from which a text says something; one alone is mostly a sign, a number or the name of an icon."""


def hidden_words(view: PageView) -> Iterator[Found]:
    """Headings, paragraphs and other texts that are shown and hidden from screen readers, and stand nowhere else."""
    hidden = (
        element
        for element in view.survey.having.get("aria-hidden", ())
        if element.tag in _HOLDS and _is_plain(element) and _tells(element, view)
    )
    said: str | None = None
    for element in islice(hidden, _MOST):
        if said is None:
            if _is_dialog_open(view):
                return  # what is behind an open dialog is hidden from everybody for that time
            said = _said(view)
        if _plain(element.text()) not in said and not _has_twin(element, view):
            yield view.found_text("words-hidden", element, element.text())


def _is_plain(element: Element) -> bool:
    """True where no style outside the page is likely to hide it, and no script to show it later."""
    given = element.attributes
    if given["aria-hidden"].strip().lower() != "true" or explicit_role(element):
        return False
    if element.tag in _TELL:
        return not _MAY_GO.search(f"{given.get('class', '')} {given.get('id', '')}")
    return not given.keys() & {"class", "id"} and not any(name[:5] == "data-" or name[:2] == "x-" for name in given)


def _tells(element: Element, view: PageView) -> bool:
    """True where an element is on the screen with words in it, and nothing around it has a name that says them."""
    for step, around in enumerate(element.ancestors()):
        given = around.attributes
        if around.tag in _NAMED or explicit_role(around) in _NAMED_ROLES or "aria-hidden" in given:
            return False
        if given.get("aria-label", "").strip() and (step < _NEAR or around.tag not in _PARTS):
            return False
    if len(_WORD.findall(element.text())) < (1 if element.tag in HEADINGS else _LEAST):
        return False
    if any(mark in element.source[element.start : element.end] for mark in TEMPLATE_MARKS):
        return False
    if any(in_tab_order(each) for each in element.elements()):
        return False  # that the focus gets there is a fault of its own
    return view.visibility.on_screen(element)


def _is_dialog_open(view: PageView) -> bool:
    heard = view.visibility.heard
    having = view.survey.having
    return (
        any(each.get("aria-modal").strip() == "true" and heard(each) for each in having.get("aria-modal", ()))
        or any(explicit_role(each) in ("dialog", "alertdialog") and heard(each) for each in having.get("role", ()))
        or any("open" in each.attributes for each in view.survey.get("dialog"))
    )


def _said(view: PageView) -> str:
    """All words of the page that screen readers get, as `_plain` has them."""
    heard = view.visibility.heard
    parts = [text.data for text in view.survey.texts if heard(text.parent)]
    for name in ("aria-label", "aria-description", "aria-valuetext", "alt", "title", "placeholder", "value"):
        parts += [each.get(name) for each in view.survey.having.get(name, ()) if heard(each)]
    return _plain(" ".join(parts))


def _plain(text: str) -> str:
    """The words of a text in small letters, with one space before and after each."""
    return f" {' '.join(_WORDS.findall(text.casefold()))} "


def _has_twin(element: Element, view: PageView) -> bool:
    """True where words for screen readers stand beside it, inside the same element or the next one around that."""
    around = element.parent
    for _ in range(_NEAR):
        if around is None or around.parent is None:
            break
        for child in around.children:
            if isinstance(child, Text) or not isinstance(child, Element) or child is element:
                continue
            if _FOR_THE_EAR.search(child.get("class")) and child.text():
                return True
            if child.text() and view.visibility.heard(child) and not view.visibility.on_screen(child):
                return True
            if child.get("aria-label").strip() and child.tag not in _PARTS:
                return True
        around = around.parent
    return False
