"""SHA-256 without the cryptography library that `hashlib` loads: loading takes longer than digesting small drafts."""

from __future__ import annotations

TYPE_CHECKING = False  # as that of `typing`, which takes longer to load than this
if TYPE_CHECKING:
    from hashlib import _Hash
    from hashlib import sha256 as _small
else:
    try:
        from _sha2 import sha256 as _small  # Python 3.12 and later
    except ImportError:
        try:
            from _sha256 import sha256 as _small
        except ImportError:
            from hashlib import sha256 as _small

_LARGE = 1 << 18
"""Bytes from which on the library's faster way is worth its loading."""


def sha256(data: bytes = b"") -> _Hash:
    """As `hashlib.sha256`."""
    if len(data) < _LARGE:
        return _small(data)
    from hashlib import sha256

    return sha256(data)
