"""Writes mended copies of pictures: turned the right way up, small enough, without personal data. Never an original."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from neutral_gate.images.facts import open_picture
from neutral_gate.model import DraftError, ImageFacts

if TYPE_CHECKING:
    from PIL.Image import Image

WIDEST = 1920
"""Pixels across of a copy: twice the width at which GOV.UK shows a picture on a page, for dense screens."""

TALLEST = 3840
"""Pixels down of a copy."""

ENOUGH = 300_000
"""Bytes below which a copy needs no further packing."""

_QUALITIES = (82, 74, 66)
"""Settings for JPEG and WebP: the first where nobody sees a difference, then stronger ones until it is light enough."""

_STILL = frozenset({"JPEG", "PNG", "WEBP", "BMP", "TIFF", "JPEG2000"})
_AS = {"JPEG": ".jpg", "PNG": ".png", "WEBP": ".webp"}
_FINE = frozenset({"I", "I;16", "I;16B", "I;16L", "F"})
"""Greys of 16 bits: scanners make them, and screens show only the upper eight."""

_FEW_COLOURS = 64


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that was written, or why there is none.

    Attributes:
        source: The original.
        target: The copy, or None.
        changes: What is different in it, in plain words.
        before: Bytes of the original.
        after: Bytes of the copy.
        reason: Why no copy was written, or "".
    """

    source: Path
    target: Path | None = None
    changes: tuple[str, ...] = ()
    before: int = 0
    after: int = 0
    reason: str = ""


def fix(path: Path, facts: ImageFacts, target: Path) -> Copy:
    """Writes a mended copy of a picture.

    Args:
        path: The picture.
        facts: What is known about it.
        target: Where the copy is to go; its extension is changed where the copy has another format.

    Returns:
        What was written. Nothing is where the picture needs nothing, cannot be mended, or a file is there already.

    Raises:
        DraftError: The copy cannot be written.
    """
    reason = _no_need(facts)
    if reason:
        return Copy(path, before=facts.size, reason=reason)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            data, ending, changes = _mended(path.read_bytes(), facts)
        except Exception as error:  # decoders raise anything on a broken file
            return Copy(path, before=facts.size, reason=f"it cannot be decoded ({type(error).__name__})")
    if not changes and len(data) > 0.9 * facts.size:
        return Copy(path, before=facts.size, reason="it cannot be packed any smaller without harm")
    if ending not in (target.suffix.lower(), {".jpeg": ".jpg"}.get(target.suffix.lower())):
        target = target.with_suffix(ending)
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with target.open("xb") as file:  # x: whatever is there already stays, an original above all
            file.write(data)
    except FileExistsError:
        return Copy(path, before=facts.size, reason=f"{target} is there already")
    except OSError as error:
        raise DraftError(
            f"{target} cannot be written: {(error.strerror or 'no reason is given').lower()}.",
            "Check that the folder may be written and has room.",
        ) from error
    return Copy(path, target, tuple(changes), facts.size, len(data))


def needs_fix(facts: ImageFacts) -> bool:
    """True where a copy would be lighter, smaller, the right way up or without personal data."""
    return (
        facts.rotated
        or facts.gps
        or bool(facts.personal)
        or facts.width > WIDEST
        or facts.height > TALLEST
        or facts.size > ENOUGH
        or facts.format in ("BMP", "TIFF", "JPEG2000")
    )


def _no_need(facts: ImageFacts) -> str:
    if facts.problem:
        return {"bomb": "it has too many pixels", "second-file": "it holds another file"}.get(
            facts.problem, "it cannot be opened"
        )
    if facts.frames > 1:
        return "moving pictures are left as they are"
    if facts.format not in _STILL:
        return f"{facts.format or 'this format'} is left as it is"
    return "" if needs_fix(facts) else "it is fine as it is"


def _mended(data: bytes, facts: ImageFacts) -> tuple[bytes, str, list[str]]:
    """The copy's bytes, the end of its name, and what was changed apart from its weight."""
    from PIL import Image, ImageOps

    changes = []
    picture: Image.Image = open_picture(BytesIO(data), facts.format)
    picture.load()
    profile = picture.info.get("icc_profile")
    if facts.rotated:
        picture = ImageOps.exif_transpose(picture)
        changes.append("turned the right way up")
    if facts.gps or facts.personal:
        changes.append("personal data left out")
    if picture.mode in _FINE:
        picture, profile = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L"), None
    kind = _format_for(picture, facts.format)
    if kind != facts.format:
        changes.append(f"saved as {'WebP' if kind == 'WEBP' else kind}")
    picture, profile = _in_colours(picture, kind, profile)
    scale = min(WIDEST / picture.width, TALLEST / picture.height)
    if scale < 1:
        size = (max(round(picture.width * scale), 1), max(round(picture.height * scale), 1))
        if picture.mode in ("P", "1"):
            picture = picture.convert("RGBA" if "transparency" in picture.info else "RGB")
        picture = picture.resize(size, Image.Resampling.LANCZOS)
        changes.append(f"made {size[0]:,} by {size[1]:,} pixels")
    return _saved(picture, kind, profile), _AS[kind], changes


def _format_for(picture: Image, known: str) -> str:
    """The format of the copy: its own where browsers show it, else PNG for drawings and JPEG for photos."""
    if known in _AS:
        return known
    clear = "A" in picture.getbands() or "transparency" in picture.info
    drawn = picture.mode in ("1", "P") or picture.getcolors(_FEW_COLOURS) is not None
    return "PNG" if clear or drawn else "JPEG"


def _in_colours(picture: Image, kind: str, profile: Any) -> tuple[Image, Any]:
    """The picture in colours that the format can hold. A profile for other colours than RGB and grey goes with them."""
    if picture.mode in ("CMYK", "YCbCr", "LAB", "HSV"):
        return picture.convert("RGB"), None
    held = {"JPEG": ("L", "RGB"), "WEBP": ("RGB", "RGBA")}.get(kind)
    if held and picture.mode not in held:
        clear = kind == "WEBP" and "A" in picture.getbands()
        return picture.convert("RGBA" if clear else "RGB"), None if picture.mode in ("1", "L", "LA") else profile
    return picture, profile


def _saved(picture: Image, kind: str, profile: Any) -> bytes:
    """The bytes of a copy, with its colour profile and nothing else that a file may tell."""
    keep = {"icc_profile": profile} if isinstance(profile, bytes) and profile else {"icc_profile": None}
    picture.info = {name: value for name, value in picture.info.items() if name == "transparency"}
    if kind == "PNG":
        return _bytes(picture, "PNG", optimize=True, **keep)
    options: dict[str, Any] = {"optimize": True, "progressive": True} if kind == "JPEG" else {"method": 4}
    data = b""
    for quality in _QUALITIES:
        data = _bytes(picture, kind, quality=quality, exif=b"", **options, **keep)
        if len(data) <= ENOUGH:
            break
    return data


def _bytes(picture: Image, kind: str, **options: Any) -> bytes:
    out = BytesIO()
    picture.save(out, kind, **options)
    return out.getvalue()
