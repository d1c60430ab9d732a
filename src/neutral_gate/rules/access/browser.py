"""Joins what a browser has seen on a page with what its source shows: nothing twice, nothing that it has disproved."""

from __future__ import annotations

from collections.abc import Mapping

from neutral_gate.model import Span
from neutral_gate.model.browser_facts import BrowserFacts, Seen
from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView, shortened

_ALIKE = (
    frozenset({"contrast", "contrast-enhanced"}),
    frozenset({"alt-text", "image-button-name", "link-name", "button-name", "svg-name", "object-name", "image-hidden"}),
    frozenset({"field-label", "label-empty", "label-lost", "field-placeholder", "button-name"}),
    frozenset({"focus-visible", "focus-outline"}),
    frozenset({"focus-order", "tab-order"}),
    frozenset({"aria-role", "aria-attribute", "aria-value", "aria-required", "aria-parts", "aria-whole"}),
    frozenset({"table-headers", "aria-reference"}),
    frozenset({"list-parts", "aria-whole"}),
    frozenset({"page-language", "page-language-tag"}),
)
"""Rules that say the same thing of the same element: one of them is enough."""

_LAYOUT = {
    "contrast": "The contrast between this text and its background is {ratio} to 1, too low to read well.",
    "target-size": "This target is {width:g} by {height:g} pixels, and the next one is close by.",
    "reflow": "On a narrow screen, or zoomed to 400 %, this makes the page scroll sideways.",
}


def merged(by_rule: Mapping[str, list[Found]], view: PageView, facts: BrowserFacts) -> dict[str, list[Found]]:
    """The findings of a page by rule, those of the source and those of the browser.

    Args:
        by_rule: What the source shows.
        view: The page.
        facts: What a browser has seen on it.
    """
    elements = {element.start: element for element in view.survey.elements}
    result = {rule: list(found) for rule, found in by_rule.items()}
    for rule, starts in facts.cleared.items():
        fine = [elements[start] for start in starts if start in elements]
        if rule in result:
            result[rule] = [found for found in result[rule] if not any(_is_about(found, each) for each in fine)]
    for seen in facts.seen:
        element = elements.get(seen.start) or next(iter(view.survey.elements), None)
        if element is None:
            continue
        new = _found(seen, element, view)
        same = next((group for group in _ALIKE if seen.rule in group), frozenset({seen.rule}))
        known = [found for rule in {*same, seen.rule} for found in result.get(rule, ())]
        if seen.made or not any(_overlap(found.where, new.where, element) for found in known):
            result.setdefault(seen.rule, []).append(new)
    return result


def _found(seen: Seen, element: Element, view: PageView) -> Found:
    evidence = {**seen.evidence, "browser": True}
    message = ""
    template = _LAYOUT.get(seen.rule, "")
    if template:
        try:
            message = template.format_map(seen.evidence)
        except (KeyError, ValueError):  # the browser gave no figure
            message = ""
    if seen.made:
        start = element.span.start
        where = Span(start, element.open_end if element.open_end > start else element.end)
        return Found(seen.rule, where, shortened(seen.words), message, {"element": "script", **evidence})
    return view.found(seen.rule, element, message, "", **evidence)


def _is_about(found: Found, element: Element) -> bool:
    """True where a finding stands at an element: at its tag, or at its content."""
    return found.where.start == element.start or found.where == Span(element.open_end, element.close_start)


def _overlap(known: Span, new: Span, element: Element) -> bool:
    """True where two findings are about one element: the one inside the tag or the content of the other."""
    whole = Span(element.start, max(element.end, element.open_end))
    inside = whole.start <= known.start and known.end <= whole.end
    return inside or (known.start <= new.start and new.end <= known.end)
