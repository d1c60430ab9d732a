"""Word documents: what they say comes out as Markdown, and none of them can take the service's room."""

from __future__ import annotations

import contextlib
import time
import zipfile
from io import BytesIO

import pytest

from neutral_gate.model import DraftError
from neutral_gate.readers import read, word
from neutral_gate.readers.word import read_word

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
D = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"


def run(words: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'


def paragraph(inner: str, style: str = "", more: str = "") -> str:
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{more}</w:pPr>{inner}</w:p>"


def document(body: str, **parts: str | bytes) -> bytes:
    """A Word file; the names of further parts have "__" for "/" and "_dot_" for ".", as arguments need."""
    file = BytesIO()
    head = f'xmlns:w="{W}" xmlns:r="{R}" xmlns:a="{A}" xmlns:d="{D}"'
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f"<w:document {head}><w:body>{body}</w:body></w:document>")
        for name, data in parts.items():
            archive.writestr("word/" + name.replace("__", "/").replace("_dot_", "."), data)
    return file.getvalue()


def markdown(body: str, **parts: str | bytes) -> str:
    return read_word(document(body, **parts), "letter.docx").markdown


RELATIONS = (
    '<Relationships><Relationship Id="r1" Target="https://example.org/book"/>'
    '<Relationship Id="r2" Target="media/image1.png"/></Relationships>'
)


def test_headings_lists_and_links_come_as_such() -> None:
    link = f'<w:hyperlink r:id="r1">{run("Book a place")}</w:hyperlink>'
    body = (
        paragraph(run("Spring letter"), "Title")
        + paragraph(run("Flu clinic"), "Heading2")
        + paragraph(run("Come on Monday"), "", "<w:numPr/>")
        + paragraph(run("Please ") + link + run("."))
    )
    styles = f'<w:styles xmlns:w="{W}"><w:style w:styleId="Heading2"><w:name w:val="heading 2"/></w:style></w:styles>'
    data = document(body, styles_dot_xml=styles, _rels__document_dot_xml_dot_rels=RELATIONS)
    found = read_word(data, "letter.docx")
    assert found.title == "Spring letter"
    assert found.markdown == ("## Flu clinic\n\n- Come on Monday\n\nPlease [Book a place](https://example.org/book).\n")


def test_tables_come_as_tables() -> None:
    rows = "".join(
        "<w:tr>" + "".join(f"<w:tc>{paragraph(run(cell))}</w:tc>" for cell in row) + "</w:tr>"
        for row in (("Day", "Time"), ("Monday", "9am | 5pm"))
    )
    text = markdown(f"<w:tbl>{rows}</w:tbl>")
    assert text == "| Day | Time |\n| --- | --- |\n| Monday | 9am \\| 5pm |\n"


def test_a_picture_comes_with_its_bytes_and_the_words_that_stand_for_it() -> None:
    drawing = '<w:r><w:drawing><d:inline><d:docPr descr="A nurse"/><a:blip r:embed="r2"/></d:inline></w:drawing></w:r>'
    data = document(paragraph(drawing), _rels__document_dot_xml_dot_rels=RELATIONS, media__image1_dot_png=b"picture")
    found = read_word(data, "letter.docx")
    assert found.markdown == "![A nurse](media/word-picture-1.png)\n"
    assert found.pictures == {"media/word-picture-1.png": b"picture"}


def test_a_picture_without_words_is_not_taken_for_decoration() -> None:
    blip = '<a:blip r:embed="r2"/>'
    decorative = '<d:docPr><x:decorative xmlns:x="urn:x" val="1"/></d:docPr>'
    for facts, alt in (("", None), ('<d:docPr descr=" "/>', None), (decorative, "")):
        body = paragraph(f"<w:r><w:drawing><d:inline>{facts}{blip}</d:inline></w:drawing></w:r>")
        (draft,) = read(markdown(body, _rels__document_dot_xml_dot_rels=RELATIONS).encode(), "letter.md")
        assert [image.alt for image in draft.images] == [alt]


def test_deleted_words_are_left_out_and_footers_are_not() -> None:
    body = paragraph(run("Come in.") + f"<w:del>{run('Vote for us.')}</w:del><w:ins>{run(' Welcome.')}</w:ins>")
    footer = f'<w:ftr xmlns:w="{W}">{paragraph(run("Only here"))}</w:ftr>'
    assert markdown(body, footer1_dot_xml=footer) == "Come in. Welcome.\n\nOnly here\n"


@pytest.mark.parametrize(
    "words",
    [
        "2 * 3 * 4 and a_b_c and _this_ one",
        "# not a heading",
        "- not a list",
        "12. not a list either",
        "`code` and [a note](not a link) and [1]: no",
        "a backslash \\ here and \\* there",
        "~~~ no fence",
    ],
)
def test_words_mean_what_they_say(words: str) -> None:
    """Read as Markdown again, a paragraph has the words that Word showed."""
    (draft,) = read(markdown(paragraph(run(words))).encode(), "letter.md")
    assert [block.text for block in draft.blocks] == [words]
    assert not draft.links


def test_every_letter_between_angle_brackets_stays_text() -> None:
    (draft,) = read(markdown(paragraph(run("&lt;b&gt;bold&lt;/b&gt; &amp;amp; so on"))).encode(), "letter.md")
    assert [block.text for block in draft.blocks] == ["<b>bold</b> &amp; so on"]


def test_an_old_or_locked_document_says_what_to_do() -> None:
    with pytest.raises(DraftError, match=r"without a password"):
        read_word(b"\xd0\xcf\x11\xe0" + bytes(512), "letter.doc")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"PK\x03\x04 and then nothing",
        document("<w:p>")[:-40],
        document("</w:p>"),
        document('<w:p w:x="&e;"/>'),
    ],
)
def test_a_broken_document_is_an_error(data: bytes) -> None:
    with pytest.raises(DraftError, match=r"cannot be read as a Word document"):
        read_word(data, "letter.docx")


def with_document(xml: bytes) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", xml)
    return file.getvalue()


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused(code: str) -> None:
    xml = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
    with pytest.raises(DraftError, match=r"cannot be read"):
        read_word(with_document(xml.encode(code)), "letter.docx")


def test_what_unpacks_to_too_much_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PART", 100_000)
    data = document(paragraph(run("a" * 200_000)))
    assert len(data) < 2_000
    with pytest.raises(DraftError, match=r"unpacks to too much"):
        read_word(data, "letter.docx")


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(DraftError, match=r"cannot be read"):
        markdown("<w:sdt>" * 3_000 + "</w:sdt>" * 3_000)
    with pytest.raises(DraftError, match=r"cannot be read"):
        markdown("<w:p>" + "<w:smartTag>" * 3_000 + "</w:smartTag>" * 3_000 + "</w:p>")


def test_a_table_in_a_table_is_read_once() -> None:
    inner = f"<w:tbl><w:tr><w:tc>{paragraph(run('Inner'))}</w:tc></w:tr></w:tbl>"
    row = f"<w:tr><w:tc>{paragraph(run('Outer'))}{inner}</w:tc></w:tr>"
    assert markdown(f"<w:tbl><w:sdt><w:sdtContent>{row}</w:sdtContent></w:sdt></w:tbl>").count("Inner") == 1


@pytest.mark.parametrize(
    ("begin", "end"),
    [
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:drawing><w:txbxContent>", "</w:txbxContent></w:drawing></w:r></w:p>"),
    ],
)
def test_what_stands_in_itself_again_and_again_takes_no_time(begin: str, end: str) -> None:
    """Each level must not double the work: 25 of them would take minutes."""
    start = time.process_time()
    with contextlib.suppress(DraftError):
        assert markdown(begin * 25 + paragraph(run("Tea")) + end * 25).count("Tea") == 1
    assert time.process_time() - start < 2


def test_all_pictures_together_have_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(word, "MAX_PICTURES", 10)
    drawing = '<w:r><w:drawing><a:blip r:embed="r2"/></w:drawing></w:r>'
    data = document(paragraph(drawing), _rels__document_dot_xml_dot_rels=RELATIONS, media__image1_dot_png=b"p" * 11)
    with pytest.raises(DraftError, match=r"unpacks to too much"):
        read_word(data, "letter.docx")
