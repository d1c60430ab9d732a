"""What the owners of websites ask programs to leave alone (robots.txt, RFC 9309)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from neutral_gate.net import Fetched, FetchError

NAME = "neutral-gate"
"""The name by which a robots.txt may speak of us."""
MAX_BYTES = 5_000_000
_READ = 500 << 10
"""Bytes of a robots.txt that are read, as the standard has it."""
LONGEST_DELAY = 60.0
"""Seconds between requests beyond which a site is left alone."""


class Robots:
    """What sites ask, each asked once.

    Args:
        get: Fetches an address, such as `net.fetch` at a polite pace.
    """

    def __init__(self, get: Callable[[str], Fetched]) -> None:
        self._get = get
        self._known: dict[str, Any] = {}

    def check(self, url: str) -> float:
        """Makes sure that an address may be fetched.

        Returns:
            Seconds that the site asks to wait between requests; 0 where it asks for none.

        Raises:
            FetchError: Its owner asks not to, or what the owner asks cannot be found out.
        """
        parts = urlsplit(url)
        site = f"{parts.scheme}://{parts.netloc}"
        if site not in self._known:
            self._known[site] = self._rules(site)
        rules = self._known[site]
        if rules is None:
            return 0.0
        if not rules.can_fetch(url, NAME):
            raise FetchError(
                "The site asks programs not to fetch this address (robots.txt).",
                "Save the page by hand, or ask the site's owner.",
                refused=True,
            )
        delay = float(rules.crawl_delay(NAME) or 0.0)
        if delay > LONGEST_DELAY:
            raise FetchError(
                f"The site asks for {delay:,.0f} seconds between two requests (robots.txt).",
                "Save its pages by hand, or ask the site's owner.",
                refused=True,
            )
        return delay

    def _rules(self, site: str) -> Any:
        """The rules of a site, or None where it has none."""
        from protego import Protego

        try:
            body = self._get(f"{site}/robots.txt").body
        except FetchError as error:
            if error.refused:
                raise
            if error.status is not None and 400 <= error.status < 500:
                return None
            raise FetchError(
                f"What the site asks of programs cannot be found out: {error.problem}",
                "Its pages were left alone. Try again later.",
                status=error.status,
            ) from error
        return Protego.parse(body[:_READ].decode("utf-8", "replace"))
