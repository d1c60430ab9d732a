"""Facts of ordinary picture files, compared with what Pillow itself says after decoding them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from neutral_gate.images.facts import facts_of, read_facts

FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "JPEG2000"]


@pytest.mark.parametrize("kind", FORMATS)
def test_size_and_format_come_from_the_content(drawn, kind: str) -> None:
    data = drawn(kind)

    facts = facts_of(data)

    assert (facts.format, facts.width, facts.height, facts.size) == (kind, 64, 48, len(data))
    assert (facts.problem, facts.frames, facts.rotated, facts.gps, facts.personal) == ("", 1, False, False, ())


def test_an_icon(drawn) -> None:
    assert facts_of(drawn("ICO", (32, 32))).problem == ""


@pytest.mark.parametrize(
    ("kind", "mode"), [("PNG", "L"), ("PNG", "P"), ("PNG", "RGBA"), ("JPEG", "CMYK"), ("JPEG", "L")]
)
def test_the_mode_is_pillows_word(drawn, kind: str, mode: str) -> None:
    assert facts_of(drawn(kind, mode=mode)).mode == mode


@pytest.mark.parametrize(("options", "mode"), [({}, "RGB"), ({"lossless": True}, "RGB"), ({"lossless": True}, "RGBA")])
def test_each_kind_of_webp(drawn, options: dict[str, bool], mode: str) -> None:
    facts = facts_of(drawn("WEBP", (301, 77), mode, **options))

    assert (facts.width, facts.height, facts.problem) == (301, 77, "")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_the_size_is_that_of_the_picture_as_shown(drawn, exif, kind: str, orientation: int) -> None:
    facts = facts_of(drawn(kind, exif=exif(orientation)))

    turned = orientation in (6, 8)
    assert (facts.width, facts.height) == ((48, 64) if turned else (64, 48))
    assert facts.rotated is (orientation != 1)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_place_and_an_owner_are_seen(drawn, exif, kind: str) -> None:
    facts = facts_of(drawn(kind, exif=exif(place=True, owner="Ada Example", artist="Ben Example")))

    assert facts.gps
    assert facts.personal == ("owner", "author")


def test_a_camera_without_a_signal_gives_no_place_away(drawn, exif) -> None:
    data = exif()
    data.get_ifd(0x8825).update({1: "N", 2: (0.0, 0.0, 0.0), 3: "W", 4: (0.0, 0.0, 0.0)})
    data.get_ifd(0x8769)[0xA431] = "0000000"

    facts = facts_of(drawn("JPEG", exif=data))

    assert (facts.gps, facts.personal) == (False, ())


def test_names_of_people_in_the_picture_are_seen(drawn) -> None:
    packet = (
        b"<x:xmpmeta><Iptc4xmpExt:PersonInImage><rdf:li>Ada Example</rdf:li></Iptc4xmpExt:PersonInImage></x:xmpmeta>"
    )

    assert facts_of(drawn("JPEG", xmp=packet)).personal == ("people shown",)
    assert facts_of(drawn("WEBP", xmp=packet)).personal == ("people shown",)


def test_exif_data_that_cannot_be_read_are_no_fault_of_the_picture(drawn) -> None:
    facts = facts_of(drawn("JPEG", exif=b"Exif\0\0II*\0\xff\xff\xff\xff junk"))

    assert (facts.problem, facts.width) == ("", 64)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
@pytest.mark.parametrize(("milliseconds", "count"), [(500, 3), (40, 12)])
def test_frames_and_duration_of_a_moving_picture(moving, kind: str, milliseconds: int, count: int) -> None:
    data = moving(kind, list(range(100, 100 + count)), milliseconds)
    with Image.open(BytesIO(data)) as picture:
        frames = picture.n_frames  # type: ignore[attr-defined]

    facts = facts_of(data)

    assert facts.frames == frames == count
    assert facts.duration == pytest.approx(count * milliseconds / 1000)
    assert facts.plays == 0
    assert facts.playing_time == float("inf")


@pytest.mark.parametrize(("kind", "loop", "plays"), [("GIF", None, 1), ("GIF", 2, 3), ("PNG", 2, 2), ("WEBP", 2, 2)])
def test_how_often_it_plays(moving, kind: str, loop: int | None, plays: int) -> None:
    facts = facts_of(moving(kind, [1, 2, 3], 1000, loop))

    assert facts.plays == plays
    assert facts.playing_time == pytest.approx(3 * plays)


def test_a_delay_of_nothing_means_a_tenth_of_a_second_as_in_browsers(moving) -> None:
    assert facts_of(moving("GIF", [1, 2, 3], 0)).duration == pytest.approx(0.3)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_flashing_is_seen(moving, kind: str) -> None:
    assert facts_of(moving(kind, [0, 255] * 6, 80)).flashing
    assert facts_of(moving(kind, [0, 255], 80)).flashing  # again and again
    assert not facts_of(moving(kind, [0, 255], 80, 1)).flashing or kind == "GIF"


@pytest.mark.parametrize(
    ("levels", "milliseconds", "side"),
    [
        ([0, 255] * 6, 400, 300),  # slow
        ([100, 110] * 6, 80, 300),  # hardly any change
        (list(range(0, 250, 20)), 80, 300),  # brighter and brighter, once and then from the start
        ([0, 255] * 6, 80, 100),  # too small to matter
    ],
)
def test_what_moves_without_flashing(moving, levels: list[int], milliseconds: int, side: int) -> None:
    facts = facts_of(moving("GIF", levels, milliseconds, 0, side))

    assert facts.frames == len(levels)
    assert not facts.flashing


def test_a_file_is_read_by_its_path(drawn, tmp_path: Path) -> None:
    path = tmp_path / "hall.jpg"
    path.write_bytes(drawn("JPEG"))

    assert read_facts(path) == facts_of(path.read_bytes())
    assert read_facts(tmp_path).problem == "unreadable"
    assert read_facts(tmp_path / "none.jpg").problem == "unreadable"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"8BPS\0\1", "PSD"),
        (b"\xff\x0a\xfa", "JXL"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>', "SVG"),
    ],
)
def test_formats_that_are_told_by_name_only(head: bytes, kind: str) -> None:
    facts = facts_of(head)

    assert (facts.format, facts.problem) == (kind, "")


def test_headers_are_read_fast(drawn, tmp_path: Path) -> None:
    """5,000 a second a core is the aim; a busy machine gets a fifth of it."""
    from time import process_time

    paths = []
    for kind in ("JPEG", "PNG"):
        paths.append(tmp_path / f"hall.{kind.lower()}")
        paths[-1].write_bytes(drawn(kind, (800, 600)))
        read_facts(paths[-1])
    start = process_time()
    for _ in range(100):
        for path in paths:
            read_facts(path)

    assert 200 / (process_time() - start) > 1000
