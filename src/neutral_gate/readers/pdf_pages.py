"""The process that opens a PDF: its bytes come in, what it says comes out, a line of JSON for each page.

It is a process of its own, with limits, so that a PDF that hangs or breaks the library ends nothing else.
"""

from __future__ import annotations

import contextlib
import ctypes
import json
import re
import sys
import time
from collections.abc import Iterator
from typing import Any

from neutral_gate.tied import tie

MAX_PAGES = 2_000
"""Pages that are read. The longest reports of public bodies have some 800."""
MAX_SECONDS = 120
"""Seconds after which no further page is begun; 800 pages of text take under 20."""
NOT_THERE = 3
"""Exit code where pypdfium2 is not installed."""
_MEMORY = 3 << 29
"""Bytes of memory; a report of 100 MB takes under 400 MB."""
_LONGEST = 200_000
"""Letters of one page that are read: a page in small print has some 10,000."""
_MOST_LINKS = 500
_DEEP = 3
# A PDF that was made since 2017 may have its title only in its block of XML.
_TITLE = re.compile(rb"<dc:title>\s*<rdf:Alt>\s*<rdf:li[^>]*>([^<]{1,400})</rdf:li>")


def main() -> None:
    """Reads a PDF from standard input; the first line that comes out is about the whole of it.

    Its argument is the number of the process that asks, with which it ends.
    """
    if len(sys.argv) > 1:
        tie(int(sys.argv[1]))
    try:
        import pypdfium2  # type: ignore[import-untyped]
    except ImportError:
        sys.exit(NOT_THERE)
    _bound()
    data = sys.stdin.buffer.read()
    try:
        document = pypdfium2.PdfDocument(data)
        count = len(document)
    except pypdfium2.PdfiumError as error:
        _say({"locked": "password" in str(error).lower(), "broken": True})
        return
    end = time.monotonic() + MAX_SECONDS
    _say(_about(document, data, count))
    for number in range(min(count, MAX_PAGES)):
        if time.monotonic() > end:
            return
        try:
            _say({"page": number + 1, **_page(document, number)})
        except (pypdfium2.PdfiumError, ValueError) as error:
            _say({"page": number + 1, "broken": str(error)[:200]})


def _about(document: Any, data: bytes, count: int) -> dict[str, Any]:
    title = str(document.get_metadata_value("Title") or "").strip()
    if not title and (found := _TITLE.search(data)):
        from html import unescape

        title = unescape(found.group(1).decode("utf-8", "replace")).strip()
    return {"pages": count, "title": title, "tagged": document.is_tagged(), "language": _language(document)}


def _language(document: Any) -> str:
    """The language that the catalogue names, or ""."""
    from pypdfium2 import raw

    size = raw.FPDFCatalog_GetLanguage(document.raw, None, 0)
    if size <= 2:
        return ""
    room = ctypes.create_string_buffer(size)
    raw.FPDFCatalog_GetLanguage(document.raw, ctypes.cast(room, ctypes.POINTER(ctypes.c_ushort)), size)
    return room.raw[: size - 2].decode("utf-16-le", "replace").strip("\0 ")


def _page(document: Any, number: int) -> dict[str, Any]:
    from pypdfium2 import raw

    page = document[number]
    try:
        text = page.get_textpage()
        try:
            lines = list(_lines(text))
        finally:
            text.close()
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        tagged = bool(tree) and raw.FPDF_StructTree_CountChildren(tree) > 0
        if tree:
            raw.FPDF_StructTree_Close(tree)
        pictures = 0
        if not lines:
            kinds = [raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_SHADING]
            pictures = sum(1 for _, _ in zip(page.get_objects(filter=kinds, max_depth=_DEEP), range(50), strict=False))
        return {"lines": lines, "links": list(_links(document, page)), "tagged": tagged, "pictures": pictures}
    finally:
        page.close()


def _lines(text: Any) -> Iterator[list[Any]]:
    """Each line: its words, left edge, lower and upper edge in points from the foot of the page."""
    from pypdfium2 import raw

    words = text.get_text_range(0, min(text.count_chars(), _LONGEST), errors="replace")
    place = 0
    for line in words.split("\n"):
        begin = place + len(line) - len(line.lstrip())
        place += len(line) + 1
        shown = line.strip()
        if not shown:
            continue
        # Letters beyond the first 65,536 count twice there, so that a line may be measured by its neighbour's edges.
        index = raw.FPDFText_GetCharIndexFromTextIndex(text.raw, begin)
        try:
            left, low, _, high = text.get_charbox(max(index, 0), loose=True)
        except Exception:  # a letter without a place of its own
            left = low = high = 0.0
        yield [shown, round(left, 1), round(low, 1), round(high, 1)]


def _links(document: Any, page: Any) -> Iterator[str]:
    """The web addresses that a page links to."""
    from pypdfium2 import raw

    place, link = ctypes.c_int(0), raw.FPDF_LINK()
    for _ in range(_MOST_LINKS):
        if not raw.FPDFLink_Enumerate(page.raw, ctypes.byref(place), ctypes.byref(link)):
            return
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        room = ctypes.create_string_buffer(max(size, 1))
        raw.FPDFAction_GetURIPath(document.raw, action, room, size)
        address = room.value.decode("utf-8", "replace")
        if address:
            yield address


def _bound() -> None:
    """Keeps this process from taking the memory of the computer; Windows has no such limit."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
