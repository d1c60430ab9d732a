"""Forms: labels, groups of choices, messages, and controls that only a mouse can use."""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element, squeeze
from neutral_gate.rules.access.controls import of_kind
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import explicit_role, input_type, may_have_focus, role_of
from neutral_gate.rules.access.selectors import selectors
from neutral_gate.text.word_lists import phrase_set

_VAGUE = phrase_set(
    "menu|field|input|text|text box|textbox|text field|label|enter|enter here|enter text|type here|value|data|box|form"
    "|dropdown|drop down|select|select one|choose|option|options|untitled|question|answer|your answer|here|test|xxx"
)
_ERROR = late(r"\b(?:errors?|invalid|must (?:be|have|enter)|is required|not valid|please enter|wrong)\b", re.IGNORECASE)
_JUMPS = late(r"submit\s*\(|location|window\.open|navigate", re.IGNORECASE)
_CLICKS = ("onclick", "onmousedown", "onmouseup", "ondblclick")
_PRESSED = frozenset({"button", "link", "checkbox", "switch", "textbox", "searchbox", "combobox", "slider"})
_GROUPS = frozenset({"group", "radiogroup"})


def forms(view: PageView) -> Iterator[Found]:
    """Everything about form fields beyond having a name at all."""
    for field in of_kind(view, "field"):
        name = view.names.full(field)
        plain = name.text.casefold().strip(" :*.?…")
        if plain in _VAGUE and name.source != "placeholder":
            yield view.found("field-label-vague", field, label=name.text)
        elif name.source == "placeholder" and role_of(field) != "combobox":
            yield view.found("field-placeholder", field, attribute="placeholder")
        if field.tag == "select" and _JUMPS.search(field.get("onchange")):
            yield view.found("change-jumps", field, attribute="onchange")
    yield from _labels(view)
    yield from _groups(view)
    for form in view.survey.get("form"):
        controls = [each for each in form.elements("input", "select", "textarea", "button") if _is_used(each)]
        if controls and all(each.tag == "select" and not each.get("onchange") for each in controls):
            yield view.found("change-jumps", controls[0], "This form has no button, so its list must act by itself.")
        for element in form.elements():
            hidden = element.get("aria-hidden").strip().lower() == "true"
            if hidden and view.visibility.shown(element) and _ERROR.search(element.text()):
                yield view.found("error-hidden", element, attribute="aria-hidden")


def _is_used(control: Element) -> bool:
    return control.tag != "input" or input_type(control) != "hidden"


def _labels(view: PageView) -> Iterator[Found]:
    for label in view.heard("label"):
        target = label.get("for").strip()
        if not label.text() and next(label.elements("img", "svg"), None) is None:
            yield view.found("label-empty", label)
        elif target and target not in view.survey.ids and view.survey.get("input", "select", "textarea"):
            yield view.found("label-lost", label, attribute="for")
    named: dict[tuple[str, int], Element] = {}
    for field in of_kind(view, "field"):
        if input_type(field) in ("radio", "checkbox") and field.tag == "input":
            continue
        labels = view.names.labels(field)
        if len(labels) == 1 and not field.attributes.keys() & {"aria-label", "aria-labelledby"}:
            around = next(
                (each for each in field.ancestors() if each.tag in ("fieldset", "form", "tr", "section")), None
            )
            key = (squeeze(labels[0].text()).casefold(), id(around))
            if key[0] and key in named:
                yield view.found("label-twice", field, label=labels[0].text())
            named.setdefault(key, field)


def _groups(view: PageView) -> Iterator[Found]:
    """Radio buttons of one question that are not held together, and groups without a name."""
    sets: dict[tuple[str, int], list[Element]] = {}
    for choice in view.heard("input"):
        if input_type(choice) in ("radio", "checkbox") and choice.get("name"):
            form = next((around for around in choice.ancestors() if around.tag == "form"), None)
            sets.setdefault((choice.get("name"), id(form)), []).append(choice)
    for choices in sets.values():
        if len(choices) > 1 and not any(_is_grouped(around) for around in choices[0].ancestors()):
            yield view.found("group-missing", choices[0], attribute="name", choices=len(choices))
    for group in view.heard("fieldset"):
        if not view.names.name(group) and (_has_parts(group) or group.text()):
            yield view.found("group-name", group)


def _has_parts(group: Element) -> bool:
    return next(group.elements("input", "select", "textarea", "legend"), None) is not None


def _is_grouped(around: Element) -> bool:
    return around.tag == "fieldset" or explicit_role(around) in _GROUPS


def unreachable_roles(view: PageView) -> Iterator[Found]:
    """Elements that are called a button, link or field, and that the keyboard does not reach."""
    for element in view.survey.having.get("role", ()):
        if explicit_role(element) not in _PRESSED or may_have_focus(element) or not view.visibility.heard(element):
            continue
        if element.get("aria-disabled").strip().lower() == "true" or element in view.survey.drawn:
            continue
        if not any(may_have_focus(around) for around in element.ancestors()):
            yield view.found("role-focus", element, attribute="role", role=explicit_role(element))


def mouse_only(view: PageView) -> Iterator[Found]:
    """Elements that do something when clicked, and that the keyboard does not reach."""
    seen: set[Element] = set()
    for event in _CLICKS:
        for element in view.survey.having.get(event, ()):
            if element in seen or element.tag in ("html", "body", "label", "option", "form") or may_have_focus(element):
                continue
            seen.add(element)
            if (
                view.visibility.heard(element)
                and next((e for e in element.elements() if may_have_focus(e)), None) is None
            ):
                yield view.found("mouse-only", element, attribute=event)
    for event in ("onmouseover", "onmouseenter"):
        for element in view.survey.having.get(event, ()):
            if not element.attributes.keys() & {"onfocus", "onfocusin"} and may_have_focus(element):
                yield view.found("mouse-only", element, attribute=event)


def outline(view: PageView) -> Iterator[Found]:
    """Styles that take away the frame around what has the focus, and put nothing in its place."""
    for sheet, text in view.styles.sheets:
        heads = [head for head, body in _outlines(text) if _takes_frame(head, body)]
        if heads and sheet.tag == "style":
            yield view.found("focus-outline", sheet)
        elif heads:  # a style sheet of many pages: what matters is what this one has
            bare = next(_bare(heads, view), None)
            if bare is not None:
                yield view.found("focus-outline", bare)
    styled = view.survey.having.get("style", ())
    if "outl" not in "\n".join([element.attributes["style"] for element in styled]).lower():
        return
    for element in styled:
        if _OUTLINE.search(element.get("style")) and may_have_focus(element):
            yield view.found("focus-outline", element, attribute="style")


def _bare(heads: list[str], view: PageView) -> Iterator[Element]:
    """The elements that can have the focus and that one of these selectors takes the frame from."""
    parts = [part for head in heads for part in head.split(",") if _FOCUS.search(part) or part.strip() == "*"]
    asked = [each for part in parts for each in selectors(_FOCUS.sub("", part).strip() or "*")]
    for element in view.survey.elements:
        if may_have_focus(element) and any(each.matches(element) for each in asked) and view.visibility.shown(element):
            yield element


def _outlines(css: str) -> Iterator[tuple[str, str]]:
    """Selectors and declarations of the rules that switch an outline off; looked for from the rare word outwards."""
    for match in _switched_off(css):
        start = css.rfind("{", 0, match.start())
        end = css.find("}", match.end())
        if start < 0 or end < 0 or css.find("}", start, match.start()) >= 0 or css.find("{", match.end(), end) >= 0:
            continue
        before = max(css.rfind("{", 0, start), css.rfind("}", 0, start))
        yield css[before + 1 : start], css[start + 1 : end]


def _switched_off(css: str) -> Iterator[re.Match[str]]:
    """Where a style sheet switches an outline off; the word is looked for by itself first, which is much quicker."""
    lowered = css.lower()
    if len(lowered) != len(css):  # a letter whose small form is longer would shift all places
        yield from _OUTLINE.finditer(css)
        return
    place = lowered.find("outline")
    while place >= 0:
        match = _OUTLINE.match(css, place)
        if match is not None:
            yield match
        place = lowered.find("outline", place + 1)


def _takes_frame(head: str, body: str) -> bool:
    """True for a rule about what has the focus, or about everything, that puts nothing in place of the frame."""
    if not _FOCUS.search(head) and _COMMENT.sub("", head).strip() != "*":
        return False
    return _INSTEAD.search(head + body) is None


_OUTLINE = late(r"outline(?:-width|-style)?\s*:\s*(?:none|0(?:px)?)\b", re.IGNORECASE)
_FOCUS = late(r":focus(?![-\w])")
_COMMENT = late(r"/\*.*?\*/", re.DOTALL)
_INSTEAD = late(
    r"(?:box-shadow|border|background|text-decoration|outline-offset)"
    r"(?![-\w]*\s*:\s*(?:none|transparent|0)\s*(?:!\s*important\s*)?(?:[;}]|\Z))"
)
