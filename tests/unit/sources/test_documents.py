from io import BytesIO

import pytest

from neutral_gate.model import DraftError
from neutral_gate.sources import open_source

pytest.importorskip("pypdfium2", reason="needs the extra `documents`")
docx = pytest.importorskip("docx", reason="needs python-docx, which writes the files")


def word(words="Come to the flu clinic.", title=""):
    document = docx.Document()
    document.core_properties.title = title
    document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_pdf_is_one_item(write, read, make_pdf):
    data = make_pdf([["Words"]], title="Report", language="en-GB", tagged=True)
    path = write(data, "report.pdf")
    (item,), problems = read(path)
    assert problems == []
    assert (item.platform, item.published, item.scheduled, item.language, item.place) == (
        "document",
        None,
        False,
        "en-GB",
        "",
    )
    assert (item.draft.kind, item.draft.path, item.draft.title) == ("report", str(path), "Report")
    assert item.draft.settings["document_tagged"][0] is True
    assert open_source(path).kind == "pdf"


def test_a_word_document_is_one_item(write, read):
    path = write(word(title="Report"), "report.bin")
    (item,), problems = read(path)
    assert (problems, item.platform, item.draft.title, item.draft.kind) == ([], "document", "Report", "report")
    assert open_source(path).kind == "word"


def test_pages_that_hold_pictures_alone_are_a_problem(write, read, make_pdf):
    items, problems = read(write(make_pdf([["Words"], [], ["More"], []], picture=[1]), "report.pdf"))
    assert len(items) == 1
    assert [(problem.place, "as in a scan" in problem.problem) for problem in problems] == [("page 2", True)]


def test_pages_beyond_those_that_are_read_are_a_problem(write, read, make_pdf):
    items, problems = read(write(make_pdf([["Words"]] * 2_005), "report.pdf"))
    assert len(items) == 1
    assert [(problem.place, problem.problem) for problem in problems] == [
        ("after page 2000", "Only 2,000 of 2,005 pages could be read.")
    ]


def test_what_cannot_be_read_is_a_problem_and_the_rest_is_read(write, read, tmp_path, make_pdf):
    write(make_pdf([["Words"]]), "in/a.pdf")
    write(b"%PDF-1.7\nbroken", "in/b.pdf")
    write(word(), "in/c.docx")
    write(word()[:900], "in/d.docx")
    write(make_pdf([[]], picture=[0]), "in/e.pdf")
    items, problems = read(tmp_path / "in")
    assert sorted(item.place for item in items) == ["a.pdf", "c.docx"]
    assert [problem.place for problem in problems] == ["d.docx", "b.pdf", "e.pdf"]


def test_beside_an_export_they_are_attachments(write, tmp_path, make_pdf):
    write("Date,ShareLink,ShareCommentary\n2024-07-01 09:00:00,https://a.example,Tea\n", "in/Shares.csv")
    write(make_pdf([["Words"]]), "in/a.pdf")
    write(word(), "in/b.docx")
    assert open_source(tmp_path / "in").kind == "linkedin"


def test_a_word_document_that_unpacks_to_too_much_is_refused(write, read):
    import zipfile

    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"<a>" + b" " * 30_000_000)
    _, problems = read(write(out.getvalue(), "bomb.docx"))
    assert ["unpacks to too much" in problem.problem for problem in problems] == [True]


def test_an_old_document_says_what_to_do(write):
    with pytest.raises(DraftError, match="without a password"):
        open_source(write(b"\xd0\xcf\x11\xe0" + bytes(600), "old.doc"))
