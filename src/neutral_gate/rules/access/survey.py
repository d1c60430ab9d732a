"""A page, gone through once: its elements by name, attribute and id, for all checks."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Callable
from functools import cached_property
from itertools import accumulate, chain
from operator import attrgetter

from neutral_gate.model.page import Element, Page, Text
from neutral_gate.rules.access.patterns import TEMPLATE_MARKS

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
        self.elements = page.in_order
        self.texts: list[Text] = []
        self._data: list[str] = []
        self.tags: defaultdict[str, list[Element]] = defaultdict(list)
        self.having: defaultdict[str, list[Element]] = defaultdict(list)
        self.ids: dict[str, Element] = {}
        self.drawn: set[Element] = set()
        self._sort(page)
        for element in self.having.get("id", ()):
            self.ids.setdefault(element.attributes["id"], element)
        for drawing in self.tags.get("svg", ()):
            self.drawn.update(drawing.elements())

    def _sort(self, page: Page) -> None:
        unseen, closed = self._unseen(page)
        self.elements = [each for each in page.in_order if each not in unseen] if unseen else page.in_order
        tags, having = self.tags, self.having
        for element in self.elements:
            tags[element.tag].append(element)
            if element.attributes:
                for name in element.attributes:
                    having[name].append(element)
        source, texts = page.source, self.texts
        for text in page.texts:
            if text.pieces is None and source[text.start : text.end].isspace():
                continue
            around = text.parent
            if around.tag in _NO_WORDS or around in closed:
                continue
            data = text.data
            if not data.isspace() or len(data) != text.end - text.start:  # a non-breaking space was meant to be there
                texts.append(text)
                self._data.append(data)

    @staticmethod
    def _unseen(page: Page) -> tuple[set[Element], set[Element]]:
        """The elements inside those whose content is not shown, and these with all that is inside them."""
        unseen: set[Element] = set()
        closed: set[Element] = set()
        for element in page.in_order:
            if element.tag in _UNSEEN and element not in unseen:
                unseen.update(element.elements())
                closed.add(element)
        return unseen, closed | unseen

    @cached_property
    def templated(self) -> bool:
        """True where the source has marks of a template: what it is filled with is not known."""
        source = self.page.source
        return any(mark in source for mark in TEMPLATE_MARKS)

    @cached_property
    def by_class(self) -> dict[str, list[Element]]:
        """The elements by their whole `class` attribute, which many share."""
        found: defaultdict[str, list[Element]] = defaultdict(list)
        for element in self.having.get("class", ()):
            found[element.attributes["class"]].append(element)
        return found

    @cached_property
    def _class_text(self) -> str:
        """All `class` attributes in small letters."""
        return "\n".join(self.by_class).lower()

    def classed(self, test: Callable[[str], object], *words: str) -> list[Element]:
        """The elements whose `class` attribute passes a test, which is asked once for each value.

        Args:
            test: The test.
            words: What a value must have one of, in small letters, to pass; on many pages none has.
        """
        if not any(word in self._class_text for word in words):
            return []
        return _in_order([elements for value, elements in self.by_class.items() if test(value)])

    @cached_property
    def words(self) -> str:
        """All text of the page, shown or not, with a mark between texts that no pattern goes over."""
        return PART.join(self._data)

    @cached_property
    def _starts(self) -> list[int]:
        """Where each text starts in `words`."""
        return list(accumulate([length + len(PART) for length in map(len, self._data)], initial=0))

    def text_at(self, place: int) -> int:
        """The index of the text that stands at a place of `words`."""
        return bisect_right(self._starts, place) - 1

    def get(self, *tags: str) -> list[Element]:
        """The elements with one of the names, in the order of the source."""
        return _in_order([self.tags[tag] for tag in tags if tag in self.tags])

    def referenced(self, element: Element, attribute: str) -> list[Element]:
        """The elements whose ids an attribute lists, in its order; ids that are nowhere are left out."""
        return [self.ids[name] for name in element.get(attribute).split() if name in self.ids]


_START = attrgetter("start")


def _in_order(groups: list[list[Element]]) -> list[Element]:
    """All elements of several lists in the order of the source."""
    if len(groups) == 1:
        return groups[0]
    return sorted(chain.from_iterable(groups), key=_START)
