"""Images, drawings and objects: do they have a text alternative, and is it one?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.aria_tables import GLOBAL
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import explicit_role, input_type, like, may_have_focus, role_of

_DRAWING_ROLES = frozenset({"img", "image", "graphics-document", "graphics-object", "graphics-symbol"})
_PICTURE_FILE = late(
    r"\.(?:apng|avif|bmp|gif|jpe?g|png|svg|tiff?|webp|mp3|m4a|aac|ogg|oga|wav|flac|mp4|m4v|mov|avi|webm|ogv|mpe?g)$",
    re.IGNORECASE,
)
_PICTURE_TYPE = late(r"(?:image|audio|video)/", re.IGNORECASE)


def alternatives(view: PageView) -> Iterator[Found]:
    """Images without a text alternative, images that are said to be decoration and are not, drawings and objects."""
    names = view.names
    for image in _images(view):
        if role_of(image) in ("img", "image") and not names.name(image) and not _in_named_button(image, view):
            yield view.found("alt-text", image, attribute="alt", linked=_in_link(image))
    for button in view.heard("input"):
        if input_type(button) == "image" and not names.name(button):
            yield view.found("image-button-name", button, attribute="alt")
    for thing in view.heard("object", "embed"):
        if not explicit_role(thing) and _shows_picture(thing) and not names.name(thing):
            yield view.found("object-name", thing, attribute="data" if thing.tag == "object" else "src")
    for drawing in _drawings(view):
        if not names.name(drawing):
            yield view.found("svg-name", drawing, attribute="role")


def decoration(view: PageView) -> Iterator[Found]:
    """Elements that are marked as decoration but that a screen reader is told of, and the reverse."""
    heard = view.visibility.heard
    for element in view.survey.having.get("role", ()):
        if explicit_role(element) in ("none", "presentation") and role_of(element) != "none" and heard(element):
            yield view.found("decorative-exposed", element, attribute="role")
    for image in view.survey.get("img"):
        if image.attributes.get("alt") == "" and "role" not in image.attributes and heard(image):
            named = [name for name in image.attributes if name in GLOBAL and name != "aria-hidden" and image.get(name)]
            if named or may_have_focus(image):
                yield view.found("decorative-exposed", image, attribute=named[0] if named else "alt")
    for image in view.survey.get("img"):
        alt, title = image.get("alt").strip(), image.get("title").strip()
        if "alt" not in image.attributes or not heard(image):
            continue
        if (alt and explicit_role(image) in ("none", "presentation")) or (title and not alt):
            yield view.found("decorative-worded", image, attribute="alt" if alt else "title")
        elif title and alt and _words_of(title) != _words_of(alt):
            yield view.found("alt-title-differs", image, attribute="title", alt=alt)
    for image in view.survey.having.get("aria-hidden", ()):
        if image.tag != "img" or image.get("aria-hidden").strip().lower() != "true" or not image.get("alt").strip():
            continue
        if view.visibility.on_screen(image) and "role" not in image.attributes and not _in_control(image):
            yield view.found("image-hidden", image, attribute="alt")


def _words_of(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def _images(view: PageView) -> Iterator[Element]:
    drawn = view.survey.drawn
    yield from (image for image in view.heard("img") if image not in drawn)
    for element in view.survey.having.get("role", ()):
        if element.tag in ("img", "svg", "input") or element in drawn or not view.visibility.heard(element):
            continue
        if explicit_role(element) in ("img", "image"):
            yield element


def _drawings(view: PageView) -> Iterator[Element]:
    for element in view.survey.having.get("role", ()):
        drawn = element.tag == "svg" or element in view.survey.drawn
        if drawn and explicit_role(element) in _DRAWING_ROLES and view.visibility.heard(element):
            yield element


def _shows_picture(thing: Element) -> bool:
    """True where an object shows a picture, sound or film, by its type or by the end of its address."""
    kind = thing.get("type")
    if kind:
        return _PICTURE_TYPE.match(kind) is not None
    return _PICTURE_FILE.search(re.split(r"[?#]", thing.get("data") or thing.get("src"))[0]) is not None


def _in_link(image: Element) -> bool:
    return any(around.tag == "a" and "href" in around.attributes for around in image.ancestors())


def _in_named_button(image: Element, view: PageView) -> bool:
    """True in a button that has other words: browsers give its name and nothing inside it (ARIA, 5.2.8)."""
    return any(role_of(around) == "button" and view.names.name(around) for around in image.ancestors())


def _in_control(image: Element) -> bool:
    return any(like(role_of(around)) in ("link", "button") for around in image.ancestors())
