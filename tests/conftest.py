"""Settings of all tests, and what tests of several packages need: PDF files, of which each part is known."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Sequence

import pytest
from hypothesis import settings

if (
    signal.getsignal(signal.SIGINT) is signal.SIG_IGN
):  # as for a run in the background: tests of Ctrl-C would wait for ever
    signal.signal(signal.SIGINT, signal.default_int_handler)
# A build must give the same answer twice; on a developer's machine new examples are welcome.
settings.register_profile("ci", derandomize=True, deadline=None)
settings.register_profile("developer", deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "developer")

MakePdf = Callable[..., bytes]


def _pdf(
    pages: Sequence[Sequence[str]],
    *,
    title: str = "",
    language: str = "",
    tagged: bool = False,
    picture: Sequence[int] = (),
    link: str = "",
    sizes: Sequence[int] = (),
) -> bytes:
    """A PDF.

    Args:
        pages: The lines of each page; an empty line makes room.
        title: Title among its properties.
        language: Language of its catalogue.
        tagged: Whether it says that it has tags, and has a paragraph a page.
        picture: Numbers of pages, from 0, that hold a drawing in place of words.
        link: An address that the first page links to.
        sizes: Points of the letters of each line of the first page; 12 where none is given.
    """
    objects: list[str] = []

    def add(body: str) -> int:
        objects.append(body)
        return len(objects)

    catalogue, tree, root = add(""), add(""), add("")
    font = add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>")
    kids, elements = [], []
    for number, lines in enumerate(pages):
        place, drawn = 780, []
        for at, line in enumerate(lines):
            size = sizes[at] if number == 0 and at < len(sizes) else 12
            safe = line.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            drawn.append(f"BT /F1 {size} Tf 50 {place} Td ({safe}) Tj ET")
            place -= size + 3
        if number in picture:
            drawn = ["100 100 200 200 re f"]
        body = "\n".join(drawn)
        stream = f"/P << /MCID 0 >> BDC\n{body}\nEMC" if tagged else body
        content = add(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        notes = ""
        if link and number == 0:
            action = f"<< /S /URI /URI ({link}) >>"
            notes = f"/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A {action} >>]"
        page = add(
            f"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 595 842] /StructParents {number} {notes}"
            f" /Contents {content} 0 R /Resources << /Font << /F1 {font} 0 R >> >> >>"
        )
        kids.append(page)
        elements.append(add(f"<< /Type /StructElem /S /P /P {root} 0 R /Pg {page} 0 R /K 0 >>"))
    marks = f"/MarkInfo << /Marked true >> /StructTreeRoot {root} 0 R" if tagged else ""
    named = f"/Lang ({language})" if language else ""
    objects[catalogue - 1] = f"<< /Type /Catalog /Pages {tree} 0 R {marks} {named} >>"
    objects[tree - 1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(f'{kid} 0 R' for kid in kids)}] >>"
    parents = " ".join(f"{number} [{element} 0 R]" for number, element in enumerate(elements))
    objects[root - 1] = (
        f"<< /Type /StructTreeRoot /K [{' '.join(f'{each} 0 R' for each in elements)}]"
        f" /ParentTree << /Nums [{parents}] >> >>"
    )
    info = add(f"<< /Title ({title}) >>") if title else 0
    out = bytearray(b"%PDF-1.7\n")
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    out += f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {f'/Info {info} 0 R' if info else ''} >>\n".encode()
    return bytes(out + f"startxref\n{start}\n%%EOF\n".encode())


@pytest.fixture
def make_pdf() -> MakePdf:
    """Writes the bytes of a PDF; see `_pdf`."""
    return _pdf
