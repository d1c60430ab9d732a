"""From a form to a draft: pasted words, or a file that is text, Word, PDF, HTML or a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from neutral_gate.readers.decoding import decode
from neutral_gate.service.judging.errors import RefusedError
from neutral_gate.service.uploads.forms import Form, SentFile

if TYPE_CHECKING:
    from neutral_gate.model import ImageFacts

_TEXTS = {"txt": "text", "text": "text", "md": "markdown", "markdown": "markdown", "html": "html", "htm": "html"}
_PICTURES = ("png", "jpg", "jpeg", "gif", "webp", "avif", "bmp", "tif", "tiff", "svg")
FORMATS = ("text", "html", "markdown")
"""How pasted words may be written."""

_MEND = "Choose a text, Markdown, HTML, Word (.docx) or PDF file or a picture, or paste the words."
_PASTED = "Pasted draft"


class HandedIn(NamedTuple):
    """A draft that somebody handed in.

    Attributes:
        payload: As `POST /v1/check` takes it.
        texts: Its fields that people can read, by the names that findings use.
        pictures: Facts of its pictures by their address.
        notices: Plain sentences on what could not be looked at.
        says: What a PDF says of itself; see `readers.documents`.
    """

    payload: dict[str, Any]
    texts: dict[str, str]
    pictures: Mapping[str, ImageFacts]
    notices: tuple[str, ...]
    says: Mapping[str, object]


def read_draft(form: Form, words_in_pictures: bool = True) -> HandedIn:
    """Reads the draft of a form.

    Args:
        form: With the fields `text`, `format`, `title`, `kind`, `published`, `name` and `alt`, or a file.
        words_in_pictures: False to leave the words that stand in pictures unread.

    Raises:
        RefusedError: There is nothing to check, or two things.
        DraftError: The file cannot be read.
    """
    field = {name: form.fields.get(name, "").strip() for name in ("title", "kind", "published", "name", "alt")}
    pasted = form.fields.get("text", "")
    payload: dict[str, Any] = {key: field[key] for key in ("kind", "published") if field[key]}
    payload["path"] = field["name"] or (form.file.name if form.file else "") or _PASTED
    texts: dict[str, str] = {}
    pictures: dict[str, bytes] = {}
    says: Mapping[str, object] = {}
    title = field["title"]
    if form.file is not None and not _is_picture(form.file):
        if pasted.strip():
            raise RefusedError("There are words in the box, and a file.", "Check one of them at a time.")
        written_as, source, own_title, pictures, says = _read_file(form.file)
        payload.update(format=written_as, source=source)
        title = title or own_title
    elif pasted.strip():
        written_as = form.fields.get("format", "text")
        payload.update(format=written_as if written_as in FORMATS else "text", source=pasted)
    if form.file is not None and _is_picture(form.file):
        address = form.file.name.replace(" ", "_") or "picture"
        payload["images"] = [{"src": address, **({"alt": field["alt"]} if field["alt"] else {})}]
        pictures = {address: form.file.data}
        texts["images[0].alt"] = field["alt"]
        if "source" not in payload:
            payload["text"] = ""  # a picture alone is a post without words
    if "source" not in payload and "images" not in payload:
        raise RefusedError("There is nothing to check yet.", "Paste some words, or choose a file.")
    if title:
        payload["title"] = texts["title"] = title
    if "source" in payload:
        texts["source"] = payload["source"]
    facts, notices = _facts(pictures, words_in_pictures)
    return HandedIn(payload, texts, facts, notices, says)


def _read_file(file: SentFile) -> tuple[str, str, str, dict[str, bytes], Mapping[str, object]]:
    """Form, source and title of a file, the pictures in it, and what it says of itself."""
    ending = file.name.rpartition(".")[2].lower()
    if ending == "pdf":
        from neutral_gate.service.uploads.pdf_words import read_pdf_words

        pdf = read_pdf_words(file.data, file.name)
        return "markdown", pdf.markdown, pdf.title, {}, pdf.says
    if ending == "docx" or (ending == "doc" and file.data[:4] == b"PK\x03\x04"):
        from neutral_gate.readers.word import read_word

        word = read_word(file.data, file.name)
        if not word.markdown.strip() and not word.title:
            raise RefusedError("There are no words in this Word document.", "Check that it is the right file.")
        return "markdown", word.markdown, word.title, dict(word.pictures), {}
    if ending == "doc":
        from neutral_gate.readers.word import read_word

        read_word(file.data, file.name)  # says what to do about an old document
    if ending not in _TEXTS:
        raise RefusedError("This kind of file cannot be read here.", _MEND)
    return _TEXTS[ending], decode(file.data, file.name, page=ending in ("html", "htm")), "", {}, {}


def _is_picture(file: SentFile) -> bool:
    return file.name.rpartition(".")[2].lower() in _PICTURES


def _facts(pictures: Mapping[str, bytes], words: bool) -> tuple[dict[str, ImageFacts], tuple[str, ...]]:
    if not pictures:
        return {}, ()
    from neutral_gate.images.facts import facts_of

    facts = {address: facts_of(data, address) for address, data in pictures.items()}
    if not words:
        return facts, ("The words in the picture were not read, because that takes too long. Read them yourself.",)
    from neutral_gate.images.ocr import MISSING, WordReader

    reader = WordReader(None)
    if reader.missing:
        return facts, (MISSING,)
    facts = {address: reader.look(pictures[address], each, address) for address, each in facts.items()}
    return facts, tuple(reader.unread)
