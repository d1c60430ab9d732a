"""Composite roles, such as lists and menus: do they hold their parts, and do parts stand in their whole?"""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.aria_tables import GLOBAL, GROUPED, INSIDE, OWNS
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.roles import explicit_role, may_have_focus, role_of

_PASSED = frozenset({"generic", "none", ""})


def ownership(view: PageView) -> Iterator[Found]:
    """Wholes with wrong parts, and parts without a whole; only for roles that the author gave."""
    owned_by = _owners(view)
    for element in view.survey.having.get("role", ()):
        role = explicit_role(element)
        if role in OWNS and view.visibility.heard(element) and element.get("aria-busy").strip().lower() != "true":
            wrong = _wrong_part(element, role, view, OWNS[role])
            if wrong is not None:
                yield view.found("aria-parts", element, attribute="role", role=role, part=role_of(wrong) or wrong.tag)
        if role in INSIDE and role != _native_role(element) and view.visibility.heard(element):
            around = _whole(element, view, owned_by)
            if around not in INSIDE[role] and (view.survey.whole or around):
                yield view.found("aria-whole", element, attribute="role", role=role, inside=around)


def _owners(view: PageView) -> dict[Element, Element]:
    found: dict[Element, Element] = {}
    for owner in view.survey.having.get("aria-owns", ()):
        for part in view.survey.referenced(owner, "aria-owns"):
            found.setdefault(part, owner)
    return found


def _native_role(element: Element) -> str:
    from neutral_gate.rules.access.roles import implicit_role

    return implicit_role(element)


def _parts(element: Element, view: PageView) -> Iterator[Element]:
    """The elements that an element owns: those inside it, passing over elements without meaning, and those it names."""
    stack: list[Element] = [*reversed(view.survey.referenced(element, "aria-owns"))]
    stack += [child for child in reversed(element.children) if isinstance(child, Element)]
    seen: set[Element] = set()
    while stack:
        part = stack.pop()
        if part in seen or not view.visibility.heard(part):
            continue
        seen.add(part)
        if _is_passed(part):
            stack += [child for child in reversed(part.children) if isinstance(child, Element)]
        else:
            yield part


def _is_passed(element: Element) -> bool:
    if role_of(element) not in _PASSED:
        return False
    return not may_have_focus(element) and not any(name in GLOBAL and element.get(name) for name in element.attributes)


def _wrong_part(element: Element, role: str, view: PageView, allowed: frozenset[str]) -> Element | None:
    """The first part that may not stand there, or the element itself where there is text and no part at all."""
    parts = list(_parts(element, view))
    if not parts and _has_words(element) and not view.survey.tags.get("script"):
        return element
    for part in parts:
        its = role_of(part)
        if its not in allowed:
            return part
        if its == "group":
            wrong = _wrong_part(part, role, view, GROUPED.get(role, allowed))
            if wrong is not None and wrong is not part:
                return wrong
    return None


def _has_words(element: Element) -> bool:
    return bool(element.text())


def _whole(element: Element, view: PageView, owned_by: dict[Element, Element]) -> str:
    """The role of what an element is a part of, passing over elements without meaning."""
    around = owned_by.get(element, element.parent)
    while around is not None and around.parent is not None:
        if not _is_passed(around):
            return role_of(around)
        around = owned_by.get(around, around.parent)
    return ""
