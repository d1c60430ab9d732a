"""Pictures that the tests draw themselves."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from PIL import Image

Draw = Callable[..., bytes]


@pytest.fixture(scope="session")
def drawn() -> Draw:
    """Draws a picture of some colours and gives the bytes of its file."""

    def draw(kind: str, size: tuple[int, int] = (64, 48), mode: str = "RGB", **options: Any) -> bytes:
        picture = Image.merge("RGB", [Image.effect_noise(size, 40) for _ in range(3)]).convert(mode)
        out = BytesIO()
        picture.save(out, kind, **options)
        return out.getvalue()

    return draw


@pytest.fixture(scope="session")
def moving() -> Draw:
    """Draws a moving picture, one frame of plain grey for each level given."""

    def draw(kind: str, levels: list[int], milliseconds: int, loop: int | None = 0, side: int = 300) -> bytes:
        # A counter in the corner keeps the encoder from merging frames that are alike.
        frames = []
        for number, level in enumerate(levels):
            frame = Image.new("RGB", (side, side), (level, level, level))
            frame.putpixel((number % side, 0), (255, number % 251, 0))
            frames.append(frame)
        out = BytesIO()
        looped = {} if loop is None else {"loop": loop}
        lossless = {"lossless": True} if kind == "WEBP" else {}
        frames[0].save(out, kind, save_all=True, append_images=frames[1:], duration=milliseconds, **looped, **lossless)
        return out.getvalue()

    return draw


@pytest.fixture(scope="session")
def exif() -> Callable[..., Image.Exif]:
    """EXIF data with the tags that are given, and a place where asked."""

    def make(orientation: int = 1, place: bool = False, owner: str = "", artist: str = "") -> Image.Exif:
        data = Image.Exif()
        data[0x0112] = orientation
        if artist:
            data[0x013B] = artist
        if owner:
            data.get_ifd(0x8769)[0xA430] = owner
        if place:
            data.get_ifd(0x8825).update({1: "N", 2: (52.0, 3.0, 4.0), 3: "W", 4: (1.0, 2.0, 3.0)})
        return data

    return make
