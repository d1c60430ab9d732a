"""Reads plain text: paragraphs, headings, lists and quoted lines."""

from __future__ import annotations

import re
from typing import NamedTuple

from neutral_gate.model import Block, Draft, Role
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.front_matter import read_front_matter
from neutral_gate.readers.web_addresses import bare_links
from neutral_gate.text.sentences import is_undone

_LINE = re.compile(r"([^\r\n\x0b\x0c\x85\u2028\u2029]*)(\r\n|[\n\r\x0b\x0c\x85\u2028\u2029]|\Z)")
_ITEM = re.compile(r"(?:[-*•‣◦▪–·o]|\(?\d{1,3}[.)]|\(?[a-z][.)])[ \t\xa0]+(?=\S)")
_QUOTED = re.compile(r"(?:>[ \t]?)+")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*$")
_ENTRY = re.compile(r"[A-Z0-9][^:.!?]{0,40}:(?:[ \t]|$)")
_RULE = re.compile(r"([-*_=~#])(?:[ \t]*\1){2,}")
LONGEST_HEADING = 100
"""Letters of a first line that may still be a heading; longer lines are sentences."""
SHORT_LINE = 60
"""Letters under which a line without a full stop is an entry of its own: wrapped text fills its lines to 65 or more."""


class _Line(NamedTuple):
    text: str
    start: int
    quoted: bool
    item: bool


def read_text(source: str, path: str, sha256: str) -> Draft:
    """Reads plain text.

    Args:
        source: The decoded file.
        path: Its name, for messages and for the draft.
        sha256: Digest of its bytes.

    Raises:
        DraftError: the front matter is broken.
    """
    front = read_front_matter(source, path)
    paragraphs = _paragraphs(source, front.end)
    blocks: list[Block] = []
    for number, lines in enumerate(paragraphs):
        if number == 0 and len(paragraphs) > 1 and _is_heading(lines):
            blocks.extend(_blocks(lines, Role.HEADING, 1))
        else:
            blocks.extend(_blocks(lines, Role.PARAGRAPH, 0))
    title = front.title or (blocks[0].text if blocks and blocks[0].role is Role.HEADING else "")
    return Draft(
        source=source,
        format="text",
        path=path,
        sha256=sha256,
        kind=front.kind,
        body=front.body,
        published=front.published,
        author=front.author,
        account=front.account,
        title=title,
        blocks=(*front.blocks, *blocks),
        links=(*front.links, *(link for block in blocks for link in bare_links(block))),
        settings=front.settings,
    )


def _paragraphs(source: str, start: int) -> list[list[_Line]]:
    paragraphs: list[list[_Line]] = [[]]
    place = start
    while place < len(source):
        match = _LINE.match(source, place)
        if match is None or match.end() == place:
            break
        place = match.end()
        line = _line(source, match.start(1), match.end(1))
        if line is None:
            if paragraphs[-1]:
                paragraphs.append([])
        else:
            paragraphs[-1].append(line)
    if not paragraphs[-1]:
        paragraphs.pop()
    return paragraphs


def _line(source: str, start: int, end: int) -> _Line | None:
    """A line without its indent, quotation marks and bullet; None where it is blank or drawn as a rule."""
    while start < end and source[start].isspace():
        start += 1
    quoted = _QUOTED.match(source, start, end)
    if quoted is not None:
        start = quoted.end()
        while start < end and source[start].isspace():
            start += 1
    if start == end or _RULE.fullmatch(source, start, end):
        return None
    item = _ITEM.match(source, start, end)
    if item is not None:
        start = item.end()
    return _Line(source[start:end], start, quoted is not None, item is not None)


def _is_heading(lines: list[_Line]) -> bool:
    line = lines[0]
    text = line.text.strip()
    return (
        len(lines) == 1
        and not line.item
        and not line.quoted
        and len(text) <= LONGEST_HEADING
        and _SENTENCE_END.search(text) is None
    )


def _blocks(lines: list[_Line], role: Role, level: int) -> list[Block]:
    """The blocks of one paragraph: an item or entry on a line of its own is a block of its own."""
    blocks: list[Block] = []
    text = BlockText()
    first = lines[0]
    for number, line in enumerate(lines):
        before = lines[number - 1] if number else None
        if before is not None and _begins_anew(before, line):
            _finish(text, first, role, level, blocks)
            first = line
        elif before is not None:
            text.gap(" ", before.start + len(before.text), line.start)
        text.add(line.text, line.start, line.start + len(line.text))
    _finish(text, first, role, level, blocks)
    return blocks


def _begins_anew(before: _Line, line: _Line) -> bool:
    if line.item or line.quoted != before.quoted:
        return True
    if before.item and line.text[:1].islower():
        return False
    ended = _SENTENCE_END.search(before.text.rstrip()) is not None
    if _ENTRY.match(line.text) and (ended or len(before.text) < SHORT_LINE or _ENTRY.match(before.text)):
        return True
    if ended or line.text[:1].islower() or before.text.rstrip()[-1:] in ",;-–—&":
        return False
    return len(before.text.rstrip()) < SHORT_LINE and not is_undone(before.text)


def _finish(text: BlockText, first: _Line, role: Role, level: int, blocks: list[Block]) -> None:
    taken = text.take()
    if taken is None:
        return
    if first.item:
        role = Role.LIST_ITEM
    elif first.quoted:
        role = Role.QUOTE
    blocks.append(Block(taken[0], role, taken[1], level, first.quoted))
