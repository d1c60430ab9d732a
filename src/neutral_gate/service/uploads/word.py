"""Word documents (.docx) as Markdown, so that headings, lists, links, tables and pictures can be judged as such."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from typing import NamedTuple
from xml.etree import ElementTree

from neutral_gate.model import DraftError

MAX_PART = 20_000_000
"""Bytes of one unpacked part."""

MAX_PICTURES = 40_000_000
"""Bytes of all unpacked pictures."""

_MAX_PARTS = 2_000
_MAX_DEPTH = 60
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_NOTES = re.compile(r"word/(?:footnotes|endnotes|header\d*|footer\d*)\.xml")
_HEADING = re.compile(r"heading ?([1-6])", re.IGNORECASE)
_GONE = frozenset({"del", "moveFrom", "Fallback", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr"})
_LINE_START = re.compile(r"^(\s*)(#{1,6}(?=\s|$)|[-+>](?=\s|$)|\d{1,9}[.)](?=\s|$)|-{3,}\s*$|={2,}\s*$|~{3,})")
_SPECIAL = re.compile(r"[\\`*]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])|&(?=#?\w+;)|\[(?=[^\]]*\][(:\[])")


class WordText(NamedTuple):
    """What a Word document has: its title or "", its text as Markdown, its pictures by the address in the text."""

    title: str
    markdown: str
    pictures: Mapping[str, bytes]


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
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, NotImplementedError, RuntimeError) as error:
        raise _odd(name) from error
    except (OSError, EOFError, ValueError) as error:  # what zlib and lzma say of broken data
        raise _odd(name) from error


def escaped(text: str) -> str:
    """Plain words in the middle of a line as Markdown that shows the same words."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


def _escaped_starts(text: str) -> str:
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
        self._styles = self._style_names()
        self._targets = self._relations()

    def result(self) -> WordText:
        blocks = list(self._blocks(self._tree("word/document.xml"), 0))
        self._targets = {}  # those of notes, headers and footers stand elsewhere
        for part in sorted(filter(_NOTES.fullmatch, self._names)):
            blocks += self._blocks(self._tree(part), 0)
        return WordText(self._title, "\n\n".join(blocks) + "\n", self._pictures)

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
        for style in self._tree("word/styles.xml").iter(f"{_W}style"):
            named = style.find(f"{_W}name")
            if named is not None:
                found[style.get(f"{_W}styleId", "")] = named.get(f"{_W}val", "")
        return found

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
        text = _escaped_starts(self._words(paragraph, depth + 1).strip())
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        id_ = "" if style is None else style.get(f"{_W}val", "")
        kind = self._styles.get(id_, id_)
        if kind.lower() == "title" and text and not self._title:
            self._title = re.sub(r"\\(?=[^\w\s])", "", text)
            return ""
        heading = _HEADING.fullmatch(kind)
        if heading and text:
            return "#" * int(heading[1]) + " " + text.replace("\n", " ")
        if paragraph.find(f"{_W}pPr/{_W}numPr") is not None and text:
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
                for box in child.iter(f"{_W}txbxContent"):
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
        found = []
        facts = next((each for each in drawing.iter() if _local(each) == "docPr"), None)
        alt = "" if facts is None else facts.get("descr", "")
        for each in drawing.iter():
            target = self._targets.get(each.get(f"{_R}embed", ""), "") if _local(each) == "blip" else ""
            if target and re.fullmatch(r"[\w./-]+", target):
                self._keep(target)
                found.append(f"![{escaped(' '.join(alt.split()))}]({target})")
        return "".join(found)

    def _keep(self, target: str) -> None:
        part = f"word/{target}"
        if part in self._names and target not in self._pictures:
            data = self._bytes(part, self._room)
            self._room -= len(data)
            self._pictures[target] = data

    def _table(self, table: ElementTree.Element, depth: int) -> str:
        rows = []
        for row in table.iter(f"{_W}tr"):
            cells = [" ".join(self._blocks(cell, depth + 1)) for cell in row.findall(f"{_W}tc")]
            rows.append("| " + " | ".join(" ".join(cell.split()).replace("|", "\\|") for cell in cells) + " |")
        if rows:
            rows.insert(1, "|" + " --- |" * max(rows[0].count(" | ") + 1, 1))
        return "\n".join(rows)


def _local(element: ElementTree.Element) -> str:
    return element.tag.rpartition("}")[2]


def _odd(name: str) -> DraftError:
    return DraftError(f"{name} cannot be read as a Word document.", "Save it again as .docx, or paste its words.")
