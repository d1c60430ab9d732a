"""A folder of saved pages with the sitemap of their site: which address each file has, and what was not saved."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from urllib.parse import unquote, urlsplit

from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.sitemap import Listed, listed

Find = Callable[[str, str], Listed | None]
"""Finds what sitemaps say of a page, by the name of its file and the address that it names itself, or ""."""
_TOLD = 50
"""Pages that were not saved, of which each is a problem of its own."""
# As wget and browsers name the files of pages.
_INDEX = re.compile(r"(?:^|/)(?:index|default)\.(?:x?html?|php|aspx?)$", re.IGNORECASE)
_END = re.compile(r"\.(?:x?html?|php|aspx?)$", re.IGNORECASE)


def not_listed(name: str, address: str) -> Listed | None:
    """Finds nothing: there is no sitemap. A file that was fetched goes by its address."""
    return Listed(name) if name.startswith(("https://", "http://")) else None


class Site:
    """The pages that the sitemaps of a source list.

    Args:
        complete: True where each page that is listed should be there.
    """

    def __init__(self, complete: bool = True) -> None:
        self._complete = complete
        self._by_address: dict[str, Listed] = {}
        self._by_file: dict[str, str] = {}
        self._seen: set[str] = set()
        self._any_file = False

    def read(self, opener: Opener, place: Place) -> Iterator[Item | Problem]:
        """Reads a sitemap; it gives problems only."""
        for each in listed(opener, place):
            if isinstance(each, Problem):
                yield each
            elif not each.is_map:
                key = _same(each.address)
                self._by_address.setdefault(key, each)
                for name in _file_names(each.address):
                    self._by_file.setdefault(name, key)

    def find(self, name: str, address: str) -> Listed | None:
        """What the sitemaps say of a page; see `Find`."""
        self._any_file = True
        key = _same(address) if address else ""
        if key not in self._by_address:
            key = _same(name) if not_listed(name, "") else self._by_file.get(_plain(name), "")
        found = self._by_address.get(key)
        if found is None:
            return not_listed(name, address)
        self._seen.add(key)
        return found

    def missing(self, opener: Opener, place: Place) -> Iterator[Item | Problem]:
        """A problem for each page that is listed and was not among the files."""
        left = [each.address for key, each in self._by_address.items() if key not in self._seen]
        if not left or not self._complete:
            return
        if not self._seen and not self._any_file:
            yield place.problem(
                "",
                f"This sitemap lists {len(left):,} pages, and none of them is saved beside it.",
                "Save the pages in the same folder, or give the web address of the sitemap and add --fetch.",
            )
            return
        for address in left[:_TOLD]:
            yield place.problem(address, "The sitemap lists this page, and it is not saved here.", "Save it, too.")
        if len(left) > _TOLD:
            yield place.problem(
                "", f"{len(left) - _TOLD:,} more pages of the sitemap are not saved here.", "Save them."
            )


def _same(address: str) -> str:
    """An address as it is compared: host and path, whatever scheme, "www." and slash at its end it has."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return address
    host = (parts.hostname or "").removeprefix("www.")
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}/{unquote(parts.path).strip('/')}{query}"


def _file_names(address: str) -> Iterator[str]:
    """The names that the file of a page may have, without their usual ends."""
    try:
        parts = urlsplit(address.strip())
    except ValueError:
        return
    path = _plain(unquote(parts.path).strip("/") + (f"?{parts.query}" if parts.query else ""))
    host = parts.hostname or ""
    yield path
    for each in {host, host.removeprefix("www.")} - {""}:
        yield f"{each}/{path}".rstrip("/")


def _plain(name: str) -> str:
    name = _INDEX.sub("", name)
    return _END.sub("", name).strip("/")
