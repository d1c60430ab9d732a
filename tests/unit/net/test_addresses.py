from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.net.addresses import is_open, translators

CLOSED = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.255.255.254 168.63.129.16
169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.192 192.0.2.1 192.88.99.1 192.168.1.1 198.18.0.1 198.19.255.255
198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.250 240.0.0.1 255.255.255.255
:: ::1 ::7f00:1 ::127.0.0.1 ::8.8.8.8 ::ffff:127.0.0.1 ::ffff:8.8.8.8 ::ffff:7f00:1 ::ffff:0:127.0.0.1
64:ff9b::7f00:1 64:ff9b::127.0.0.1 64:ff9b::8.8.8.8 64:ff9b:1::10.0.0.1 64:ff9b:1:ffff::a00:1 100::1
2001::1 2001:0:7f00:1::8000:1 2001:10::1 2001:20::1 2001:db8::1 2002:7f00:1:: 2002:a00:1::1 2002:808:808::1
3fff::1 5f00::1 fc00::1 fd00:ec2::254 fdff::1 fe80::1 fe80::1%eth0 febf::1 fec0::1 ff02::1 ff0e::1
2606:4700::5efe:7f00:1 2606:4700::200:5efe:10.0.0.1 2606:4700::1%eth0 4000::1
localhost 127.1 0177.0.0.1 2130706433
"""

OPEN = (
    "8.8.8.8 93.184.216.34 151.101.0.144 172.15.255.255 172.32.0.1 100.63.255.255 100.128.0.1 2606:4700::1 2a00:23c4::1"
)


@pytest.mark.parametrize("address", CLOSED.split())
def test_addresses_that_lead_inside_a_network_are_closed(address: str) -> None:
    assert not is_open(address)


@pytest.mark.parametrize("address", OPEN.split())
def test_addresses_of_the_open_internet_are_open(address: str) -> None:
    assert is_open(address)


@given(st.integers(0, 2**32 - 1))
def test_no_private_ipv4_address_gets_through_in_any_ipv6_clothes(number: int) -> None:
    carried = IPv4Address(number)
    high, low = number >> 16, number & 0xFFFF
    clothes = [
        f"::ffff:{carried}",
        f"::{carried}",
        f"::ffff:0:{carried}",
        f"64:ff9b::{carried}",
        f"64:ff9b:1::{carried}",
        f"2002:{high:x}:{low:x}::1",
        f"2001:0:{high:x}:{low:x}::1",
        f"2a00:1450::5efe:{carried}",
    ]
    assert not any(is_open(each) for each in clothes)
    if is_open(str(carried)):
        assert carried.is_global
        assert not any(carried in IPv4Network(block) for block in ("10.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16"))


def test_a_network_that_translates_shows_its_prefix() -> None:
    # RFC 6052, section 2.2: the same IPv4 address behind prefixes of each length
    shown = {
        "2a01:4f8:1:2:3:4:c000:aa": "2a01:4f8:1:2:3:4::/96",
        "2a01:4f8:1:2:c0:0:aa00::": "2a01:4f8:1:2::/64",
        "2a01:4f8:1:c0:0:aa::": "2a01:4f8:1::/56",
        "2a01:4f8:1:c000:0:aa00::": "2a01:4f8:1::/48",
        "2a01:4f8:c0:0:aa::": "2a01:4f8::/40",
        "2a01:4f8:c000:aa::": "2a01:4f8::/32",
    }
    for answer, prefix in shown.items():
        assert ip_network(prefix) in translators([answer]), answer


def test_a_network_that_does_not_translate_shows_none() -> None:
    assert translators(["192.0.0.170", "192.0.0.171"]) == []
    assert translators(["2606:4700::1"]) == []
