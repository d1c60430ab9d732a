"""A page, walked once: its elements by name, attribute and id, for all checks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from functools import cached_property
from itertools import accumulate

from neutral_gate.model.page import Comment, Element, Page, Text

_UNSEEN = frozenset({"template", "noscript", "noframes"})
"""Elements whose content a browser with scripts does not show."""
PART = "\n\0\n"
"""Stands between texts in `words`: white space and a mark that no text holds, so that one search does for all."""
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
        stack: list[Element | Text | Comment] = [root]
        while stack:
            node = stack.pop()
            if type(node) is Element:
                tag = node.tag
                elements.append(node)
                tags[tag].append(node)
                for name in node.attributes:
                    having[name].append(node)
                children = node.children
                if children and tag not in _UNSEEN:
                    stack += children[::-1]
            elif (
                type(node) is Text and not source[node.start : node.end].isspace() and node.parent.tag not in _NO_WORDS
            ):
                texts.append(node)
        del elements[0]
        del tags["#document"]

    @cached_property
    def words(self) -> str:
        """All text of the page, shown or not, with a mark between texts that no pattern goes over."""
        return PART.join([text.data for text in self.texts])

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text starts in `words`."""
        lengths = [len(text.data) + len(PART) for text in self.texts]
        return list(accumulate(lengths, initial=0))

    def text_at(self, place: int) -> int:
        """The index of the text that stands at a place of `words`."""
        return bisect_right(self._starts, place) - 1

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
