"""The text of an element up to a limit, so that elements inside each other never make reading slow."""

from __future__ import annotations

from neutral_gate.model.page import NO_TEXT, SPACED, Comment, Element, Text, squeeze


def seen_text(element: Element, limit: int, *, alts: bool = False) -> str:
    """The text in an element with white space run together; scripts, styles and templates are left out.

    Args:
        element: Any element.
        limit: Nodes and letters together after which it stops.
        alts: True to read the alt texts of images as well.
    """
    children = element.children
    if len(children) == 1 and type(children[0]) is Text:
        return squeeze(children[0].data)
    parts: list[str] = []
    budget = limit
    stack: list[Element | Text | Comment | None] = [*element.children[limit::-1]]
    while stack and budget > 0:
        node = stack.pop()
        budget -= 1
        if node is None:
            parts.append(" ")
        elif type(node) is Text:
            parts.append(node.data)
            budget -= len(parts[-1])
        elif type(node) is Element and node.tag not in NO_TEXT:
            if alts and node.tag == "img":
                parts.append(f" {node.get('alt')} ")
            elif node.tag in SPACED:
                parts.append(" ")
                stack.append(None)
            stack.extend(reversed(node.children[: budget + 1]))
    return squeeze("".join(parts))


def only_links(element: Element, limit: int = 20_000) -> bool:
    """True where all the words in an element stand in links; False where it is too long to tell.

    Args:
        element: Any element.
        limit: Nodes after which it stops looking.
    """
    stack = element.children[limit::-1]
    while stack:
        node = stack.pop()
        limit -= 1
        if limit < 0:
            return False
        if type(node) is Text:
            if node.data.strip():
                return False
        elif type(node) is Element and node.tag not in NO_TEXT and node.tag != "a":
            stack.extend(reversed(node.children[: limit + 1]))
    return True
