"""The accounts of politicians as mySociety's parlparse lists them: XML, one `personinfo` a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.parsers import expat

from neutral_gate.model import UsageError

MAX_BYTES = 20 * 1024 * 1024
"""Largest XML list that is read; the longest known one, of all MPs since 2010, has 0.2 MB."""
HEADER = (
    *("id", "name", "twitter_username", "bluesky_handle", "facebook_page", "instagram_username", "threads_username"),
    *("mastodon_username", "tiktok_username", "youtube_profile", "linkedin_url"),
)


def accounts(data: bytes, path: Path) -> tuple[Sequence[str], Iterator[tuple[str, Sequence[str]]]]:
    """The headings, and each person's line and cells.

    A document type is refused, so no entity can swell or reach for another file.

    Raises:
        UsageError: The file is no such XML, is cut off, too large, or has a document type.
    """
    if len(data) > MAX_BYTES:
        raise UsageError(f"{path} is larger than {MAX_BYTES // 1024 // 1024} MB.", "Check that it is the right file.")
    found: list[tuple[str, Sequence[str]]] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag == "personinfo":
            cells = [attributes.get(name, "") for name in HEADER]
            found.append((f"line {parser.CurrentLineNumber}", cells))

    def refuse(*_: object) -> None:
        raise UsageError(
            f"{path}, line {parser.CurrentLineNumber}: this XML has a document type, which may hide other files in it.",
            "Download the list again from its own site.",
        )

    parser.StartElementHandler = start
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise UsageError(
            f"{path}, line {error.lineno}: this is not whole XML ({expat.ErrorString(error.code)}).",
            "The list may be cut off: download it again.",
        ) from error
    except (ValueError, LookupError) as error:  # an encoding that nobody knows
        raise UsageError(f"{path} is saved with letters that cannot be read.", "Download it again.") from error
    return HEADER, iter(found)
