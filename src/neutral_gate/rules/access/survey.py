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
_PHP_MARKS = tuple(mark for mark in TEMPLATE_MARKS if mark[:2] == "<?")
_MARKS = tuple(mark for mark in TEMPLATE_MARKS if mark[-1] != "%" and mark not in _PHP_MARKS)
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
        tags, having = self.tags, self.having
        for element in page.in_order:
            tags[element.tag].append(element)
        closed = self._leave_out(page)
        for element in self.elements:
            for name in element.attributes:
                having[name].append(element)
        source, texts, held = page.source, self.texts, self._data
        for text in page.texts:
            data = source[text.start : text.end]
            as_written = text.pieces is None
            if as_written and data.isspace():
                continue
            around = text.parent
            if around.tag in _NO_WORDS or around in closed:
                continue
            if not as_written or "&" in data:
                data = text.data
                if data.isspace() and len(data) == text.end - text.start:
                    continue  # a non-breaking space was meant to be there, other white space was not
            texts.append(text)
            held.append(data)

    def _leave_out(self, page: Page) -> set[Element]:
        """Leaves out the elements inside those whose content is not shown; gives these, with all that is inside."""
        closed = [element for tag in _UNSEEN for element in self.tags.get(tag, ())]
        unseen = {element for around in closed for element in around.elements()}
        if unseen:
            self.elements = [element for element in page.in_order if element not in unseen]
            for tag in {element.tag for element in unseen}:
                kept = [element for element in self.tags.pop(tag) if element not in unseen]
                if kept:
                    self.tags[tag] = kept
        return unseen.union(closed)

    @cached_property
    def templated(self) -> bool:
        """True where the source has marks of a template: what it is filled with is not known."""
        source = self.page.source
        if any(mark in source for mark in _MARKS) or ("<?" in source and any(mark in source for mark in _PHP_MARKS)):
            return True
        place = source.find("%")  # for a single letter a page is searched many times quicker
        while place >= 0:
            if source[max(place - 1, 0) : place + 1] in TEMPLATE_MARKS:
                return True
            place = source.find("%", place + 1)
        return False

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
