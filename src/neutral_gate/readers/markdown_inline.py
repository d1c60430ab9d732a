"""Reads the text inside a block of Markdown: emphasis, links, images, code, HTML and templates, with exact places."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping

from neutral_gate.readers.markdown_emphasis import Node, match_marks, run_of_marks
from neutral_gate.readers.markdown_links import Target, inline_target, label_at, label_key
from neutral_gate.readers.markdown_stretch import INTERESTING, Stretch
from neutral_gate.readers.template_comments import COMMENT, END_OF_COMMENT

_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_AUTOLINK = re.compile(r"<([A-Za-z][A-Za-z0-9+.-]{1,31}:[^\s<>]*|[\w.!#$%&'*+/=?^`{|}~-]+@[\w-]+(?:\.[\w-]+)+)>")
_TAG = re.compile(
    r"<(?:[A-Za-z][A-Za-z0-9-]*+"
    r"(?>(?:\s++[A-Za-z_:][\w.:-]*+(?>\s*+=\s*+(?:[^\s\"'=<>`]++|'[^']*+'|\"[^\"]*+\")|(?!\s*+=)))*)"
    r"\s*+/?>|/[A-Za-z][A-Za-z0-9-]*+\s*+>)"
)
_CLOSERS = (
    ("<!--", "-->"),
    ("<![CDATA[", "]]>"),
    ("<%", "%>"),
    ("<?", "?>"),
    ("<!", ">"),
    ("{{", "}}"),
    ("{%", "%}"),
    ("{#", "#}"),
)
_ATTRIBUTE_LIST = re.compile(r"\{:?[ \t]*(?:[#.][\w:-]+|[\w-]+=(?:\"[^\"\n]*\"|'[^'\n]*'|[^\s}]+))[^{}\n]*\}")
_TICKS = re.compile(r"`+")
_FOOTNOTE = re.compile(r"\[\^[^\]\s]+\]")


def read_inline(stretch: Stretch, references: Mapping[str, Target]) -> list[Node]:
    """Cuts the text of a block into nodes.

    Args:
        stretch: The text.
        references: Where the link reference definitions of the document lead, by label.

    Returns:
        Nodes in the order of the text. A link or image is followed by its content and a "close" node; unmatched marks
        have become text, matched ones are gone.
    """
    return _Inline(stretch, references).run()


class _Inline:
    def __init__(self, stretch: Stretch, references: Mapping[str, Target]) -> None:
        self.stretch = stretch
        self.text = stretch.text
        self.references = references
        self.nodes: list[Node] = []
        self.brackets: list[int] = []
        self.marks: list[int] = []
        self.settled = 0  # how many of the open brackets have been told that no link can hold a link
        self.ticks: dict[int, list[int]] | None = None
        self.missing: set[str] = set()

    def run(self) -> list[Node]:
        """The nodes of the text."""
        text, place, begun = self.text, 0, 0
        while (match := INTERESTING.search(text, place)) is not None:
            at = match.start()
            if text[at] == "[" and at > place and text[at - 1] == "!":
                at -= 1
            node = self._node(text[at], at)
            if node.kind == "text":
                place = node.end
                continue
            if at > begun:
                self.nodes.append(Node("text", begun, at))
            if node.kind == "close":
                self._close(node)
            else:
                if node.kind in ("[", "!["):
                    self.brackets.append(len(self.nodes))
                elif node.kind == "marks":
                    self.marks.append(len(self.nodes))
                self.nodes.append(node)
            place = begun = node.end
        if begun < len(text):
            self.nodes.append(Node("text", begun, len(text)))
        for number in self.brackets:
            self.nodes[number].kind = "text"
        match_marks([self.nodes[number] for number in self.marks], text)
        return self.nodes

    def _node(self, letter: str, at: int) -> Node:
        """What stands at a letter that may mean something; a node of kind "text" where it does not."""
        text = self.text
        if letter == "_" and at and text[at - 1].isalnum() and text[at + 1 : at + 2].isalnum():
            return Node("text", at, at + 1)
        if letter in "*_~":
            return run_of_marks(text, at)
        if letter == "\\":
            following = text[at + 1 : at + 2]
            if following in ("\n", "\r") and following:
                return Node("break", at, at + 1)
            return Node("text", at, at + 2 if following in _PUNCTUATION else at + 1)
        if letter == "`":
            return self._code(at)
        if letter == "[":
            note = _FOOTNOTE.match(text, at)
            if note is not None and text[note.end() : note.end() + 1] not in ("(", "["):
                return Node("skip", at, note.end())
            return Node("[", at, at + 1)
        if letter == "!":
            return Node("![", at, at + 2)
        if letter == "]":
            return self._bracket_end(at)
        if letter == "<":
            return self._angle(at)
        return self._brace(at)

    def _code(self, at: int) -> Node:
        text = self.text
        if self.ticks is None:
            self.ticks = {}
            for run in _TICKS.finditer(text):
                self.ticks.setdefault(run.end() - run.start(), []).append(run.start())
        end = at
        while text.startswith("`", end):
            end += 1
        runs = self.ticks.get(end - at, [])
        following = bisect_left(runs, end)
        if following == len(runs):
            return Node("text", at, end)
        return Node("code", at, runs[following] + end - at, length=end - at)

    def _angle(self, at: int) -> Node:
        text = self.text
        if _AUTOLINK.match(text, at) is not None:
            return Node("auto", at, text.index(">", at) + 1)
        tag = _TAG.match(text, at)
        if tag is not None:
            return Node("html", at, tag.end())
        return self._enclosed(at, "skip") or Node("text", at, at + 1)

    def _brace(self, at: int) -> Node:
        enclosed = self._enclosed(at, "template")
        if enclosed is not None:
            return self._comment(enclosed) or enclosed
        listed = _ATTRIBUTE_LIST.match(self.text, at)
        return Node("skip", at, listed.end()) if listed is not None else Node("text", at, at + 1)

    def _comment(self, opening: Node) -> Node | None:
        """A comment of a template, where a tag opens one that ends in the same block."""
        if "comment" in self.missing or COMMENT.match(self.text, opening.start) is None:
            return None
        closed = END_OF_COMMENT.search(self.text, opening.end)
        if closed is None:
            self.missing.add("comment")
            return None
        return Node("skip", opening.start, closed.end())

    def _enclosed(self, at: int, kind: str) -> Node | None:
        """A comment, processing instruction or template that begins here; each search that fails is made only once."""
        for opening, closing in _CLOSERS:
            if not self.text.startswith(opening, at):
                continue
            if opening == "<!" and not self.text[at + 2 : at + 3].isalpha():
                return None
            if opening == "<!--" and self.text.startswith((">", "->"), at + 4):
                return Node(kind, at, self.text.index(">", at + 4) + 1)
            if closing in self.missing:
                return None
            end = self.text.find(closing, at + len(opening))
            if end < 0:
                self.missing.add(closing)
                return None
            if opening == "{#" and "\n" in self.text[at:end]:
                return None
            return Node(kind, at, end + len(closing))
        return None

    def _bracket_end(self, at: int) -> Node:
        """A link or image that ends here, as a node of kind "close" that knows where its opening bracket is."""
        plain = Node("text", at, at + 1)
        if not self.brackets:
            return plain
        number = self.brackets[-1]
        opening = self.nodes[number]
        if not opening.active:
            self._drop_bracket()
            opening.kind = "text"
            return plain
        found = self._target(opening, at)
        if found is None:
            self._drop_bracket()
            opening.kind = "text"
            return plain
        return Node("close", at, found[1], found[0], partner=number)

    def _drop_bracket(self) -> None:
        self.brackets.pop()
        self.settled = min(self.settled, len(self.brackets))

    def _target(self, opening: Node, at: int) -> tuple[Target, int] | None:
        text = self.text
        if text.startswith("(", at + 1):
            inline = inline_target(self.stretch, at + 1)
            if inline is not None:
                return inline
        label = label_at(text, at + 1) if text.startswith("[", at + 1) else None
        if label is not None and label[0].strip():
            target = self.references.get(label_key(label[0]))
            return (target, label[1]) if target is not None else None
        if at - opening.end > 999 or not self.references:
            return None
        target = self.references.get(label_key(text[opening.end : at]))
        if target is None:
            return None
        return target, label[1] if label is not None else at + 1

    def _close(self, node: Node) -> None:
        number = node.partner
        opening = self.nodes[number]
        opening.kind = "link" if opening.kind == "[" else "image"
        opening.target, opening.partner = node.target, len(self.nodes)
        self._drop_bracket()
        inside = bisect_left(self.marks, number)
        match_marks([self.nodes[mark] for mark in self.marks[inside:]], self.text)
        del self.marks[inside:]
        if opening.kind == "link":
            for earlier in self.brackets[self.settled :]:
                if self.nodes[earlier].kind == "[":
                    self.nodes[earlier].active = False
            self.settled = len(self.brackets)
        self.nodes.append(node)
