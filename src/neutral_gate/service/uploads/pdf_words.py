"""The words of a PDF as Markdown, so that people can mend them in the box of the page."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from neutral_gate.model import Block, Draft, Role
from neutral_gate.readers.pdf import pdf_draft
from neutral_gate.readers.word import escaped, escaped_starts

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]{1,30}:[^\s<>]+", re.IGNORECASE)


class PdfWords(NamedTuple):
    """What a PDF has.

    Attributes:
        title: The title among its properties, or "".
        markdown: Its words, and the addresses that it links to.
        says: What it says of itself; see `readers.documents`.
    """

    title: str
    markdown: str
    says: Mapping[str, object]


def read_pdf_words(data: bytes, name: str) -> PdfWords:
    """Reads a PDF in a process of its own, which ends with the one that asks for it.

    Args:
        data: The bytes of the file.
        name: For messages.

    Raises:
        DraftError: It is locked, damaged, too long or without words, or the part that reads PDFs is not installed.
    """
    draft = pdf_draft(data, name)
    says = {key: value for key, (value, _) in draft.settings.items()}
    title = draft.title if says["document_has_title"] else ""
    return PdfWords(title, "\n\n".join(_parts(draft)) + "\n", says)


def _parts(draft: Draft) -> Iterator[str]:
    for block in draft.blocks:
        if block.role is not Role.TITLE:
            yield _written(block)
    shown = " ".join(block.text for block in draft.blocks)
    for address in dict.fromkeys(link.href for link in draft.links):
        if address not in shown and _ADDRESS.fullmatch(address):
            yield f"<{address}>"


def _written(block: Block) -> str:
    words = escaped(block.text)
    if block.role is Role.HEADING:
        return f"{'#' * block.level} {words}"
    return f"- {escaped_starts(words)}" if block.role is Role.LIST_ITEM else escaped_starts(words)
