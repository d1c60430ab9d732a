"""PDF files: a page is a line, paragraphs are put together again, and no file takes the gate with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import zlib
from io import BytesIO
from typing import Any

import pytest

from neutral_gate.model import DraftError, Role
from neutral_gate.readers import pdf, read
from neutral_gate.readers.pdf import Line, PdfFile, PdfPage, draft_of, paragraphs, pdf_draft, read_pdf

pytest.importorskip("pypdfium2", reason="needs the extra `documents`")


def test_a_page_is_a_line_and_every_block_stands_in_it(make_pdf: Any) -> None:
    data = make_pdf(
        [["Winter report", "", "People told us about the", "pharmacy in the village."], ["Please vote Labour."]],
        title="A winter of care",
        sizes=(22,),
    )
    (draft,) = read(data, "report.pdf")
    assert draft.source.split("\n") == [
        "A winter of care   Winter report   People told us about the pharmacy in the village.",
        "Please vote Labour.",
    ]
    assert [(block.role, block.path) for block in draft.blocks] == [
        (Role.TITLE, ()),
        (Role.HEADING, ("page-1",)),
        (Role.PARAGRAPH, ("page-1",)),
        (Role.PARAGRAPH, ("page-2",)),
    ]
    for block in draft.blocks:
        where = block.where.span(0, len(block.text))
        assert draft.source[where.start : where.end] == block.text
    assert (draft.title, draft.format, draft.page) == ("A winter of care", "text", None)


def facts(data: bytes) -> dict[str, object]:
    return {key.removeprefix("document_"): value for key, (value, _) in pdf_draft(data, "r.pdf").settings.items()}


def test_what_the_file_says_of_itself(make_pdf: Any) -> None:
    whole = make_pdf([["Words"]], title="Report", language="en-GB", tagged=True)
    assert facts(whole) == {
        "format": "pdf",
        "pages": 1,
        "has_title": True,
        "language": "en-GB",
        "tagged": True,
        "pages_without_words": 0,
    }
    bare = facts(make_pdf([["Words"], []], picture=[1]))
    assert (bare["has_title"], bare["language"], bare["tagged"]) == (False, "", False)
    assert (bare["pages"], bare["pages_without_words"]) == (2, 1)


def test_a_title_in_the_block_of_xml_counts(make_pdf: Any) -> None:
    data = make_pdf([["Words"]]) + b"<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>Tea &amp; talk</rdf:li>"
    assert read_pdf(data, "r.pdf").title == "Tea & talk"


def test_the_addresses_of_links_are_links(make_pdf: Any) -> None:
    draft = pdf_draft(make_pdf([["See www.example.org/a"]], link="https://party.example/join"), "r.pdf")
    assert {link.href for link in draft.links} == {"http://www.example.org/a", "https://party.example/join"}
    for link in draft.links:
        assert draft.source[link.where.start : link.where.end] == link.text


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ([(50, 780), (50, 766), (50, 730)], ["one two", "three"]),
        ([(50, 780), (50, 766), (300, 780)], ["one two three"]),
    ],
)
def test_paragraphs_by_the_room_between_lines(lines: list[tuple[float, float]], expected: list[str]) -> None:
    words = ("one", "two", "three")
    made = [Line(text, left, high - 12, high) for text, (left, high) in zip(words, lines, strict=True)]
    assert [text for text, _ in paragraphs(made)] == expected


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("pre\ufffe", "election", "preelection"),
        ("pre-", "election", "pre-election"),
        ("pre-", "Election", "pre- Election"),
    ],
)
def test_words_that_a_line_end_cuts(first: str, second: str, expected: str) -> None:
    lines = [Line(first, 50, 768, 780), Line(second, 50, 753, 765)]
    assert [text for text, _ in paragraphs(lines)] == [expected]


def test_bullets_are_items_of_a_list() -> None:
    lines = tuple(Line(text, 50, high - 12, high) for text, high in (("• Tea", 780), ("• Talk", 766)))
    draft = draft_of(PdfFile((PdfPage(1, lines),), 1), "r.pdf", "")
    assert [(block.role, block.text) for block in draft.blocks] == [(Role.LIST_ITEM, "Tea"), (Role.LIST_ITEM, "Talk")]


def test_signs_that_steer_or_break_lines_do_not_shift_the_pages() -> None:
    lines = (Line("a\u2028b\x0c\ud800c", 50, 768, 780),)
    draft = draft_of(PdfFile((PdfPage(1, lines), PdfPage(3, lines)), 3), "r.pdf", "")
    assert draft.source == "a b ?c\n\na b ?c"


def test_a_locked_file_says_so(make_pdf: Any) -> None:
    pypdf = pytest.importorskip("pypdf")
    writer = pypdf.PdfWriter(clone_from=BytesIO(make_pdf([["Words"]])))
    writer.encrypt("secret", algorithm="RC4-128")
    out = BytesIO()
    writer.write(out)
    with pytest.raises(DraftError, match="locked with a password"):
        read(out.getvalue(), "r.pdf")


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(range(256)) * 40, b"no PDF at all"])
def test_a_damaged_file_says_so(data: bytes) -> None:
    with pytest.raises(DraftError, match=r"cannot be read as a PDF"):
        read(data, "r.pdf")


def test_cut_off_anywhere_it_is_an_error_or_less_of_it(make_pdf: Any) -> None:
    data = make_pdf([["Words here"]], title="Report")
    for end in range(9, len(data), 97):
        try:
            draft = pdf_draft(data[:end], "r.pdf")
        except DraftError:
            continue
        assert "Words here" in draft.source


def test_a_scan_is_no_pass(make_pdf: Any) -> None:
    with pytest.raises(DraftError, match="no words in it"):
        read(make_pdf([[], []], picture=[0, 1]), "scan.pdf")


def test_ten_thousand_pages_are_no_pass(make_pdf: Any) -> None:
    data = make_pdf([["Words"]] * 10_000)
    found = read_pdf(data, "r.pdf")
    assert (len(found.pages), found.count) == (2_000, 10_000)
    with pytest.raises(DraftError, match=r"10,000 pages; only 2,000"):
        read(data, "r.pdf")


def test_pages_without_end_are_damage() -> None:
    parts = [b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Count 9 /Kids [2 0 R 2 0 R] >>"]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    with pytest.raises(DraftError, match="cannot be read as a PDF"):
        read(b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R /Size 3 >>\n%%EOF", "r.pdf")


@pytest.mark.skipif(os.name != "posix", reason="limits as on POSIX")
def test_a_page_that_unpacks_to_too_much_ends_with_its_process(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "from neutral_gate.readers import pdf_pages\npdf_pages._MEMORY = 200 << 20\npdf_pages.main()\n"
    monkeypatch.setattr(pdf, "_COMMAND", (sys.executable, "-c", script))
    packer = zlib.compressobj(9)
    piece = b"BT /F1 1 Tf (a) Tj ET\n" * 50_000
    stream = b"".join([packer.compress(piece) for _ in range(300)]) + packer.flush()
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1))
    with pytest.raises(DraftError, match="cannot be read as a PDF"):
        read(b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R /Size 5 >>\n%%EOF", "r.pdf")


def test_a_page_that_never_ends_is_ended(make_pdf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that reads is stopped for real, after its first page came out."""
    data = make_pdf([["First"], ["Second"]])
    script = (
        "import time\n"
        "from neutral_gate.readers import pdf_pages\n"
        "real = pdf_pages._page\n"
        "pdf_pages._page = lambda document, number: real(document, number) if not number else time.sleep(60)\n"
        "pdf_pages.main()\n"
    )
    monkeypatch.setattr(pdf, "_COMMAND", (sys.executable, "-c", script))
    monkeypatch.setattr(pdf, "_WAIT", 3)
    with pytest.raises(DraftError, match=r"2 pages; only 1"):
        read(data, "r.pdf")


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_a_library_that_crashes_ends_nothing_else(make_pdf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    script = f"import os; os.kill(os.getpid(), {int(signal.SIGSEGV)})"
    monkeypatch.setattr(pdf, "_COMMAND", (sys.executable, "-c", script))
    with pytest.raises(DraftError, match="cannot be read as a PDF"):
        read(make_pdf([["First"]]), "r.pdf")


def test_without_the_extra_it_says_how_to_get_it(make_pdf: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import sys\nsys.modules['pypdfium2'] = None\nfrom neutral_gate.readers import pdf_pages\npdf_pages.main()\n"
    )
    monkeypatch.setattr(pdf, "_COMMAND", (sys.executable, "-c", script))
    with pytest.raises(DraftError, match=r"neutral-gate\[documents\]"):
        read(make_pdf([["First"]]), "r.pdf")


def test_no_file_in_the_folder_of_work_is_loaded_as_a_program(tmp_path: Any, make_pdf: Any) -> None:
    (tmp_path / "json.py").write_text("raise SystemExit('loaded')")
    (tmp_path / "a.pdf").write_bytes(make_pdf([["First"]]))
    code = (
        "from pathlib import Path\nfrom neutral_gate.readers import read_file\n"
        "print(read_file(Path('a.pdf'))[0].source)\n"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True)
    assert done.stdout == "First\n"
