"""Reads the facts of one image file, header first: a file is decoded only where its header leaves a doubt."""

from __future__ import annotations

import os
import stat
import warnings
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from neutral_gate.images import frames, signatures
from neutral_gate.images.personal import Told, read_exif, told_by
from neutral_gate.images.svg import MAX_MARKUP, svg_size
from neutral_gate.model.image_facts import ImageFacts
from neutral_gate.model.records import replace

if TYPE_CHECKING:
    from PIL.ImageFile import ImageFile

MAX_PIXELS = 89_478_485
"""Pixels above which a picture counts as a bomb: Pillow's own limit, a quarter of a gigabyte when it is shown."""

_JPEG_HEADS = (256 * 1024, 3 << 20)
"""Bytes in which the header of a JPEG must end: nearly always the first; large profiles need the second."""

_JPEG_PARTS = 4096
"""Parts before the picture of a JPEG; a colour profile and what cameras write need some hundreds at most."""

_MAX_WHOLE = 20 << 20
"""Bytes of a file that has to be read as a whole, such as AVIF."""

_MAX_DECODED = 20_000_000
"""Pixels that are decoded to find out whether a file is whole."""

_QUICK = frozenset({"BMP", "TIFF", "ICO"})
"""Formats whose end cannot be told from their parts, and that are quick to decode."""

_BY_WALK = {"GIF": frames.walk_gif, "WEBP": frames.walk_webp}
_UNDRAWN = frozenset({"HEIC", "PSD", "JXL"})
"""Formats that browsers do not show and Pillow does not open: their name says enough."""


def read_facts(path: Path) -> ImageFacts:
    """Reads the facts of an image file.

    Args:
        path: The file.

    Returns:
        The facts. A file that cannot be opened, or is no picture, is one with a `problem`.
    """
    try:
        with path.open("rb") as file:
            if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
                return ImageFacts(problem="unreadable")
            return facts_of(file, path.name)
    except OSError:
        return ImageFacts(problem="unreadable")


def facts_of(file: BinaryIO | bytes, name: str = "") -> ImageFacts:
    """Reads the facts of the bytes of an image file.

    Args:
        file: The bytes, or an open file that can be searched.
        name: Its name: a drawing with a long comment at its start is told by it.

    Raises:
        OSError: The file cannot be read.
    """
    source = BytesIO(file) if isinstance(file, bytes) else file
    size = source.seek(0, 2)
    if not size:
        return ImageFacts(problem="empty")
    source.seek(0)
    head = source.read(signatures.HEAD)
    picture = signatures.format_of(head)
    if not picture and signatures.EXTENSIONS.get(Path(name).suffix.lower()) == "SVG":
        picture = "SVG"
    known = ImageFacts(size=size, format=picture)
    if not picture:
        return replace(known, problem="unreadable")
    if picture == "SVG":
        source.seek(0)
        shape = svg_size(source.read(MAX_MARKUP))
        if shape is None:
            return replace(known, problem="unreadable")
        return replace(known, width=shape[0], height=shape[1])
    source.seek(max(size - signatures.TAIL, 0))
    tail = source.read(signatures.TAIL)
    if picture in _UNDRAWN:
        whole = picture != "HEIC" or frames.walk_boxes(source, size)
        facts = known if whole else replace(known, problem="truncated")
    else:
        facts = _looked_at(source, known, tail)
    if not facts.problem and signatures.second_file(head, tail, picture):
        return replace(facts, problem="second-file")
    return facts


def _looked_at(source: BinaryIO, known: ImageFacts, tail: bytes) -> ImageFacts:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Pillow warns of, such as odd EXIF data, no browser minds
        try:
            if known.format in ("PNG", "GIF", "WEBP"):
                return _walked(source, known, tail)
            return _opened(source, known, tail)
        except (frames.Broken, EOFError):
            return replace(known, problem="truncated" if known.format != "GIF" else "unreadable")
        except Exception:  # a hostile file can make a decoder raise anything: it is a file that nobody can show
            return replace(known, problem="unreadable")


def _walked(source: BinaryIO, known: ImageFacts, tail: bytes) -> ImageFacts:
    source.seek(0)
    walk = frames.walk_png(source, b"eXIf" in tail) if known.format == "PNG" else _BY_WALK[known.format](source)
    facts = _with_told(
        replace(
            known,
            width=walk.width,
            height=walk.height,
            mode=walk.mode,
            frames=max(len(walk.delays), 1),
            duration=sum(walk.delays) if len(walk.delays) > 1 else None,
            plays=walk.plays,
        ),
        told_by(read_exif(walk.exif), walk.xmp),
    )
    if not walk.width or not walk.height:
        return replace(facts, problem="unreadable")
    if walk.width * walk.height > MAX_PIXELS:
        return replace(facts, problem="bomb")
    if not walk.whole and not (known.format == "PNG" and _png_holds(source)):
        return replace(facts, problem="truncated")
    from neutral_gate.images.flashing import flashes, may_flash

    if len(walk.delays) > 1 and may_flash(walk.delays, walk.plays):
        try:
            return replace(facts, flashing=flashes(open_picture(source, known.format), walk.delays, walk.plays))
        except Exception:  # a frame that cannot be decoded
            return replace(facts, problem="truncated")
    return facts


def _opened(source: BinaryIO, known: ImageFacts, tail: bytes) -> ImageFacts:
    """The facts of a file that Pillow opens."""
    if known.format == "AVIF":
        if not frames.walk_boxes(source, known.size):
            return replace(known, problem="truncated")
        if known.size > _MAX_WHOLE:
            return known
    picture = _jpeg_head(source, known.size) if known.format == "JPEG" else open_picture(source, known.format)
    xmp = picture.info.get("xmp", b"")
    told = told_by(picture.getexif(), xmp if isinstance(xmp, bytes) else str(xmp).encode())
    width, height = picture.size
    if known.format == "TIFF":  # Pillow gives the size of some as shown, of others as stored
        tags = getattr(picture, "tag_v2", {})
        width, height = int(tags.get(256, width)), int(tags.get(257, height))
    facts = _with_told(replace(known, width=width, height=height, mode=picture.mode), told)
    pixels = facts.width * facts.height
    if not pixels:
        return replace(facts, problem="unreadable")
    if pixels > MAX_PIXELS:
        return replace(facts, problem="bomb")
    if known.format == "JPEG":
        end = tail.rfind(b"\xff\xd9")
        # Cameras put things behind the end, so a picture with its end elsewhere is looked at more closely.
        doubt = end < len(tail) - 34
    else:
        doubt = known.format in _QUICK and pixels <= _MAX_DECODED
    if doubt and not _decodes(source, known.format):
        return replace(facts, problem="truncated")
    return facts


def open_picture(source: BinaryIO, picture: str) -> ImageFile:
    """Opens a picture with Pillow's reader for its format, and no other. No pixel is decoded.

    Args:
        source: The file; it must stay open until the pixels have been decoded.
        picture: Its format.

    Raises:
        Exception: It is broken; Pillow's readers raise many kinds.
    """
    from importlib import import_module

    module, name = _READERS[picture]
    source.seek(0)
    # Not Image.open: that one tries other readers too, some of which start other programs, and its guard against bombs
    # is a warning. The size is judged before anything is decoded.
    opened: ImageFile = getattr(import_module(f"PIL.{module}"), name)(source)
    return opened


_READERS = {
    "JPEG": ("JpegImagePlugin", "JpegImageFile"),
    "PNG": ("PngImagePlugin", "PngImageFile"),
    "GIF": ("GifImagePlugin", "GifImageFile"),
    "WEBP": ("WebPImagePlugin", "WebPImageFile"),
    "AVIF": ("AvifImagePlugin", "AvifImageFile"),
    "BMP": ("BmpImagePlugin", "BmpImageFile"),
    "TIFF": ("TiffImagePlugin", "TiffImageFile"),
    "ICO": ("IcoImagePlugin", "IcoImageFile"),
    "JPEG2000": ("Jpeg2KImagePlugin", "Jpeg2KImageFile"),
}


def _jpeg_head(source: BinaryIO, size: int) -> ImageFile:
    """A JPEG opened from its first bytes: a hostile one has millions of parts before its picture."""
    for length in _JPEG_HEADS:
        source.seek(0)
        head = source.read(length)
        try:
            if length > _JPEG_HEADS[0] and _parts(head) > _JPEG_PARTS:
                raise frames.Broken
            return open_picture(BytesIO(head), "JPEG")
        except Exception:
            if size <= length or length == _JPEG_HEADS[-1]:
                raise
    raise AssertionError  # the last length returns or raises


def _parts(head: bytes) -> int:
    """The parts of a JPEG before its picture, as far as the first too many."""
    place, number = 2, 0
    while place + 4 <= len(head) and head[place] == 0xFF and head[place + 1] != 0xDA and number <= _JPEG_PARTS:
        number += 1
        place += 1 if head[place + 1] == 0xFF else 2 + int.from_bytes(head[place + 2 : place + 4], "big")
    return number


def _with_told(facts: ImageFacts, told: Told) -> ImageFacts:
    width, height = (facts.height, facts.width) if told.orientation >= 5 else (facts.width, facts.height)
    return replace(
        facts, width=width, height=height, rotated=told.orientation > 1, gps=told.gps, personal=told.personal
    )


def _png_holds(source: BinaryIO) -> bool:
    """True where all parts of a PNG are there, whatever stands behind them."""
    try:
        open_picture(source, "PNG").verify()
    except Exception:
        return False
    return True


def _decodes(source: BinaryIO, picture: str) -> bool:
    try:
        opened = open_picture(source, picture)
        opened.draft("L", (1, 1))  # a JPEG at an eighth of its size: all of it is read, and little is kept
        opened.load()
    except Exception:
        return False
    return True
