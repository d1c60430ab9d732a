"""Reads Markdown."""

from __future__ import annotations

from neutral_gate.model import Draft
from neutral_gate.readers.front_matter import read_front_matter
from neutral_gate.readers.markdown_blocks import parse_markdown
from neutral_gate.readers.page import page_draft


def read_markdown(source: str, path: str, sha256: str) -> Draft:
    """Reads Markdown with its front matter and the HTML in it.

    Args:
        source: The decoded file.
        path: Its name, for messages and for the draft.
        sha256: Digest of its bytes.

    Raises:
        DraftError: the front matter is broken, or elements are nested too deep.
    """
    front = read_front_matter(source, path)
    return page_draft(parse_markdown(source, front.end, path), front, "markdown", path, sha256)
