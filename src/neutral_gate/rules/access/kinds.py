"""Elements of one kind: alike in all that styles ask of them and of what is around them.

The rows of a table and the items of a menu look alike. What the cascade, the visibility, the type and the colours of an
element are is worked out once for each kind, and a page has far fewer kinds than elements.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from neutral_gate.model.page import Element, Page
from neutral_gate.model.records import NamedTuple
from neutral_gate.rules.access.selectors import Condition, Selector, class_names, holds
from neutral_gate.rules.access.stylesheet import Declaration, StyleRule, declarations

NOTHING: dict[str, Declaration] = {}
Candidates = Callable[[Element], list[StyleRule]]
"""Gives the rules that may hold for an element, by what they ask of the element itself."""
_Sign = Callable[[str], object]
"""What the value of an attribute tells of the look of an element; nothing where that is empty or None."""


class _Signs(dict[str, int]):
    """The signs of the look of elements in one attribute, by its value, as numbers; 0 where it tells nothing.

    Args:
        name: The name of the attribute.
        tell: Gives what a value tells.
        numbers: The numbers of all signs, which those of other attributes share; new ones are added.
    """

    def __init__(self, name: str, tell: _Sign, numbers: dict[object, int]) -> None:
        super().__init__()
        self._name = name
        self._tell = tell
        self._numbers = numbers

    def __missing__(self, value: str) -> int:
        told = self._tell(value)
        found = self[value] = self._numbers.setdefault((self._name, told), len(self._numbers) + 1) if told else 0
        return found


class _Look(NamedTuple):
    """What elements of the same name and with the same signs have in common, wherever they stand.

    Attributes:
        names: Those of their name, "#id" and ".classes" that a rule asks for around other elements.
        own: The declarations of their `style` attribute.
        written: That attribute.
        sure: Rules that hold for them wherever they stand.
        declared: What these rules and the attribute declare together.
        inside: Rules that hold for them where what these ask for stands around them.
        unsure: Rules that ask for more than that.
    """

    names: frozenset[str]
    own: dict[str, Declaration]
    written: str
    sure: list[StyleRule]
    declared: dict[str, Declaration]
    inside: list[StyleRule]
    unsure: list[StyleRule]


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

    def __init__(self, page: Page, rules: list[StyleRule], candidates: Candidates) -> None:
        self.number: dict[Element, int] = {page.root: 0}
        self.kinds = [Kind(page.root, -1, frozenset(), NOTHING, (), ())]
        self._wanted_around = frozenset().union(*[rule.selector.around for rule in rules])
        self._looks: dict[object, _Look] = {}
        self._branches: dict[tuple[int, ...], int] = {}
        self._merged: dict[tuple[object, ...], dict[str, Declaration]] = {}
        signs = _signs_of([rule.selector for rule in rules])
        number, kinds = self.number, self.kinds
        inside: list[dict[object, int]] = [{}]  # for each kind, the kinds straight inside it by their look
        for element in page.in_order:
            around = number[element.parent or page.root]
            look: object = element.tag
            attributes = element.attributes
            if attributes:
                found: list[object] = ["href"] if "href" in attributes else []
                for name in attributes:
                    if name in signs:
                        sign = signs[name][attributes[name]]
                        if sign:
                            found.append(sign)
                if found:
                    look = (look, *found)
            kind = inside[around].get(look)
            if kind is None:
                kind = inside[around][look] = len(kinds)
                kinds.append(self._kind(element, around, look, candidates))
                inside.append({})
            if kinds[kind].picky:
                kind = self._picked(element, kind, look, inside)
            number[element] = kind

    def _kind(self, element: Element, around: int, look: object, candidates: Candidates) -> Kind:
        """A new kind of elements, as its first element shows it."""
        its = self._looks.get(look)
        if its is None:
            its = self._looks[look] = self._look(element, candidates(element))
        outside = self.kinds[around].within
        within = outside if its.names <= outside else outside | its.names
        if not its.inside and not its.unsure:
            return Kind(element, around, within, its.declared, (), ())
        sure, picky = its.sure, []
        for rule in its.inside:
            if rule.selector.around <= outside:
                sure = [*sure, rule]
        for rule in its.unsure:
            if rule.selector.around <= outside:
                if rule.selector.picky:
                    picky.append(rule)
                elif rule.selector.matches(element):
                    sure = [*sure, rule]
        declared = its.declared if sure is its.sure else self._merge(sure, its.written, its.own)
        return Kind(element, around, within, declared, tuple(picky), tuple(sure))

    def _look(self, element: Element, candidates: list[StyleRule]) -> _Look:
        """The look of an element."""
        attributes = element.attributes
        names = {element.tag}
        if "id" in attributes:
            names.add("#" + attributes["id"])
        if "class" in attributes:
            names.update(["." + name for name in class_names(attributes["class"])])
        written = attributes.get("style", "")
        own = declarations(written) if written else NOTHING
        sure: list[StyleRule] = []
        inside: list[StyleRule] = []
        unsure: list[StyleRule] = []
        for rule in candidates:
            selector = rule.selector
            if selector.suits(element):
                (sure if selector.alone else inside if selector.inside else unsure).append(rule)
        declared = self._merge(sure, written, own) if sure else own
        return _Look(self._wanted_around & names, own, written, sure, declared, inside, unsure)

    def _picked(self, element: Element, number: int, look: object, inside: list[dict[object, int]]) -> int:
        """The kind of an element for which picky rules hold besides: a branch of the kind."""
        kind = self.kinds[number]
        matching = [rule for rule in kind.picky if rule.selector.matches(element)]
        if not matching:
            return number
        key = (number, *[rule.order for rule in matching])
        found = self._branches.get(key)
        if found is None:
            its = self._looks[look]
            declared = self._merge([*kind.sure, *matching], its.written, its.own)
            found = self._branches[key] = len(self.kinds)
            self.kinds.append(Kind(element, kind.around, kind.within, declared, (), ()))
            inside.append({})
        return found

    def _merge(self, matching: list[StyleRule], written: str, own: dict[str, Declaration]) -> dict[str, Declaration]:
        """The winning declarations of rules and of a `style` attribute."""
        if len(matching) > 1:
            matching = sorted(matching, key=lambda rule: (rule.selector.specificity, rule.order))
        key = (written, *[rule.order for rule in matching])
        known = self._merged.get(key)
        if known is None:
            known = self._merged[key] = _cascaded(matching, own)
        return known


def _signs_of(asking: list[Selector]) -> dict[str, _Signs]:
    """What the values of attributes tell of the look of an element, by the name of the attribute.

    Args:
        asking: The selectors of all rules: only the ids, classes and conditions that they ask for count.
    """
    names = frozenset().union(*[each.names for each in asking])
    classes = frozenset([name[1:] for name in names if name[0] == "."])
    conditions: dict[str, list[Condition]] = {}
    for condition in frozenset().union(*[each.conditions for each in asking]):
        conditions.setdefault(condition[0], []).append(condition)
    signs: dict[str, _Sign] = {
        **_SIGNS,
        "id": {name[1:]: name for name in names if name[0] == "#"}.get,
        "class": lambda value: class_names(value) & classes,
    }
    for name, asked in conditions.items():
        signs[name] = partial(_met, asked, signs.get(name))
    numbers: dict[object, int] = {}
    return {name: _Signs(name, tell, numbers) for name, tell in signs.items()}


_SIGNS: dict[str, _Sign] = {
    "style": lambda value: tuple(declarations(value).items()),
    "aria-hidden": lambda value: value.strip().lower() == "true",
    **dict.fromkeys(("hidden", "open"), lambda _: True),
    **dict.fromkeys(("bgcolor", "background", "size", "color", "text"), "=".__add__),
}
"""What the look or the visibility of an element depends on, beside its id and classes."""


def _met(asked: list[Condition], told: _Sign | None, value: str) -> object:
    """What the value of an attribute tells together with the conditions that it meets."""
    met = [condition for condition in asked if holds(condition, value)]
    other = told(value) if told is not None else None
    return (other, *met) if met else other


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
