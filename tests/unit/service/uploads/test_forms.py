"""Forms with files, as browsers send them, and as nobody should."""

from __future__ import annotations

import pytest

from neutral_gate.model import DraftError
from neutral_gate.service.judging.errors import RefusedError, UnreadableError
from neutral_gate.service.uploads import Form, SentFile, read_draft, read_form

TYPE = "multipart/form-data; boundary=edge"


def part(head: str, data: bytes) -> bytes:
    return b"--edge\r\nContent-Disposition: form-data; " + head.encode() + b"\r\n\r\n" + data + b"\r\n"


def test_fields_and_a_file() -> None:
    body = part('name="text"', "Café\r\nopen".encode()) + part('name="file"; filename="C:\\a\\b.txt"', b"x\r\ny")
    form = read_form(TYPE, body + b"--edge--\r\n")
    assert form == Form({"text": "Café\nopen"}, SentFile("b.txt", b"x\r\ny"))


def test_no_file_chosen_is_no_file() -> None:
    form = read_form(TYPE, part('name="text"', b"words") + part('name="file"; filename=""', b"") + b"--edge--\r\n")
    assert form.file is None


def test_a_large_file_stays_in_memory_and_whole() -> None:
    data = bytes(range(256)) * 12_000
    form = read_form(TYPE, part('name="file"; filename="a.png"', data) + b"--edge--\r\n")
    assert form.file is not None
    assert form.file.data == data


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", b"words"),
        ("", b""),
        ("multipart/form-data", b"words"),
        (TYPE, b"words without an edge"),
        (TYPE, part('name="text"', b"words")[:-9]),
    ],
)
def test_what_is_no_whole_form_is_an_error(kind: str, body: bytes) -> None:
    with pytest.raises(UnreadableError):
        read_form(kind, body)


def test_many_fields_and_two_files_are_refused() -> None:
    with pytest.raises(RefusedError, match="too many fields"):
        read_form(TYPE, b"".join(part(f'name="f{n}"', b"") for n in range(60)) + b"--edge--\r\n")
    with pytest.raises(RefusedError, match="more than one file"):
        read_form(TYPE, part('name="file"; filename="a.txt"', b"a") * 2 + b"--edge--\r\n")


@pytest.mark.parametrize(
    ("name", "data", "written_as"),
    [("a.txt", b"words", "text"), ("a.MD", b"words", "markdown"), ("a.htm", b"<p>words", "html")],
)
def test_files_of_text(name: str, data: bytes, written_as: str) -> None:
    draft = read_draft(Form({"name": "My leaflet"}, SentFile(name, data)))
    assert draft.payload["format"] == written_as
    assert draft.payload["path"] == "My leaflet"
    assert draft.texts == {"source": data.decode()}


def test_a_picture_has_facts_and_its_words() -> None:
    form = Form({"alt": "A nurse", "text": "Come in."}, SentFile("my nurse.png", b"no picture at all"))
    draft = read_draft(form, words_in_pictures=False)
    assert draft.payload["images"] == [{"src": "my_nurse.png", "alt": "A nurse"}]
    assert draft.texts == {"images[0].alt": "A nurse", "source": "Come in."}
    assert draft.pictures["my_nurse.png"].problem
    assert "were not read" in draft.notices[0]


def test_what_cannot_be_read_is_refused() -> None:
    with pytest.raises(RefusedError, match="nothing to check"):
        read_draft(Form({"text": "  \n"}, None))
    with pytest.raises(RefusedError, match="words in the box, and a file"):
        read_draft(Form({"text": "words"}, SentFile("a.txt", b"words")))
    with pytest.raises(RefusedError, match="kind of file"):
        read_draft(Form({}, SentFile("a.exe", b"MZ")))
    with pytest.raises(DraftError):
        read_draft(Form({}, SentFile("a.txt", b"\xff\x00\x01")))
