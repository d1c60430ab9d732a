"""Takes a web address apart, strictly: what has two readings is refused, so that no two programs can read it twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address
from urllib.parse import quote, urlsplit

from neutral_gate.net.errors import FetchError

LONGEST = 4096
"""Letters of a web address."""

_PORTS = {"http": 80, "https": 443}
_LABEL = re.compile(r"(?!-)[a-z0-9_-]{1,63}(?<!-)")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_HOUSE = frozenset(
    {"localhost", "local", "localdomain", "internal", "intranet", "private", "corp", "home", "lan", "arpa", "onion"}
    | {"test", "invalid", "example", "alt"}
)
"""Last parts of names that are no business of the open internet (IANA, Special-Use Domain Names, and common ones)."""

_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029]")
_BRACKETS = re.compile(r"\[([0-9A-Fa-f:.]+)\](?::[0-9]*)?")
_FULL_STOPS = re.compile("[\u3002\uff0e\uff61]")


@dataclass(frozen=True, slots=True)
class Address:
    """A web address in its parts.

    Attributes:
        scheme: "http" or "https".
        host: In small ASCII letters; an IPv6 address without its brackets.
        port: The port.
        target: Path and query, in ASCII.
    """

    scheme: str
    host: str
    port: int
    target: str

    @property
    def url(self) -> str:
        """The address in one piece, without a fragment."""
        return f"{self.scheme}://{self.authority}{self.target}"

    @property
    def authority(self) -> str:
        """Host and port as a request names them."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == _PORTS[self.scheme] else f"{host}:{self.port}"


def parse_address(url: str) -> Address:
    """Takes a web address apart.

    Raises:
        FetchError: It is not a plain http or https address, or names a host in a way that has two readings.
    """
    shown = url if len(url) <= 100 else f"{url[:100]}..."
    if len(url) > LONGEST or _UNSAFE.search(url):
        raise _refused(f"The web address {shown!r} is too long, or has spaces or backslashes in it.")
    try:
        parts = urlsplit(url)
        port = parts.port
        host = parts.hostname or ""
    except ValueError:
        raise _refused(f"The web address {shown!r} is not well formed.") from None
    if parts.scheme not in _PORTS:
        raise _refused(f"Only http and https addresses are fetched, not {shown!r}.")
    if "@" in parts.netloc:
        raise FetchError(
            f"The web address on {host} has a user name or password in it.", "Take that out.", refused=True
        )
    host = _ipv6(parts.netloc, shown) if "[" in parts.netloc else _name(host, shown)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return Address(parts.scheme, host, port if port is not None else _PORTS[parts.scheme], path + query)


def _ipv6(place: str, shown: str) -> str:
    """The address in square brackets; a zone, which only means something on this machine, is refused."""
    found = _BRACKETS.fullmatch(place)
    try:
        return str(IPv6Address(found[1] if found else ""))
    except ValueError:
        raise _refused(f"The web address {shown!r} is not well formed.") from None


def _name(host: str, shown: str) -> str:
    """The name in small ASCII letters; numbers are an IPv4 address in its plain form, or nothing."""
    host = _FULL_STOPS.sub(".", host).removesuffix(".")
    try:
        plain = host if host.isascii() else host.encode("idna").decode("ascii")
    except UnicodeError:
        raise _refused(f"The web address {shown!r} names no host that can be looked up.") from None
    plain = plain.lower()
    labels = plain.split(".")
    if _NUMBER.fullmatch(labels[-1]):
        try:
            return str(IPv4Address(plain))  # refuses octal, hexadecimal, shortened and one-number forms
        except ValueError:
            raise _refused(f"The web address {shown!r} gives its host as an unusual number.") from None
    if len(plain) > 253 or not all(_LABEL.fullmatch(label) for label in labels):
        raise _refused(f"The web address {shown!r} names no host that can be looked up.")
    if len(labels) < 2 or labels[-1] in _HOUSE:
        raise _refused(f"The host {plain} is not on the open internet.")
    return plain


def _refused(problem: str) -> FetchError:
    return FetchError(problem, "Use a full http or https address of a public website.", refused=True)
