"""Reads HTML pages and fragments."""

from __future__ import annotations

from neutral_gate.model import Draft
from neutral_gate.readers.front_matter import read_front_matter
from neutral_gate.readers.html_engine import parse_html
from neutral_gate.readers.page import page_draft


def read_html(source: str, path: str, sha256: str) -> Draft:
    """Reads a page or a fragment of one; front matter above it is read too.

    Args:
        source: The decoded file.
        path: Its name, for messages and for the draft.
        sha256: Digest of its bytes.

    Raises:
        DraftError: elements are nested too deep, or the front matter is broken.
    """
    front = read_front_matter(source, path)
    return page_draft(parse_html(source, front.end), front, "html", path, sha256)
