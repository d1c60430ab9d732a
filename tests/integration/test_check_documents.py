"""`neutral-gate check` on Word and PDF files: findings with their place, and no pass for what cannot be read."""

from __future__ import annotations

import json
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from neutral_gate.cli.image_files import ImageFiles
from neutral_gate.cli.main import run
from neutral_gate.readers import read_file

docx = pytest.importorskip("docx", reason="needs python-docx, which writes the files")
pypdfium2 = pytest.importorskip("pypdfium2", reason="needs the extra `documents`")


def word(path: Path, words: str, picture: bool = False) -> Path:
    document = docx.Document()
    document.add_heading("The clinic", 1)
    document.add_paragraph(words)
    if picture:
        out = BytesIO()
        Image.new("RGB", (1400, 300), "white").save(out, "PNG")
        document.add_picture(BytesIO(out.getvalue()))
    document.save(path)
    return path


def check(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, dict[str, Any]]:
    code = run(["check", *map(str, paths), "--body", "council", "--at", "2024-06-10", "--format", "json"])
    return code, json.loads(capsys.readouterr().out)


def test_words_of_a_word_document_are_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = word(tmp_path / "letter.docx", "Please vote Labour on Thursday.")
    code, told = check(capsys, path)
    found = {each["rule"]: each["excerpt"] for each in told["drafts"][0]["findings"]}
    assert (code, found["neutrality/vote-advocacy"]) == (1, "vote Labour on")
    again, same = check(capsys, path)
    assert (again, same["drafts"]) == (code, told["drafts"]), "what is recalled is what was found"


def test_the_line_of_a_pdf_is_its_page(tmp_path: Path, capsys: pytest.CaptureFixture[str], make_pdf: Any) -> None:
    path = tmp_path / "report.pdf"
    path.write_bytes(make_pdf([["The clinic is open."], ["Please vote Labour on Thursday."]]))
    code, told = check(capsys, path)
    found = {each["rule"]: each["start"]["line"] for each in told["drafts"][0]["findings"]}
    assert (code, found["neutrality/vote-advocacy"]) == (1, 2)


def test_pictures_in_a_word_document_are_looked_at(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file beside the document that has the same name is another picture."""
    (tmp_path / "media").mkdir()
    (tmp_path / "media" / "word-picture-1.png").write_bytes(b"something else of the same name")
    path = word(tmp_path / "letter.docx", "Come along.", picture=True)
    (draft,) = read_file(path)
    facts = ImageFiles((), ocr=False).facts(draft)
    assert {address: (each.width, each.height) for address, each in facts.items()} == {
        "media/word-picture-1.png": (1400, 300)
    }
    _, told = check(capsys, path)
    found = {each["rule"] for each in told["drafts"][0]["findings"]}
    assert "access/alt-text" in found
    assert "image/camera-name" not in found


@pytest.mark.parametrize("name", ["report.pdf", "letter.docx", "letter.doc"])
def test_what_cannot_be_read_is_no_pass(tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    code, told = check(capsys, path)
    assert (code, [each["rule"] for each in told["drafts"][0]["findings"]]) == (2, ["gate/unreadable"])


def test_a_large_document_on_standard_input_is_read_whole(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], make_pdf: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = make_pdf([["The clinic is open."], ["Please vote Labour on Thursday."]])
    data += b"\n%" + b"x" * (21 << 20) + data[data.rindex(b"\ntrailer") :]
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(data)))
    code = run(["check", "-", "--stdin-filename", "report.pdf", "--body", "council", "--at", "2024-06-10"])
    assert code == 1
    assert "vote Labour" in capsys.readouterr().out
