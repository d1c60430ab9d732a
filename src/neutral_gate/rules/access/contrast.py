"""The contrast of text with what lies behind it, where the page itself says both.

Judged only where nothing outside the source can change the answer: no picture behind the text, nothing moved over or
under
it, no colour that is not known.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.model.page import Element
from neutral_gate.rules.access.colours import CLEAR, FIRST_COLOUR, WHITE, Colour, colour, contrast
from neutral_gate.rules.access.kinds import Kind
from neutral_gate.rules.access.page_view import Found, PageView
from neutral_gate.rules.access.patterns import late
from neutral_gate.rules.access.roles import is_disabled
from neutral_gate.rules.access.stylesheet import Declaration

_LARGE, _LARGE_BOLD = 24.0, 18.66
"""CSS pixels from which text is large: 18 point, or 14 point and bold (WCAG 2.2)."""
_BUTTON = Colour(239, 239, 239)
_COLOURS = frozenset({"color", "background", "background-color", "background-image"})
_SWITCHES = frozenset({"disabled", "aria-disabled"})
"""The attributes that switch a control off."""
_MOVES = ("absolute", "fixed", "sticky")
_WORDLIKE = late(r"\w")


def contrasts(view: PageView) -> Iterator[Found]:
    """Text whose contrast is below 4.5 (large text: 3), or below 7 (large text: 4.5) as good practice."""
    if not _COLOURS & view.styles.properties and not ({"bgcolor", "color", "text"} & view.survey.having.keys()):
        return
    judge = _Judge(view)
    seen: set[tuple[Element, str]] = set()
    number = view.styles.sorted.number
    poor = {kind for kind in {number[text.parent] for text in view.survey.texts} if judge.verdict(kind)[0]}
    if not poor:
        return
    worded = {text.parent for text in view.survey.texts if number[text.parent] in poor and _WORDLIKE.search(text.data)}
    for element in sorted(worded, key=lambda each: each.start):
        rule, ratio, wanted = judge.verdict(number[element])
        if judge.is_off(element):
            continue
        owner = judge.owner(element)
        if (owner, rule) not in seen:
            seen.add((owner, rule))
            yield view.found_text(rule, element, element.text(), ratio=round(ratio, 2), least=wanted)


class _Judge:
    def __init__(self, view: PageView) -> None:
        self._view = view
        self._typeset = view.typeset
        self._kinds = view.styles.sorted.kinds
        self._known: dict[int, list[Colour]] = {}
        self._layers: dict[int, list[Colour] | None] = {}
        self._verdicts: dict[int, tuple[str, float, float]] = {}

    def owner(self, element: Element) -> Element:
        """The nearest element around that sets a colour: one finding for all that it colours alike."""
        for around in (element, *element.ancestors()):
            if _COLOURS & self._view.styles.declared(around).keys():
                return around
        return element

    def verdict(self, number: int) -> tuple[str, float, float]:
        """The rule that text in elements of a kind breaks, or "", with the contrast that it has and should have."""
        known = self._verdicts.get(number)
        if known is None:
            known = self._verdicts[number] = self._judged(number)
        return known

    def _judged(self, number: int) -> tuple[str, float, float]:
        ratio = self._ratio(number)
        if ratio is None:
            return "", 0.0, 0.0
        kind = self._typeset.of_kind(number)
        large = kind.size >= _LARGE or (kind.bold and kind.size >= _LARGE_BOLD)
        least, best = (3.0, 4.5) if large else (4.5, 7.0)
        if ratio < least:
            return "contrast", ratio, least
        return "contrast-enhanced" if ratio < best else "", ratio, best

    def _ratio(self, number: int) -> float | None:
        """The best contrast that text in elements of a kind can have; None where it is unknown or does not matter."""
        element = self._kinds[number].first
        if element.tag in ("option", "title") or element in self._view.survey.drawn:
            return None
        visibility = self._view.visibility
        if not visibility.heard(element) or not visibility.on_screen(element):
            return None
        kind = self._typeset.of_kind(number)
        if kind.colour is None or kind.shadow or kind.size < 1:
            return None
        behind = self._behind(number)
        if not behind or (not kind.coloured and behind == [WHITE]):
            return None
        return max(contrast(kind.colour.over(each), each) for each in behind)

    def _behind(self, number: int) -> list[Colour]:
        """The opaque colours behind the text of a kind, several for a gradient; empty where they are not known."""
        known, kinds = self._known, self._kinds
        plain = []
        while number not in known and number > 0 and self._is_plain(kinds[number]):
            plain.append(number)
            number = kinds[number].around
        behind = known.get(number)
        if behind is None:
            behind = known[number] = self._painted(number)
        for each in plain:
            known[each] = behind
        return behind

    @staticmethod
    def _is_plain(kind: Kind) -> bool:
        """True where such an element has behind it what the element around it has."""
        element = kind.first
        if element.tag == "button" or "bgcolor" in element.attributes or "background" in element.attributes:
            return False
        return not kind.declared

    def _painted(self, number: int) -> list[Colour]:
        layers: list[list[Colour]] = []
        while number > 0:
            kind = self._kinds[number]
            declared = kind.declared
            if _is_unsure(declared):
                return []
            layer = self._layer_of(number)
            if layer is None:
                return []
            if layer != [CLEAR]:
                layers.append(layer)
                if all(each.alpha >= 1 for each in layer):
                    break
            if "position" in declared and declared["position"].value.lower() in _MOVES:
                return []
            number = kind.around
        behind = [WHITE]
        for layer in reversed(layers):
            behind = [each.over(below) for each in layer for below in behind][:16]
        return behind

    def _layer_of(self, number: int) -> list[Colour] | None:
        """What the elements of a kind paint behind their text."""
        if number not in self._layers:
            self._layers[number] = _layer(self._kinds[number].first, self._kinds[number].declared)
        return self._layers[number]

    def is_off(self, element: Element) -> bool:
        """True for the words of a control that is switched off: they need no contrast."""
        if _SWITCHES.isdisjoint(self._view.survey.having):
            return False
        for around in (element, *element.ancestors()):
            if is_disabled(around) or around.get("aria-disabled").strip().lower() == "true":
                return True
            if around.tag == "fieldset" and "disabled" in around.attributes:
                return True
            if around.tag == "label":
                control = next(around.elements("input", "select", "textarea", "button"), None)
                control = self._view.survey.ids.get(around.get("for"), control)
                if control is not None and (is_disabled(control) or control.get("aria-disabled") == "true"):
                    return True
        identity = element.get("id")
        if identity:
            for control in self._view.survey.having.get("aria-labelledby", ()):
                if identity in control.get("aria-labelledby").split():
                    return is_disabled(control) or control.get("aria-disabled").strip().lower() == "true"
        return False


def _is_unsure(declared: dict[str, Declaration]) -> bool:
    opacity = declared.get("opacity")
    return opacity is not None and opacity.value.strip() not in ("1", "1.0", "100%")


def _layer(element: Element, declared: dict[str, Declaration]) -> list[Colour] | None:
    """What an element paints behind its text: one colour, the stops of a gradient, or None where that is a picture."""
    base = CLEAR if element.tag not in ("button",) else _BUTTON
    written = colour(element.get("bgcolor")) if "bgcolor" in element.attributes else None
    base = written or base
    if element.get("background"):
        return None
    image = ""
    for name, declaration in declared.items():
        if name not in ("background", "background-color", "background-image"):
            continue
        value = declaration.value.lower()
        if name == "background-image":
            image = value
            continue
        plain = re.sub(
            r"(?<![\w-])[\w-]*gradient\((?:[^()]|\([^()]*\))*\)|url\((?:[^()\"']|\"[^\"]*\"|'[^']*')*\)", " ", value
        )
        found = [colour(match[0]) for match in FIRST_COLOUR.finditer(plain)]
        known = [each for each in found if each is not None]
        if name == "background":
            image = value if "gradient(" in value or "url(" in value else ""
        if "var(" in value or (name == "background-color" and not known and value not in _KEPT):
            return None
        base = known[0] if known else (CLEAR if name == "background" or value in _KEPT else base)
    if "url(" in image or "var(" in image:
        return None
    if "gradient(" in image:
        return _gradient(image, base)
    return [base]


_KEPT = ("transparent", "initial", "unset", "none", "inherit", "revert")


def _gradient(image: str, base: Colour) -> list[Colour] | None:
    stops = [colour(match[0]) for match in FIRST_COLOUR.finditer(image) if match[0] not in ("to", "at", "circle")]
    known = [stop for stop in stops if stop is not None]
    if not known:
        return None
    return [stop.over(base) if base.alpha >= 1 else stop for stop in known]
