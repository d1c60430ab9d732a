"""Runs all checks on a page once and hands each rule its own findings."""

from __future__ import annotations

import importlib
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache

from neutral_gate.lazy import late
from neutral_gate.model import Draft
from neutral_gate.model.browser_facts import MEMO, BrowserFacts
from neutral_gate.model.collector import without_collection
from neutral_gate.model.page import Page
from neutral_gate.rules.access import FOUND
from neutral_gate.rules.access.page_view import Check, Found, PageView
from neutral_gate.rules.access.survey import Survey

_TEMPLATE = late(r"\{[{%#]|<%|<\?(?:php|=)|\[%")
"""Marks of templates: what they put in is not in the source."""
_NEED_CONTENT = frozenset(
    {"alt-text", "link-name", "button-name", "heading-empty", "field-label", "frame-name", "page-title", "link-long"}
    | {"heading-long", "link-file-type", "link-file-size", "table-header-empty", "label-empty", "empty-paragraph"}
)
_ALWAYS = ("controls.nameless", "headings.headings", "wording.wording")
_WHOLE = ("document.title", "document.language", "markup.markup")
"""Checks of whole documents."""
_ON: dict[str, tuple[str, ...]] = {
    "images.alternatives": ("img", "input", "object", "embed"),
    "images.decoration": ("img",),
    "document.refresh": ("meta",),
    "document.viewport": ("meta",),
    "focus.focus": ("button", "meter", "progress", "option", "math"),
    "structure.structure": ("ul", "ol", "li", "dl", "dt", "dd"),
    "tables.tables": ("table",),
    "tables.table_content": ("table",),
    "table_parts.table_parts": ("table",),
    "markup.markup": ("img", "object", "embed"),
    "markup.abbreviations": ("abbr", "acronym"),
    "link_targets.link_targets": ("a", "area"),
    "form_hints.hints": ("input", "select", "textarea"),
    "alt_words.alt_words": ("img", "area", "input"),
    "links.links": ("a", "area", "button", "input"),
    "anchors.without_address": ("a",),
    "links.same_text": ("a", "area", "iframe"),
    "structure.downloads": ("a",),
    "forms.forms": ("input", "select", "textarea", "form", "label", "fieldset"),
    "forms.outline": ("style", "link"),
    "media.media": ("video", "audio", "iframe", "embed", "bgsound"),
    "contrast.contrasts": ("style", "link"),
    "spacing.orientation": ("style", "link"),
}
"""Checks that need one of these elements."""
_WHERE: dict[str, tuple[str, ...]] = {
    "images.alternatives": ("role",),
    "images.decoration": ("role",),
    "document.language": ("lang",),
    "focus.focus": ("role", "tabindex", "aria-hidden"),
    "structure.structure": ("id", "accesskey"),
    "hidden_words.hidden_words": ("aria-hidden",),
    "autocomplete.autocomplete": ("autocomplete",),
    "controls.label_in_name": ("aria-label", "aria-labelledby"),
    "aria.aria": ("role", "aria-"),
    "ownership.ownership": ("role",),
    "spacing.spacing": ("style",),
    "forms.outline": ("style",),
    "forms.forms": ("role",),
    "markup.markup": ("class", "tabindex"),
    "markup.direction": ("lang", "dir"),
    "link_targets.link_as_button": ("role",),
    "forms.mouse_only": ("on",),
    "forms.unreachable_roles": ("role",),
    "links.links": ("role",),
    "other_languages.other_languages": ("lang",),
    "contrast.contrasts": ("style", "bgcolor", "color", "text"),
}
"""Checks that need one of these attributes, or one that starts so. Their modules are loaded for such pages only."""


def findings(draft: Draft, rule: str) -> list[Found]:
    """What a rule finds in a draft: nothing where it is no page.

    Args:
        draft: The draft.
        rule: Id of the rule without its family.
    """
    return all_findings(draft).get(rule, [])


def all_findings(draft: Draft) -> dict[str, list[Found]]:
    """What all rules of the family find in a draft, by the id of the rule without its family."""
    page = draft.page
    if page is None:
        return {}
    found = page.memo.get(FOUND)
    if not isinstance(found, dict):
        with without_collection(len(draft.source)):  # what is known of the page is dropped before the search goes on
            found = page.memo[FOUND] = _run(draft, page)
    return found


def _run(draft: Draft, page: Page) -> dict[str, list[Found]]:
    by_rule: dict[str, list[Found]] = {}
    view = PageView(draft, page)
    marks = cache(lambda: [mark.span() for mark in _TEMPLATE.finditer(draft.source)])
    for check in _checks(view.survey):
        for found in check(view):
            if found.rule in _NEED_CONTENT and _is_filled(found, draft.source, marks()):
                continue
            by_rule.setdefault(found.rule, []).append(found)
    facts = page.memo.get(MEMO)
    if isinstance(facts, BrowserFacts):
        from neutral_gate.rules.access.browser import merged

        by_rule = merged(by_rule, view, facts)
    return by_rule


def _is_filled(found: Found, source: str, marks: Sequence[tuple[int, int]]) -> bool:
    """True where a mark of a template stands from the start of what was found to the end of its last line."""
    place = bisect_left(marks, (found.where.start, 0))
    if place == len(marks):
        return False
    return source.find("\n", found.where.end, marks[place][1]) < 0


def _checks(survey: Survey) -> list[Check]:
    wanted = dict.fromkeys((*_ALWAYS, *(_WHOLE if survey.whole else ())))
    tags, having = survey.tags.keys(), set(survey.having)
    having.update([start for start in ("aria-", "on") if any(name.startswith(start) for name in survey.having)])
    wanted.update(dict.fromkeys([name for name, asked in _ON.items() if not tags.isdisjoint(asked)]))
    wanted.update(dict.fromkeys([name for name, asked in _WHERE.items() if not having.isdisjoint(asked)]))
    return [_check(name) for name in wanted]


@cache
def _check(name: str) -> Check:
    module, _, function = name.partition(".")
    found: Check = getattr(importlib.import_module(f"neutral_gate.rules.access.{module}"), function)
    return found
