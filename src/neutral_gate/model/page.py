"""The tree of a page: elements, text and comments, each with its exact place in the source.

Both HTML engines and the Markdown reader build this one tree, so whatever walks it never learns which of them ran.
"""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.lazy import late
from neutral_gate.model.attributes import Attribute, attribute_span, scan_attributes
from neutral_gate.model.parts import Span
from neutral_gate.model.references import Piece, decoded, decoded_pieces


class Text:
    """A run of text.

    Attributes:
        start: Where it starts in the source.
        end: Where it ends.
        parent: The element around it.
        raw: True where character references are not decoded, as in a script.
        pieces: Its letters where they differ from the source (an escaped letter of Markdown), else None.
    """

    __slots__ = ("_data", "end", "parent", "pieces", "raw", "source", "start")

    def __init__(
        self, source: str, start: int, end: int, parent: Element, raw: bool = False, pieces: list[Piece] | None = None
    ) -> None:
        self._data: str | None = None
        self.source = source
        self.start = start
        self.end = end
        self.parent = parent
        self.raw = raw
        self.pieces = pieces

    def decoded(self) -> list[Piece]:
        """Its text with references decoded, piece by piece with places."""
        if self.pieces is not None:
            return self.pieces
        if self.raw or self.source.find("&", self.start, self.end) < 0:
            return [(self.source[self.start : self.end], self.start, self.end)]
        return list(decoded_pieces(self.source, self.start, self.end))

    @property
    def data(self) -> str:
        """Its decoded text."""
        data = self._data
        if data is None:
            if self.pieces is not None:
                data = "".join([piece for piece, _, _ in self.pieces])
            elif self.raw:
                data = self.source[self.start : self.end]
            else:
                data = decoded(self.source, self.start, self.end)
            self._data = data
        return data


class Comment:
    """A comment; its text is `source[start:end]` with its marks."""

    __slots__ = ("end", "parent", "source", "start")

    def __init__(self, source: str, start: int, end: int, parent: Element) -> None:
        self.source = source
        self.start = start
        self.end = end
        self.parent = parent


class Element:
    """An element.

    Attributes:
        tag: Its name in lower case; the root of every tree is named "#document".
        attributes: Decoded values by lower-case name; a bare attribute has the value "".
        parent: The element around it, None for the root.
        children: Elements, texts and comments in order.
        start: Where its start tag starts in the source.
        open_end: Where its start tag ends.
        close_start: Where its end tag starts; where it was closed silently, the same as `end`.
        end: Where it ends.
        place: Where the value of each attribute stands, for elements that are no HTML in the source (Markdown).
    """

    __slots__ = (
        "attributes",
        "children",
        "close_start",
        "end",
        "open_end",
        "parent",
        "place",
        "source",
        "start",
        "tag",
    )

    def __init__(
        self, source: str, tag: str, attributes: dict[str, str], parent: Element | None, start: int, open_end: int
    ) -> None:
        self.source = source
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.children: list[Element | Text | Comment] = []
        self.start = start
        self.open_end = open_end
        self.close_start = self.end = open_end
        self.place: dict[str, list[Piece]] | None = None

    def __repr__(self) -> str:
        return f"<{self.tag} {self.start}:{self.end}>"

    @property
    def span(self) -> Span:
        """Its whole stretch of the source."""
        return Span(self.start, self.end)

    def get(self, name: str) -> str:
        """The decoded value of an attribute, "" where it is missing."""
        return self.attributes.get(name, "")

    def written(self) -> dict[str, Attribute]:
        """Its attributes as they stand in the source, the first of each name."""
        if self.place is not None or self.open_end <= self.start:
            return {}
        return scan_attributes(self.source, self.start, self.open_end)

    def value_span(self, name: str) -> Span:
        """Where the value of an attribute stands, without its quotation marks; where it is missing, the start tag."""
        if self.place is not None:
            pieces = self.place.get(name)
            return Span(pieces[0][1], pieces[-1][2]) if pieces else Span(self.start, self.open_end)
        if self.open_end <= self.start:
            return Span(self.start, self.open_end)
        found = attribute_span(self.source, self.start, self.open_end, name)
        return Span(*found) if found is not None else Span(self.start, self.open_end)

    def value_pieces(self, name: str) -> list[Piece]:
        """The decoded value of an attribute piece by piece with places."""
        if self.place is not None:
            return self.place.get(name, [])
        attribute = self.written().get(name)
        if attribute is None:
            return []
        return list(decoded_pieces(self.source, attribute.start, attribute.end, attribute=True))

    def ancestors(self) -> Iterator[Element]:
        """The elements around it, innermost first, without the root."""
        around = self.parent
        while around is not None and around.parent is not None:
            yield around
            around = around.parent

    def descendants(self) -> Iterator[Element | Text | Comment]:
        """Everything inside it, in the order of the source."""
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            yield node
            if type(node) is Element:
                stack += node.children[::-1]

    def elements(self, *tags: str) -> Iterator[Element]:
        """The elements inside it in order; only those with one of the names where names are given."""
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if type(node) is Element:
                if not tags or node.tag in tags:
                    yield node
                if node.children:
                    stack += node.children[::-1]

    def text(self) -> str:
        """All its text with white space run together; scripts, styles and templates left out."""
        children = self.children
        if len(children) == 1 and type(children[0]) is Text:
            return squeeze(children[0].data)
        parts: list[str] = []
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if type(node) is Text:
                parts.append(node.data)
            elif type(node) is Element and node.tag not in NO_TEXT:
                if node.tag in SPACED:
                    parts.append(" ")
                stack += node.children[::-1]
        return squeeze("".join(parts))


def squeeze(text: str) -> str:
    """The text with each run of HTML white space as one space, none at its ends; non-breaking spaces stay."""
    if "  " in text or not text.isprintable():  # white space other than a space cannot be printed
        text = _WHITE.sub(" ", text)
    return text.strip(" ")


_WHITE = late(r"[ \t\n\r\f]+")


NO_TEXT = frozenset({"script", "style", "template"})
SPACED = frozenset({"br", "p", "div", "li", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6", "figcaption"})


SHEETS = "style sheets"
"""Key of `Page.memo` under which a face lays down the texts of linked style sheets by their address."""
TAKEN_IN = "style sheets of style elements"
"""The same for what `<style>` elements take in by `@import`, by the place where the element starts."""


class Page:
    """A whole document or a fragment of one.

    Attributes:
        source: The text that was parsed.
        root: The root element, "#document".
        in_order: All its elements in the order of the source, as the builder of the tree made them.
        texts: All its texts, likewise.
        doctype: Its document type declaration as written, or "".
        memo: What checks have found out about the page, so that many rules read it once.
    """

    __slots__ = ("doctype", "in_order", "memo", "root", "source", "texts")

    def __init__(self, source: str, start: int, end: int) -> None:
        self.source = source
        self.root = Element(source, "#document", {}, None, start, start)
        self.root.close_start = self.root.end = end
        self.in_order: list[Element] = []
        self.texts: list[Text] = []
        self.doctype = ""
        self.memo: dict[str, object] = {}

    def elements(self, *tags: str) -> Iterator[Element]:
        """All elements in order; only those with one of the names where names are given."""
        return self.root.elements(*tags)
