"""Web addresses as sources: a page, a feed, or a sitemap with all the pages that it lists. Copies are kept and read."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from urllib.parse import urlsplit

from neutral_gate.model import DraftError
from neutral_gate.net import FetchError
from neutral_gate.sources.fetching import Copy, Fetcher, write
from neutral_gate.sources.items import Problem, Source
from neutral_gate.sources.opening import opened
from neutral_gate.sources.places import Place
from neutral_gate.sources.presets import columns_of
from neutral_gate.sources.sitemap import Listed, listed

MAX_PAGES = 2_000
"""Pages of one source that are fetched: at one a second, more than half an hour."""
MAX_MAPS = 100
"""Sitemaps of one index that are fetched."""
COPIES = "copies"
MANIFEST = "fetched.json"
_ADDRESS = re.compile(r"https?://", re.IGNORECASE)
_UNFIT = re.compile(r"[^\w.-]+")
Tell = Callable[[int, int], None]


def is_address(text: str) -> bool:
    """Whether what somebody gave as a source is a web address."""
    return _ADDRESS.match(text) is not None


def fetch_source(url: str, folder: Path, fetcher: Fetcher, tell: Tell | None = None) -> Path:
    """Fetches a source.

    Args:
        url: A page, a feed or a sitemap.
        folder: Where to make the folder of the source.
        fetcher: Fetches, and keeps copies.
        tell: Is told how many pages are there, of how many.

    Returns:
        The folder of the source, for `open_fetched`. What could not be fetched is a problem of the source.

    Raises:
        UsageError: It cannot be written, or the parts for fetching are not installed.
    """
    copies: dict[str, Copy] = {}
    problems: list[list[str]] = []
    wanted = [url]
    known = {url}
    maps = {url}
    for number, address in enumerate(wanted):  # which grows on the way
        if tell:
            tell(number, len(wanted))
        try:
            copy = fetcher.get(address)
        except FetchError as error:
            problems.append([address, error.problem, error.mend])
            continue
        copies[address] = copy
        if address in maps:
            for each in _pages(copy, fetcher.folder, url, maps):
                if isinstance(each, Problem):
                    problems.append([each.place, each.problem, each.mend])
                elif each not in known:
                    known.add(each)
                    if each in maps or len(wanted) - len(maps) < MAX_PAGES:
                        wanted.append(each)
    left = len(known) - len(wanted)
    if left:
        said = f"Only the first {MAX_PAGES:,} pages were fetched, and {left:,} were not."
        problems.append([url, said, "Give the other sitemaps of the site one by one, or save the rest by other means."])
    name = f"{_UNFIT.sub('-', url.partition('://')[2])[:60].strip('-.')}-{sha256(url.encode()).hexdigest()[:8]}"
    told = {
        "address": url,
        "copies": [[copy.final, copy.file, copy.sha256] for copy in copies.values()],
        "problems": problems,
    }
    path = folder / name
    write(path / MANIFEST, json.dumps(told, indent=1).encode())
    return path


def _pages(copy: Copy, folder: Path, url: str, maps: set[str]) -> Iterator[str | Problem]:
    """What a sitemap lists on the same site, and what of it is left alone; nothing where it is no sitemap."""
    from neutral_gate.sources.detect import format_of

    place = Place(url, copy.address)

    def opener() -> BinaryIO:
        return (folder / copy.file).open("rb")

    try:
        if format_of(opener, place) != "sitemap":
            return
        found = list(listed(opener, place))
    except DraftError as error:
        yield place.problem("", error.problem, error.mend)
        return
    elsewhere = 0
    for each in found:
        if isinstance(each, Problem):
            yield each
        elif not _same_site(each, copy):
            elsewhere += 1
        elif each.is_map:
            if len(maps) <= MAX_MAPS:
                maps.add(each.address)
                yield each.address
            else:
                yield place.problem(each.address, f"Only {MAX_MAPS} sitemaps are fetched.", "Give this one by itself.")
        else:
            yield each.address
    if elsewhere:
        yield place.problem(
            "",
            f"{elsewhere:,} addresses of this sitemap are on another site, and were left alone.",
            "Give the sitemap of that site, too.",
        )


def _same_site(each: Listed, copy: Copy) -> bool:
    hosts = {_host(each.address), _host(copy.final)}
    return len(hosts) == 1 and is_address(each.address)


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").lower().removeprefix("www.")
    except ValueError:
        return ""


def open_fetched(
    path: Path, folder: Path, *, preset: str | None = None, mapping: Mapping[str, str] | None = None
) -> Source:
    """Opens what `fetch_source` has fetched.

    Args:
        path: What it gave.
        folder: The folder of copies.
        preset: See `open_source`.
        mapping: See `open_source`.

    Raises:
        UsageError: There is no such preset or meaning of a column.
        DraftError: It cannot be read.
    """
    try:
        told = json.loads((path / MANIFEST).read_text("utf-8"))
        files = {address: folder / file for address, file, _ in told["copies"]}
        problems = [Problem(told["address"], *each) for each in told["problems"]]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DraftError(f"{path / MANIFEST} cannot be read.", "Run the same command again with --fetch.") from error
    return opened(path, _Copies(files), columns_of(preset, mapping), problems)


class _Copies:
    """The files of a source that was fetched, by their addresses."""

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files

    def names(self) -> Iterator[str | Problem]:
        yield from self._files

    def open(self, name: str) -> BinaryIO:
        try:
            return self._files[name].open("rb")
        except OSError as error:
            raise DraftError(f"The copy of {name} cannot be read.", "Run the audit again with --fetch.") from error
