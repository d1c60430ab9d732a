"""What the style sheets and `style` attributes in a page say about an element."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from neutral_gate.model.page import Element, Text
from neutral_gate.rules.access.selectors import class_names
from neutral_gate.rules.access.stylesheet import Declaration, StyleRule, declarations, style_rules
from neutral_gate.rules.access.survey import Survey

_NOTHING: dict[str, Declaration] = {}
_CLOSED = ("initial", "unset", "revert", "revert-layer")


class Styles:
    """The author's declarations for each element; style sheets that are linked are not known.

    Args:
        survey: The page.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey
        self._declared: dict[Element, dict[str, Declaration]] = {}
        self._inside: dict[Element, frozenset[str]] = {}
        self._merged: dict[tuple[str | int, ...], dict[str, Declaration]] = {}

    @cached_property
    def rules(self) -> list[StyleRule]:
        """The rules of all `<style>` elements for screens, in order."""
        found: list[StyleRule] = []
        for sheet in self._survey.tags.get("style", ()):
            media = sheet.get("media").lower()
            if media and not ("screen" in media or "all" in media):
                continue
            text = "".join(node.data for node in sheet.children if isinstance(node, Text))
            found += style_rules(text, len(found), self._present)
        return found

    @cached_property
    def _present(self) -> frozenset[str]:
        """The ids and classes of the page, as "#id" and ".class"."""
        having = self._survey.having
        written = {element.attributes["class"] for element in having.get("class", ())}
        classes = {f".{name}" for each in written for name in class_names(each)}
        return frozenset(classes | {f"#{name}" for name in self._survey.ids})

    @cached_property
    def _index(self) -> defaultdict[str, list[StyleRule]]:
        """The rules without an orientation condition, by the rarest thing that they ask of the element itself."""
        index: defaultdict[str, list[StyleRule]] = defaultdict(list)
        for rule in self.rules:
            if rule.turned:
                continue
            subject = rule.selector.subject
            if subject.id:
                index["#" + subject.id].append(rule)
            elif subject.classes:
                index["." + subject.classes[0]].append(rule)
            else:
                index[subject.tag].append(rule)
        return index

    @cached_property
    def properties(self) -> frozenset[str]:
        """All properties that any style in the page sets."""
        found = {name for rule in self.rules for name in rule.declarations}
        for element in self._survey.having.get("style", ()):
            found.update(declarations(element.attributes["style"]))
        return frozenset(found)

    def declared(self, element: Element) -> dict[str, Declaration]:
        """The winning declaration of each property for an element; inherited ones are not among them."""
        known = self._declared.get(element)
        if known is None:
            known = self._declared[element] = self._cascade(element)
        return known

    def value(self, element: Element, name: str) -> str:
        """The declared value of a property in lower case, "" where there is none."""
        declared = self.declared(element).get(name)
        return declared.value.lower() if declared is not None else ""

    def _cascade(self, element: Element) -> dict[str, Declaration]:
        written = element.attributes.get("style")
        own = declarations(written) if written else _NOTHING
        if not self._index:
            return own
        candidates = self._candidates(element)
        if not candidates:
            return own
        around = self._around(element.parent) if element.parent is not None else frozenset()
        matching = [rule for rule in candidates if rule.selector.around <= around and rule.selector.matches(element)]
        if not matching:
            return own
        if len(matching) > 1:
            matching.sort(key=lambda rule: (rule.selector.specificity, rule.order))
        key: tuple[str | int, ...] = (written or "", *[rule.order for rule in matching])
        known = self._merged.get(key)
        if known is None:
            known = self._merged[key] = self._merge(matching, own)
        return known

    @staticmethod
    def _merge(matching: list[StyleRule], own: dict[str, Declaration]) -> dict[str, Declaration]:
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

    def _around(self, parent: Element) -> frozenset[str]:
        """Names, "#ids" and ".classes" of an element and all around it."""
        known = self._inside.get(parent)
        if known is None:
            chain = []
            around: Element | None = parent
            while around is not None and around not in self._inside:
                chain.append(around)
                around = around.parent
            known = self._inside[around] if around is not None else frozenset()
            for each in reversed(chain):
                own = {each.tag}
                if "id" in each.attributes:
                    own.add("#" + each.attributes["id"])
                if "class" in each.attributes:
                    own.update("." + name for name in class_names(each.attributes["class"]))
                known = self._inside[each] = known if own <= known else known | own
        return known

    def _candidates(self, element: Element) -> list[StyleRule]:
        index = self._index
        found = list(index.get("", ()))
        found += index.get(element.tag, ())
        attributes = element.attributes
        if "id" in attributes:
            found += index.get("#" + attributes["id"], ())
        if "class" in attributes:
            for name in class_names(attributes["class"]):
                found += index.get("." + name, ())
        return found


def is_reset(value: str) -> bool:
    """True for a keyword that takes a property back to where it starts."""
    return value in _CLOSED
