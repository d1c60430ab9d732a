"""Builds the tree of a Markdown document, so that it is walked like a page: blocks first, then the text inside them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model.page import Element, Page
from neutral_gate.model.references import Piece
from neutral_gate.readers.html_build import TreeBuilder, feed_tokens
from neutral_gate.readers.html_scan import RAW_TEXT, scan, scan_attributes
from neutral_gate.readers.markdown_leaf import Leaf
from neutral_gate.readers.markdown_lines import parse_lines
from neutral_gate.readers.markdown_marks import row_cells
from neutral_gate.readers.markdown_stretch import INTERESTING, Stretch

if TYPE_CHECKING:
    from neutral_gate.readers.markdown_emphasis import Node
    from neutral_gate.readers.markdown_links import Target

_TAGS = {"quote": "blockquote", "item": "li", "footnote": "aside"}
_LEFT_OPEN = RAW_TEXT | {"template", "code", "pre", "kbd", "samp", "svg"}
_TASK = late(r"\[[ xX]\][ \t]+")
_LINE_BREAK = late(r"(?<! ) {2,}+(?:\r\n|\n|\r)")
_CODE_SIGNS = late(r"[{}<>=;|\\$`]|\(\)|::|->|^[ \t]*(?:[$>#]|[-*+][ \t])", re.MULTILINE)


def parse_markdown(source: str, start: int, path: str) -> Page:
    """Parses `source[start:]` as Markdown.

    Args:
        source: The whole file.
        start: Where the Markdown starts, after any front matter.
        path: The file's name, for messages.

    Raises:
        DraftError: lists, quotations or elements are nested too deep.
    """
    document = parse_lines(source, start, path)
    writer = _Writer(source, start)
    writer.find_definitions(document)
    writer.write_all(document)
    return writer.builder.finish()


def looks_like_prose(text: str) -> bool:
    """True for indented text that is hardly code: four words or more a line, and no sign of a program."""
    rows = [row for row in text.splitlines() if row.strip()]
    return bool(rows) and len(text.split()) >= 4 * len(rows) and _CODE_SIGNS.search(text) is None


class _Writer:
    def __init__(self, source: str, start: int) -> None:
        self.source = source
        self.builder = TreeBuilder(source, start, len(source))
        self.references: dict[str, Target] = {}

    def find_definitions(self, document: Leaf) -> None:
        """Takes the link reference definitions out of the paragraphs."""
        waiting = [document]
        while waiting:
            leaf = waiting.pop()
            waiting.extend(reversed(leaf.children))
            if leaf.kind not in ("paragraph", "heading") or not leaf.lines:
                continue
            if not self.source.startswith("[", leaf.lines[0][0]):
                continue
            from neutral_gate.readers.markdown_links import definition_at

            stretch, place = Stretch(self.source, leaf.lines), 0
            while (found := definition_at(stretch, place)) is not None:
                key, target, place = found
                self.references.setdefault(key, target)
                if place >= len(stretch.text):
                    break
            if place:
                leaf.lines = stretch.runs(place, len(stretch.text))

    def write_all(self, leaf: Leaf) -> None:
        """Writes the blocks inside a block."""
        for child in leaf.children:
            self._write(child)

    def _write(self, leaf: Leaf) -> None:
        builder, kind = self.builder, leaf.kind
        if kind == "list":
            self._around("ol" if leaf.level else "ul", leaf)
        elif kind in _TAGS:
            self._around(_TAGS[kind], leaf)
        elif kind == "paragraph":
            self._paragraph(leaf)
        elif kind == "heading":
            self._text_block(f"h{leaf.level}", leaf.lines)
        elif kind == "table":
            self._table(leaf)
        elif kind == "html":
            self._html(leaf)
        elif kind == "code" and looks_like_prose("".join(self.source[start:end] for start, end in leaf.lines)):
            self._text_block("p", leaf.lines)
        elif kind in ("fence", "code"):
            builder.start("pre", {}, leaf.start, leaf.start)
            for start, end in leaf.lines:
                builder.text(start, end)
            builder.end("pre", leaf.end, leaf.end)
        elif kind == "rule":
            builder.start("hr", {}, leaf.start, leaf.end)

    def _around(self, tag: str, leaf: Leaf) -> None:
        self.builder.start(tag, {}, leaf.start, leaf.start)
        self.write_all(leaf)
        self.builder.end(tag, leaf.end, leaf.end)

    def _paragraph(self, leaf: Leaf) -> None:
        lines = leaf.lines
        if not lines:
            return
        parent = leaf.parent
        if parent is not None and parent.kind == "item" and parent.children[0] is leaf:
            task = _TASK.match(self.source, *lines[0])
            if task is not None:
                lines = [(task.end(), lines[0][1]), *lines[1:]]
        self._text_block("p", lines)

    def _text_block(self, tag: str, lines: list[tuple[int, int]]) -> None:
        if not lines:
            return
        start, end = lines[-1]
        while end > start and self.source[end - 1] in " \t\r\n":
            end -= 1
        lines = [*lines[:-1], (start, end)]
        start = lines[0][0]
        self.builder.start(tag, {}, start, start)
        self._inline(lines)
        self._close_left_open()
        if self.builder.is_open(tag):
            self.builder.end(tag, end, end)

    def _table(self, leaf: Leaf) -> None:
        builder = self.builder
        builder.start("table", {}, leaf.start, leaf.start)
        for number, (start, end) in enumerate(leaf.lines):
            builder.start("tr", {}, start, start)
            for first, last in row_cells(self.source, start, end):
                tag = "td" if number else "th"
                builder.start(tag, {}, first, first)
                if first < last:
                    self._inline([(first, last)])
                    self._close_left_open()
                builder.end(tag, last, last)
            builder.end("tr", end, end)
        builder.end("table", leaf.end, leaf.end)

    def _html(self, leaf: Leaf) -> None:
        lines = leaf.lines
        whole = all(not self.source[before[1] : after[0]].strip() for before, after in pairwise(lines))
        for start, end in [(lines[0][0], lines[-1][1])] if whole else lines:
            feed_tokens(self.builder, scan(self.source, start, end))
        self._close_left_open()

    def _inline(self, lines: list[tuple[int, int]]) -> None:
        source = self.source
        start, end = lines[0][0], lines[-1][1]
        if end - start == sum([last - first for first, last in lines]):
            if INTERESTING.search(source, start, end) is None and source.find("  ", start, end) < 0:
                self.builder.text(start, end)
                return
            lines = [(start, end)]
        stretch = Stretch(source, lines)
        if not stretch.is_marked():
            for start, end in stretch.runs(0, len(stretch.text)):
                self.builder.text(start, end)
            return
        from neutral_gate.readers.markdown_inline import read_inline

        nodes = read_inline(stretch, self.references)
        number = 0
        while number < len(nodes):
            node = nodes[number]
            if node.kind == "image" and node.target is not None:
                self._image(stretch, nodes, number)
                number = node.partner
            elif node.start < node.end:
                self._node(stretch, nodes, node)
            number += 1

    def _node(self, stretch: Stretch, nodes: list[Node], node: Node) -> None:
        builder, kind = self.builder, node.kind
        start, end = stretch.place(node.start), stretch.end_place(node.end)
        if kind == "text":
            self._text(stretch, node.start, node.end)
        elif kind == "link" and node.target is not None:
            close = nodes[node.partner]
            element = builder.start("a", _values(node.target, "href"), start, end)
            element.place = _places(node.target, "href", stretch.place(close.start))
        elif kind == "close":
            builder.end("a", start, end)
        elif kind == "break":
            builder.start("br", {}, start, end)
        elif kind == "code":
            builder.start("code", {}, start, start + node.length)
            for piece in stretch.raw_pieces(node.start + node.length, node.end - node.length):
                builder.text(piece[1], piece[2], [piece])
            builder.end("code", end - node.length, end)
        elif kind == "html":
            self._inline_tag(stretch, node, start, end)
        elif kind == "auto":
            self._autolink(stretch, node, start, end)
        elif kind == "template":
            builder.text(start, end, None)
        elif kind == "skip":
            builder.comment(start, end)

    def _text(self, stretch: Stretch, start: int, end: int) -> None:
        source = self.source
        for first, last in stretch.runs(start, end):
            if source.find("  \n", first, last) >= 0 or source.find("  \r", first, last) >= 0:
                self._broken_text(stretch, start, first, last)
            elif source.find("\\", first, last) < 0:
                self.builder.text(first, last)
            else:
                self.builder.text(first, last, stretch.pieces(start, start + last - first))
            start += last - first

    def _broken_text(self, stretch: Stretch, start: int, first: int, last: int) -> None:
        """Adds text in which lines end in two blanks, which is a line break."""
        place = first
        for broken in [*_LINE_BREAK.finditer(self.source, first, last), None]:
            end = broken.start() if broken is not None else last
            if place < end:
                self.builder.text(place, end, stretch.pieces(start + place - first, start + end - first))
            if broken is not None:
                self.builder.start("br", {}, broken.start(), broken.end())
                place = broken.end()

    def _image(self, stretch: Stretch, nodes: list[Node], number: int) -> None:
        node = nodes[number]
        close = nodes[node.partner]
        assert node.target is not None  # noqa: S101
        alt: list[Piece] = []
        for inside in nodes[number + 1 : node.partner]:
            if inside.kind == "text":
                alt.extend(stretch.pieces(inside.start, inside.end))
            elif inside.kind == "code":
                alt.extend(stretch.raw_pieces(inside.start + inside.length, inside.end - inside.length))
            elif inside.kind == "auto":
                alt.extend(stretch.raw_pieces(inside.start + 1, inside.end - 1))
        start, end = stretch.place(node.start), stretch.end_place(close.end)
        place = stretch.end_place(node.end)
        element = self.builder.start("img", _values(node.target, "src"), start, end)
        element.end = end
        element.attributes["alt"] = "".join(piece for piece, _, _ in alt)
        element.place = _places(node.target, "src", place)
        element.place["alt"] = alt or [("", place, place)]

    def _inline_tag(self, stretch: Stretch, node: Node, start: int, end: int) -> None:
        text = stretch.text[node.start : node.end]
        if text.startswith("</"):
            self.builder.end(text[2:-1].strip().lower(), start, end)
            return
        found = re.match(r"<([A-Za-z0-9-]+)", text)
        tag = found.group(1).lower() if found is not None else ""
        if tag in _LEFT_OPEN and f"</{tag}" not in stretch.text[node.end :].lower():
            # A tag that is only named in a sentence must not hide the words after it.
            self.builder.comment(start, end)
            return
        attributes = {name: attribute.value for name, attribute in scan_attributes(text, 0, len(text)).items()}
        self.builder.start(tag, attributes, start, end, text.endswith("/>"))

    def _autolink(self, stretch: Stretch, node: Node, start: int, end: int) -> None:
        text = stretch.text[node.start + 1 : node.end - 1]
        href = text if ":" in text else f"mailto:{text}"
        element: Element = self.builder.start("a", {"href": href}, start, start + 1)
        element.place = {"href": [(text, start + 1, end - 1)]}
        self.builder.text(start + 1, end - 1, [(text, start + 1, end - 1)])
        self.builder.end("a", end - 1, end)

    def _close_left_open(self) -> None:
        """Closes what would hide the rest of the document, such as a `<script>` that is named in a sentence."""
        while self.builder.current.tag in _LEFT_OPEN:
            self.builder.close_current()


def _values(target: Target, name: str) -> dict[str, str]:
    values = {name: "".join(piece for piece, _, _ in target.href)}
    if target.title:
        values["title"] = "".join(piece for piece, _, _ in target.title)
    return values


def _places(target: Target, name: str, place: int) -> dict[str, list[Piece]]:
    places = {name: target.href or [("", place, place)]}
    if target.title:
        places["title"] = target.title
    return places
