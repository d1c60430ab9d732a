"""Links, buttons, form fields, frames and headings: can they be named, and do the eye and the ear get the same name?"""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.aria_tables import FORM_FIELDS
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import explicit_role, input_type, is_summary, like, role_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TAGS = {
    "link": ("a", "area"),
    "button": ("button", "input"),
    "heading": HEADINGS,
    "field": ("input", "select", "textarea"),
    "menuitem": (),
}
_ROLES = {
    "link": frozenset({"link"}),
    "button": frozenset({"button"}),
    "heading": frozenset({"heading"}),
    "field": FORM_FIELDS,
    "menuitem": frozenset({"menuitem"}),
}
_SURE = {"link": frozenset({"a"}), "button": frozenset({"button"}), "heading": frozenset(HEADINGS)}
"""Elements that are of a kind by themselves, where no `role` says otherwise; a link needs an address."""
_NAMED_BY_CONTENT = frozenset(
    {"button", "checkbox", "gridcell", "link", "menuitem", "menuitemcheckbox", "menuitemradio", "option", "radio"}
    | {"switch", "tab", "treeitem"}
)
_SAYS = late(r"[^\W_]|[^\x00-\u024f]")
"""A letter or digit of any script, or a sign such as an emoji that has a name."""
_WORD = late(r"[^\W_]+")
_JOINED = late(r"(?<=\w)[-‐‑'’](?=\w)")
_ASIDE = late(r"\([^()]*\)")


def of_kind(view: PageView, kind: str) -> list[Element]:
    """The elements of a kind that a screen reader is told of.

    Args:
        view: The page.
        kind: "link", "button", "heading", "field" or "menuitem".
    """
    known = view.kinds.get(kind)
    if known is not None:
        return known
    tags, roles = _TAGS[kind], _ROLES[kind]
    heard = view.visibility.heard
    given = [element for element in view.survey.having.get("role", ()) if element.tag not in tags]
    candidates = [*(view.survey.get(*tags) if tags else ()), *given]
    sure = _SURE.get(kind, frozenset())
    found = []
    for element in candidates:
        attributes = element.attributes
        plain = "role" not in attributes and element.tag in sure and (element.tag != "a" or "href" in attributes)
        if (plain or like(role_of(element)) in roles) and heard(element):
            found.append(element)
    if given:
        found.sort(key=lambda element: element.start)
    view.kinds[kind] = found
    return found


def links_of(view: PageView) -> list[tuple[Element, str, str]]:
    """The links that a screen reader is told of, each with its name and its address, in order."""
    if view.links is None:
        name = view.names.name
        view.links = [(link, name(link), link.get("href").strip()) for link in of_kind(view, "link")]
    return view.links


def nameless(view: PageView) -> Iterator[Found]:
    """Controls, frames, headings and summaries that have no name."""
    name = view.names.name
    for link, words, _ in links_of(view):
        if not words:
            image = next(link.elements("img"), None)
            yield view.found("link-name", link, _IMAGE_LINK if image is not None else "")
    for button in of_kind(view, "button"):
        if not (button.tag == "input" and input_type(button) == "image") and not name(button):
            yield view.found("button-name", button)
    for heading in of_kind(view, "heading"):
        if not name(heading) or not _SAYS.search(name(heading)):
            yield view.found("heading-empty", heading)
    for field in of_kind(view, "field"):
        if not name(field):
            yield view.found("field-label", field)
    for item in of_kind(view, "menuitem"):
        if not name(item):
            yield view.found("menuitem-name", item)
    for frame in view.heard("iframe", "frame"):
        if not name(frame) and not frame.get("tabindex").strip().startswith("-") and not explicit_role(frame):
            yield view.found("frame-name", frame)
    for summary in view.heard("summary"):
        if is_summary(summary) and not name(summary):
            yield view.found("summary-name", summary)


_IMAGE_LINK = "This link is an image, and nothing says where it leads."


def label_in_name(view: PageView) -> Iterator[Found]:
    """Controls whose hidden name (`aria-label`, `aria-labelledby`) leaves out words that stand on them."""
    having = view.survey.having
    candidates = {*having.get("aria-label", ()), *having.get("aria-labelledby", ())}
    for element in sorted(candidates, key=lambda each: each.start):
        if like(role_of(element)) not in _NAMED_BY_CONTENT or not view.visibility.heard(element):
            continue
        if not view.visibility.on_screen(element):
            continue
        name = view.names.full(element)
        seen = element.get("value") if element.tag == "input" else view.names.seen(element)
        if name.source not in ("labelledby", "label") or not _is_text(seen) or _says(name.text, seen):
            continue
        attribute = "aria-label" if name.source == "label" else "aria-labelledby"
        yield view.found("label-in-name", element, attribute=attribute, seen=seen, name=name.text)


def _is_text(seen: str) -> bool:
    """False for a lone letter or sign, such as the X that closes a window: that is a picture, not words."""
    words = _WORD.findall(seen)
    return len("".join(words)) > 1


def _says(name: str, seen: str) -> bool:
    """True where the words that are seen stand in the name, in the same order and one after the other."""
    wanted, spoken = _words(seen), _words(name)
    for first in range(len(spoken) - len(wanted) + 1):
        if spoken[first : first + len(wanted)] == wanted:
            return True
    # Letters and words that stand apart on the screen only, as in blocks that are shown in one line.
    return "".join(wanted) == "".join(spoken) and all(len(word) > 1 for word in spoken)


def _words(text: str) -> list[str]:
    return _WORD.findall(_JOINED.sub("", _ASIDE.sub(" ", text).casefold()))
