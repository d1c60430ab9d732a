"""What the style sheets and `style` attributes in a page say about an element."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import cast

from neutral_gate.model.page import SHEETS, TAKEN_IN, Element, Text
from neutral_gate.rules.access.kinds import NOTHING, Kinds
from neutral_gate.rules.access.selectors import class_names
from neutral_gate.rules.access.stylesheet import Declaration, StyleRule, declarations, style_rules
from neutral_gate.rules.access.survey import Survey

_CLOSED = ("initial", "unset", "revert", "revert-layer")


class Styles:
    """The author's declarations for each element; linked style sheets are known where a face has handed them over.

    Args:
        survey: The page.
    """

    def __init__(self, survey: Survey) -> None:
        self._survey = survey

    @cached_property
    def rules(self) -> list[StyleRule]:
        """The rules of all style sheets for screens, in order."""
        found: list[StyleRule] = []
        for sheet, text in self.sheets:
            media = sheet.get("media").lower()
            if media and not ("screen" in media or "all" in media):
                continue
            found += style_rules(text, len(found), self._present)
        return found

    @cached_property
    def sheets(self) -> list[tuple[Element, str]]:
        """The `<style>` elements, and the `<link>` elements whose style sheets are known, each with its text."""
        memo = self._survey.page.memo
        linked = cast("dict[str, str]", memo.get(SHEETS, {}))
        taken_in = cast("dict[int, str]", memo.get(TAKEN_IN, {}))
        found = []
        for element in self._survey.get("style", "link") if linked else self._survey.get("style"):
            if element.tag == "style":
                own = "".join([node.data for node in element.children if isinstance(node, Text)])
                found.append((element, taken_in.get(element.start, "") + own))
            elif "stylesheet" in element.get("rel").lower().split() and element.get("href") in linked:
                found.append((element, linked[element.get("href")]))
        return found

    @cached_property
    def sorted(self) -> Kinds:
        """The elements of the page by kind."""
        return Kinds(self._survey.page, self.rules, self._candidates)

    @cached_property
    def _present(self) -> frozenset[str]:
        """The ids and classes of the page, as "#id" and ".class"."""
        classes: set[str] = set().union(*map(class_names, self._survey.by_class))
        return frozenset(["." + name for name in classes] + ["#" + name for name in self._survey.ids])

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
        written = {element.attributes["style"] for element in self._survey.having.get("style", ())}
        return frozenset().union(*[rule.declarations for rule in self.rules], *map(declarations, written))

    def declared(self, element: Element) -> dict[str, Declaration]:
        """The winning declaration of each property for an element; inherited ones are not among them."""
        if not self.properties:
            return NOTHING
        sort = self.sorted
        return sort.kinds[sort.number[element]].declared

    def value(self, element: Element, name: str) -> str:
        """The declared value of a property in lower case, "" where there is none."""
        declared = self.declared(element).get(name)
        return declared.value.lower() if declared is not None else ""

    def _candidates(self, element: Element) -> list[StyleRule]:
        """The rules that an element may fit, by its own name, id and classes."""
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
