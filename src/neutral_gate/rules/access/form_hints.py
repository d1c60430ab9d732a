"""Hints, messages and labels of forms: are they tied to the field that they are about?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import input_type

_SUMMARY = late(r"\berror-?summary|validation-?summary|errors?-(?:list|box|message-box)\b", re.IGNORECASE)
_SAYS_ERRORS = late(r"\b(?:errors?|problems?|mistakes?|not valid|invalid|correct the|fix the)\b", re.IGNORECASE)
_HINT = late(r"(?:^|[\s_-])(?:hint|help-?text|help-?block|field-?help|description)(?:$|[\s_-])", re.IGNORECASE)
_MESSAGE = late(r"(?:^|[\s_-])(?:error-?message|field-?error|form-?error|invalid-?feedback)(?:$|[\s_-])", re.IGNORECASE)
_LIKE_A_HINT = ("hint", "help", "description", "error", "feedback")
"""What the classes of hints and messages hold, and quicker to look for."""
_TIED = frozenset({"aria-describedby", "aria-errormessage", "aria-labelledby", "aria-details"})
_FIELDS = ("input", "select", "textarea")
_NO_FIELD = frozenset({"hidden", "submit", "button", "reset", "image", "checkbox", "radio"})


def hints(view: PageView) -> Iterator[Found]:
    """Hints and messages that stand beside a field and that nothing ties to it, and fields with two labels."""
    yield from _summaries(view)
    for element in view.survey.classed(_rule_of, *_LIKE_A_HINT):
        rule = _rule_of(element.attributes["class"])
        if element.tag in _FIELDS or not element.text() or not view.visibility.heard(element):
            continue
        field = _field_beside(element)
        if field is not None and not field.attributes.keys() & _TIED and not _in_label(element):
            yield view.found_text(rule, element, element.text(), field=field.get("id") or field.get("name"))
    labels: dict[str, Element] = {}
    for label in view.heard("label"):
        target = label.get("for").strip()
        if not target or target not in view.survey.ids or not label.text():
            continue
        first = labels.setdefault(target, label)
        if first is not label and first.text() != label.text():
            yield view.found("label-many", label, attribute="for", other=first.text())


@lru_cache(maxsize=8192)
def _rule_of(classes: str) -> str:
    """The rule about elements with these classes, "" where there is none."""
    lowered = classes.lower()
    if not any(word in lowered for word in _LIKE_A_HINT):
        return ""
    return "hint-lost" if _HINT.search(classes) else "error-lost" if _MESSAGE.search(classes) else ""


@lru_cache(maxsize=8192)
def _like_summary(classes: str) -> bool:
    lowered = classes.lower()
    return ("error" in lowered or "validation" in lowered) and _SUMMARY.search(classes) is not None


def _summaries(view: PageView) -> Iterator[Found]:
    """A list of errors on a page where no field says that it is the one at fault."""
    if "aria-invalid" in view.survey.having or "aria-errormessage" in view.survey.having:
        return
    for element in view.survey.classed(_like_summary, "error", "validation"):
        if not view.visibility.heard(element):
            continue
        form = next((around for around in element.ancestors() if around.tag == "form"), None)
        fields = [each for each in (form or view.survey.page.root).elements(*_FIELDS) if _is_field(each)]
        text = element.text()
        tied = any(each.attributes.keys() & _TIED for each in fields)
        if fields and _SAYS_ERRORS.search(text) and not tied and next(element.elements("a"), None) is None:
            yield view.found_text("error-unlinked", element, text)
            return


def _field_beside(element: Element) -> Element | None:
    """The only field in the group of elements that a hint stands in, where it is the next one; else None."""
    around = element.parent
    if around is None or around.tag in ("body", "main", "#document"):
        return None
    fields = [each for each in around.elements(*_FIELDS) if _is_field(each)]
    return fields[0] if len(fields) == 1 else None


def _is_field(element: Element) -> bool:
    return element.tag != "input" or input_type(element) not in _NO_FIELD


def _in_label(element: Element) -> bool:
    return any(around.tag in ("label", "legend") for around in element.ancestors())
