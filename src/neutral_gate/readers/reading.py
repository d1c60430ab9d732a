"""The one way from bytes to drafts: finds out the format and hands over to its reader."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from neutral_gate.digests import sha256
from neutral_gate.lazy import late
from neutral_gate.readers.decoding import decode
from neutral_gate.readers.documents import document_kind, end_of, read_document

if TYPE_CHECKING:
    from neutral_gate.model import Draft, Format

EXTENSIONS: dict[str, Format] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdown": "markdown",
    ".mkd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".txt": "text",
    ".text": "text",
    ".json": "post-json",
}
"""Format by the end of a file's name, in lower case."""

_HTML = late(
    r"\s*(?:<!--.*?-->\s*|<\?xml[^>]*>\s*)*<(?:!doctype|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table"
    r"|header|nav|figure|img|a|span|blockquote|form|iframe|script|style|meta|title|strong|em|b|i|br|aside|footer)\b",
    re.IGNORECASE | re.DOTALL,
)
_POST = late(r"\s*(?:\[\s*)?\{\s*\"")
_FRONT = late(r"(?:---|\+\+\+)[ \t]*[\r\n]")


def read(data: bytes, name: str, format: Format | None = None) -> tuple[Draft, ...]:  # noqa: A002
    """Reads the bytes of a file.

    Args:
        data: The bytes.
        name: The file's name or path: its end tells the format, and it stands in messages and in the drafts.
        format: The format where it is known; else it is told from the name, else from the content. Word and PDF files
            are told first of all.

    Returns:
        The drafts in it: one, or one for each post of a list of posts.

    Raises:
        DraftError: the bytes are no text, too large, or no draft of that format.
    """
    if format is None and (kind := document_kind(data, name)) is not None:
        return (read_document(data, name, kind),)
    written_as = format or format_of(name)
    source = source_of(data, name, written_as)
    if written_as is None:
        written_as = sniff(source)
    digest = sha256(data).hexdigest()
    if written_as == "post-json":
        from neutral_gate.readers.post_json import read_posts

        return read_posts(source, name, digest)
    if written_as == "html":
        from neutral_gate.readers.html_reader import read_html

        return (read_html(source, name, digest),)
    if written_as == "markdown":
        from neutral_gate.readers.markdown_reader import read_markdown

        return (read_markdown(source, name, digest),)
    from neutral_gate.readers.text_reader import read_text

    return (read_text(source, name, digest),)


def source_of(data: bytes, name: str, format: Format | None = None) -> str:  # noqa: A002
    """The text of a file, as `read` gives it to the drafts in it; arguments and errors are the same."""
    if format is None and (kind := document_kind(data, name)) is not None:
        return read_document(data, name, kind).source
    return decode(data, name, page=(format or format_of(name)) in (None, "html"))


def format_of(name: str) -> Format | None:
    """The format that the end of a file's name tells, or None."""
    return EXTENSIONS.get(end_of(name))


def sniff(source: str) -> Format:
    """The format that the content looks like: HTML, a post, Markdown where it has front matter, else plain text."""
    if _POST.match(source):
        return "post-json"
    if _HTML.match(source):
        return "html"
    return "markdown" if _FRONT.match(source) else "text"
