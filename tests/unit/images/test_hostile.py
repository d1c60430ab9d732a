"""Hostile picture files end in a finding, in bounded time and memory, and never in a traceback."""

from __future__ import annotations

import gzip
import os
import struct
import tracemalloc
import zipfile
import zlib
from io import BytesIO
from pathlib import Path
from time import process_time

import pytest

from neutral_gate.images.facts import facts_of, read_facts

SECONDS = 10  # what the slowest of them may take on a busy machine
GIF_HEAD = b"GIF89a" + struct.pack("<HH", 400, 300) + b"\x80\0\0\0\0\0\xff\xff\xff"
FRAME = b"\x21\xf9\x04\0\x05\0\0\0," + struct.pack("<HHHH", 0, 0, 1, 1) + b"\0\x02\x02\x44\x01\0"


def chunk(kind: bytes, data: bytes = b"") -> bytes:
    """One part of a PNG."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_of(width: int, height: int, *between: bytes) -> bytes:
    """A PNG of that size in its header, without pixels."""
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(between) + chunk(b"IDAT") + chunk(b"IEND")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF"])
@pytest.mark.parametrize("part", [0.5, 0.98])
def test_a_file_that_breaks_off(drawn, kind: str, part: float) -> None:
    data = drawn(kind, (300, 200))

    assert facts_of(data[: int(len(data) * part)]).problem == "truncated"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO", "JPEG2000"])
@pytest.mark.parametrize("length", [1, 3, 8, 12, 20, 30, 60])
def test_a_file_that_breaks_off_in_its_header(drawn, kind: str, length: int) -> None:
    assert facts_of(drawn(kind, (32, 32))[:length]).problem in ("truncated", "unreadable")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO"])
def test_a_file_with_any_byte_changed_raises_nothing(drawn, kind: str) -> None:
    data = drawn(kind, (32, 32))
    for place in range(0, min(len(data), 400), 3):
        for value in (0, 0x7F, 0xFF):
            facts_of(data[:place] + bytes([value]) + data[place + 1 :])


@pytest.mark.parametrize("size", [(30_000, 30_000), (200_000, 500), (2**31 - 1, 2**31 - 1)])
def test_a_bomb_is_known_by_its_header(size: tuple[int, int]) -> None:
    facts = facts_of(png_of(*size))

    assert (facts.problem, facts.width, facts.height) == ("bomb", *size)


def test_a_bomb_of_each_other_kind(drawn, exif) -> None:
    gif = b"GIF89a" + struct.pack("<HH", 60_000, 60_000) + b"\0\0\0" + FRAME + b";"
    bmp = bytearray(drawn("BMP"))
    bmp[18:26] = struct.pack("<ii", 100_000, 100_000)
    jpeg = drawn("JPEG")
    place = jpeg.index(b"\xff\xc0") + 5
    jpeg = jpeg[:place] + struct.pack(">HH", 60_000, 60_000) + jpeg[place + 4 :]
    webp = drawn("WEBP", mode="RGBA", lossless=True, exif=exif(3))
    place = webp.index(b"VP8X") + 12
    webp = webp[:place] + b"\xff\xff\x00\xff\xff\x00" + webp[place + 6 :]

    assert [facts_of(bytes(data)).problem for data in (gif, bmp, jpeg, webp)] == ["bomb"] * 4


def test_just_under_the_limit_is_no_bomb() -> None:
    assert facts_of(png_of(9_459, 9_459)).problem == ""


@pytest.mark.parametrize(
    "data", [b"", b" ", b"\0" * 5000, b"<html><body>Sign in</body></html>", b"%PDF-1.7 ...", b"PK\3\4"]
)
def test_what_is_no_picture(data: bytes) -> None:
    assert facts_of(data).problem == ("unreadable" if data else "empty")


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    folder = tmp_path / "folder.png"
    folder.mkdir()

    assert read_facts(folder).problem == "unreadable"
    assert read_facts(Path(os.devnull)).problem == "unreadable"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "GIF", "WEBP"])
def test_an_archive_behind_a_picture(drawn, kind: str) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("run.txt", "not a picture")
        archive.comment = b"x" * 900

    assert facts_of(drawn(kind) + packed.getvalue()).problem == "second-file"


@pytest.mark.parametrize("code", [b"<?php echo 1; ?>", b"<script>alert(1)</script>", b"<HTML><body>"])
def test_a_program_behind_a_picture(drawn, code: bytes) -> None:
    assert facts_of(drawn("PNG") + code).problem == "second-file"


def test_a_program_whose_first_line_is_a_picture(drawn) -> None:
    data = bytearray(drawn("GIF"))
    data[6:8] = b"/*"

    assert facts_of(bytes(data) + b"*/=1;alert(1)").problem == "second-file"


def test_a_pdf_in_the_comment_of_a_picture(drawn) -> None:
    assert facts_of(drawn("JPEG", comment=b"%PDF-1.4 1 0 obj")).problem == "second-file"


def test_what_cameras_put_behind_a_picture_does_no_harm(drawn) -> None:
    assert facts_of(drawn("JPEG") + b"SEFH" + b"\0" * 300).problem == ""
    assert facts_of(drawn("JPEG") + drawn("JPEG")).problem == ""
    assert facts_of(drawn("PNG") + b"\n\n").problem == ""
    assert facts_of(drawn("GIF") + b"\0").problem == ""


def test_a_hundred_thousand_frames(moving) -> None:
    start = process_time()
    facts = facts_of(GIF_HEAD + b"\x21\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" + FRAME * 100_000 + b";")

    assert process_time() - start < SECONDS
    assert facts.problem in ("", "truncated")
    assert facts.frames == 10_000
    assert facts.playing_time > 5


def test_thousands_of_fast_frames_that_can_be_decoded(moving) -> None:
    data = moving("GIF", [0, 255], 80, None)
    first = 13 + (3 << (data[10] & 7) + 1 if data[10] & 0x80 else 0)
    start = process_time()
    facts = facts_of(data[:first] + data[first:-1] * 2000 + b";")

    assert process_time() - start < SECONDS
    assert facts.frames >= 2000
    assert facts.playing_time > 5


HOSTILE = {
    "a million parts": png_of(40, 30, chunk(b"tEXt", b"a\0b") * 300_000),
    "blocks without end": GIF_HEAD + b"," + struct.pack("<HHHH", 0, 0, 9, 9) + b"\0\2" + b"\1\x44" * 3_000_000,
    "markers without end": b"\xff\xd8\xff" + b"\xe5\0\2\xff" * 1_500_000,
    "fill bytes": b"\xff\xd8" + b"\xff" * 6_000_000,
    "riff without picture": b"RIFF" + struct.pack("<I", 90_000_000) + b"WEBP" + b"JUNK\0\0\0\0" * 1_000_000,
    "boxes without end": b"\0\0\0\x18ftypavif\0\0\0\0mif1avif" + b"\0\0\0\x08free" * 1_000_000,
    "tiff tags": b"II*\0\x08\0\0\0\xff\xff" + b"\0\1\4\0\1\0\0\0\xff\xff\xff\xff" * 60_000,
    "icons": b"\0\0\1\0\xff\xff" + b"\x10\x10\0\0\1\0\x20\0\xff\xff\xff\xff\x16\0\0\0" * 65_535,
    "svg spaces": b"<svg " + b" " * 300_000,
    "svg comments": b"<!--" * 70_000,
    "svg short comments": b"<!---->" * 40_000,
    "svg attributes": b"<svg " + b"a=''" * 60_000,
    "svg quotes": b'<svg a="' * 30_000,
    "svg digits": b'<svg width="' + b"9" * 200_000 + b'px">',
    "svg packed": gzip.compress(b" " * 50_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_time_is_bounded(name: str) -> None:
    start = process_time()
    facts_of(HOSTILE[name], "x.svg" if name.startswith("svg") else "x")

    assert process_time() - start < SECONDS


@pytest.mark.parametrize("data", [png_of(30_000, 30_000), HOSTILE["svg packed"]])
def test_memory_is_bounded(data: bytes) -> None:
    tracemalloc.start()
    try:
        facts_of(data, "x.svg")
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert peak < 4 << 20
