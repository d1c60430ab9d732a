"""What is known about one image file, as plain data: the rules judge it and never open the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from neutral_gate.model.parts import Box
from neutral_gate.model.records import dataclass

ImageProblem = Literal["", "empty", "unreadable", "truncated", "bomb", "second-file", "unfetched"]
"""What is wrong with a file: nothing, no bytes, no picture in it, its end is missing, more pixels than anybody can
show, another file or a program inside it, or it could not be fetched, so that nothing is known about it."""


@dataclass(frozen=True, slots=True)
class PictureText:
    """One paragraph of words that stand in a picture: the text, and a box for each of its words."""

    text: str
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ImageFacts:
    """What is known about one image file. 0, "" or None stand for what could not be found out.

    Attributes:
        size: Bytes.
        format: By content, not by name: "JPEG", "PNG", "GIF", "WEBP", "AVIF", "BMP", "TIFF", "ICO", "JPEG2000", "HEIC",
            "PSD", "JXL", "SVG".
        width: Pixels as shown, turned as its EXIF data ask; of a drawing, CSS pixels.
        height: Pixels as shown.
        rotated: True where the file relies on its EXIF data to be turned.
        mode: Pillow's word for its colours, such as "RGB" or "CMYK".
        frames: Number of pictures that are shown one after the other, as far as they were counted.
        duration: Seconds that one pass over all frames takes.
        plays: How often the frames are shown; 0 for ever.
        flashing: True where it flashes more than three times in a second.
        gps: True where it says where the picture was taken.
        personal: What else in it tells of people: "owner", "serial number", "author", "people shown".
        problem: What is wrong with the file.
        reason: Why it could not be fetched and what to do, in plain sentences.
        words: Paragraphs of words that stand in it, where they were read.
    """

    size: int = 0
    format: str = ""
    width: int = 0
    height: int = 0
    rotated: bool = False
    mode: str = ""
    frames: int = 1
    duration: float | None = None
    plays: int = 1
    flashing: bool = False
    gps: bool = False
    personal: tuple[str, ...] = ()
    problem: ImageProblem = ""
    reason: str = ""
    words: tuple[PictureText, ...] = ()

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> ImageFacts:
        """The facts as an example in a rule file gives them: `words` as plain texts, `personal` as a list."""
        given = dict(values)
        given["words"] = tuple(PictureText(str(text)) for text in given.get("words", ()))
        given["personal"] = tuple(given.get("personal", ()))
        return cls(**given)

    @property
    def drawing(self) -> bool:
        """True for a drawing that has no pixels of its own."""
        return self.format == "SVG"

    @property
    def playing_time(self) -> float:
        """Seconds that it moves: 0 for a still picture, infinity where it never stops."""
        if self.frames < 2 or not self.duration:
            return 0.0
        return self.duration * self.plays if self.plays else float("inf")
