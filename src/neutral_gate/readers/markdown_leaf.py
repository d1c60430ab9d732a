"""One block of Markdown, before the text in it is read."""

from __future__ import annotations


class Leaf:
    """A block of Markdown.

    Attributes:
        kind: "document", "quote", "list", "item", "footnote", "paragraph", "heading", "code", "fence", "html", "rule"
            or "table".
        start: Where it starts in the source.
        end: Where it ends.
        lines: For blocks with text: where the text of each line stands, its line end included.
        children: Blocks inside it.
        level: Level of a heading; for a list 1 where it is ordered, else 0.
    """

    __slots__ = (
        "character",
        "children",
        "depth",
        "end",
        "html",
        "kind",
        "level",
        "lines",
        "open",
        "parent",
        "start",
        "width",
    )

    def __init__(self, kind: str, parent: Leaf | None, start: int) -> None:
        self.kind = kind
        self.parent = parent
        self.start = self.end = start
        self.lines: list[tuple[int, int]] = []
        self.children: list[Leaf] = []
        self.level = 0
        self.open = True
        self.character = ""
        self.width = 0
        self.html = 0
        self.depth = 0
