"""Quick fixes: the change to a text that an editor offers for a finding."""

from __future__ import annotations

import re
from dataclasses import dataclass

from neutral_gate.model import DraftResult, Finding

_NEVER = "neutrality/vote-advocacy"
_BLOCK_TAG = re.compile(r"[ \t]*<(?:p|h[1-6]|ul|ol|li|table|figure|img|blockquote|div|section|article|main)\b", re.I)
_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")


@dataclass(frozen=True, slots=True)
class Fix:
    """One change.

    Attributes:
        title: What it does, for a menu.
        offset: Where the text is put in, in code points from the start.
        text: The text to put in.
    """

    title: str
    offset: int
    text: str


def allow_fix(result: DraftResult, finding: Finding) -> Fix | None:
    """A comment that allows a finding, for the author to fill in.

    Its reason is left empty, and inside a window so is its last day: the gate does not take it until both are there.

    Args:
        result: The draft's result, with its source.
        finding: One of its findings.

    Returns:
        The comment in the line above the block with the words; None where nobody can allow the finding, or where the
        format has no comments.
    """
    markdown = result.path.lower().endswith(_MARKDOWN)
    if not (markdown or result.path.lower().endswith((".html", ".htm", ".xhtml"))):
        return None
    if finding.rule == _NEVER or finding.rule.startswith("gate/") or finding.suppressed is not None:
        return None
    source = result.source
    offset = _paragraph(source, finding.start.offset) if markdown else _element(source, finding.start.offset)
    until = ' until=""' if result.windows else ""
    gap = "\n\n" if markdown else "\n"
    comment = f'<!-- neutral-gate: allow {finding.rule} reason=""{until} -->{gap}'
    return Fix(f"Allow this {finding.rule} here, with a reason", offset, comment)


def _line(source: str, place: int) -> int:
    return source.rfind("\n", 0, place) + 1


def _paragraph(source: str, place: int) -> int:
    """Where the paragraph around a place starts: behind the last blank line."""
    start = _line(source, place)
    while start and source[_line(source, start - 1) : start - 1].strip():
        start = _line(source, start - 1)
    return start


def _element(source: str, place: int) -> int:
    """Where the line starts that opens the block around a place."""
    start = _line(source, place)
    while start and not _BLOCK_TAG.match(source, start):
        start = _line(source, start - 1)
    return start
