"""PDF files as drafts. A page is one line of the draft's source, so that the line of a finding is its page."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256
from statistics import median

from neutral_gate.model import Block, Draft, DraftError, Link, Role, SourceMap, Span
from neutral_gate.readers.pdf_pages import MAX_PAGES, MAX_SECONDS, NOT_THERE
from neutral_gate.readers.web_addresses import bare_links

# -P keeps the folder that one works in out of the places where Python looks for modules.
_COMMAND: Sequence[str] = (sys.executable, "-P", "-m", "neutral_gate.readers.pdf_pages")
_WAIT = MAX_SECONDS + 30
"""Seconds after which the process that reads is ended: one page keeps it busy."""
_APART = 0.55
"""Share of a line's height that lies between paragraphs, not lines. Text is set with 0.1 to 0.4 between its lines."""
_LARGER = 1.2
"""Headings are this much taller than most lines: 14 points above 11 or 12."""
_LONGEST_HEADING = 150
_BULLET = re.compile(r"(?:[•‣◦▪●–·\uf0b7]|\(?\d{1,3}[.)]|\(?[a-z][.)])\s+(?=\S)")
_ENDS = re.compile(r"[.!?…:;][\"'”’)\]]*$")
_HYPHEN = ("\ufffe", "\x02", "\xad")
"""How the library marks a hyphen that stands at the end of a line only."""
_BETWEEN = "   "
_BAD = re.compile("[\0-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]+")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page: its words, its left edge, and its lower and upper edge in points from the foot of the page."""

    text: str
    left: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class PdfPage:
    """A page: its lines, the addresses that it links to, whether it has tags, how many pictures it has instead."""

    number: int
    lines: tuple[Line, ...] = ()
    links: tuple[str, ...] = ()
    tagged: bool = False
    pictures: int = 0


@dataclass(frozen=True, slots=True)
class PdfFile:
    """What a PDF says and holds.

    Attributes:
        pages: The pages that were read.
        count: How many it has.
        title: Title among its properties, or "".
        language: Language tag, or "".
        tagged: True where it says that it has tags, and a page has some.
    """

    pages: tuple[PdfPage, ...]
    count: int
    title: str = ""
    language: str = ""
    tagged: bool = False


def read_pdf(data: bytes, name: str) -> PdfFile:
    """Reads the words and facts of a PDF in a process of its own.

    Args:
        data: The bytes of the file.
        name: For messages.

    Raises:
        DraftError: It is locked or damaged, has no words at all, or the part that reads PDFs is not installed.
    """
    try:
        command = (*_COMMAND, str(os.getpid()))
        done = subprocess.run(command, input=data, capture_output=True, timeout=_WAIT, check=False)  # noqa: S603
        code, out = done.returncode, done.stdout
    except subprocess.TimeoutExpired as late:
        code, out = 0, late.stdout or b""
    if code == NOT_THERE:
        raise DraftError(
            f"{name} is a PDF, and the part that reads PDFs is not installed.",
            "Run: pip install 'neutral-gate[documents]'",
        )
    said = [json.loads(line) for line in out.splitlines() if line.endswith(b"}")]
    if not said or said[0].get("locked"):
        if said:
            raise DraftError(f"{name} is locked with a password.", "Save it without one, and give that.")
        raise _damaged(name)
    if said[0].get("broken"):
        raise _damaged(name)
    about, pages = said[0], tuple(_page(each) for each in said[1:] if "lines" in each)
    if not any(page.lines for page in pages):
        if len(pages) < min(about["pages"], MAX_PAGES) or not pages:
            raise _damaged(name)
        raise DraftError(
            f"{name} has no words in it that can be read: it may be a scan.",
            "Recognise its text with OCR and save it anew, or check it by eye.",
        )
    tagged = bool(about["tagged"]) and any(page.tagged for page in pages)
    return PdfFile(pages, about["pages"], _clean(about["title"]), _clean(about["language"]), tagged)


def pdf_draft(data: bytes, path: str) -> Draft:
    """The draft of a PDF that was read to its end.

    Raises:
        DraftError: As `read_pdf`, and where it is too long to be read whole.
    """
    found = read_pdf(data, path)
    if len(found.pages) < found.count:
        raise DraftError(
            f"{path} has {found.count:,} pages; only {len(found.pages):,} of them could be read.",
            f"Split it into parts. At most {MAX_PAGES:,} pages are read, for {MAX_SECONDS} seconds.",
        )
    return draft_of(found, path, sha256(data).hexdigest())


def draft_of(found: PdfFile, path: str, digest: str) -> Draft:
    """The draft of a PDF.

    Args:
        found: What it says.
        path: The file, as given.
        digest: SHA-256 of its bytes, in hex.

    Returns:
        A draft with what the file says of itself in `settings`: see `document_facts`.
    """
    writer = _Writer(found.title)
    size = _usual_height(found.pages)
    for page in found.pages:
        writer.page(page, size)
    first = next((block.text for block in writer.blocks if block.role is Role.HEADING), "")
    where = Span(0, 0)
    return Draft(
        source=writer.source(),
        format="text",
        path=path,
        sha256=digest,
        title=found.title or first,
        blocks=tuple(writer.blocks),
        links=tuple(writer.links),
        settings={key: (value, where) for key, value in _facts(found).items()},
    )


def _facts(found: PdfFile) -> dict[str, object]:
    return {
        "document_format": "pdf",
        "document_pages": found.count,
        "document_has_title": bool(found.title),
        "document_language": found.language,
        "document_tagged": found.tagged,
        "document_pages_without_words": sum(1 for page in found.pages if not page.lines and page.pictures),
    }


def paragraphs(lines: Sequence[Line]) -> Iterator[tuple[str, float]]:
    """The paragraphs of a page, each in one line, with the height of its letters in points."""
    words = ""
    before: Line | None = None
    for line in lines:
        if before is not None and _begins_anew(before, line):
            yield words, before.high - before.low
            words, before = "", None
        words = _joined(words, line.text) if before is not None else line.text
        before = line
    if before is not None:
        yield words, before.high - before.low


def _begins_anew(before: Line, line: Line) -> bool:
    old, new = before.high - before.low, line.high - line.low
    if _BULLET.match(line.text):
        return True
    if old <= 0 or new <= 0:
        return _ENDS.search(before.text) is not None
    if abs(new - old) > 0.15 * max(old, new):
        return True
    gap = before.low - line.high
    if gap > _APART * old:
        return True
    if gap < -1.5 * old:  # further up: the next column
        return _ENDS.search(before.text) is not None
    return False


def _joined(words: str, line: str) -> str:
    if words.endswith(_HYPHEN):
        return words[:-1] + line
    return words + line if words.endswith("-") and line[:1].islower() else f"{words} {line}"


class _Writer:
    """Writes the source of the draft, page by page, and its blocks with it; its title stands before the first page."""

    def __init__(self, title: str) -> None:
        self.blocks: list[Block] = []
        self.links: list[Link] = []
        self._lines: list[str] = []
        self._start = 0
        self._title = title
        if title:
            self.blocks.append(Block(title, Role.TITLE, SourceMap.identity(0, len(title))))

    def page(self, page: PdfPage, size: float) -> None:
        while len(self._lines) < page.number - 1:  # one that could not be read
            self._end(self._lead())
        pieces = self._lead()
        place = self._start + sum(len(piece) + len(_BETWEEN) for piece in pieces)
        for words, height in paragraphs(page.lines):
            text = " ".join(_clean(words).split())
            bullet = _BULLET.match(text)
            text = text[bullet.end() :] if bullet else text
            if not text:
                continue
            role = Role.LIST_ITEM if bullet else Role.PARAGRAPH
            if height >= _LARGER * size > 0 and len(text) <= _LONGEST_HEADING:
                role = Role.HEADING
            level = (1 if page.number == 1 else 2) if role is Role.HEADING else 0
            block = Block(text, role, SourceMap.identity(place, len(text)), level, path=(f"page-{page.number}",))
            self.blocks.append(block)
            self.links.extend(bare_links(block))
            pieces.append(text)
            place += len(text) + len(_BETWEEN)
        shown = _BETWEEN.join(pieces)
        for address in dict.fromkeys(map(_clean, page.links)):
            if address and address not in shown:
                where = Span(place, place + len(address))
                self.links.append(Link(address, address, where, where))
                pieces.append(address)
                place += len(address) + len(_BETWEEN)
        self._end(pieces)

    def source(self) -> str:
        """The whole source: a line for each page."""
        return "\n".join(self._lines)

    def _lead(self) -> list[str]:
        return [self._title] if self._title and not self._lines else []

    def _end(self, pieces: list[str]) -> None:
        self._lines.append(_BETWEEN.join(pieces))
        self._start += len(self._lines[-1]) + 1


def _usual_height(pages: Sequence[PdfPage]) -> float:
    heights = [line.high - line.low for page in pages for line in page.lines for _ in range(1 + len(line.text) // 20)]
    return median(heights) if heights else 0.0


def _page(said: dict[str, object]) -> PdfPage:
    lines, links = said["lines"], said["links"]
    assert isinstance(lines, list)  # noqa: S101 - our own process wrote it
    assert isinstance(links, list)  # noqa: S101
    return PdfPage(
        int(str(said["page"])),
        tuple(Line(*line) for line in lines),
        tuple(links),
        bool(said["tagged"]),
        int(str(said["pictures"])),
    )


def _clean(text: str) -> str:
    """The text without signs that steer, and with each lone half of a letter replaced."""
    return _BAD.sub(" ", text.encode("utf-8", "replace").decode("utf-8")).strip()


def _damaged(name: str) -> DraftError:
    return DraftError(f"{name} cannot be read as a PDF: it is damaged, or too much for this computer.", "Save it anew.")
