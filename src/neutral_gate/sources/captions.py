"""Captions and transcripts of videos: WebVTT, SRT and TTML.

A file is one item. Its draft keeps the file as its source, so that a finding's line leads to the caption with its time.
Captions that follow each other without a pause are one paragraph: a sentence runs over several of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import sha256

from neutral_gate.model import Block, Draft, Role
from neutral_gate.model.references import Piece
from neutral_gate.readers.block_text import BlockText
from neutral_gate.readers.decoding import MAX_BYTES, decode
from neutral_gate.readers.web_addresses import bare_links
from neutral_gate.sources.html_text import html_text
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.places import Opener, Place

PAUSE = 2.0
"""Seconds without a caption after which a new paragraph begins."""
_TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_CUE = re.compile(rf"^[ \t]*{_TIME}[ \t]*-->[ \t]*{_TIME}[^\r\n]*(?:\r\n|\r|\n)", re.MULTILINE)
_END = re.compile(r"(?:\r\n|\r(?!\n)|\n)[ \t]*(?:\r\n|\r(?!\n)|\n)|\Z")
_TAG = re.compile(r"<[^<>]{0,200}>|&(?:amp|lt|gt|nbsp|lrm|rlm);|\{\\[^{}]{0,40}\}")
_SIGNS = {"&amp;": "&", "&lt;": "<", "&gt;": ">", "&nbsp;": " "}
_LINE = re.compile(r"[^\r\n]+")
_TTML = re.compile(r"<(/?)(?:\w+:)?p(?=[\s>/])([^<>]*)>")
_ATTRIBUTE = re.compile(r"\b(begin|end)\s*=\s*[\"']([^\"']{1,40})[\"']")
_CLOCK = re.compile(r"(?:(\d+):)?(\d+):(\d+)(?:[.,:](\d+))?|([\d.]+)s")
_LANGUAGE = re.compile(r"^Language:[ \t]*([\w-]+)|xml:lang=[\"']([\w-]+)", re.MULTILINE)

Cue = tuple[float, float, list[Piece]]
"""Begin and end in seconds, and the words with their places in the file."""


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads a file of captions.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        One item. Its date is unknown: captions name none.

    Raises:
        DraftError: the file is too large, or no text.
    """
    with opener() as stream:
        data = stream.read(MAX_BYTES + 1)
    source = decode(data, place.inner or place.source, page=False)
    cues = list(_cues(source))
    if not cues:
        yield place.problem("", "This file of captions has no caption in it.", "Export the captions again.")
        return
    blocks = tuple(_paragraphs(cues))
    language = _LANGUAGE.search(source)
    yield Item(
        draft=Draft(
            source=source,
            format="text",
            path=place.source,
            sha256=sha256(data).hexdigest(),
            kind="post",
            blocks=blocks,
            links=tuple(link for block in blocks for link in bare_links(block)),
        ),
        platform="video",
        place=place.inner,
        language=(language.group(1) or language.group(2)) if language is not None else "",
    )


def _cues(source: str) -> Iterator[Cue]:
    if _CUE.search(source) is None:
        yield from _ttml(source)
        return
    for match in _CUE.finditer(source):
        end = _END.search(source, match.end() - 1 if source[match.end() - 1] == "\n" else match.end())
        stop = end.start() if end is not None else len(source)
        pieces: list[Piece] = []
        for line in _LINE.finditer(source, match.end(), max(match.end(), stop)):
            pieces += _plain(source, line.start(), line.end())
            pieces.append((" ", line.end(), line.end() + 1))
        yield _seconds(*match.groups()[:4]), _seconds(*match.groups()[4:]), pieces


def _plain(source: str, start: int, end: int) -> Iterator[Piece]:
    """A line without its marks: colours, positions, names of speakers."""
    place = start
    for mark in _TAG.finditer(source, start, end):
        yield source[place : mark.start()], place, mark.start()
        sign = _SIGNS.get(mark.group())
        if sign is not None:
            yield sign, mark.start(), mark.end()
        place = mark.end()
    yield source[place:end], place, end


def _ttml(source: str) -> Iterator[Cue]:
    opened: re.Match[str] | None = None
    for mark in _TTML.finditer(source):
        if not mark.group(1):
            opened = mark
        elif opened is not None:
            times = dict(_ATTRIBUTE.findall(opened.group(2)))
            start, end = opened.end(), mark.start()
            text = " ".join(html_text(source[start:end])[0].split())
            yield _clock(times.get("begin", "")), _clock(times.get("end", "")), [(text, start, end)]
            opened = None


def _paragraphs(cues: list[Cue]) -> Iterator[Block]:
    text = BlockText()
    last = cues[0][0]
    for begin, end, pieces in cues:
        if begin - last > PAUSE:
            yield from _block(text)
        text.add_pieces(pieces)
        text.gap(" ", pieces[-1][2] if pieces else 0, pieces[-1][2] if pieces else 0)
        last = max(end, begin)
    yield from _block(text)


def _block(text: BlockText) -> Iterator[Block]:
    taken = text.take()
    if taken is not None:
        yield Block(taken[0], Role.PARAGRAPH, taken[1])


def _seconds(hours: str | None, minutes: str, seconds: str, parts: str) -> float:
    return int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds) + float(f"0.{parts}")


def _clock(written: str) -> float:
    match = _CLOCK.fullmatch(written.strip())
    if match is None:
        return 0.0
    if match.group(5):
        return float(match.group(5)) if match.group(5).count(".") < 2 and match.group(5) != "." else 0.0
    return int(match.group(1) or 0) * 3600 + int(match.group(2)) * 60 + int(match.group(3))
