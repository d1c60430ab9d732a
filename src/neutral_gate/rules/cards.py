"""Words that stand on a picture, as its alt text gives them: "Blue card with the words: ... Cllr A B"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from neutral_gate.lazy import late
from neutral_gate.model import Role
from neutral_gate.rules.speech import LINE_REACH, is_political, is_verb

if TYPE_CHECKING:
    from neutral_gate.rules.sentence import Sentence

_OPENS = late(
    r"(?i:\b(?:text|words?|wording|card|quote|quotation|graphic|reads?|reading|says?|saying|lettering|letters|caption"
    r"|message|poster|banner|tile|written|bubble)\b)[^:.\n]{0,60}:\s*"
    r"|(?i:\b(?:reads?|reading|says?|saying|with the (?:words|text))\b)\s+"
)
"""What says that words follow that stand on the picture."""
_SIGNED = late(r"(?:[.!?…][\"'”’]?\s+|\s[-–—~|]\s*|\s*\n\s*|[\"”’]\s+|,\s+(?:by|from|signed)\s+)(?=[^.!?\n]+\.?\s*$)")
"""What parts the last line, which names the speaker, from the words."""
_FEWEST_WORDS = 3
_NAME_BEGINS = 4  # words before which a line that names somebody does so
_LAST_LETTERS = 400  # in which the last line stands: more than `LINE_REACH` words


def words_on_card(ours: Sequence[Sentence]) -> tuple[int, int] | None:
    """The words of a politician that an alt text says stand on a picture, in offsets of its block; else None.

    Args:
        ours: The sentences of one block.
    """
    block = ours[0].block
    if block.role is not Role.ALT:
        return None
    opened = _OPENS.search(block.text)
    if opened is None:
        return None
    start, end = opened.end(), len(block.text.rstrip())
    tokens = [token for sentence in ours for token in sentence.tokens if token.kind == "word"]
    told_before = any(is_political(token) for token in tokens if token.end <= start)
    if not told_before:
        signed = next(iter([*_SIGNED.finditer(block.text, max(start, end - _LAST_LETTERS))][-1:]), None)
        if signed is None:
            return None
        line = [token for token in tokens if token.start >= signed.end()]
        if len(line) > LINE_REACH or any(map(is_verb, line)):
            return None
        if not any(is_political(token) for token in line[:_NAME_BEGINS]):
            return None
        end = signed.start() + 1
    spoken = sum(1 for token in tokens if start <= token.start and token.end <= end)
    return (start, end) if spoken >= _FEWEST_WORDS else None
