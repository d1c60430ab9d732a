"""Fetches what sources need, politely, and keeps a copy: nothing is sent again that has not changed."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from hashlib import sha256
from pathlib import Path
from urllib.parse import urlsplit

from neutral_gate.model import UsageError
from neutral_gate.net import Fetched, Guard, fetch
from neutral_gate.sources import robots
from neutral_gate.sources.robots import Robots

PAUSE = 1.0
"""Seconds between two requests to one host, where its owner does not ask for more."""
MAX_BYTES = 50_000_000
"""Bytes of one answer; the form of sitemaps allows as many."""
TIMEOUT = 60.0
"""Seconds for one answer."""
_ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,application/json;q=0.9,*/*;q=0.5"


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy of what stands at an address.

    Attributes:
        address: The address as it was asked for.
        final: The address that answered.
        file: The name of the file with its bytes, in the folder of copies.
        sha256: Digest of the bytes, in hex.
        etag: The server's mark of this version, or "".
        last_modified: The server's date of this version, or "".
    """

    address: str
    final: str
    file: str
    sha256: str
    etag: str = ""
    last_modified: str = ""


class Fetcher:
    """Fetches and keeps copies.

    Args:
        folder: Where copies are kept; those of an earlier run are used again where the server says that they still
            hold.
        guard: Where a fetch may go, where the default is not wanted.
        pause: Seconds between two requests to one host.
        sleep: Waits for some seconds.
    """

    def __init__(
        self,
        folder: Path,
        guard: Guard | None = None,
        pause: float = PAUSE,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.folder = folder
        self._guard = guard
        self._pause = pause
        self._sleep = sleep
        self._free: dict[str, float] = {}
        self._robots = Robots(lambda url: self._ask(url, self._pause, most=robots.MAX_BYTES))

    def get(self, url: str) -> Copy:
        """A copy of what stands at an address now.

        Raises:
            FetchError: It cannot be fetched or must not be, or its owner asks that it is not.
            UsageError: The copy cannot be written, or the parts for fetching are not installed.
        """
        pause = max(self._pause, self._robots.check(url))
        known = self._known(url)
        answer = self._ask(url, pause, known)
        if answer.final_url != url:
            self._robots.check(answer.final_url)
        if answer.not_modified and known is not None:
            return known
        return self._keep(url, answer)

    def _ask(self, url: str, pause: float, known: Copy | None = None, most: int = MAX_BYTES) -> Fetched:
        host = (urlsplit(url).hostname or "").lower()
        wait = self._free.get(host, 0.0) - time.monotonic()
        if wait > 0:
            self._sleep(wait)
        try:
            return fetch(
                url,
                max_bytes=most,
                timeout=TIMEOUT,
                etag=known.etag if known else None,
                last_modified=known.last_modified if known else None,
                accept=_ACCEPT,
                guard=self._guard,
            )
        finally:
            self._free[host] = time.monotonic() + pause

    def _known(self, url: str) -> Copy | None:
        """The copy of an earlier run, if it is whole and the server gave it a mark."""
        try:
            told = json.loads(self._about(url).read_text("utf-8"))
            copy = Copy(**told)
            data = (self.folder / copy.file).read_bytes()
        except (OSError, ValueError, TypeError):
            return None
        whole = sha256(data).hexdigest() == copy.sha256 and copy.address == url
        return copy if whole and (copy.etag or copy.last_modified) else None

    def _keep(self, url: str, answer: Fetched) -> Copy:
        name = self._about(url).stem
        copy = Copy(
            url, answer.final_url, f"{name}.copy", sha256(answer.body).hexdigest(), answer.etag, answer.last_modified
        )
        # What says that the copy holds goes first and comes last, so that neither is believed without the other.
        self._about(url).unlink(missing_ok=True)
        write(self.folder / copy.file, answer.body)
        write(self._about(url), json.dumps(asdict(_marks_of(copy))).encode())
        return copy

    def _about(self, url: str) -> Path:
        return self.folder / f"{sha256(url.encode('utf-8', 'replace')).hexdigest()[:40]}.json"


def _marks_of(copy: Copy) -> Copy:
    """The copy without marks that no header can carry back."""
    etag, date = (each if each.isascii() and each.isprintable() else "" for each in (copy.etag, copy.last_modified))
    return replace(copy, etag=etag, last_modified=date)


def write(path: Path, data: bytes) -> None:
    """Writes a file that is there whole or not at all.

    Raises:
        UsageError: It cannot be written.
    """
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(data)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise UsageError(
            f"{path} cannot be written: {error.strerror or error}.", "Make room, or choose another folder."
        ) from error
