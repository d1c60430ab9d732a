"""Builds the tree from tags in the order of the source: closes what the HTML standard says is closed silently."""

from __future__ import annotations

from collections.abc import Iterable

from neutral_gate.model import DraftError
from neutral_gate.model.page import Comment, Element, Page, Text
from neutral_gate.model.parts import Span
from neutral_gate.model.references import Piece
from neutral_gate.readers.html_nesting import (
    BUTTON_SCOPE,
    CLOSES,
    CLOSES_P,
    FOREIGN,
    FOREIGN_INSIDE,
    HEAD_ONLY,
    HEADINGS,
    INLINE_FORMATS,
    LEAVES_FOREIGN,
    LIST_SCOPE,
    SCOPE,
    SPECIAL,
    TABLE_PARTS,
    TABLE_SCOPE,
    VOID,
)
from neutral_gate.readers.html_scan import NO_REFERENCES, Token, scan_attributes

MAX_DEPTH = 512
"""Most elements inside each other: browsers nest no deeper, and real pages stay under 100."""

_PLAIN_START = CLOSES_P | HEADINGS | frozenset(CLOSES) | VOID | FOREIGN | {"html", "head", "body"}
_SPACE = " \t\n\r\f"
_NO_TEXT = frozenset({"head", "html", "table", "thead", "tbody", "tfoot", "tr", "ul", "ol", "dl", "select", "colgroup"})
"""Elements in which white space is only there to make the source easier to read: it is left out."""


class TreeBuilder:
    """Takes tags, text and comments in the order of the source and nests them.

    Raises:
        DraftError: elements are nested more than `MAX_DEPTH` deep.
    """

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.tree = Page(source, start, end)
        self.current = self.tree.root
        self._in_order = self.tree.in_order
        self._texts = self.tree.texts
        self._stack = [self.tree.root]
        self._open: dict[str, int] = {}
        self._foreign = 0
        self._stray: list[Span] = []
        self.tree.memo["stray ends"] = self._stray  # for the check of markup

    def start(self, tag: str, attributes: dict[str, str], start: int, end: int, self_closing: bool = False) -> Element:
        """A start tag at `source[start:end]`; gives back the element it opened."""
        opened = self._open
        if tag in _PLAIN_START or self._foreign or opened.get("head"):
            kept = self._make_room(tag, attributes, start)
            if kept is not None:
                return kept
        parent = self.current
        element = Element(self.source, tag, attributes, parent, start, end)
        parent.children.append(element)
        self._in_order.append(element)
        if tag in VOID or (self_closing and (self._foreign or tag in FOREIGN)):
            return element
        self._stack.append(element)
        opened[tag] = opened.get(tag, 0) + 1
        self.current = element
        if tag in FOREIGN:
            self._foreign += 1
        if len(self._stack) > MAX_DEPTH:
            raise DraftError(
                f"The page has more than {MAX_DEPTH} elements inside each other.",
                "Close the tags that are left open, or split the page.",
            )
        return element

    def end(self, tag: str, start: int, end: int) -> None:
        """An end tag at `source[start:end]`; without an element that it could close it has no effect."""
        current = self.current
        if current.tag == tag:  # what most end tags do: as `_pop`, without another call
            stack = self._stack
            stack.pop()
            current.close_start = start
            current.end = end
            self._open[tag] -= 1
            if tag in FOREIGN:
                self._foreign -= 1
            self.current = stack[-1]
            return
        if not self._open.get(tag):
            if tag in ("p", "br") and not self._foreign:
                stray = Element(self.source, tag, {}, self.current, start, end)
                stray.place = {}
                self.current.children.append(stray)
                self._in_order.append(stray)
            elif tag in HEADINGS:
                self._close_to(HEADINGS, SCOPE, start, end)
            elif tag not in VOID:
                self._stray.append(Span(start, end))
            return
        if tag in ("body", "html"):
            return
        self._close_to(frozenset((tag,)) if tag not in HEADINGS else HEADINGS, _reach(tag), start, end)

    def text(self, start: int, end: int, pieces: list[Piece] | None = None) -> None:
        """Text at `source[start:end]`; white space between rows, items and the like is left out."""
        parent = self.current
        if parent.tag in _NO_TEXT:
            if not self.source[start:end].strip(_SPACE):
                return
            if parent.tag == "head":
                self._pop(start, start)
                parent = self.current
        text = Text(self.source, start, end, parent, parent.tag in NO_REFERENCES, pieces)
        parent.children.append(text)
        self._texts.append(text)

    def comment(self, start: int, end: int) -> None:
        """A comment at `source[start:end]`; one that the end of the source cuts off is left out."""
        if end == len(self.source) and not self.source.endswith("-->"):
            return
        self.current.children.append(Comment(self.source, start, end, self.current))

    def doctype(self, start: int, end: int) -> None:
        """A document type declaration at `source[start:end]`."""
        self.tree.doctype = self.tree.doctype or self.source[start:end]

    def is_open(self, tag: str) -> bool:
        """True where an element of this name is open."""
        return bool(self._open.get(tag))

    def close_current(self) -> None:
        """Closes the innermost element where its last content ends."""
        last = self.current.children[-1] if self.current.children else None
        place = last.end if last is not None else self.current.open_end
        self._pop(place, place)

    def finish(self) -> Page:
        """The finished tree; whatever is still open ends at the end of the source."""
        end = self.tree.root.end
        while len(self._stack) > 1:
            self._pop(end, end)
        return self.tree

    def _make_room(self, tag: str, attributes: dict[str, str], start: int) -> Element | None:
        """Closes what this start tag closes; gives back an element that the tag only adds attributes to."""
        if tag in ("html", "body", "head") and self._open.get(tag):
            element = next(element for element in self._stack if element.tag == tag)
            for name, value in attributes.items():
                element.attributes.setdefault(name, value)
            return element
        if self._foreign:
            if tag in LEAVES_FOREIGN and not self._inside_foreign_text():
                while self._foreign:
                    self._pop(start, start)
            elif not self._inside_foreign_text():
                return None
        if self._open.get("head") and tag not in HEAD_ONLY and not self._open.get("template"):
            self._close_to(frozenset(("head",)), SCOPE, start, start)
        opened = self._open
        if tag in CLOSES_P and opened.get("p"):
            self._close_to(frozenset(("p",)), BUTTON_SCOPE, start, start)
        if tag in HEADINGS and self.current.tag in HEADINGS:
            self._pop(start, start)
        closes = CLOSES.get(tag)
        if closes is not None:
            for name in closes[0]:
                if opened.get(name):
                    self._close_to(closes[0], closes[1], start, start)
                    break
        return None

    def _inside_foreign_text(self) -> bool:
        for element in reversed(self._stack):
            if element.tag in FOREIGN:
                return False
            if element.tag in FOREIGN_INSIDE:
                return True
        return False

    def _close_to(self, tags: frozenset[str], scope: frozenset[str], start: int, end: int) -> None:
        """Closes the innermost of these elements with all inside it, unless the scope ends before it."""
        stack = self._stack
        place = len(stack) - 1
        while place > 0:
            tag = stack[place].tag
            if tag in tags:
                break
            if tag in scope:
                return
            place -= 1
        else:
            return
        while len(stack) - 1 > place:
            self._pop(start, start)
        self._pop(start, end)

    def _pop(self, start: int, end: int) -> None:
        element = self._stack.pop()
        element.close_start = start
        element.end = end
        self._open[element.tag] -= 1
        if element.tag in FOREIGN:
            self._foreign -= 1
        self.current = self._stack[-1]


def feed_tokens(builder: TreeBuilder, tokens: Iterable[Token]) -> None:
    """Feeds the tokens of our own scanner to a builder."""
    source = builder.source
    for kind, tag, start, end in tokens:
        if kind == "text":
            builder.text(start, end)
        elif kind == "start":
            written = scan_attributes(source, start, end)
            values = {name: attribute.value for name, attribute in written.items()}
            slash = source[end - 2] == "/" and all(attribute.end < end - 1 for attribute in written.values())
            builder.start(tag, values, start, end, slash)
        elif kind == "end":
            builder.end(tag, start, end)
        elif kind == "comment":
            builder.comment(start, end)
        elif kind == "doctype":
            builder.doctype(start, end)


def _reach(tag: str) -> frozenset[str]:
    """The elements that an end tag does not reach across."""
    if tag in TABLE_PARTS:
        return TABLE_SCOPE - {tag}
    if tag == "li":
        return LIST_SCOPE
    if tag == "p":
        return BUTTON_SCOPE
    if tag in INLINE_FORMATS or tag not in SPECIAL:
        return SPECIAL - {tag}
    return SCOPE - {tag}
