"""Tells the addresses of the open internet from those of one's own machine, house and provider."""

from __future__ import annotations

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address, ip_network

_CLOSED_4 = tuple(
    ip_network(block)
    for block in (
        "0.0.0.0/8",  # this network; many systems take 0.0.0.0 for the machine itself
        "10.0.0.0/8",
        "100.64.0.0/10",  # between providers; also a cloud's metadata service
        "127.0.0.0/8",
        "168.63.129.16/32",  # a cloud's metadata service with an open address
        "169.254.0.0/16",  # link-local, and the metadata service of most clouds
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",  # documentation, as are the two below
        "192.31.196.0/24",
        "192.52.193.0/24",
        "192.88.99.0/24",  # 6to4 relays
        "192.168.0.0/16",
        "192.175.48.0/24",
        "198.18.0.0/15",  # measurements inside a network
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",  # to many at once
        "240.0.0.0/4",  # reserved, and 255.255.255.255
    )
)
"""IPv4 blocks that lead nowhere on the open internet (IANA, IPv4 Special-Purpose Address Registry)."""

_OPEN_6 = ip_network("2000::/3")
"""The only IPv6 addresses that IANA has given out for the open internet."""

_CLOSED_6 = tuple(
    ip_network(block)
    for block in (
        "2001::/23",  # protocols; Teredo, which carries an IPv4 address, is in it
        "2001:db8::/32",  # documentation
        "2002::/16",  # 6to4: carries an IPv4 address
        "2620:4f:8000::/48",
        "3fff::/20",  # documentation
    )
)
"""Blocks inside it that are not (IANA, IPv6 Special-Purpose Address Registry).

Outside it, and so closed too: `::`, `::1`, IPv4-mapped `::ffff:0:0/96`, IPv4-compatible `::/96`, IPv4-translated
`::ffff:0:0:0/96`, NAT64 `64:ff9b::/96` and `64:ff9b:1::/48`, unique local `fc00::/7`, link-local `fe80::/10`,
site-local `fec0::/10`, multicast `ff00::/8`.
"""

_ISATAP = (0x00005EFE, 0x02005EFE)
"""The third quarter of an address that carries an IPv4 address in its last one (RFC 5214)."""


def is_open(address: str) -> bool:
    """True for an address on the open internet.

    Args:
        address: As a resolver gives it; a zone such as "%eth0" makes it a closed one.
    """
    try:
        known = ip_address(address)
    except ValueError:
        return False
    if isinstance(known, IPv4Address):
        return not any(known in block for block in _CLOSED_4) and known.is_global
    return _open_6(known)


def _open_6(known: IPv6Address) -> bool:
    if known.scope_id or known not in _OPEN_6 or any(known in block for block in _CLOSED_6):
        return False
    if (int(known) >> 32) & 0xFFFFFFFF in _ISATAP:
        return False
    return known.is_global


PROBE = "ipv4only.arpa"
"""A name that has IPv4 addresses only; a network that gives IPv6 ones for it translates, and so shows its prefix."""

_PROBED = (IPv4Address("192.0.0.170"), IPv4Address("192.0.0.171"))
_PREFIXES = (96, 64, 56, 48, 40, 32)


def translators(answers: Iterable[str]) -> list[IPv6Network]:
    """The prefixes under which this network carries IPv4 addresses inside IPv6 ones (NAT64, RFC 7050).

    Args:
        answers: The addresses that it gives for `PROBE`.
    """
    found = []
    for answer in answers:
        known = ip_address(answer)
        if isinstance(known, IPv6Address):
            lengths = (length for length in _PREFIXES if _carried(known, length) in _PROBED)
            found += [IPv6Network((known, length), strict=False) for length in lengths]
    return found


def _carried(known: IPv6Address, length: int) -> IPv4Address:
    """The IPv4 address behind a prefix; the ninth byte is none of it (RFC 6052, section 2.2)."""
    packed = known.packed
    start = length // 8
    following = packed[start:] if start > 8 else packed[start:8] + packed[9:]
    return IPv4Address(following[:4])
