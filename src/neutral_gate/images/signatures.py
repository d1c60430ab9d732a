"""Tells the format of a picture by its first bytes, and sees a second file that is hidden in it."""

from __future__ import annotations

import re

from neutral_gate.images.svg import is_svg

HEAD = 1024
"""Bytes from the start that are enough to tell every format but SVG, whose comments may be long."""

TAIL = 66_000
"""Bytes from the end in which the directory of a ZIP archive must stand: 22 and a comment of up to 65,535."""

_STARTS: tuple[tuple[bytes, str], ...] = (
    (b"\xff\xd8\xff", "JPEG"),
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"GIF87a", "GIF"),
    (b"GIF89a", "GIF"),
    (b"BM", "BMP"),
    (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"),
    (b"II+\x00", "TIFF"),
    (b"MM\x00+", "TIFF"),
    (b"\x00\x00\x01\x00", "ICO"),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", "JPEG2000"),
    (b"\xff\x4f\xff\x51", "JPEG2000"),
    (b"8BPS", "PSD"),
    (b"\xff\x0a", "JXL"),
    (b"\x00\x00\x00\x0cJXL \r\n\x87\n", "JXL"),
)
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"})
_CODE = re.compile(rb"<\?php\s|<script[\s>]|<html[\s>]|<iframe[\s>]", re.IGNORECASE)
_CODE_TAIL = 4096
_ZIP_END = b"PK\x05\x06"

EXTENSIONS: dict[str, str] = {
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".jpe": "JPEG",
    ".jfif": "JPEG",
    ".png": "PNG",
    ".apng": "PNG",
    ".gif": "GIF",
    ".webp": "WEBP",
    ".avif": "AVIF",
    ".bmp": "BMP",
    ".dib": "BMP",
    ".tif": "TIFF",
    ".tiff": "TIFF",
    ".ico": "ICO",
    ".heic": "HEIC",
    ".heif": "HEIC",
    ".jp2": "JPEG2000",
    ".j2k": "JPEG2000",
    ".jxl": "JXL",
    ".psd": "PSD",
    ".svg": "SVG",
    ".svgz": "SVG",
}
"""The format that the end of a file's name promises."""


def format_of(head: bytes) -> str:
    """The format that the first bytes of a file tell, or ""."""
    for start, name in _STARTS:
        if head.startswith(start):
            return name
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return "WEBP"
    if head[4:8] == b"ftyp":
        brands = {head[8:12], *(head[place : place + 4] for place in range(16, min(_u32(head), 128), 4))}
        if brands & _AVIF_BRANDS:
            return "AVIF"
        return "HEIC" if brands & _HEIC_BRANDS else ""
    return "SVG" if b"<" in head[:64] and is_svg(head) else ""


def second_file(head: bytes, tail: bytes, picture: str) -> bool:
    """True where a picture is also something else: an archive, a PDF, a page or a program.

    Args:
        head: Its first bytes, up to `HEAD`.
        tail: Its last bytes, up to `TAIL`.
        picture: The format that it has as a picture.
    """
    if picture == "SVG":
        return False  # a text by nature
    if b"%PDF-" in head or _CODE.search(head) or _CODE.search(tail, max(len(tail) - _CODE_TAIL, 0)):
        return True
    comment = {"GIF": 6, "BMP": 2}.get(picture)
    if comment is not None and head[comment : comment + 2] == b"/*":
        return True  # a program whose first line hides the picture in a comment
    if _ZIP_END not in tail:
        return False
    place = tail.rfind(_ZIP_END)
    return len(tail) - place >= 22 and place + 22 + _u16(tail, place + 20) == len(tail)


def _u16(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 2], "little")


def _u32(data: bytes) -> int:
    return int.from_bytes(data[:4], "big")
