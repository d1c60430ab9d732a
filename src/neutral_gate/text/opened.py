"""Words inside a hashtag, a handle or a file name."""

from __future__ import annotations

from neutral_gate.lazy import late

_PART = late(
    r"[A-Z]{2,}s(?![a-z])|[A-Z]{2,}(?=[A-Z][a-z]|[\W\d_]|$)|[A-Z](?=[A-Z](?!(?:for|of|in)[A-Z])[a-z]{2})"
    r"|[A-Z]?[^\W\dA-Z_]+|[A-Z]+|\d+"
)


def opened(glued: str, offset: int = 0) -> list[tuple[int, int]]:
    """The places of the words in a glued text, such as "VoteLabour2024", "save_our_NHS" or "jane-doe-mp.jpg".

    Args:
        glued: Without its "#" or "@".
        offset: Added to every place.
    """
    return [(offset + found.start(), offset + found.end()) for found in _PART.finditer(glued)]


def as_name(glued: str) -> str:
    """A glued text as separate words, each with a capital: "jane-doe-mp" becomes "Jane Doe Mp"."""
    words = (glued[start:end] for start, end in opened(glued))
    return " ".join(word[:1].upper() + word[1:] for word in words)
