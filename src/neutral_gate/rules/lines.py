"""Names that run from one line to the next, as on a poster: their lines are read as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from neutral_gate.lexicon.names import Names
from neutral_gate.model import Block, Role, SourceMap
from neutral_gate.model.records import replace
from neutral_gate.text import Token, sentences, tokenise

_LINES = frozenset({Role.PARAGRAPH, Role.HEADING})
_NAME = 80
"""Letters at an edge of a line that can be part of a name with titles."""


def joined_lines(blocks: Iterable[Block], people: Names | None, source: str) -> Iterator[Block]:
    """The blocks of a draft; lines of plain text that a listed person's name runs across are one block.

    Args:
        blocks: In reading order.
        people: The people of the body's list; without any, the blocks stay as they are.
        source: The draft's source.
    """
    if people is None or not source:
        yield from blocks
        return
    held: Block | None = None
    for block in blocks:
        if held is not None and _run_on(held, block, people, source):
            held = _joined(held, block)
            continue
        if held is not None:
            yield held
        held = block
    if held is not None:
        yield held


def sentence_tokens(text: str, people: Names | None) -> Iterator[list[Token]]:
    """The tokens of each sentence of a block; a name that a line end or the stop of an initial parts is whole again."""
    held: list[Token] = []
    for start, end in sentences(text):
        tokens = tokenise(text, start, end)
        if held and people is not None and people.crosses(held, tokens):
            held = held + tokens
            continue
        if held:
            yield held
        held = tokens
    if held:
        yield held


def _run_on(one: Block, other: Block, people: Names, source: str) -> bool:
    if one.role not in _LINES or other.role is not Role.PARAGRAPH or one.quoted != other.quoted:
        return False
    if not (other.text[:1].isupper() and one.text[-1:].isalnum() and one.where.text and other.where.text):
        return False
    between = source[one.where.source_end[-1] : other.where.source[0]].strip(" \t\xa0")
    return between in ("\n", "\r\n", "\r") and people.crosses(tokenise(one.text[-_NAME:]), tokenise(other.text[:_NAME]))


def _joined(one: Block, other: Block) -> Block:
    first, second = one.where, other.where
    length = first.length + 1  # the line end
    where = SourceMap(
        (*first.text, first.length, *(length + place for place in second.text)),
        (*first.source, first.source_end[-1], *second.source),
        (*first.source_end, second.source[0], *second.source_end),
        length + second.length,
    )
    return replace(one, text=f"{one.text}\n{other.text}", where=where)
