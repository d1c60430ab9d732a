"""Word and PDF files in `read`: told by their content, with what they say of themselves, the same twice."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.model import Draft, DraftError, Role
from neutral_gate.readers import read, read_file
from neutral_gate.readers.documents import MAX_BYTES, document_kind
from neutral_gate.readers.reading import source_of

docx = pytest.importorskip("docx", reason="needs python-docx, which writes the files")


def word(*, title: str = "", heading: str = "Winter report", words: str = "Come to the flu clinic.") -> bytes:
    document = docx.Document()
    document.core_properties.title = title
    if heading:
        document.add_heading(heading, 0)
    document.add_heading("What we found", 1)
    document.add_paragraph(words)
    document.add_paragraph("Tea", style="List Bullet")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def facts(draft: Draft) -> dict[str, object]:
    return {key: value for key, (value, _) in draft.settings.items() if key.startswith("document_")}


def test_a_word_document_is_a_page_with_its_parts() -> None:
    (draft,) = read(word(title="Winter report"), "report.docx")
    assert [(block.role, block.level, block.text) for block in draft.blocks] == [
        (Role.TITLE, 0, "Winter report"),
        (Role.HEADING, 1, "What we found"),
        (Role.PARAGRAPH, 0, "Come to the flu clinic."),
        (Role.LIST_ITEM, 0, "Tea"),
    ]
    assert (draft.title, draft.format, draft.page is not None) == ("Winter report", "markdown", True)
    assert facts(draft) == {
        "document_format": "docx",
        "document_has_title": True,
        "document_language": "en-US",
    }


def test_the_title_that_windows_show_is_read_too() -> None:
    (draft,) = read(word(title='Vote "Labour": now'), "report.docx")
    assert draft.title == "Winter report"
    assert 'Vote "Labour": now' in [block.text for block in draft.blocks]


def test_without_any_title_it_says_so() -> None:
    (draft,) = read(word(heading=""), "report.docx")
    assert (draft.title, facts(draft)["document_has_title"]) == ("What we found", False)


def test_the_draft_read_again_from_its_source_is_the_same() -> None:
    """An audit keeps the source and reads it again."""
    (draft,) = read(word(title="Tea: \t[a] 'b' \\ c"), "report.docx")
    (again,) = read(draft.source.encode(), "report.docx", "markdown")
    assert (again.blocks, again.title, facts(again)) == (draft.blocks, draft.title, facts(draft))


def test_the_content_tells_and_not_the_name(make_pdf: Any) -> None:
    data = word()
    assert document_kind(data, "letter") == "word"
    assert document_kind(make_pdf([["Words"]]), "letter.txt") == "pdf"
    assert document_kind(b"Words", "letter.txt") is None
    assert read(data, "letter")[0].blocks
    assert source_of(data, "letter") == read(data, "letter")[0].source


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"\xd0\xcf\x11\xe0" + bytes(512), "locked with a password"),
        (b"PK\x03\x04 cut off", "cannot be read as a Word document"),
        (b"", "cannot be read as a Word document"),
        (b"Just words.", "cannot be read as a Word document"),
    ],
)
def test_what_is_no_word_document_says_what_to_do(data: bytes, said: str) -> None:
    with pytest.raises(DraftError, match=said):
        read(data, "letter.docx")


def test_a_document_without_words_is_no_pass() -> None:
    document, out = docx.Document(), BytesIO()
    document.save(out)
    with pytest.raises(DraftError, match="no words"):
        read(out.getvalue(), "empty.docx")


def test_packed_data_that_is_broken_says_so() -> None:
    data = bytearray(word())
    place = data.index(b"word/document.xml") + 40
    data[place : place + 200] = bytes(200)
    with pytest.raises(DraftError, match="cannot be read as a Word document"):
        read(bytes(data), "letter.docx")


def test_a_file_larger_than_a_text_may_be_is_still_read(tmp_path: Path, make_pdf: Any) -> None:
    data = make_pdf([["Words"]])
    path = tmp_path / "large.pdf"
    # Whatever stands before the last part is skipped by readers of PDFs.
    path.write_bytes(data + b"\n%" + b"x" * (21 << 20) + data[data.rindex(b"\ntrailer") :])
    assert read_file(path)[0].source == "Words"


def test_a_document_that_was_cut_off_on_the_way_in_is_no_pass(tmp_path: Path, make_pdf: Any) -> None:
    """Of a file without a name that tells, only as much is read as of a text."""
    path = tmp_path / "report"
    path.write_bytes(make_pdf([["Words"]]) + b"%" + b"x" * (21 << 20))
    with pytest.raises(DraftError, match=r"larger than 20 MB. Give it a name"):
        read_file(path)


def test_a_file_that_is_too_large_says_so(tmp_path: Path) -> None:
    path = tmp_path / "huge.pdf"
    with path.open("wb") as file:
        file.write(b"%PDF-1.7\n")
        file.truncate(MAX_BYTES + 2)
    with pytest.raises(DraftError, match="larger than 100 MB"):
        read_file(path)
