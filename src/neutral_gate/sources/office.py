"""Office files as sources: which kind one is, and what makes one unsafe to open. They are zip archives of XML parts."""

from __future__ import annotations

import lzma
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from typing import IO

from neutral_gate.model import DraftError
from neutral_gate.sources.places import Opener, Place

MAX_BYTES = 100 << 20
"""Bytes of an office file or PDF that is read; reports full of pictures have some dozens of MB."""
MAX_PARTS = 200 << 20
"""Bytes of all unpacked XML parts of a workbook; they are read as a stream."""
MAX_WORDS = 64 << 20
"""Bytes of the part with the words of all cells, which stands in memory as a whole."""
_MOST_PARTS = 5_000
_OLD = b"\xd0\xcf\x11\xe0"
_OLD_ENDS = (".doc", ".docx", ".xls", ".xlsx", ".ppt", ".pptx")
_KINDS = {"word/document.xml": "word", "xl/workbook.xml": "spreadsheet"}
_WORDS = "xl/sharedStrings.xml"
_CHUNK = 1 << 20
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,  # zipfile: a way of packing that it does not know
    RuntimeError,
)


def whole(opener: Opener, place: Place) -> bytes:
    """All bytes of a file.

    Raises:
        DraftError: it is too large.
    """
    with opener() as stream:
        data = stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise DraftError(f"{place.at('') or place.source} is larger than {MAX_BYTES >> 20} MB.", "Split it into parts.")
    return data


def office_kind(file: Path | BytesIO) -> str | None:
    """What an archive holds: "word", "spreadsheet", or None where it is no office file."""
    try:
        with zipfile.ZipFile(file) as archive:
            names = set(archive.namelist())
    except _DAMAGED:
        return None
    return next((kind for part, kind in _KINDS.items() if part in names), None)


def check_locked(head: bytes, place: Place) -> None:
    """Refuses office files that are locked with a password, or from before 2007: both begin alike.

    Raises:
        DraftError: it is one. In a folder only the names of office files count, since other programs use this form.
    """
    if head.startswith(_OLD) and (not place.inner or place.inner.lower().endswith(_OLD_ENDS)):
        raise DraftError(
            "This is an old Office file, or it is locked with a password.",
            "Open it, and save it as .docx or .xlsx without a password.",
        )


def check_workbook(data: bytes, place: Place) -> None:
    """Refuses a workbook that would take the room of this computer.

    Raises:
        DraftError: it unpacks to too much, is damaged, or its XML defines entities.
    """
    name = place.at("") or place.source
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = [each for each in archive.infolist() if each.filename.endswith((".xml", ".rels"))]
            # A part never gives more than the size that the archive states, whatever is packed in it.
            words = sum(each.file_size for each in entries if each.filename == _WORDS)
            too_much = sum(each.file_size for each in entries) > MAX_PARTS or words > MAX_WORDS
            if too_much or len(entries) > _MOST_PARTS:
                raise DraftError(f"{name} unpacks to far more than a plan of posts holds.", "Check the file.")
            for each in entries:
                with archive.open(each) as part:
                    if _declares(part):
                        raise DraftError(f"{name} is no workbook that Excel has written.", "Save it again as .xlsx.")
    except _DAMAGED as error:
        raise DraftError(f"{name} is damaged ({error}).", "Download or save it again.") from error


def _declares(part: IO[bytes]) -> bool:
    """Whether an XML part has a DOCTYPE, in whichever Unicode encoding: Excel writes none, and entities need one."""
    end = b""
    while data := part.read(_CHUNK):
        data = end + data.replace(b"\0", b"")
        if b"<!DOCTYPE" in data:
            return True
        end = data[-8:]
    return False
