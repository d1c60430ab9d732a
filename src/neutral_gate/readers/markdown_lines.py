"""The block structure of Markdown: which lines make a paragraph, list item, quotation, table, heading, code or HTML.

Follows the line-by-line method of the CommonMark specification (0.31), with the tables and footnotes of GitHub.
"""

from __future__ import annotations

import re

from neutral_gate.model import DraftError
from neutral_gate.readers.markdown_leaf import Leaf
from neutral_gate.readers.markdown_marks import (
    ATX,
    BLANK,
    BULLET,
    CLOSING_FENCE,
    DELIMITER_ROW,
    FENCE,
    FOOTNOTE,
    HTML_ENDS,
    HTML_STARTS,
    LINE,
    ORDERED,
    SETEXT,
    THEMATIC,
    row_cells,
)

MAX_NESTING = 100
"""Most lists and quotations inside each other; the same limit as markdown-it."""


_HOLDS_BLOCKS = frozenset({"document", "quote", "list", "item", "footnote"})
_HOLDS_LINES = frozenset({"paragraph", "code", "fence", "html", "table"})
_VERBATIM = frozenset({"code", "fence", "html"})
_MAY_START = frozenset("#>`~*+-_=<[|:0123456789")


def parse_lines(source: str, start: int, path: str) -> Leaf:
    """The blocks of `source[start:]`.

    Args:
        source: The whole file.
        start: Where the Markdown starts, after any front matter.
        path: The file's name, for messages.

    Raises:
        DraftError: lists or quotations are nested more than `MAX_NESTING` deep.
    """
    return _LineParser(source, start, path).run()


class _LineParser:
    def __init__(self, source: str, start: int, path: str) -> None:
        self.source = source
        self.path = path
        self.place = self.line_end = self._first = start
        self.column = 0
        self.next = start
        self.next_column = self.indent = 0
        self.blank = False
        self.document = Leaf("document", None, start)
        self.tip = self.matched = self.document
        self._rested = False

    def run(self) -> Leaf:
        source, place = self.source, self._first
        lone = source.count("\r") != source.count("\r\n")
        while place < len(source):
            if lone:
                match = LINE.match(source, place)
                end = match.end() if match is not None else len(source)
            else:
                end = source.find("\n", place) + 1 or len(source)
            self._line(place, end)
            place = end
        while self.tip is not self.document:
            self._close(self.tip, len(source))
        self.document.end = len(source)
        return self.document

    def _line(self, start: int, end: int) -> None:
        source = self.source
        if source[start] in "\r\n":
            if self._rested and self.tip.kind not in _VERBATIM:
                return  # one blank line has said all that another could
            self._rested = True
        else:
            self._rested = False
        self.place, self.line_end, self.column = start, end, 0
        container = self.document
        while container.children and container.children[-1].open:
            child = container.children[-1]
            self._find()
            goes_on = self._goes_on(child)
            if goes_on is None:
                return
            if not goes_on:
                break
            container = child
        self.matched = container
        verbatim = container.kind in _VERBATIM
        if verbatim or container.kind != "paragraph":
            self._find()
        while not verbatim:
            if self.indent < 4 and (self.blank or self.source[self.next] not in _MAY_START):
                break
            started = self._start(container)
            if started is None:
                break
            container = started
            verbatim = container.kind not in _HOLDS_BLOCKS
            if container.kind in ("heading", "rule", "table", "fence"):
                return
            self._find()
        if self.matched is not self.tip and not self.blank and self.tip.kind == "paragraph":
            self._add_line(self.tip)
            return
        self._close_unmatched()
        if container.kind in _HOLDS_LINES:
            self._add_line(container)
        elif not self.blank and container.kind in _HOLDS_BLOCKS:
            self._add_line(self._add("paragraph"))

    def _goes_on(self, leaf: Leaf) -> bool | None:
        """True where the line belongs inside an open block, None where it ends that block and is done with."""
        kind = leaf.kind
        if kind == "paragraph" or kind == "table":
            return not self.blank
        if kind == "list":
            return True
        if kind == "quote":
            if self.indent > 3 or self.blank or self.source[self.next] != ">":
                return False
            self._to_text()
            self._past_mark(1)
            return True
        if kind == "item" or kind == "footnote":
            if self.blank:
                if not leaf.children:
                    return False
                self._to_text()
                return True
            if self.indent < leaf.width:
                return False
            self._advance(leaf.width)
            return True
        if kind == "fence":
            return self._fence_goes_on(leaf)
        if kind == "code":
            if self.indent >= 4:
                self._advance(4)
                return True
            return self.blank
        if kind == "html":
            return not (self.blank and leaf.html >= 5)
        return False

    def _fence_goes_on(self, leaf: Leaf) -> bool | None:
        if self.indent < 4 and not self.blank:
            match = CLOSING_FENCE.match(self.source, self.next, self.line_end)
            if match is not None and match.group(1)[0] == leaf.character and len(match.group(1)) >= leaf.level:
                self._close_to(leaf)
                self._close(leaf, self.line_end)
                return None
        self._advance(min(leaf.width, self.indent))
        return True

    def _start(self, container: Leaf) -> Leaf | None:
        """The block that begins here, or None."""
        if self.indent >= 4:
            if self.tip.kind == "paragraph" or self.blank:
                return None
            self._advance(4)
            return self._add("code")
        source, place, end = self.source, self.next, self.line_end
        letter = source[place]
        if letter == ">":
            self._to_text()
            self._past_mark(1)
            return self._add("quote")
        if letter == "#" and (match := ATX.match(source, place, end)):
            return self._heading(match)
        if letter in "`~" and (fence := FENCE.match(source, place, end)):
            leaf = self._add("fence")
            mark = fence.group(1) or fence.group(2)
            leaf.character, leaf.level, leaf.width = mark[0], len(mark), self.indent
            return leaf
        if letter == "<" and (leaf_html := self._html(container)):
            return leaf_html
        if container.kind == "paragraph" and letter in "=-" and self._setext(container):
            return container
        if letter in "*_-" and THEMATIC.match(source, place, end):
            rule = self._add("rule")
            self._close(rule, end)
            return rule
        if (item := self._item(container)) is not None:
            return item
        if letter == "[" and container.kind != "paragraph" and (note := FOOTNOTE.match(source, place, end)):
            leaf = self._add("footnote")
            leaf.width = 4
            self.place, self.column = note.end(), self.next_column + note.end() - place
            return leaf
        return self._table(container) if container.kind == "paragraph" and letter in "|:-" else None

    def _heading(self, match: re.Match[str]) -> Leaf:
        leaf = self._add("heading")
        leaf.level = len(match.group(1))
        start, end = match.end(), self.line_end
        text = self.source[start:end].rstrip(BLANK)
        bare = text.rstrip("#")
        if bare != text and (not bare or bare[-1] in " \t"):
            text = bare.rstrip(BLANK)
        start += len(text) - len(text.lstrip(BLANK))
        leaf.lines.append((start, start + len(text.lstrip(BLANK))))
        self._close(leaf, end)
        return leaf

    def _html(self, container: Leaf) -> Leaf | None:
        for kind, pattern in enumerate(HTML_STARTS):
            if pattern.match(self.source, self.next, self.line_end) is None:
                continue
            if kind == 6 and (container.kind == "paragraph" or self.tip.kind == "paragraph"):
                continue
            leaf = self._add("html")
            leaf.html = kind
            return leaf
        return None

    def _setext(self, container: Leaf) -> bool:
        match = SETEXT.match(self.source, self.next, self.line_end)
        if match is None or not container.lines:
            return False
        self._close_unmatched()
        container.kind = "heading"
        container.level = 1 if match.group(1)[0] == "=" else 2
        self._close(container, self.line_end)
        return True

    def _item(self, container: Leaf) -> Leaf | None:
        source, place, end = self.source, self.next, self.line_end
        bullet = BULLET.match(source, place, end)
        ordered = ORDERED.match(source, place, end) if bullet is None else None
        match = bullet or ordered
        if match is None or (match.end() < end and source[match.end()] not in BLANK):
            return None
        empty = source[match.end() : end].strip(BLANK) == ""
        if container.kind == "paragraph" and (empty or (ordered is not None and int(ordered.group(1)) != 1)):
            return None
        character = match.group() if ordered is None else ordered.group(2)
        indent, width = self.indent, match.end() - place
        self._to_text()
        self._advance(width)
        after_place, after_column = self.place, self.column
        while self.column - after_column < 5 and self.place < end and source[self.place] in " \t":
            self._advance(1)
        spaces = self.column - after_column
        if spaces >= 5 or spaces < 1 or empty:
            self.place, self.column = after_place, after_column
            if self.place < end and source[self.place] in " \t":
                self._advance(1)
            spaces = 1
        self._close_unmatched()
        if self.tip.kind != "list" or self.tip.character != character:
            new = self._add("list", place)
            new.character, new.level = character, 0 if ordered is None else 1
        leaf = self._add("item", place)
        leaf.width = indent + width + spaces
        return leaf

    def _table(self, container: Leaf) -> Leaf | None:
        if not container.lines or DELIMITER_ROW.match(self.source, self.next, self.line_end) is None:
            return None
        header = container.lines[-1]
        columns = len(row_cells(self.source, *header))
        if columns != len(row_cells(self.source, self.next, self.line_end)):
            return None
        if columns == 1 and "|" not in self.source[header[0] : header[1]]:
            return None
        self._close_unmatched()
        container.lines.pop()
        parent = container.parent
        self._close(container, header[0])
        if not container.lines and parent is not None:
            parent.children.remove(container)
        leaf = self._add("table", header[0])
        leaf.lines.append(header)
        return leaf

    def _add(self, kind: str, start: int | None = None) -> Leaf:
        self._close_unmatched()
        while self.tip.kind not in _HOLDS_BLOCKS or (self.tip.kind == "list") != (kind == "item"):
            self._close(self.tip, self.line_end if start is None else start)
        leaf = Leaf(kind, self.tip, self.next if start is None else start)
        self.tip.children.append(leaf)
        if kind in _HOLDS_BLOCKS:
            leaf.depth = self.tip.depth + 1
            if leaf.depth > 2 * MAX_NESTING:
                raise DraftError(
                    f"{self.path} has more than {MAX_NESTING} lists or quotations inside each other.",
                    "Check the file: this is hardly meant.",
                )
        self.tip = self.matched = leaf
        return leaf

    def _add_line(self, leaf: Leaf) -> None:
        start = self.place if leaf.kind in _VERBATIM else self.next
        leaf.lines.append((start, self.line_end))
        leaf.end = self.line_end
        if leaf.kind == "html" and leaf.html < 5 and HTML_ENDS[leaf.html].search(self.source, start, self.line_end):
            self._close(leaf, self.line_end)

    def _close(self, leaf: Leaf, end: int) -> None:
        leaf.open = False
        if leaf.kind in _HOLDS_BLOCKS or not leaf.lines:
            leaf.end = max(leaf.end, leaf.children[-1].end if leaf.children else leaf.start)
        else:
            leaf.end = max(leaf.end, leaf.lines[-1][1])
        _ = end
        if leaf.parent is not None:
            self.tip = leaf.parent

    def _close_to(self, leaf: Leaf) -> None:
        while self.tip is not leaf and self.tip is not self.document:
            self._close(self.tip, self.line_end)

    def _close_unmatched(self) -> None:
        while self.tip is not self.matched and self.tip is not self.document:
            self._close(self.tip, self.place)

    def _find(self) -> None:
        """Looks where the text of the line begins and how far it is indented."""
        source, place, column, end = self.source, self.place, self.column, self.line_end
        if place < end and source[place] > " ":
            self.next, self.next_column, self.indent, self.blank = place, column, 0, False
            return
        while place < end:
            letter = source[place]
            if letter == " ":
                column += 1
            elif letter == "\t":
                column += 4 - column % 4
            else:
                break
            place += 1
        self.next, self.next_column = place, column
        self.indent = column - self.column
        self.blank = place >= end or source[place] in "\r\n"

    def _to_text(self) -> None:
        self.place, self.column = self.next, self.next_column

    def _past_mark(self, length: int) -> None:
        """Goes past a mark and the one space that may follow it."""
        self._advance(length)
        if self.place < self.line_end and self.source[self.place] in " \t":
            self._advance(1)

    def _advance(self, columns: int) -> None:
        """Goes on by columns; a tab that is used in part stays where it is."""
        while columns > 0 and self.place < self.line_end:
            if self.source[self.place] == "\t":
                width = 4 - self.column % 4
                used = min(columns, width)
                self.column += used
                columns -= used
                if used == width:
                    self.place += 1
            else:
                self.place += 1
                self.column += 1
                columns -= 1
