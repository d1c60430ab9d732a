"""Sitemaps (sitemaps.org): the addresses of a site with the days on which they changed, read as a stream."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO
from xml.parsers import expat

from neutral_gate.sources.items import Problem
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.zips import Unpacked

GZIP = b"\x1f\x8b"
MAX_ADDRESSES = 200_000
"""Addresses of one sitemap that are read; the form allows 50,000."""
_CHUNK = 1 << 16
_LONGEST = 4096
"""Letters of an address or date; the form allows 2,048."""
_TAKEN = {"loc": "address", "lastmod": "changed", "publication_date": "published"}


@dataclass(frozen=True, slots=True)
class Listed:
    """An address of a sitemap.

    Attributes:
        address: The address.
        changed: When it was published, else when it was last changed, or None.
        zone: The time zone that was taken for a date without one, else "".
        is_map: True for a further sitemap, false for a page.
    """

    address: str
    changed: datetime | None = None
    zone: str = ""
    is_map: bool = False


class _RefusedError(Exception):
    """The file has declarations that no sitemap needs."""


def listed(opener: Opener, place: Place) -> Iterator[Listed | Problem]:
    """Reads a sitemap or an index of sitemaps, packed with gzip or not.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        Each address, and a problem where the file is broken; what stands before that was read.

    Raises:
        DraftError: a packed file is damaged, or unpacks to too much.
    """
    reading = _Reading()
    with opener() as raw:
        stream = _plain(raw, place)
        count = 0
        while True:
            data = stream.read(_CHUNK)
            try:
                reading.parser.Parse(data, not data)
            except _RefusedError:
                yield place.problem("", "This sitemap declares entities, which no sitemap does.", "Check the file.")
                return
            except (expat.ExpatError, LookupError, ValueError) as error:
                yield from reading.take()
                yield place.problem(
                    f"line {getattr(error, 'lineno', reading.parser.CurrentLineNumber)}",
                    "This sitemap is badly formed; what stands before this place was read.",
                    "Tell the site's owner, or save it again.",
                )
                return
            for each in reading.take():
                count += 1
                if count > MAX_ADDRESSES:
                    yield place.problem("", f"Only the first {MAX_ADDRESSES:,} addresses were read.", "Split it.")
                    return
                yield each
            if not data:
                return


def is_packed_sitemap(opener: Opener) -> bool:
    """Whether a file that is packed with gzip begins as a sitemap does."""
    from neutral_gate.sources.detect import is_sitemap

    try:
        with opener() as raw, gzip.GzipFile(fileobj=raw) as stream:
            return is_sitemap(stream.read(_CHUNK).decode("utf-8-sig", "replace"))
    except (OSError, EOFError, zlib.error):
        return False


def _plain(raw: BinaryIO, place: Place) -> BinaryIO:
    """The unpacked file."""
    head = raw.peek(2)[:2] if hasattr(raw, "peek") else b""
    if head != GZIP:
        return raw
    return Unpacked(gzip.GzipFile(fileobj=raw), 0, place.at("") or place.source).buffered()


class _Reading:
    """What one sitemap has said so far."""

    def __init__(self) -> None:
        self.parser = expat.ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._found: list[Listed] = []
        self._parts: dict[str, str] = {}
        self._into = ""
        self._depth = 0

    def take(self) -> list[Listed]:
        """The addresses that were found since the last time."""
        found, self._found = self._found, []
        return found

    def _refuse(self, *_: object) -> None:
        raise _RefusedError

    def _start(self, name: str, _: dict[str, str]) -> None:
        self._depth += 1
        local = name.rpartition(":")[2]
        if self._depth == 2:
            self._parts = {}
        # A picture or video of a page has a `loc` of its own, deeper down.
        self._into = _TAKEN.get(local, "") if self._depth == 3 or local == "publication_date" else ""

    def _words(self, text: str) -> None:
        if self._into and len(self._parts.get(self._into, "")) < _LONGEST:
            self._parts[self._into] = self._parts.get(self._into, "") + text

    def _end(self, name: str) -> None:
        self._depth -= 1
        self._into = ""
        address = self._parts.get("address", "").strip()
        if self._depth == 1 and address:
            written = (self._parts.get("published") or self._parts.get("changed") or "").strip()
            changed, zone = moment(written, "Europe/London") if written else (None, "")
            is_map = name.rpartition(":")[2] == "sitemap"
            self._found.append(Listed(address, changed, zone if changed else "", is_map))
            self._parts = {}
