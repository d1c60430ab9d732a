"""Word and PDF files as drafts, with what the file says of itself: its title, its language, its tags.

What it says stands in the draft's settings, for rules to read; a reader knows none of them:

- `document_format`: "docx" or "pdf".
- `document_has_title`: whether its properties name a title.
- `document_language`: the language tag that holds for the whole of it, or "".
- `document_tagged` (PDF): whether it has tags, which tell headings, lists and reading order.
- `document_pages` (PDF): number of pages.
- `document_pages_without_words` (PDF): how many of them show something and hold no words, such as scans.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from neutral_gate.digests import sha256
from neutral_gate.model import DraftError
from neutral_gate.readers.decoding import MAX_BYTES as MAX_TEXT

if TYPE_CHECKING:
    from neutral_gate.model import Draft
    from neutral_gate.readers.word import WordText

ENDS = {".docx": "word", ".doc": "word", ".pdf": "pdf"}
"""What the end of a file's name says that it is."""
MAX_BYTES = 100 * 1024 * 1024
"""Largest Word or PDF file that is read: reports full of pictures have some dozens of megabytes."""
_PDF, _ZIP = b"%PDF-", b"PK\x03\x04"


def end_of(name: str) -> str:
    """The end of a file's name, with its dot and in lower case, or ""."""
    return os.path.splitext(name)[1].lower()  # noqa: PTH122 - a Path takes ten times as long


def document_kind(data: bytes, name: str) -> str | None:
    """What a file is: "word", "pdf", or None where it is neither.

    Args:
        data: Its bytes.
        name: Its name, which counts where the content does not tell.
    """
    if data.startswith(_PDF):
        return "pdf"
    end = ENDS.get(end_of(name))
    if data.startswith(_ZIP) and end is None:
        from neutral_gate.readers.word import is_word

        return "word" if is_word(data) else None
    return end


def read_document(data: bytes, name: str, kind: str) -> Draft:
    """The draft of a Word or PDF file.

    Args:
        data: Its bytes.
        name: Its name, for messages and for the draft.
        kind: "word" or "pdf".

    Raises:
        DraftError: It is too large, locked, damaged or without words, or the part that reads it is not installed.
    """
    # Of a file that is not named as a document no more is read than of a text: the rest of it is missing here.
    most = MAX_BYTES if end_of(name) in ENDS or name == "-" else MAX_TEXT
    if len(data) > most:
        raise DraftError(
            f"{name} is larger than {most // 1024 // 1024} MB.",
            "Split it into parts." if most == MAX_BYTES else "Give it a name that ends in .docx or .pdf.",
        )
    if kind == "pdf":
        from neutral_gate.readers.pdf import pdf_draft

        return pdf_draft(data, name)
    from neutral_gate.readers.markdown_reader import read_markdown
    from neutral_gate.readers.word import read_word

    word = read_word(data, name)
    if not word.markdown.strip() and not word.title:
        raise DraftError(f"There are no words in {name}.", "Check that it is the right file.")
    return read_markdown(markdown_of(word), name, sha256(data).hexdigest())


def markdown_of(word: WordText) -> str:
    """A Word document as one Markdown draft, with what it says of itself in front matter."""
    import json

    says: dict[str, object] = {"title": word.title or word.named}
    if word.named and word.named != says["title"]:
        says["seo_title"] = word.named  # the title that windows and searches show
    says |= {
        "document_format": "docx",
        "document_has_title": bool(word.named),
        "document_language": word.language,
    }
    lines = [f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in says.items() if value != ""]
    return "\n".join(["---", *lines, "---", "", word.markdown])
