from __future__ import annotations

from ipaddress import IPv6Address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.net.errors import FetchError
from neutral_gate.net.hosts import parse_address

REFUSED = [
    "ftp://www.council.gov.uk/a",
    "file:///etc/passwd",
    "gopher://www.council.gov.uk/",
    "data:text/plain,hello",
    "javascript:alert(1)",
    "//www.council.gov.uk/a",
    "www.council.gov.uk/a",
    "http://",
    "http:///a",
    "",
    "http://name:password@www.council.gov.uk/",
    "http://name@www.council.gov.uk/",
    "http://www.council.gov.uk@127.0.0.1/",
    "http://www.council.gov.uk\\@127.0.0.1/",
    "http://127.0.0.1\\.council.gov.uk/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://a.localhost/",
    "http://printer/",
    "http://printer.local/",
    "http://intranet.lan/",
    "http://metadata.google.internal/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://0x7f.0.0.1/",
    "http://0177.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://127.0.0.0x1/",
    "http://127.0.0.01/",
    "http://1.2.3.256/",
    "http://0/",
    "http://[::1/",
    "http://::1/",
    "http://[fe80::1%25eth0]/",
    "http://[::ffff:127.0.0.1%1]/",
    "http://a[::1]/",
    "http://[::1]a/",
    "http://[v1.fe80]/",
    "http://a..council.gov.uk/",
    "http://-a.council.gov.uk/",
    "http://www.council.gov.uk:port/",
    "http://www.council.gov.uk:99999/",
    "http://www.council.gov.uk/a b",
    "http://www.council.gov.uk/\r\nHost: localhost",
    "http://www.coun\tcil.gov.uk/",
    " http://www.council.gov.uk/",
    "http://www.council.gov.uk\x00.example.org/",
    "http://" + "a" * 64 + ".gov.uk/",
    "http://www.council.gov.uk/" + "a" * 5000,
]


@pytest.mark.parametrize("url", REFUSED)
def test_what_has_two_readings_is_refused(url: str) -> None:
    with pytest.raises(FetchError) as refusal:
        parse_address(url)
    assert refusal.value.refused
    assert refusal.value.problem.endswith(".")
    assert refusal.value.mend.endswith(".")


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("http://１２７.0.0.1/", "127.0.0.1"),  # the guard then refuses the address itself
        ("http://127。0。0。1/", "127.0.0.1"),
        ("http://[::ffff:127.0.0.1]/", str(IPv6Address("::ffff:7f00:1"))),  # which Python 3.13 writes with dots
        ("http://[0:0:0:0:0:0:0:1]/", "::1"),
        ("https://WWW.Council.GOV.UK./", "www.council.gov.uk"),
        ("https://cyngor.cymru/", "cyngor.cymru"),
        ("https://münchen.de/", "xn--mnchen-3ya.de"),
    ],
)
def test_a_host_has_one_form(url: str, host: str) -> None:
    assert parse_address(url).host == host


def test_an_address_comes_apart_and_together() -> None:
    address = parse_address("https://www.council.gov.uk/a%20b/é.png?w=1&h=2#top")
    assert (address.scheme, address.host, address.port) == ("https", "www.council.gov.uk", 443)
    assert address.target == "/a%20b/%C3%A9.png?w=1&h=2"
    assert address.url == "https://www.council.gov.uk/a%20b/%C3%A9.png?w=1&h=2"
    assert parse_address("http://[2606:4700::1]:8080").url == "http://[2606:4700::1]:8080/"


@given(st.text(max_size=60))
def test_any_text_is_refused_or_comes_out_plain(text: str) -> None:
    for url in (text, f"http://{text}", f"https://www.council.gov.uk{text}"):
        try:
            address = parse_address(url)
        except FetchError:
            continue
        assert address.url.isascii()
        assert address.url.isprintable()
        assert " " not in address.url
        assert parse_address(address.url) == address
