"""Mended copies: smaller, the right way up, without personal data, and never in place of anything."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from neutral_gate.images.facts import facts_of, read_facts
from neutral_gate.images.fix import Copy, fix


def mended(tmp_path: Path, name: str, data: bytes, target: str = "") -> Copy:
    path = tmp_path / name
    path.write_bytes(data)
    copy = fix(path, facts_of(data), tmp_path / "out" / (target or name))
    assert path.read_bytes() == data
    return copy


def test_a_photo_from_a_phone(tmp_path: Path, drawn, exif) -> None:
    data = drawn("JPEG", (2400, 1600), exif=exif(6, place=True, owner="Ada Example", artist="Ben Example"))

    copy = mended(tmp_path, "hall.jpg", data)

    assert copy.target is not None
    after = read_facts(copy.target)
    assert (after.width, after.height) == (1600, 2400)
    assert (after.rotated, after.gps, after.personal, after.problem) == (False, False, (), "")
    assert b"Example" not in copy.target.read_bytes()
    assert copy.after == after.size < copy.before
    assert copy.changes[:2] == ("turned the right way up", "personal data left out")


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "TIFF"])
def test_other_formats_lose_their_personal_data_too(tmp_path: Path, drawn, exif, kind: str) -> None:
    data = drawn(kind, (90, 60), exif=exif(8, place=True, owner="Ada Example"))

    copy = mended(tmp_path, f"hall.{kind.lower()}", data)

    assert copy.target is not None
    after = read_facts(copy.target)
    assert (after.width, after.height, after.rotated, after.gps, after.personal) == (60, 90, False, False, ())
    assert b"Example" not in copy.target.read_bytes()


def test_words_of_a_file_go_as_well(tmp_path: Path, drawn) -> None:
    packet = b"<x:xmpmeta><mwg-rs:Type>Face</mwg-rs:Type><mwg-rs:Name>Ada Example</mwg-rs:Name></x:xmpmeta>"
    copy = mended(tmp_path, "hall.jpg", drawn("JPEG", xmp=packet, comment=b"from Ada Example"))

    assert copy.target is not None
    assert b"Example" not in copy.target.read_bytes()


def test_a_wide_picture_is_made_smaller_in_its_own_shape(tmp_path: Path, drawn) -> None:
    copy = mended(tmp_path, "map.png", drawn("PNG", (3840, 400), "P"))

    assert copy.target is not None
    with Image.open(copy.target) as picture:
        assert picture.size == (1920, 200)


@pytest.mark.parametrize(
    ("kind", "mode", "ending", "saved"),
    [
        ("BMP", "RGB", ".jpg", "JPEG"),
        ("BMP", "1", ".png", "PNG"),
        ("TIFF", "CMYK", ".jpg", "JPEG"),
        ("TIFF", "RGBA", ".png", "PNG"),
        ("TIFF", "I;16", ".png", "PNG"),
        ("JPEG2000", "RGB", ".jpg", "JPEG"),
    ],
)
def test_formats_that_are_not_for_the_web(tmp_path: Path, drawn, kind: str, mode: str, ending: str, saved: str) -> None:
    if mode == "I;16":
        path = tmp_path / "grey.tif"
        Image.new("I;16", (90, 60), 40_000).save(path)
        data = path.read_bytes()
    else:
        data = drawn(kind, (90, 60), mode)

    copy = mended(tmp_path, "plan.scan", data)

    assert copy.target is not None
    assert copy.target.suffix == ending
    with Image.open(copy.target) as picture:
        picture.load()
        assert (picture.format, picture.size) == (saved, (90, 60))
        if mode == "I;16":
            assert picture.convert("L").getpixel((5, 5)) == 156


def test_a_clear_background_stays_clear(tmp_path: Path) -> None:
    path = tmp_path / "logo.png"
    Image.new("RGBA", (4000, 200), (255, 0, 0, 0)).save(path)
    copy = fix(path, read_facts(path), tmp_path / "out" / "logo.png")

    assert copy.target is not None
    with Image.open(copy.target) as picture:
        assert picture.convert("RGBA").getpixel((9, 9))[3] == 0


def test_what_is_there_already_stays(tmp_path: Path, drawn, exif) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "hall.jpg").write_bytes(b"an original")

    copy = mended(tmp_path, "hall.jpg", drawn("JPEG", exif=exif(place=True)))

    assert copy.target is None
    assert "is there already" in copy.reason
    assert (out / "hall.jpg").read_bytes() == b"an original"


def test_a_link_to_the_original_is_not_followed(tmp_path: Path, drawn, exif) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "hall.jpg").symlink_to(tmp_path / "hall.jpg")

    assert mended(tmp_path, "hall.jpg", drawn("JPEG", exif=exif(place=True))).target is None


def test_what_needs_no_copy_and_what_cannot_have_one(tmp_path: Path, drawn, moving) -> None:
    reasons = [
        mended(tmp_path, name, data).reason
        for name, data in (
            ("fine.jpg", drawn("JPEG")),
            ("half.jpg", drawn("JPEG", (300, 200))[:2000]),
            ("moving.gif", moving("GIF", [1, 2, 3], 500)),
            ("map.svg", b'<svg width="4" height="3"/>'),
            ("empty.png", b""),
        )
    ]

    assert reasons == [
        "it is fine as it is",
        "it cannot be opened",
        "moving pictures are left as they are",
        "SVG is left as it is",
        "it cannot be opened",
    ]
    assert not (tmp_path / "out").exists()
