"""Pictures that stand in the page itself, as `data:` addresses."""

from __future__ import annotations

import binascii
import re
from urllib.parse import unquote_to_bytes

MAX_INLINE = 8_000_000
"""Letters of an address that are decoded: far more than belongs in a page."""

_HEAD = re.compile(r"data:image/[a-z0-9.+-]+((?:;[^;,]*)*),", re.IGNORECASE)
_SPACE = re.compile(r"[ \t\n\r\f]+")


def is_inline(address: str) -> bool:
    """True for the address of a picture that holds the picture itself."""
    return address[:11].lower() == "data:image/" and "{{" not in address[:200]


def inline_bytes(address: str) -> bytes | None:
    """The bytes of a picture that stands in its own address, read as browsers read it.

    Returns:
        The bytes; empty where nothing can be decoded. None where the address is no such picture or too long to look at.
    """
    found = _HEAD.match(address)
    if found is None or len(address) > MAX_INLINE:
        return None
    data = address[found.end() :]
    if not found[1].lower().rstrip().endswith(";base64"):
        return unquote_to_bytes(data)
    packed = _SPACE.sub("", unquote_to_bytes(data).decode("ascii", "replace")).rstrip("=")
    try:
        return binascii.a2b_base64(packed + "=" * (-len(packed) % 4), strict_mode=True)
    except (binascii.Error, ValueError):
        return b""


def shown_address(address: str) -> str:
    """An address as reports show it: of one that holds the picture itself only the start."""
    return f"{address[:40]}…" if address[:5].lower() == "data:" and len(address) > 41 else address
