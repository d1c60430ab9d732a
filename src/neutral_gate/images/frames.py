"""Walks the parts of PNG, GIF and WebP files: size, frames, how long they play. No pixel is decoded."""

from __future__ import annotations

from typing import BinaryIO

from neutral_gate.model.records import dataclass, field

MAX_FRAMES = 10_000
"""Frames that are counted; a file with more plays long enough to be found in any case."""

MAX_PARTS = 40_000
"""Parts of a file that are looked at: a hostile file may have millions."""

_MAX_EXIF = 1 << 20
_MAX_GIF = 32 << 20
# Browsers show a frame that asks for 10 ms or less for 100 ms, because such files mean "as fast as you can".
_TOO_FAST, _SLOWED = 0.011, 0.1


class Broken(Exception):  # noqa: N818 - not an error that anybody sees
    """The file is not what its first bytes say, or it ends too early."""


@dataclass(slots=True)
class Walk:
    """What a walk over a file found.

    Attributes:
        width: Pixels.
        height: Pixels.
        mode: Pillow's word for its colours.
        delays: Seconds that each frame is shown; empty for a still picture.
        plays: How often the frames are shown; 0 for ever.
        exif: Its EXIF data as they stand in the file.
        xmp: Its XMP data.
        whole: True where the file has its proper end.
    """

    width: int = 0
    height: int = 0
    mode: str = ""
    delays: list[float] = field(default_factory=list)
    plays: int = 1
    exif: bytes = b""
    xmp: bytes = b""
    whole: bool = True


def walk_png(file: BinaryIO, to_end: bool) -> Walk:
    """Walks a PNG, animated or not (PNG specification, third edition, sections 5 and 11.3.6).

    Args:
        file: The file.
        to_end: True to walk a still picture to its end; else only to its pixels.
    """
    found = Walk(whole=False)
    file.seek(8)
    animated = False
    for _ in range(MAX_PARTS):
        head = file.read(8)
        if len(head) < 8:
            return found
        length, kind = int.from_bytes(head[:4], "big"), head[4:]
        if kind == b"IHDR":
            data = _exactly(file, 13)
            found.width, found.height = _big(data, 0), _big(data, 4)
            found.mode = {0: "L", 2: "RGB", 3: "P", 4: "LA", 6: "RGBA"}.get(data[9], "")
            length -= 13
        elif kind == b"acTL":
            found.plays = _big(_exactly(file, 8), 4)
            animated = True
            length -= 8
        elif kind == b"fcTL" and animated and len(found.delays) < MAX_FRAMES:
            data = _exactly(file, 26)
            unit = int.from_bytes(data[22:24], "big") or 100
            found.delays.append(_shown(int.from_bytes(data[20:22], "big") / unit))
            length -= 26
        elif kind == b"eXIf" and length <= _MAX_EXIF:
            found.exif = _exactly(file, length)
            length = 0
        elif kind == b"iTXt" and length <= _MAX_EXIF:
            data = _exactly(file, length)
            found.xmp += data if data.startswith(b"XML:com.adobe.xmp") else b""
            length = 0
        elif kind == b"IDAT" and not animated and not to_end:
            found.whole = _ends_with(file, b"IEND\xaeB`\x82")
            return found
        elif kind == b"IEND":
            found.whole = len(file.read(4)) == 4
            return found
        file.seek(length + 4, 1)
    found.whole = True  # more parts than anybody needs: what is known must do
    return found


def walk_gif(file: BinaryIO) -> Walk:
    """Walks a GIF (GIF89a specification and the NETSCAPE2.0 extension for loops)."""
    data = file.read(_MAX_GIF)
    if len(data) < 13:
        raise Broken
    found = Walk(_little(data, 6), _little(data, 8), "P", whole=False)
    place = 13 + _colours(data[10])
    delay = 0.0
    looped: int | None = None
    for _ in range(MAX_PARTS):
        mark = data[place : place + 1]
        if mark == b"," and len(data) >= place + 11:
            if len(found.delays) < MAX_FRAMES:
                found.delays.append(_shown(delay))
            delay = 0.0
            # Image descriptor, colour table, one byte that says how it is packed.
            place = _after_blocks(data, place + 11 + _colours(data[place + 9]))
        elif mark == b"!":
            label = data[place + 1 : place + 2]
            if label == b"\xf9" and data[place + 2 : place + 3] == b"\x04":
                delay = _little(data, place + 4) / 100
            elif label == b"\xff" and data[place + 3 : place + 14] in (b"NETSCAPE2.0", b"ANIMEXTS1.0"):
                looped = _little(data, place + 16)
            place = _after_blocks(data, place + 2)
        else:
            # What stands behind the last frame, if anything, harms nobody; a frame that breaks off does.
            found.whole = bool(found.delays) and (place <= len(data) or len(data) == _MAX_GIF)
            break
    else:
        found.whole = True
    if looped is not None:
        found.plays = looped + 1 if looped else 0
    return found


def walk_webp(file: BinaryIO) -> Walk:
    """Walks a WebP (its container specification, RFC 9649)."""
    file.seek(0, 2)
    there = file.tell()
    file.seek(4)
    size = int.from_bytes(_exactly(file, 4), "little") + 8
    file.seek(12)
    found = Walk(whole=there >= size)
    place = 12
    for _ in range(MAX_PARTS):
        head = file.read(8)
        if len(head) < 8 or place >= size:
            break
        kind, length = head[:4], int.from_bytes(head[4:], "little")
        if kind == b"VP8X":
            data = _exactly(file, 10)
            found.width, found.height = _little(data, 4, 3) + 1, _little(data, 7, 3) + 1
            found.mode = "RGBA" if data[0] & 0x10 else "RGB"
        elif kind == b"VP8 " and not found.width:
            data = _exactly(file, 10)
            found.width, found.height, found.mode = _little(data, 6) & 0x3FFF, _little(data, 8) & 0x3FFF, "RGB"
        elif kind == b"VP8L" and not found.width:
            bits = int.from_bytes(_exactly(file, 5)[1:], "little")
            found.width, found.height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
            found.mode = "RGBA" if bits >> 28 & 1 else "RGB"
        elif kind == b"ANIM":
            found.plays = _little(_exactly(file, 6), 4)
        elif kind == b"ANMF" and len(found.delays) < MAX_FRAMES:
            found.delays.append(_shown(_little(_exactly(file, 16), 12, 3) / 1000))
        elif kind == b"EXIF" and length <= _MAX_EXIF:
            found.exif = file.read(length)
        elif kind == b"XMP " and length <= _MAX_EXIF:
            found.xmp = file.read(length)
        place += 8 + length + (length & 1)
        file.seek(place)
    return found


def walk_boxes(file: BinaryIO, size: int) -> bool:
    """False where a box of an AVIF or HEIC file breaks off (ISO/IEC 14496-12, section 4.2)."""
    place = 0
    for _ in range(MAX_PARTS):
        if place >= size:
            break
        file.seek(place)
        head = file.read(16)
        length = int.from_bytes(head[:4], "big")
        if length == 1:
            length = int.from_bytes(head[8:], "big")
        if length == 0:
            return len(head) >= 8
        if length < 8:
            return False
        place += length
    return place <= size


def _shown(delay: float) -> float:
    return _SLOWED if delay < _TOO_FAST else delay


def _after_blocks(data: bytes, place: int) -> int:
    """The place after a chain of data blocks; behind the end of the file where the chain breaks off."""
    while place < len(data):
        length = data[place]
        place += length + 1
        if not length:
            return place
    return len(data) + 1


def _colours(packed: int) -> int:
    """Bytes of a colour table."""
    return 3 << (packed & 7) + 1 if packed & 0x80 else 0


def _ends_with(file: BinaryIO, end: bytes) -> bool:
    file.seek(-len(end), 2)
    return file.read(len(end)) == end


def _exactly(file: BinaryIO, length: int) -> bytes:
    data = file.read(length)
    if len(data) < length:
        raise Broken
    return data


def _big(data: bytes, place: int) -> int:
    return int.from_bytes(data[place : place + 4], "big")


def _little(data: bytes, place: int, length: int = 2) -> int:
    return int.from_bytes(data[place : place + length], "little")
