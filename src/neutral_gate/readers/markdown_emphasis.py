"""Emphasis marks of Markdown: which `*`, `_` and `~` belong together and so are not part of the text."""

from __future__ import annotations

import unicodedata

from neutral_gate.model.records import dataclass
from neutral_gate.readers.markdown_links import Target


@dataclass(slots=True)
class Node:
    """A part of the text of a block.

    Attributes:
        kind: "text", "marks", "link", "image", "close", "skip", "break", "code", "html" or "auto"; "[" and "![" while a
            bracket waits for its end.
        start: Where it starts in the text; for marks, where what is left of them starts.
        end: Where it ends.
        target: Where a link or image leads.
        can_open: Marks may open emphasis.
        can_close: Marks may close emphasis.
        length: How many marks there were.
        active: False for a bracket inside which a link has ended.
        partner: For a link or image, the number of its "close" node.
    """

    kind: str
    start: int
    end: int
    target: Target | None = None
    can_open: bool = False
    can_close: bool = False
    length: int = 0
    active: bool = True
    partner: int = -1


def run_of_marks(text: str, start: int) -> Node:
    """The marks that stand at `text[start]`, and whether they may open or close emphasis (CommonMark 6.2)."""
    mark = text[start]
    end = start
    while end < len(text) and text[end] == mark:
        end += 1
    before = text[start - 1] if start else " "
    after = text[end] if end < len(text) else " "
    space_before, space_after = before.isspace(), after.isspace()
    point_before, point_after = _is_point(before), _is_point(after)
    left = not space_after and (not point_after or space_before or point_before)
    right = not space_before and (not point_before or space_after or point_after)
    if mark == "_":
        can_open, can_close = left and (not right or point_before), right and (not left or point_after)
    else:
        can_open, can_close = left, right
    if mark == "~" and end - start > 2:
        can_open = can_close = False
    return Node("marks", start, end, None, can_open, can_close, end - start)


def match_marks(marks: list[Node], text: str) -> None:
    """Matches marks with each other: matched ones shrink to nothing, all are plain text afterwards."""
    if len(marks) > 1:
        _match(marks, text)
    for node in marks:
        node.kind = "text"


def _match(marks: list[Node], text: str) -> None:
    count = len(marks)
    before = list(range(-1, count - 1))
    after = list(range(1, count + 1))
    bottom: dict[tuple[str, bool, int], int] = {}
    closer = 0
    while closer < count:
        node = marks[closer]
        if not node.can_close or node.start == node.end:
            closer = after[closer]
            continue
        mark = text[node.start]
        key = (mark, node.can_open, node.length % 3)
        opener = before[closer]
        floor = bottom.get(key, -1)
        while opener > floor and not _fit(marks[opener], node, text, mark):
            opener = before[opener]
        if opener <= floor:
            bottom[key] = before[closer]
            following = after[closer]
            if not node.can_open:
                _drop(closer, before, after, count)
            closer = following
            continue
        first = marks[opener]
        used = 2 if min(first.end - first.start, node.end - node.start) >= 2 else 1
        first.end -= used
        node.start += used
        between = before[closer]
        while between != opener:
            _drop(between, before, after, count)
            between = before[closer]
        if first.start == first.end:
            _drop(opener, before, after, count)
        if node.start == node.end:
            following = after[closer]
            _drop(closer, before, after, count)
            closer = following


def _fit(opener: Node, closer: Node, text: str, mark: str) -> bool:
    if not opener.can_open or opener.start == opener.end or text[opener.start] != mark:
        return False
    if mark == "~":
        return opener.length == closer.length
    odd = (opener.can_close or closer.can_open) and (opener.length + closer.length) % 3 == 0
    return not odd or (opener.length % 3 == 0 and closer.length % 3 == 0)


def _drop(number: int, before: list[int], after: list[int], count: int) -> None:
    previous, following = before[number], after[number]
    if previous >= 0:
        after[previous] = following
    if following < count:
        before[following] = previous


def _is_point(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "PS"
