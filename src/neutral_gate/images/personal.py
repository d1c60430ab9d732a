"""What a picture's EXIF and XMP data tell of people: where it was taken, whose camera it was, who is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from neutral_gate.model.records import dataclass

if TYPE_CHECKING:
    from PIL.Image import Exif

_ORIENTATION, _ARTIST, _XP_AUTHOR, _EXIF_IFD, _GPS_IFD = 0x0112, 0x013B, 0x9C9D, 0x8769, 0x8825
_OWNER, _BODY_SERIAL, _LENS_SERIAL = 0xA430, 0xA431, 0xA435
_LATITUDE, _LONGITUDE = 2, 4


@dataclass(frozen=True, slots=True)
class Told:
    """What the data tell: the way up, whether they name the place, and what else is personal."""

    orientation: int = 1
    gps: bool = False
    personal: tuple[str, ...] = ()


def read_exif(data: bytes) -> Exif | None:
    """The EXIF data of a file, or None where it has none or they cannot be read."""
    if not data:
        return None
    from PIL.Image import Exif

    exif = Exif()
    try:
        exif.load(data)
    except Exception:  # whatever is wrong with them, no browser shows them
        return None
    return exif


def told_by(exif: Exif | None, xmp: bytes) -> Told:
    """What EXIF data and an XMP packet tell."""
    personal = []
    orientation, gps = 1, False
    if exif:
        try:
            orientation = int(exif.get(_ORIENTATION, 1))
            gps = _has_place(exif.get_ifd(_GPS_IFD)) if _GPS_IFD in exif else False
            camera = exif.get_ifd(_EXIF_IFD) if _EXIF_IFD in exif else {}
            if _says(camera.get(_OWNER)):
                personal.append("owner")
            if _says(camera.get(_BODY_SERIAL)) or _says(camera.get(_LENS_SERIAL)):
                personal.append("serial number")
            if _says(exif.get(_ARTIST)) or _says(exif.get(_XP_AUTHOR)):
                personal.append("author")
        except Exception:  # data that cannot be read to the end tell what they told so far
            orientation = orientation if 1 <= orientation <= 8 else 1
    if xmp:
        gps = gps or b"exif:GPSLatitude" in xmp
        named_face = b"mwg-rs:Name" in xmp and b"Face" in xmp
        if named_face or b"PersonInImage>" in xmp or b"PersonDisplayName" in xmp:
            personal.append("people shown")
    return Told(orientation if 1 <= orientation <= 8 else 1, gps, tuple(personal))


def _has_place(gps: dict[int, object]) -> bool:
    """True where a latitude and a longitude stand there; cameras without a signal write zeros."""
    for part in (_LATITUDE, _LONGITUDE):
        value = gps.get(part)
        if not isinstance(value, tuple) or not any(number == number and number for number in value):
            return False
    return True


def _says(value: object) -> bool:
    """True for a text that has letters or digits other than zeros."""
    if isinstance(value, bytes):
        value = value.decode("utf-16-le", "ignore")
    return isinstance(value, str) and any(letter.isalnum() and letter != "0" for letter in value)
