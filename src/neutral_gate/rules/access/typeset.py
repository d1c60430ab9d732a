"""The type of a piece of text as it is set: size, weight, slant and colour, inherited through the page."""

from __future__ import annotations

from typing import NamedTuple

from neutral_gate.model.page import Element
from neutral_gate.rules.access.colours import BLACK, Colour, colour
from neutral_gate.rules.access.kinds import Kind
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.styles import Styles, is_reset
from neutral_gate.rules.access.stylesheet import Declaration

_SIZES = {
    "h1": 2.0,
    "h2": 1.5,
    "h3": 1.17,
    "h5": 0.83,
    "h6": 0.67,
    "small": 0.8333,
    "big": 1.2,
    "sub": 0.83,
    "sup": 0.83,
}
_BOLD = frozenset({"b", "strong", "th", "h1", "h2", "h3", "h4", "h5", "h6"})
_SLANTED = frozenset({"i", "em", "cite", "dfn", "var", "address"})
_CONTROLS = frozenset({"button", "input", "select", "textarea"})
_KEYWORDS = {"xx-small": 9.0, "x-small": 10.0, "small": 13.0, "medium": 16.0, "large": 18.0, "x-large": 24.0}
_FONT_SIZES = {"1": 10.0, "2": 13.0, "3": 16.0, "4": 18.0, "5": 24.0, "6": 32.0, "7": 48.0}
_LENGTH = late(r"([\d.]+)(px|pt|em|rem|%|pc|in|cm|mm|ex|ch)?")
_PIXELS = {"px": 1.0, "pt": 4 / 3, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 9.6 / 2.54}
LINK = Colour(0, 0, 238)
"""The colour that browsers give to links that nobody has coloured."""


class Type(NamedTuple):
    """How text is set. `colour` is None where the browser, or a value that is not known here, decides."""

    size: float
    bold: bool
    italic: bool
    colour: Colour | None
    coloured: bool
    shadow: bool


_START = Type(16.0, False, False, BLACK, False, False)


class Typeset:
    """Works out how the text of elements is set.

    Args:
        styles: The styles of the page.
    """

    def __init__(self, styles: Styles) -> None:
        self._styles = styles
        self._known: dict[int, Type] = {}
        self._root = 16.0
        self._out: dict[tuple[int, int], bool] = {}

    def of(self, element: Element) -> Type:
        """How the text directly in an element is set."""
        return self.of_kind(self._styles.sorted.number[element])

    def of_kind(self, number: int) -> Type:
        """How the text directly in the elements of a kind is set."""
        known, kinds = self._known, self._styles.sorted.kinds
        chain = []
        while number >= 0 and number not in known:
            chain.append(number)
            number = kinds[number].around
        kind = known[number] if number >= 0 else _START
        for each in reversed(chain):
            kind = known[each] = self._own(kinds[each], kind)
            if kinds[each].first.tag == "html":
                self._root = kind.size
        return kind

    def stands_out(self, element: Element, among: Element) -> bool:
        """True where text directly in an element is as large or bold beside that in another as headings are."""
        number = self._styles.sorted.number
        key = number[element], number[among]
        known = self._out.get(key)
        if known is None:
            kind, around = self.of_kind(key[0]), self.of_kind(key[1])
            known = self._out[key] = (kind.size >= 20 and kind.size >= 1.25 * around.size) or (
                kind.bold and not around.bold and kind.size >= 1.05 * around.size
            )
        return known

    def _own(self, own: Kind, around: Type) -> Type:
        element, declared = own.first, own.declared
        tag, attributes = element.tag, element.attributes
        kind = around
        if tag in _SIZES:
            kind = kind._replace(size=around.size * _SIZES[tag])
        if tag in _BOLD:
            kind = kind._replace(bold=True)
        elif tag in _SLANTED:
            kind = kind._replace(italic=True)
        elif tag == "a" and "href" in attributes:
            kind = kind._replace(colour=LINK, coloured=False)
        elif tag in _CONTROLS:
            kind = kind._replace(size=13.333, bold=False, colour=BLACK, coloured=False)
        elif tag == "font":
            size = _FONT_SIZES.get(attributes.get("size", "").strip(), kind.size)
            written = colour(attributes.get("color", ""))
            kind = kind._replace(size=size)
            if written is not None:
                kind = kind._replace(colour=written, coloured=True)
        elif tag == "body" and "text" in attributes:
            kind = kind._replace(colour=colour(attributes["text"]), coloured=True)
        return self._declared(kind, around, declared) if declared else kind

    def _declared(self, kind: Type, around: Type, declared: dict[str, Declaration]) -> Type:
        for name, declaration in declared.items():
            value = declaration.value.lower()
            if name == "font":
                kind = self._font(kind, around, value)
            elif name == "font-size":
                size = length(value, around.size, self._root)
                kind = kind if size is None else kind._replace(size=size)
            elif name == "font-weight":
                kind = kind._replace(bold=_is_bold(value, kind.bold, around.bold))
            elif name == "font-style":
                kind = kind._replace(
                    italic=value.startswith(("italic", "oblique")) or (value == "inherit" and around.italic)
                )
            elif name == "color":
                kind = _coloured(kind, around, value)
            elif name in ("text-shadow", "-webkit-text-stroke"):
                kind = kind._replace(shadow=value != "none" and not is_reset(value))
        return kind

    def _font(self, kind: Type, around: Type, value: str) -> Type:
        words = value.split("/")[0].split()
        sizes = (length(word, around.size, self._root) for word in words)
        size = next((each for each in sizes if each), None)
        bold = any(word == "bold" or (word.isdecimal() and int(word) >= 700) for word in words)
        italic = "italic" in words or "oblique" in words
        return kind._replace(size=size or kind.size, bold=bold, italic=italic)


def length(value: str, around: float, root: float = 16.0) -> float | None:
    """A length in CSS pixels; None where it is none.

    Args:
        value: Such as "14pt" or "120%".
        around: The size that relative lengths start from.
        root: The size of the text of the whole page, which "rem" starts from.
    """
    if value in _KEYWORDS:
        return _KEYWORDS[value]
    if value in ("smaller", "larger"):
        return around / 1.2 if value == "smaller" else around * 1.2
    match = _LENGTH.fullmatch(value)
    if match is None or match[1].count(".") > 1 or match[1] == ".":
        return None
    number, unit = float(match[1]), match[2]
    if unit is None:
        return None if number else 0.0
    if unit in _PIXELS:
        return number * _PIXELS[unit]
    return number * {"em": around, "%": around / 100, "rem": root, "ex": around / 2, "ch": around / 2}[unit]


def _is_bold(value: str, bold: bool, around: bool) -> bool:
    if value.isdecimal():
        return int(value) >= 700
    return {"bold": True, "bolder": True, "normal": False, "lighter": False, "inherit": around}.get(value, bold)


def _coloured(kind: Type, around: Type, value: str) -> Type:
    if value in ("inherit", "unset", "currentcolor"):
        return kind._replace(colour=around.colour, coloured=around.coloured)
    if is_reset(value):
        return kind._replace(colour=BLACK, coloured=False)
    return kind._replace(colour=colour(value), coloured=True)
