from __future__ import annotations

import base64
import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.model import UsageError
from neutral_gate.service.auth.signatures import HEADERS, check_headers, key_of, matches, new_secret, signed
from neutral_gate.service.problems import Problem

NOW = 1_700_000_000


def test_a_signature_is_what_the_specification_says() -> None:
    """Worked out from the words of the specification: HMAC-SHA256 over id, timestamp and body with dots between."""
    key = b"k" * 32
    content = b"msg_1.1700000000." + b'{"text": "Hello"}'
    wanted = "v1," + base64.b64encode(hmac.new(key, content, hashlib.sha256).digest()).decode()
    assert signed(key, "msg_1", NOW, b'{"text": "Hello"}') == wanted


def test_a_new_secret_is_a_good_one() -> None:
    assert len(key_of(new_secret())) == 32
    assert new_secret() != new_secret()


@pytest.mark.parametrize("secret", ["", "whsec_", "whsec_%%%", "whsec_" + "A" * 20, "whsec_" + "A" * 200, "AAAA" * 11])
def test_a_wrong_secret_is_refused_and_not_shown(secret) -> None:
    with pytest.raises(UsageError) as raised:
        key_of(secret)
    assert len(secret) < 8 or secret not in str(raised.value)


@given(st.binary(max_size=200), st.from_regex(r"[!-~]{1,40}", fullmatch=True))
def test_what_was_signed_is_known_again_and_nothing_else(body, id_) -> None:
    keys = [b"a" * 24, b"b" * 24]
    headers = dict(zip(HEADERS, (id_, str(NOW), signed(keys[1], id_, NOW, body)), strict=True))
    found = check_headers(headers, NOW + 5)
    assert matches(keys, found[0], found[1], body, found[2])
    assert not matches(keys[:1], found[0], found[1], body, found[2])
    assert not matches(keys, found[0], found[1], body + b".", found[2])
    assert not matches(keys, found[0] + "x", found[1], body, found[2])
    assert not matches(keys, found[0], str(NOW + 1), body, found[2])


@given(st.text(max_size=60), st.text(max_size=30), st.text(max_size=90))
def test_any_headers_end_in_401_or_in_something_to_compare(id_, timestamp, signature) -> None:
    headers = dict(zip(HEADERS, (id_, timestamp, signature), strict=True))
    try:
        found = check_headers(headers, NOW)
    except Problem as problem:
        status = problem.status
    else:
        status = 200 if matches([b"k" * 24], found[0], found[1], b"", found[2]) else 401
    assert status == 401
