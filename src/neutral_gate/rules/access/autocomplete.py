"""The `autocomplete` attribute: may browsers fill in what people have typed a hundred times?"""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.roles import input_type, is_disabled
from neutral_gate.text.word_lists import word_set

_FIELDS = word_set(
    "name honorific-prefix given-name additional-name family-name honorific-suffix nickname organization-title username"
    " new-password current-password one-time-code organization street-address address-line1 address-line2 address-line3"
    " address-level4 address-level3 address-level2 address-level1 country country-name postal-code"
    " cc-name cc-given-name"
    " cc-additional-name cc-family-name cc-number cc-exp cc-exp-month cc-exp-year cc-csc cc-type transaction-currency"
    " transaction-amount language bday bday-day bday-month bday-year sex url photo"
)
_CONTACT = word_set(
    "tel tel-country-code tel-national tel-area-code tel-local tel-local-prefix tel-local-suffix"
    " tel-extension email impp"
)
_WHOSE = frozenset({"home", "work", "mobile", "fax", "pager"})
_SWITCHES = frozenset({"on", "off", "true", "false", "none", "null", "undefined", "enabled", "disabled", "xon", "xoff"})
"""On and off, and what people write for it: browsers take all but "on" for off, or for nothing."""
_NO_TEXT = frozenset({"hidden", "button", "submit", "reset", "checkbox", "radio", "file", "image"})


def autocomplete(view: PageView) -> Iterator[Found]:
    """Values of `autocomplete` that HTML does not know, or in the wrong order."""
    for field in view.survey.having.get("autocomplete", ()):
        words = field.get("autocomplete").lower().split()
        if not words or not _applies(field, view):
            continue
        if not (len(words) == 1 and words[0] in _SWITCHES) and not _is_valid(words):
            yield view.found("autocomplete", field, attribute="autocomplete")


def _applies(field: Element, view: PageView) -> bool:
    if field.tag not in ("input", "select", "textarea") or not view.visibility.rendered(field):
        return False
    if field.tag == "input" and input_type(field) in _NO_TEXT:
        return False
    if is_disabled(field) or field.get("aria-disabled").strip().lower() == "true":
        return False
    if not view.visibility.heard(field) and not view.visibility.shown(field):
        return False
    return not field.get("tabindex").strip().startswith("-") or not field.get("role").strip()


def _is_valid(words: list[str]) -> bool:
    rest = list(words)
    if rest[0].startswith("section-"):
        rest.pop(0)
    if rest and rest[0] in ("shipping", "billing"):
        rest.pop(0)
    if rest and rest[0] in _WHOSE and len(rest) > 1:
        if rest[1] not in _CONTACT:
            return False
        rest.pop(0)
    if not rest or (rest[0] not in _FIELDS and rest[0] not in _CONTACT):
        return False
    return rest[1:] in ([], ["webauthn"])
