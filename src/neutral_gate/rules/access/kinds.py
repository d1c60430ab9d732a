"""Elements of one kind: alike in all that styles ask of them and of what is around them.

The rows of a table and the items of a menu look alike. What the cascade, the visibility, the type and the colours of an
element are is worked out once for each kind, and a page has far fewer kinds than elements.
"""

from __future__ import annotations

from collections.abc import Callable

from neutral_gate.model.page import Element, Page
from neutral_gate.model.records import NamedTuple
from neutral_gate.rules.access.selectors import class_names
from neutral_gate.rules.access.stylesheet import Declaration, StyleRule, declarations

_SIGNS = frozenset({"style", "hidden", "aria-hidden", "open", "bgcolor", "background", "size", "color", "text"})
"""The attributes whose value the look or the visibility of an element depends on, beside its id and classes."""
NOTHING: dict[str, Declaration] = {}


class Kind(NamedTuple):
    """A kind of elements.

    Attributes:
        first: The first element of the kind.
        around: The number of the kind of the element around it; -1 for the root.
        within: Names, "#ids" and ".classes" of the element and of all around it.
        declared: The winning declaration of each property.
        picky: Rules that depend on more than the kind tells, such as the place among the siblings.
        sure: Rules that hold for all elements of the kind.
    """

    first: Element
    around: int
    within: frozenset[str]
    declared: dict[str, Declaration]
    picky: tuple[StyleRule, ...]
    sure: tuple[StyleRule, ...]


class Kinds:
    """Sorts the elements of a page by kind.

    Args:
        page: The page.
        rules: The rules of its style sheets.
        candidates: Gives those that may hold for an element, by what they ask of the element itself.

    Attributes:
        number: The number of each element's kind.
        kinds: The kinds; each stands after that of the element around it.
    """

    def __init__(self, page: Page, rules: list[StyleRule], candidates: Callable[[Element], list[StyleRule]]) -> None:
        self.number: dict[Element, int] = {page.root: 0}
        self.kinds = [Kind(page.root, -1, frozenset(), NOTHING, (), ())]
        self._candidates = candidates if rules else None
        self._asked = frozenset().union(*[rule.selector.names for rule in rules])
        self._classes: dict[str, str] = {}
        self._merged: dict[tuple[object, ...], dict[str, Declaration]] = {}
        number, kinds = self.number, self.kinds
        known: dict[object, int] = {}
        for element in page.in_order:
            around = number[element.parent or page.root]
            signs = self._signs(element.attributes) if element.attributes else None
            key: object = (around, element.tag, *signs) if signs else (around, element.tag)
            found = known.get(key)
            if found is None:
                found = known[key] = len(kinds)
                kinds.append(self._kind(element, around))
            if kinds[found].picky:
                found = self._picked(element, found, known)
            number[element] = found

    def _signs(self, attributes: dict[str, str]) -> list[str]:
        """What tells an element from others of its name: only ids and classes that a rule asks for count."""
        signs = []
        for name, value in attributes.items():
            if name == "class":
                kept = self._classes.get(value)
                if kept is None:
                    names = sorted(each for each in class_names(value) if "." + each in self._asked)
                    kept = self._classes[value] = ".".join(["", *names])
                if kept:
                    signs.append(kept)
            elif name == "id":
                if "#" + value in self._asked:
                    signs.append("#" + value)
            elif name == "href":
                signs.append("href")
            elif name in _SIGNS:
                signs.append(name + "=" + value)
        return signs

    def _kind(self, element: Element, around: int) -> Kind:
        """A new kind of elements, as its first element shows it."""
        written = element.attributes.get("style")
        own = declarations(written) if written else NOTHING
        outside = self.kinds[around].within
        if self._candidates is None:
            return Kind(element, around, outside, own, (), ())
        sure, picky = [], []
        for rule in self._candidates(element):
            if rule.selector.around <= outside:
                if rule.selector.picky:
                    picky.append(rule)
                elif rule.selector.matches(element):
                    sure.append(rule)
        names = {element.tag}
        if "id" in element.attributes:
            names.add("#" + element.attributes["id"])
        if "class" in element.attributes:
            names.update(["." + name for name in class_names(element.attributes["class"])])
        within = outside if names <= outside else outside | names
        declared = self._merge(sure, own, written or "") if sure else own
        return Kind(element, around, within, declared, tuple(picky), tuple(sure))

    def _picked(self, element: Element, number: int, known: dict[object, int]) -> int:
        """The kind of an element for which picky rules hold besides: a branch of the kind."""
        matching = [rule for rule in self.kinds[number].picky if rule.selector.matches(element)]
        if not matching:
            return number
        key = (number, *[rule.order for rule in matching])
        found = known.get(key)
        if found is None:
            kind = self.kinds[number]
            written = element.attributes.get("style")
            own = declarations(written) if written else NOTHING
            declared = self._merge([*kind.sure, *matching], own, written or "")
            found = known[key] = len(self.kinds)
            self.kinds.append(Kind(element, kind.around, kind.within, declared, (), ()))
        return found

    def _merge(self, matching: list[StyleRule], own: dict[str, Declaration], written: str) -> dict[str, Declaration]:
        """The winning declarations of rules and of a `style` attribute."""
        if len(matching) > 1:
            matching.sort(key=lambda rule: (rule.selector.specificity, rule.order))
        key = (written, *[rule.order for rule in matching])
        known = self._merged.get(key)
        if known is None:
            known = self._merged[key] = _cascaded(matching, own)
        return known


def _cascaded(matching: list[StyleRule], own: dict[str, Declaration]) -> dict[str, Declaration]:
    """The winning declarations of rules in the order of the cascade and of a `style` attribute."""
    result: dict[str, Declaration] = {}
    for declared in (*(rule.declarations for rule in matching), own):
        for name, declaration in declared.items():
            before = result.get(name)
            if before is None or declaration.important or not before.important:
                # What comes later stands later, so that a shorthand and its parts are read in order.
                result.pop(name, None)
                result[name] = declaration
    return result
