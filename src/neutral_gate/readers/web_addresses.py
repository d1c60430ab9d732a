"""Finds web addresses that stand in plain text."""

from __future__ import annotations

import re

from neutral_gate.model import Block, Link

_ADDRESS = re.compile(r"(?<![\w@/.-])(?:https?://|www\.)[^\s<>\"“”‘’|\\^`{}]+", re.IGNORECASE)
_TRAILING = ".,;:!?'*_~"


def addresses(text: str) -> list[tuple[int, int]]:
    """Where web addresses (http://, https:// or www.) stand in a text; closing punctuation is left out.

    Args:
        text: Any text.

    Returns:
        Start and end of each address, in order.
    """
    if not may_hold_addresses(text):
        return []
    found = []
    for match in _ADDRESS.finditer(text):
        end = _trimmed(text, match.start(), match.end())
        if end - match.start() > 8 or (end - match.start() > 4 and text[match.start()] in "wW"):
            found.append((match.start(), end))
    return found


def may_hold_addresses(text: str) -> bool:
    """False where no address that `addresses` finds can stand in a text."""
    return "://" in text or "www." in text or "WWW." in text


def bare_links(block: Block) -> list[Link]:
    """The web addresses in the text of a block, as links to themselves."""
    links = []
    for start, end in addresses(block.text):
        where = block.where.span(start, end)
        text = block.text[start:end]
        links.append(Link(text if "://" in text else f"http://{text}", text, where, where))
    return links


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the address ends without closing punctuation; a closing bracket stays where one was opened in it."""
    spare = {close: text.count(close, start, end) - text.count(open_, start, end) for open_, close in ("()", "[]")}
    while end > start:
        last = text[end - 1]
        if spare.get(last, 0) > 0:
            spare[last] -= 1
        elif last not in _TRAILING:
            break
        end -= 1
    return end
