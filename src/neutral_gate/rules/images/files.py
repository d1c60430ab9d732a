"""What is wrong with a picture's file itself: broken, too large, two files in one, moving, telling of people."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from neutral_gate.images.signatures import EXTENSIONS
from neutral_gate.rules.images.found import Found, Shown

STOPS_BY = 5.0
"""Seconds that something may move on its own (WCAG 2.2, success criterion 2.2.2)."""

_BROKEN = {
    "empty": "This picture's file is empty.",
    "unreadable": "This file is no picture that can be shown.",
    "truncated": "This picture's file breaks off before its end.",
}
_NOT_FOR_PAGES = {
    "BMP": "a BMP, which is not packed and loads slowly",
    "TIFF": "a TIFF, which most browsers cannot show",
    "HEIC": "a HEIC, which most browsers cannot show",
    "JPEG2000": "a JPEG 2000, which most browsers cannot show",
    "JXL": "a JPEG XL, which most browsers cannot show",
    "PSD": "a Photoshop file, which no browser can show",
}
_PERSONAL = {
    "owner": "the name of the camera's owner",
    "serial number": "the camera's serial number",
    "author": "the name of its author",
    "people shown": "the names of people in it",
}
_CAMERA = re.compile(
    r"(?:(?:IMG|DSC[FN]?|DSC_|PXL|MVIMG|SAM|GOPR|DJI|CIMG|KIMG|PICT)[-_]?E?\d{3,}.*|P\d{6,}.*"
    r"|IMG[-_]\d{8}.*|(?:WhatsApp[ _-]Image|Screen ?shot|Screenshot|Signal|FB_IMG|Photo)[ _-]\d{2,}.*"
    r"|(?:image|img|photo|picture|untitled|scan|unnamed)[-_ ]?\(?\d{0,4}\)?|\d{5,}(?:[_-]\d+)*(?:[_-][a-z])?)",
    re.IGNORECASE,
)


def unreadable(shown: Shown) -> Iterator[Found]:
    """A file that cannot be shown."""
    if shown.first and shown.facts and shown.facts.problem in _BROKEN:
        yield shown.found(_BROKEN[shown.facts.problem], problem=shown.facts.problem, bytes=shown.facts.size)


def unfetched(shown: Shown) -> Iterator[Found]:
    """A picture on another host that could not be had, so that nobody knows whether it is well."""
    if shown.first and shown.facts and shown.facts.problem == "unfetched":
        yield shown.found(f"This picture was not checked. {shown.facts.reason}".strip())


def bomb(shown: Shown) -> Iterator[Found]:
    """A picture with so many pixels that opening it can stop a computer."""
    facts = shown.facts
    if shown.first and facts and facts.problem == "bomb":
        millions = round(facts.width * facts.height / 1_000_000)
        yield shown.found(
            f"This picture has {millions:,} million pixels. Opening it can bring a phone or a computer to a halt.",
            width=facts.width,
            height=facts.height,
        )


def second_file(shown: Shown) -> Iterator[Found]:
    """A picture that hides another file or a program."""
    if shown.first and shown.facts and shown.facts.problem == "second-file":
        yield shown.found(format=shown.facts.format)


def picture_format(shown: Shown) -> Iterator[Found]:
    """A format that is not for the web, or a name that says another format than the content."""
    facts = shown.facts
    if facts is None or not shown.first or not facts.format:
        return
    promised = EXTENSIONS.get(posixpath.splitext(shown.name)[1].lower())
    if facts.format in _NOT_FOR_PAGES:
        yield shown.found(f"This picture is {_NOT_FOR_PAGES[facts.format]}.", format=facts.format)
    elif promised is not None and promised != facts.format:
        yield shown.found(
            f"The name of this file says {_word(promised)}, but its content is {_word(facts.format)}.",
            format=facts.format,
            name_says=promised,
        )


def animated(shown: Shown) -> Iterator[Found]:
    """A picture that moves for longer than five seconds."""
    facts = shown.facts
    if facts is None or not shown.first or facts.playing_time <= STOPS_BY:
        return
    forever = facts.playing_time == float("inf")
    lasts = "never stops moving" if forever else f"moves for {facts.playing_time:,.0f} seconds"
    yield shown.found(f"This picture {lasts}, and readers cannot stop it.", frames=facts.frames, seconds=facts.duration)


def flashing(shown: Shown) -> Iterator[Found]:
    """A picture that flashes."""
    if shown.first and shown.facts and shown.facts.flashing:
        yield shown.found(frames=shown.facts.frames)


def personal_data(shown: Shown) -> Iterator[Found]:
    """Data in the file that tell of people."""
    facts = shown.facts
    if facts is None or not shown.first:
        return
    told = ["the place where it was taken"] if facts.gps else []
    told += [_PERSONAL[each] for each in facts.personal]
    if told:
        # An author's name is often a credit that should stay, so alone it is only mentioned.
        mild = not facts.gps and facts.personal == ("author",)
        listed = f"{', '.join(told[:-1])} and {told[-1]}" if len(told) > 1 else told[0]
        kinds = [*(["place"] if facts.gps else []), *facts.personal]
        yield shown.found(f"Inside this picture's file stands {listed}.", mild=mild, data=kinds)


def camera_name(shown: Shown) -> Iterator[Found]:
    """A name that a camera or a phone gave the file."""
    if not shown.first or shown.context.social or shown.image.src.startswith("data:"):
        return
    stem, extension = posixpath.splitext(shown.name)
    if extension.lower() in EXTENSIONS and _CAMERA.fullmatch(stem.replace("%20", " ")):
        yield shown.found()


def _word(picture: str) -> str:
    return {"WEBP": "WebP", "JPEG2000": "JPEG 2000", "JXL": "JPEG XL", "PSD": "Photoshop"}.get(picture, picture)
