"""How large a page shows a picture, as far as its own tag says; style sheets elsewhere are not read."""

from __future__ import annotations

import re
from collections.abc import Mapping

_DIGITS = re.compile(r"\s*\+?([0-9]{1,6})(?:\.[0-9]*)?\s*(?:px)?\s*", re.IGNORECASE)
_FITTING = ("object-cover", "object-contain", "object-scale")
_DECLARATION = re.compile(r"(?:^|;)\s*([a-z-]+)\s*:\s*([^;]*)", re.IGNORECASE)


def displayed_size(attributes: Mapping[str, str]) -> tuple[int | None, int | None]:
    """Width and height in CSS pixels that a tag gives; None where it gives none, or one that is not in pixels.

    What stands in `style` beats the attributes, as in a browser.
    """
    style = declarations(attributes)
    return _side("width", attributes, style), _side("height", attributes, style)


def fitted(attributes: Mapping[str, str]) -> bool:
    """True where the tag asks for cropping or for room around the picture, so that no shape is ever distorted."""
    fit = declarations(attributes).get("object-fit", "fill").strip().lower()
    classes = attributes.get("class", "").split()
    return fit not in ("fill", "") or any(name.startswith(_FITTING) for name in classes)


def declarations(attributes: Mapping[str, str]) -> dict[str, str]:
    """The declarations of the attribute `style`, names in lower case."""
    return {name.lower(): value for name, value in _DECLARATION.findall(attributes.get("style", ""))}


def chosen_by_browser(attributes: Mapping[str, str]) -> bool:
    """True where the browser picks one of several files, so that the one at hand may not be the one that is shown."""
    return bool(attributes.get("srcset", "").strip() or attributes.get("data-srcset", "").strip())


def _side(name: str, attributes: Mapping[str, str], style: Mapping[str, str]) -> int | None:
    if name in style:
        value = style[name].lower().replace("!important", "").strip()
        found = _DIGITS.fullmatch(value) if value.endswith("px") else None
    else:
        found = _DIGITS.fullmatch(attributes.get(name, ""))
    return int(found[1]) or None if found else None
