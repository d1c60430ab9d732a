"""Bytes to text: byte order marks, the character set that a page names, else UTF-8."""

from __future__ import annotations

import codecs
import re

from neutral_gate.lazy import late
from neutral_gate.model import DraftError

MAX_BYTES = 20 * 1024 * 1024
"""Largest file that is read. The longest reports are under 5 MB of text; more is a data dump or an attack."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = late(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_XML = late(rb"\s*<\?xml\s[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_.:-]+)", re.IGNORECASE)
_LOOK_AT = 4096
_AS_BROWSERS_DO = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252"}
_AS_BROWSERS_DO |= {"us-ascii": "cp1252", "utf8": "utf-8", "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8"}
_KNOWN = late(r"utf-8|cp125[0-8]|windows-125[0-8]|iso-8859-(?:[2-9]|1[0-6])|mac-?roman|macintosh|koi8-r")


def decode(data: bytes, path: str, *, page: bool) -> str:
    """The text of a file, without its byte order mark; line ends stay as they are.

    Args:
        data: The bytes.
        path: The file's name, for messages.
        page: True where the file may be an HTML page that names its own character set.

    Raises:
        DraftError: the file is too large, is no text, or is not in the character set that holds for it.
    """
    if len(data) > MAX_BYTES:
        raise DraftError(
            f"{path} is {len(data) / 1024 / 1024:.1f} MB; the most that is read is {MAX_BYTES // 1024 // 1024} MB.",
            "Split it, or check the text of it alone.",
        )
    charset, skip = _charset(data, page)
    if skip == 0 and _KNOWN.fullmatch(charset) is None:
        raise DraftError(f"{path} says that it is written in {charset!r}, which is not read here.", "Save it as UTF-8.")
    if charset == "utf-8" and (place := data.find(0)) >= 0:
        raise _no_text(path, place)
    try:
        text = data[skip:].decode(charset)
    except UnicodeDecodeError as error:
        raise DraftError(
            f"{path} is not {charset.upper()} text: byte {error.start + skip} cannot be read.", "Save it as UTF-8."
        ) from error
    if "\0" in text:
        raise _no_text(path, text.index("\0"))
    return text


def _charset(data: bytes, page: bool) -> tuple[str, int]:
    for mark, charset in _MARKS:
        if data.startswith(mark):
            return charset, len(mark)
    if page:
        found = _XML.match(data[:_LOOK_AT]) or _META.search(data[:_LOOK_AT])
        if found is not None:
            named = found.group(1).decode("ascii").lower()
            return _AS_BROWSERS_DO.get(named, named), 0
    return "utf-8", 0


def _no_text(path: str, place: int) -> DraftError:
    return DraftError(
        f"{path} is no text file: byte {place} is zero.",
        "Give the gate the text, as Markdown, HTML, plain text or a post.",
    )
