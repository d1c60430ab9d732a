"""A page, walked once: its elements by name, attribute and id, for all checks."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property

from neutral_gate.model.page import Element, Page, Text

_UNSEEN = frozenset({"template", "noscript", "noframes"})
"""Elements whose content a browser with scripts does not show."""
_NO_WORDS = frozenset({"script", "style", "title", "svg", "math"})


class Survey:
    """What is where on a page.

    Attributes:
        page: The page.
        whole: True for a whole document, False for a fragment.
        elements: All elements in the order of the source; templates and the like without their content.
        tags: The elements by name.
        having: The elements by the name of an attribute that they have.
        ids: The first element of each id.
        drawn: The elements inside an `svg`.
        texts: The texts that hold more than white space, in the order of the source.
    """

    def __init__(self, page: Page, whole: bool) -> None:
        self.page = page
        self.whole = whole
        self.elements: list[Element] = []
        self.texts: list[Text] = []
        self.tags: defaultdict[str, list[Element]] = defaultdict(list)
        self.having: defaultdict[str, list[Element]] = defaultdict(list)
        self.ids: dict[str, Element] = {}
        self.drawn: set[Element] = set()
        self._walk(page.root)
        for element in self.having.get("id", ()):
            self.ids.setdefault(element.attributes["id"], element)
        for drawing in self.tags.get("svg", ()):
            self.drawn.update(drawing.elements())

    def _walk(self, root: Element) -> None:
        tags, having, elements, texts, source = self.tags, self.having, self.elements, self.texts, root.source
        stack = [root]
        while stack:
            element = stack.pop()
            tag = element.tag
            elements.append(element)
            tags[tag].append(element)
            for name in element.attributes:
                having[name].append(element)
            children = element.children
            if children and tag not in _UNSEEN:
                for child in reversed(children):
                    if type(child) is Element:
                        stack.append(child)
                    elif type(child) is Text and tag not in _NO_WORDS and not source[child.start : child.end].isspace():
                        texts.append(child)
        texts.sort(key=lambda text: text.start)
        del elements[0]
        del tags["#document"]

    @cached_property
    def words(self) -> str:
        """All text of the page, shown or not, elements apart from each other by a line break."""
        return "\n\n".join([text.data for text in self.texts])

    def get(self, *tags: str) -> list[Element]:
        """The elements with one of the names, in the order of the source."""
        if len(tags) == 1:
            return self.tags.get(tags[0], [])
        found = [element for tag in tags for element in self.tags.get(tag, ())]
        found.sort(key=lambda element: element.start)
        return found

    def referenced(self, element: Element, attribute: str) -> list[Element]:
        """The elements whose ids an attribute lists, in its order; ids that are nowhere are left out."""
        return [self.ids[name] for name in element.get(attribute).split() if name in self.ids]
