"""Word documents (.docx) as Markdown, so that headings, lists, links, tables and pictures can be judged as such."""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from neutral_gate.model import DraftError

MAX_PART = 20_000_000
"""Bytes of one unpacked part."""

MAX_PICTURES = 40_000_000
"""Bytes of all unpacked pictures."""

_BROKEN = (  # `NotImplementedError` is what zipfile says of a way of packing, or a key, that it does not know
    *(zipfile.BadZipFile, zlib.error, lzma.LZMAError, ElementTree.ParseError, KeyError, NotImplementedError),
    *(RuntimeError, OSError, EOFError, ValueError),
)
_DOCUMENT = "word/document.xml"
_PROPERTIES = "docProps/core.xml"
_MAX_PARTS = 2_000
_MAX_DEPTH = 60
_DC = "{http://purl.org/dc/elements/1.1/}"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
_HEADING = re.compile(r"heading ?([1-6])", re.IGNORECASE)
_IMAGE = re.compile(r"(?<![^/])image(\d+)")
_LIST = re.compile(r"list (?:bullet|number)", re.IGNORECASE)
_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr"})
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|\d{1,9}[.)](?=\s|$)|-{3,}\s*$|={2,}\s*$|~{3,})")
_SPECIAL = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=[^\]]{0,300}\][(:\[])")


class WordText(NamedTuple):
    """What a Word document has.

    Attributes:
        title: The words in its paragraph of the style "Title", or "".
        markdown: Its text as Markdown.
        pictures: Its pictures by the address in the text.
        named: The title among its properties, or "".
        language: The language tag that holds for the whole of it, or "".
    """

    title: str
    markdown: str
    pictures: Mapping[str, bytes]
    named: str = ""
    language: str = ""


def read_word(data: bytes, name: str) -> WordText:
    """Reads a Word document. Deleted words of tracked changes are left out; notes, headers and footers come last.

    Args:
        data: The bytes of the file.
        name: For messages.

    Raises:
        DraftError: It is no Word document of today's form, it is locked with a password, or it unpacks to too much.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise DraftError(
            f"{name} is an old Word document, or it is locked with a password.",
            "Open it in Word, save it as .docx without a password, and choose that file.",
        )
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            if len(parts.infolist()) > _MAX_PARTS:
                raise _odd(name)
            return _Reading(parts, name).result()
    except _BROKEN as error:
        raise _odd(name) from error


def is_word(data: bytes) -> bool:
    """Whether a zip archive is a Word document."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as parts:
            return _DOCUMENT in parts.namelist()
    except _BROKEN:
        return False


def escaped(text: str) -> str:
    """Plain words in the middle of a line as Markdown that shows the same words."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def escaped_starts(text: str) -> str:
    """Words as Markdown without what would make a heading, a list or a quotation of a line."""
    return "\n".join(_LINE_START.sub(_escaped_start, line) for line in text.split("\n"))


def _escaped_start(found: re.Match[str]) -> str:
    mark = found[2]
    return found[1] + (f"{mark[:-1]}\\{mark[-1]}" if mark[0].isdigit() else f"\\{mark}")


class _Reading:
    """One document."""

    def __init__(self, parts: zipfile.ZipFile, name: str) -> None:
        self._parts = parts
        self._name = name
        self._names = set(parts.namelist())
        self._room = MAX_PICTURES
        self._title = ""
        self._pictures: dict[str, bytes] = {}
        self._language = ""
        self._styles = self._style_names()
        self._targets = self._relations()

    def result(self) -> WordText:
        blocks = list(self._blocks(self._tree(_DOCUMENT), 0))
        self._targets = {}  # those of notes, headers and footers stand elsewhere
        for part in sorted(filter(_NOTES.fullmatch, self._names)):
            blocks += self._blocks(self._tree(part), 0)
        named, language = self._properties()
        return WordText(self._title, "\n\n".join(blocks) + "\n", self._pictures, named, self._language or language)

    def _bytes(self, part: str, most: int) -> bytes:
        with self._parts.open(part) as file:  # the size that the archive states may be a lie, so it is counted
            data = file.read(most + 1)
        if len(data) > most:
            raise DraftError(f"{self._name} unpacks to too much.", "Split it, or paste its words instead.")
        return data

    def _tree(self, part: str) -> ElementTree.Element:
        data = self._bytes(part, MAX_PART)
        if b"<!DOCTYPE" in data.replace(b"\0", b""):
            raise _odd(self._name)  # Word writes none, and entities could grow without end
        return ElementTree.fromstring(data)  # noqa: S314 - bounded, and without a DOCTYPE there are no entities

    def _style_names(self) -> dict[str, str]:
        if "word/styles.xml" not in self._names:
            return {}
        found = {}
        styles = self._tree("word/styles.xml")
        language = styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr/{_W}lang")
        self._language = "" if language is None else language.get(f"{_W}val", "").strip()
        for style in styles.iter(f"{_W}style"):
            named = style.find(f"{_W}name")
            if named is not None:
                found[style.get(f"{_W}styleId", "")] = named.get(f"{_W}val", "")
        return found

    def _properties(self) -> tuple[str, str]:
        """Title and language that the properties name."""
        if _PROPERTIES not in self._names:
            return "", ""
        tree = self._tree(_PROPERTIES)
        title, language = (" ".join((tree.findtext(f"{_DC}{name}") or "").split()) for name in ("title", "language"))
        return title, language

    def _relations(self) -> dict[str, str]:
        part = "word/_rels/document.xml.rels"
        if part not in self._names:
            return {}
        return {each.get("Id", ""): each.get("Target", "") for each in self._tree(part)}

    def _blocks(self, parent: Iterable[ElementTree.Element], depth: int) -> Iterator[str]:
        """The paragraphs and tables in an element, in reading order."""
        if depth > _MAX_DEPTH:
            raise _odd(self._name)
        for child in parent:
            tag = _local(child)
            if tag == "p":
                text = self._paragraph(child, depth)
                if text:
                    yield text
            elif tag == "tbl":
                table = self._table(child, depth)
                if table:
                    yield table
            elif tag not in _GONE:
                yield from self._blocks(child, depth + 1)

    def _paragraph(self, paragraph: ElementTree.Element, depth: int) -> str:
        text = escaped_starts(self._words(paragraph, depth + 1).strip())
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        id_ = "" if style is None else style.get(f"{_W}val", "")
        kind = self._styles.get(id_, id_)
        if kind.lower() == "title" and text and not self._title:
            self._title = re.sub(r"\\(?=[^\w\s])", "", text)
            return ""
        heading = _HEADING.fullmatch(kind)
        if heading and text:
            return "#" * int(heading[1]) + " " + text.replace("\n", " ")
        listed = _LIST.match(kind) or paragraph.find(f"{_W}pPr/{_W}numPr") is not None
        if listed and text:
            return "- " + text.replace("\n", "\n  ")
        return text

    def _words(self, element: ElementTree.Element, depth: int) -> str:
        """The words in an element as Markdown."""
        if depth > _MAX_DEPTH:
            raise _odd(self._name)
        found = []
        for child in element:
            tag = _local(child)
            if tag == "t":
                found.append(escaped(child.text or ""))
            elif tag in ("br", "cr"):
                found.append("\n")
            elif tag == "tab":
                found.append(" ")
            elif tag == "noBreakHyphen":
                found.append("\N{NON-BREAKING HYPHEN}")
            elif tag == "hyperlink":
                found.append(self._link(child, depth))
            elif tag in ("drawing", "pict"):
                found.append(self._picture(child))
                for box in _nearest(child, "txbxContent", depth):
                    found.extend(" " + block for block in self._blocks(box, depth))
            elif tag not in _GONE:
                found.append(self._words(child, depth + 1))
        return "".join(found)

    def _link(self, link: ElementTree.Element, depth: int) -> str:
        words = self._words(link, depth + 1)
        target = self._targets.get(link.get(f"{_R}id", ""), "")
        usable = re.fullmatch(r"[^\s<>()\\]+", target)
        return f"[{words}]({target})" if usable and words.strip() else words

    def _picture(self, drawing: ElementTree.Element) -> str:
        """The pictures of a drawing: as an image with its words, as an empty one where it is marked as decoration."""
        found = []
        facts = next((each for each in drawing.iter() if _local(each) == "docPr"), None)
        alt = "" if facts is None else " ".join(facts.get("descr", "").split())
        decorative = any(_local(each) == "decorative" and each.get("val") in ("1", "true") for each in drawing.iter())
        for each in drawing.iter():
            target = self._targets.get(each.get(f"{_R}embed", ""), "") if _local(each) == "blip" else ""
            if target and re.fullmatch(r"[\w./-]+", target):
                address = self._keep(target)
                # Markdown has no way to say that a picture has no words at all, and is no decoration either.
                found.append(f"![{escaped(alt)}]({address})" if alt or decorative else f'<img src="{address}">')
        return "".join(found)

    def _keep(self, target: str) -> str:
        """Keeps a picture and gives its address. Word calls every picture "image1": that is no fault of its author."""
        part, address = f"word/{target}", _IMAGE.sub(r"word-picture-\1", target)
        if part in self._names and address not in self._pictures:
            data = self._bytes(part, self._room)
            self._room -= len(data)
            self._pictures[address] = data
        return address

    def _table(self, table: ElementTree.Element, depth: int) -> str:
        rows = []
        for row in _nearest(table, "tr", depth):
            cells = [" ".join(self._blocks(cell, depth + 1)) for cell in _nearest(row, "tc", depth)]
            rows.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |")
        if rows:
            rows.insert(1, "|" + " --- |" * max(rows[0].count(" | ") + 1, 1))
        return "\n".join(rows)


def _nearest(parent: ElementTree.Element, tag: str, depth: int) -> Iterator[ElementTree.Element]:
    """The elements of one name in another one, but not those inside each other: a table in a cell has rows, too."""
    for child in parent:
        name = _local(child)
        if name == tag:
            yield child
        elif name not in _GONE and depth < _MAX_DEPTH:
            yield from _nearest(child, tag, depth + 1)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _odd(name: str) -> DraftError:
    return DraftError(f"{name} cannot be read as a Word document.", "Save it again as .docx, or paste its words.")
