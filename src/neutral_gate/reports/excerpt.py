"""The source line of a finding with its words underlined, safe to print on a terminal."""

from __future__ import annotations

import unicodedata

from neutral_gate.model import Finding

_TAB = " " * 4
_MORE = "..."
_JOINERS = "\u00ad\u200d"  # soft hyphen, and the joiner inside emoji: both take no room and do no harm


def harmless(text: str) -> str:
    """A text from a draft in one line, without anything that could steer a terminal.

    Control characters, writing-direction marks and other unseen characters are shown by their number, `<U+001B>`.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_shown(char) for char in text)


def line_with_marks(source: str, finding: Finding, room: int) -> tuple[str, str] | None:
    """The line of the source that a finding starts in, and a line of marks that underlines its words.

    Args:
        source: The text that the finding's offsets count in.
        finding: The finding; of words that run over several lines, those in the first line are marked.
        room: Columns to fit into, at least 20; a longer line is cut to the words and what stands around them.

    Returns:
        Both lines, or None where the source has no such place.
    """
    start = finding.start.offset
    if not 0 <= start < len(source):
        return None
    first = max(source.rfind("\n", 0, start), source.rfind("\r", 0, start)) + 1
    ends = [place for place in (source.find("\n", start), source.find("\r", start)) if place >= 0]
    last = min(ends, default=len(source))
    if first >= last:
        return None
    end = min(max(finding.end.offset, start + 1), last, start + room)
    # More characters than there are columns can never be shown: a page may be one line of a megabyte.
    left, right = max(first, start - room), min(last, end + room)
    if left == first:
        left += len(source[left:start]) - len(source[left:start].lstrip())  # an indent says nothing
    cells = [_shown(char) for char in source[left:right]]
    cut = (left > first and source[first:left].strip() != "", right < last)
    return _cut_to(room, cells, start - left, end - left, cut)


def width(text: str) -> int:
    """Columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(_width(char) for char in text)


def _cut_to(room: int, cells: list[str], start: int, end: int, cut: tuple[bool, bool]) -> tuple[str, str]:
    """What fits of the cells around `start` to `end`, and the marks; `cut`: whether more stands before and behind."""
    widths = [width(cell) for cell in cells]
    low, high = 0, len(cells)
    if any(cut) or sum(widths) > room:
        spare = room - 2 * len(_MORE)
        end = start + max(_fitting(widths[start:end], spare), 1)
        spare -= sum(widths[start:end])
        # Half of the rest goes before the words, more where less stands behind them.
        low = start - _fitting(widths[:start][::-1], max(spare // 2, spare - sum(widths[end:])))
        high = end + _fitting(widths[end:], spare - sum(widths[low:start]))
    lead = _MORE if cut[0] or low else ""
    trail = _MORE if cut[1] or high < len(cells) else ""
    marks = " " * (len(lead) + sum(widths[low:start])) + "^" * max(sum(widths[start:end]), 1)
    return (lead + "".join(cells[low:high]) + trail).rstrip(), marks


def _fitting(widths: list[int], room: int) -> int:
    """How many of these cells, from the first on, fit."""
    for count, columns in enumerate(widths):
        room -= columns
        if room < 0:
            return count
    return len(widths)


def _shown(char: str) -> str:
    if char.isprintable() or char in _JOINERS:
        return char
    if char == "\t":
        return _TAB
    if unicodedata.category(char) == "Zs" or char in "\r\n":
        return " "
    return f"<U+{ord(char):04X}>"


def _width(char: str) -> int:
    if char in _JOINERS or unicodedata.category(char) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(char) in "WF" else 1
