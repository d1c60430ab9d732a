"""Lists and tables: what opens a list, as in "On the panel:" over some names, and which cells stand in one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from neutral_gate.model import Block, Role
from neutral_gate.rules.speech import is_verb

if TYPE_CHECKING:
    from neutral_gate.rules.sentence import Sentence

_ITEMS = frozenset({Role.LIST_ITEM, Role.CELL})
_LONGEST_ITEM = 80  # letters of a line of plain text that can be an item of a list


def list_openers(sentences: Sequence[Sentence]) -> Mapping[int, int]:
    """The lines and headings that open a list: of items, of cells of a table, or of short lines of plain text.

    Args:
        sentences: All sentences of a draft in reading order.

    Returns:
        For each sentence that is an item, its number and the number of the sentence that opens the list.
    """
    found: dict[int, int] = {}
    opener: Sentence | None = None
    for number, sentence in enumerate(sentences):
        if opener is not None and sentence.block is not opener.block:
            if sentence.role in _ITEMS or _is_item(sentence):
                found[number] = opener.number
            else:
                opener = None
        if sentence.role is Role.HEADING or sentence.block.text[sentence.start : sentence.end].rstrip().endswith(":"):
            opener = sentence
    return found


def _is_item(sentence: Sentence) -> bool:
    """True for a short line of plain text that is no sentence, as in a list of names."""
    text = sentence.block.text
    if sentence.role is not Role.PARAGRAPH or len(text) > _LONGEST_ITEM or text.rstrip()[-1:] in ".!?":
        return False
    return not any(map(is_verb, sentence.unnamed))


class TableRows:
    """Numbers the table rows of a draft by what stands between one cell and the next in its source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._number = 0
        self._last_end = -1

    def of(self, block: Block) -> int:
        """The number of the row that a block stands in, or 0 for a block that is no cell."""
        if block.role is not Role.CELL:
            self._last_end = -1
            return 0
        where = block.where.span(0, len(block.text))
        between = self._source[self._last_end : where.start].lower() if self._last_end >= 0 else "<tr"
        # Markdown has a line for each row; HTML says so, wherever its lines break.
        if "<tr" in between if "<" in between else "\n" in between:
            self._number += 1
        self._last_end = where.end
        return self._number
