"""Fetches people lists anew. An old people file stays where the new list is broken, or has lost half of its people."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol
from urllib.parse import urlsplit

from neutral_gate.model import UsageError
from neutral_gate.people.reading import Gathered, gather_bytes, joined
from neutral_gate.people.storing import Changes, changes, check_size, store, stored

if TYPE_CHECKING:
    from neutral_gate.net import Fetched
    from neutral_gate.people.provenance import Source

MAX_BYTES = 100_000_000
"""Bytes that a fetched list may have; every candidate of a general election with all columns is about 5 MB."""
SECONDS = 120.0
"""Time for a fetch; a list of some megabytes over a slow line."""
_ACCEPT = "text/csv, application/json;q=0.9, application/xml;q=0.8, */*;q=0.5"


class Wanted(Protocol):
    """What is to be updated, as the settings say it (`config.settings.PeopleSource`)."""

    @property
    def urls(self) -> tuple[str, ...]:
        """Where the lists are."""

    @property
    def file(self) -> Path:
        """The people file."""

    @property
    def hosts(self) -> tuple[str, ...]:
        """Further hosts that the addresses may send on to."""

    @property
    def sha256(self) -> str:
        """What the list's SHA-256 must be, or ""."""

    @property
    def licence(self) -> str:
        """The licence, where the form does not say it."""


class Updated(NamedTuple):
    """What became of a people file.

    Attributes:
        now: What it holds.
        changes: Who is new and who is gone; None where the lists are the same as before.
        since: The day of the lists before this update.
        first: True where there was no people file before.
    """

    now: Gathered
    changes: Changes | None
    since: date
    first: bool = False


def update(wanted: Wanted, *, accept_shrink: bool = False, today: date | None = None) -> Updated:
    """Fetches lists and writes their people file.

    Args:
        wanted: What to fetch, and where to put it.
        accept_shrink: Whether a list may have half the people of the old one, or fewer.
        today: The day of the fetch.

    Raises:
        FetchError: A list could not be fetched, or must not be.
        UsageError: A list is broken, is not the one that the checksum names, or has shrunk. The old file stays.
    """
    today = today or date.today()
    old = stored(wanted.file)
    known = {source.url: source for source in old.sources} if old is not None else {}
    marked = old is not None and set(known) == set(wanted.urls)
    fetched = {url: _fetch(url, wanted, known.get(url) if marked else None) for url in wanted.urls}
    if old is not None and marked and all(_same(answer, known[url]) for url, answer in fetched.items()):
        now = _seen_again(old, fetched, today)
        store(wanted.file, now)
        return Updated(now, None, min(source.as_of for source in old.sources))
    for url, answer in fetched.items():
        if answer.not_modified:  # its people are in the old file, but mixed with those of the lists that have changed
            fetched[url] = _fetch(url, wanted, None)
    now = joined(_gathered(url, answer, wanted, today) for url, answer in fetched.items())
    if old is not None and not accept_shrink:
        check_size(old, now, wanted.file.name)
    store(wanted.file, now)
    since = min(source.as_of for source in (old or now).sources)
    return Updated(now, changes(old.people if old else (), now.people), since, first=old is None)


def _fetch(url: str, wanted: Wanted, known: Source | None) -> Fetched:
    from neutral_gate import net

    return net.fetch(
        url,
        allow_hosts={urlsplit(url).hostname or "", *wanted.hosts},
        max_bytes=MAX_BYTES,
        timeout=SECONDS,
        etag=(known.etag or None) if known else None,
        last_modified=(known.last_modified or None) if known else None,
        accept=_ACCEPT,
    )


def _same(answer: Fetched, known: Source) -> bool:
    return answer.not_modified or hashlib.sha256(answer.body).hexdigest() == known.sha256


def _seen_again(old: Gathered, fetched: Mapping[str, Fetched], today: date) -> Gathered:
    """The same people of lists that have not changed: still true today, unless their rows say a day of their own."""
    sources, renewed = [], {}
    for source in old.sources:
        answer = fetched[source.url]
        if source.as_of == source.imported:
            renewed[source.name] = source.as_of
        sources.append(
            replace(
                source,
                as_of=today if source.name in renewed else source.as_of,
                imported=today,
                etag=answer.etag or source.etag,
                last_modified=answer.last_modified or source.last_modified,
            )
        )
    people = (
        replace(each, as_of=today) if each.as_of is not None and renewed.get(each.source) == each.as_of else each
        for each in old.people
    )
    return Gathered(tuple(people), tuple(sources))


def _gathered(url: str, answer: Fetched, wanted: Wanted, today: date) -> Gathered:
    checksum = hashlib.sha256(answer.body).hexdigest()
    if wanted.sha256 and checksum != wanted.sha256:
        raise UsageError(
            f"The list from {url} is not the one that your settings name: its SHA-256 is {checksum}.",
            "Look at the list. If it is right, write this checksum into your settings.",
        )
    people, sources = gather_bytes(answer.body, _file_name(url), today)
    told = (
        replace(
            each,
            imported=today,
            url=url,
            etag=answer.etag,
            last_modified=answer.last_modified,
            licence=each.licence or wanted.licence,
        )
        for each in sources
    )
    return Gathered(people, tuple(told))


def _file_name(url: str) -> str:
    """A file name for the list of an address."""
    parts = urlsplit(url)
    last = parts.path.rstrip("/").rpartition("/")[2] or parts.hostname or "list"
    return re.sub(r"[^\w.-]+", "-", last)[:80]
