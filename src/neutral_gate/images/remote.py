"""Pictures on other hosts, fetched under guard for one run: few, small, quick, and each only once."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote, urljoin, urlsplit

from neutral_gate.images.facts import facts_of
from neutral_gate.model import Draft, GateError, UsageError
from neutral_gate.model.image_facts import ImageFacts

if TYPE_CHECKING:
    from neutral_gate.net import Fetched

MAX_PICTURES = 200
"""Pictures that one run fetches."""

MAX_BYTES = 20_000_000
"""Bytes of one picture: twenty times what any page should show."""

MAX_TOTAL = 300_000_000
"""Bytes of all pictures of a run."""

SECONDS = 10.0
"""Seconds for one picture."""

TOTAL_SECONDS = 90.0
"""Seconds for all pictures of a run."""

_AT_ONCE = 4
_ACCEPT = "image/avif,image/webp,image/*,*/*;q=0.5"

Look = Callable[[bytes, ImageFacts, str], ImageFacts]


class Fetch(Protocol):
    """The guarded client, or what stands in for it in a test."""

    def __call__(
        self, url: str, *, allow_hosts: Collection[str], max_bytes: int, timeout: float, accept: str
    ) -> Fetched:
        """Fetches one picture."""


class RemoteImages:
    """Fetches pictures and keeps what is known about them for the run.

    Args:
        fetch: The guarded client.
        look: Adds to the facts of a picture, such as the words in it; takes its bytes, the facts and its address.
    """

    def __init__(self, fetch: Fetch | None = None, look: Look | None = None) -> None:
        self._fetch = fetch or _guarded()
        self._look = look
        self._known: dict[tuple[str, frozenset[str]], ImageFacts] = {}
        self._asked = 0
        self._bytes = 0
        self._end: float | None = None

    def facts(self, addresses: Iterable[str], base: str, hosts: Collection[str]) -> Mapping[str, ImageFacts]:
        """The facts of pictures by the address that the page gives.

        Args:
            addresses: As the page gives them.
            base: The address of the page on the web, or "".
            hosts: The hosts that may be asked, besides that of the page.

        Returns:
            One entry for each address on another host. One that could not be had has the problem "unfetched" and a
            reason.

        Raises:
            UsageError: The parts for fetching are not installed.
        """
        allowed = frozenset({*hosts, _host(base)} - {""})
        targets = {address: target for address in addresses if (target := absolute(address, base))}
        new = [url for url in dict.fromkeys(targets.values()) if (url, allowed) not in self._known]
        if new:
            from concurrent.futures import ThreadPoolExecutor

            with ThreadPoolExecutor(_AT_ONCE) as pool:
                for url, facts in zip(new, pool.map(lambda url: self._one(url, allowed), new), strict=True):
                    self._known[url, allowed] = facts
        return {address: self._known[url, allowed] for address, url in targets.items()}

    def _one(self, url: str, hosts: frozenset[str]) -> ImageFacts:
        if not hosts:
            return _unfetched("No host is set that pictures may come from.", _ADD)
        self._asked += 1
        if self._end is None:
            self._end = time.monotonic() + TOTAL_SECONDS
        left = min(SECONDS, self._end - time.monotonic())
        if self._asked > MAX_PICTURES or self._bytes > MAX_TOTAL or left <= 0:
            return _unfetched("This run has fetched as many pictures as it may.", "Check fewer pages at once.")
        try:
            fetched = self._fetch(url, allow_hosts=hosts, max_bytes=MAX_BYTES, timeout=left, accept=_ACCEPT)
        except UsageError:
            raise
        except GateError as error:
            mend = _ADD if "not one that may be fetched" in error.problem else error.mend
            return _unfetched(error.problem, mend)
        self._bytes += len(fetched.body)
        facts = facts_of(fetched.body, urlsplit(fetched.final_url).path)
        return self._look(fetched.body, facts, url) if self._look else facts


def page_address(draft: Draft) -> str:
    """The address that a page gives for itself or its links, or ""."""
    if draft.page is None:
        return ""
    for element in draft.page.elements("base", "link"):
        address = element.get("href").strip()
        named = element.tag == "base" or "canonical" in element.get("rel").lower().split()
        if named and address.lower().startswith(("https://", "http://")):
            return address
    return ""


def absolute(address: str, base: str) -> str:
    """The full web address of a picture, or "" where it has none. Spaces are written as browsers send them."""
    if address[:5].lower() == "data:":
        return ""
    try:
        full = urljoin(base, address.strip()) if base else address.strip()
    except ValueError:
        return ""
    if full.startswith("//"):
        full = f"https:{full}"
    if not full.lower().startswith(("https://", "http://")):
        return ""
    return quote(full.partition("#")[0], safe="/%:@!$&'()*+,;=~-._?[]")


_ADD = "Add the host to `image_hosts` in your settings, if you trust it."


def _guarded() -> Fetch:
    from neutral_gate.net import fetch

    return fetch


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""


def _unfetched(problem: str, mend: str) -> ImageFacts:
    return ImageFacts(problem="unfetched", reason=f"{problem} {mend}")
