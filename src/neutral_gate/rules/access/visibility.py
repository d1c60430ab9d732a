"""Who gets to see an element, and who gets to hear it."""

from __future__ import annotations

import re
from functools import cached_property

from neutral_gate.model.page import Element
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.styles import Styles
from neutral_gate.rules.access.stylesheet import Declaration
from neutral_gate.rules.access.survey import Survey

_NOT_SHOWN, _INVISIBLE, _NOT_HEARD = 1, 2, 4
_NEVER_SHOWN = frozenset(
    {"head", "script", "style", "template", "noscript", "datalist", "title", "meta", "link", "base"}
)
_CLIPPED = late(r"rect\((?:0|1|[01]{4})\)|inset\((?:50|100)%\)")
_DOT = late(r"0|[01](?:\.0+)?px")
"""A box of one pixel, in which words for screen readers are put."""
_FAR = late(r"-\s*(\d+(?:\.\d+)?)(px|em|rem|%|vw|vh)?")
_FAR_ENOUGH = {"px": 900, "em": 50, "rem": 50, "%": 100, "vw": 100, "vh": 100, None: 900}
"""From how far outside an absolutely placed element is taken to be off the screen."""


class Visibility:
    """Whether elements are shown, and whether a screen reader is told of them.

    Args:
        survey: The page.
        styles: Its styles.
    """

    def __init__(self, survey: Survey, styles: Styles) -> None:
        self._survey = survey
        self._styles = styles

    def shown(self, element: Element) -> bool:
        """True where it is rendered and visible; it may still be off the screen."""
        return not self._flags.get(element, 0) & (_NOT_SHOWN | _INVISIBLE)

    def rendered(self, element: Element) -> bool:
        """True where it takes part in the layout, visible or not."""
        return not self._flags.get(element, 0) & _NOT_SHOWN

    def heard(self, element: Element) -> bool:
        """True where it is in the accessibility tree: shown, and not inside `aria-hidden`."""
        return element not in self._flags

    def on_screen(self, element: Element) -> bool:
        """True where it is shown and neither it nor anything around it is moved off the screen."""
        if self._flags.get(element, 0) & (_NOT_SHOWN | _INVISIBLE):
            return False
        return not self._moves or not self._moved[self._styles.sorted.number[element]]

    @cached_property
    def _moved(self) -> list[bool]:
        """For each kind of elements whether it or anything around it is moved off the screen."""
        moved = [False]
        for kind in self._styles.sorted.kinds[1:]:
            moved.append(moved[kind.around] or (bool(kind.declared) and self._is_off_screen(kind.first)))
        return moved

    @cached_property
    def _moves(self) -> bool:
        return not self._styles.properties.isdisjoint({"position", "text-indent", "clip", "clip-path"})

    @cached_property
    def _may_hide(self) -> bool:
        """True where anything on the page could be hidden; most fragments have nothing of the kind."""
        having = self._survey.having
        if "hidden" in having or "aria-hidden" in having or "dialog" in self._survey.tags:
            return True
        return not self._styles.properties.isdisjoint({"display", "visibility"})

    @cached_property
    def _flags(self) -> dict[Element, int]:
        """What keeps elements from being seen or heard; those that everybody gets are not among them."""
        if not self._may_hide:
            return {each: _NOT_SHOWN for each in self._survey.page.in_order if each.tag in _NEVER_SHOWN}
        sort = self._styles.sorted
        flags: list[int] = []
        for kind in sort.kinds:
            flags.append(self._own(kind.first, kind.declared, flags[kind.around] if flags else 0))
        return {element: flags[number] for element, number in sort.number.items() if flags[number]}

    @staticmethod
    def _own(element: Element, declared: dict[str, Declaration], flag: int) -> int:
        """The flags of an element, given those of the element around it."""
        attributes = element.attributes
        if declared:
            visibility = declared["visibility"].value.lower() if "visibility" in declared else ""
            if visibility in ("hidden", "collapse"):
                flag |= _INVISIBLE
            elif visibility in ("visible", "initial"):
                flag &= ~_INVISIBLE
            if "display" in declared:
                if declared["display"].value.lower() == "none":
                    flag |= _NOT_SHOWN
            elif "hidden" in attributes:
                flag |= _NOT_SHOWN
        elif "hidden" in attributes:
            flag |= _NOT_SHOWN
        if attributes.get("aria-hidden", "").strip().lower() == "true":
            flag |= _NOT_HEARD
        tag = element.tag
        if tag in _NEVER_SHOWN or (tag == "dialog" and "open" not in attributes):
            flag |= _NOT_SHOWN
        return flag

    def _is_off_screen(self, element: Element) -> bool:
        styles = self._styles
        declared = styles.declared(element)
        if "text-indent" not in declared and "position" not in declared and "clip-path" not in declared:
            return False
        indent = declared.get("text-indent")
        if indent is not None and _is_far(indent.value):
            return True
        if _CLIPPED.match(re.sub(r"[\s,]|px", "", styles.value(element, "clip-path"))):
            return True
        if styles.value(element, "position") not in ("absolute", "fixed"):
            return False
        if any(name in declared and _is_far(declared[name].value) for name in ("top", "left", "right", "bottom")):
            return True
        if _CLIPPED.match(re.sub(r"[\s,]|px", "", styles.value(element, "clip"))):
            return True
        sizes = [styles.value(element, name) for name in ("width", "height")]
        return styles.value(element, "overflow") == "hidden" and all(_DOT.fullmatch(size) for size in sizes)


def _is_far(value: str) -> bool:
    match = _FAR.match(value.strip().lower())
    return match is not None and float(match[1]) >= _FAR_ENOUGH[match[2]]
