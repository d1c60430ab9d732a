"""Who gets to see an element, and who gets to hear it."""

from __future__ import annotations

import re
from functools import cached_property

from neutral_gate.model.page import Element
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.styles import Styles
from neutral_gate.rules.access.survey import Survey

_NOT_SHOWN, _INVISIBLE, _NOT_HEARD = 1, 2, 4
_NEVER_SHOWN = frozenset(
    {"head", "script", "style", "template", "noscript", "datalist", "title", "meta", "link", "base"}
)
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
        self._flags: dict[Element, int] = {}
        self._moved: dict[Element, bool] = {}

    def shown(self, element: Element) -> bool:
        """True where it is rendered and visible; it may still be off the screen."""
        return not self._flag(element) & (_NOT_SHOWN | _INVISIBLE)

    def rendered(self, element: Element) -> bool:
        """True where it takes part in the layout, visible or not."""
        return not self._flag(element) & _NOT_SHOWN

    def heard(self, element: Element) -> bool:
        """True where it is in the accessibility tree: shown, and not inside `aria-hidden`."""
        return not self._flag(element)

    def on_screen(self, element: Element) -> bool:
        """True where it is shown and neither it nor anything around it is moved off the screen."""
        if not self.shown(element):
            return False
        if not self._moves:
            return True
        chain = []
        around: Element | None = element
        while around is not None and around.parent is not None and around not in self._moved:
            chain.append(around)
            around = around.parent
        moved = around is not None and self._moved.get(around, False)
        for each in reversed(chain):
            moved = self._moved[each] = moved or self._is_off_screen(each)
        return not moved

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

    def _flag(self, element: Element) -> int:
        if not self._may_hide:
            return _NOT_SHOWN if element.tag in _NEVER_SHOWN else 0
        flags = self._flags
        chain = []
        around: Element | None = element
        while around is not None and around not in flags:
            chain.append(around)
            around = around.parent
        flag = flags[around] if around is not None else 0
        for each in reversed(chain):
            flag = flags[each] = self._own(each, flag)
        return flag

    def _own(self, element: Element, flag: int) -> int:
        attributes = element.attributes
        declared = self._styles.declared(element)
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
        if not declared:
            return False
        indent = declared.get("text-indent")
        if indent is not None and _is_far(indent.value):
            return True
        if styles.value(element, "position") not in ("absolute", "fixed"):
            return False
        if any(name in declared and _is_far(declared[name].value) for name in ("top", "left", "right", "bottom")):
            return True
        clip = re.sub(r"[\s,]|px", "", styles.value(element, "clip") + styles.value(element, "clip-path"))
        return bool(re.match(r"rect\((0000|1111|0|1)\)|rect\([01]{4}\)|inset\(50%\)|inset\(100%\)", clip))


def _is_far(value: str) -> bool:
    match = _FAR.match(value.strip().lower())
    return match is not None and float(match[1]) >= _FAR_ENOUGH[match[2]]
