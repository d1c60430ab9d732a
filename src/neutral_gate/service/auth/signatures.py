"""Signatures of requests, as the Standard Webhooks specification has them (https://www.standardwebhooks.com)."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets
from collections.abc import Iterable, Mapping
from hashlib import sha256

from neutral_gate.model import UsageError
from neutral_gate.service.problems import Problem

TOLERANCE = 300
"""Seconds between the clocks of both sides; the specification's own library has the same."""

HEADERS = ("webhook-id", "webhook-timestamp", "webhook-signature")
_PREFIX = "whsec_"
_LEAST, _MOST = 24, 64  # bytes of a secret, as the specification asks
_LONGEST_ID = 256


def new_secret() -> str:
    """A fresh secret, to be put into the settings of both sides."""
    return _PREFIX + base64.b64encode(secrets.token_bytes(32)).decode()


def key_of(secret: str) -> bytes:
    """The bytes of a secret.

    Raises:
        UsageError: It is not "whsec_" and 24 to 64 bytes in Base64.
    """
    problem = 'A signing secret must be "whsec_" and 24 to 64 bytes in Base64.'
    mend = "Make one with `neutral-gate serve secret`."
    if not secret.startswith(_PREFIX):
        raise UsageError(problem, mend)
    try:
        key = base64.b64decode(secret.removeprefix(_PREFIX), validate=True)
    except (binascii.Error, ValueError) as error:
        raise UsageError(problem, mend) from error
    if not _LEAST <= len(key) <= _MOST:
        raise UsageError(problem, mend)
    return key


def signed(key: bytes, id_: str, timestamp: int, body: bytes) -> str:
    """The signature of a request, as it stands in its header."""
    return "v1," + base64.b64encode(_digest(key, id_, str(timestamp), body)).decode()


def claimed(headers: Mapping[str, str]) -> bool:
    """Whether a request says that it is signed."""
    return any(name in headers for name in HEADERS)


def check_headers(headers: Mapping[str, str], now: float) -> tuple[str, str, list[bytes]]:
    """Looks at the headers of a signed request, before its body is read.

    Args:
        headers: Of the request.
        now: Seconds since 1970.

    Returns:
        Id, timestamp and signatures.

    Raises:
        Problem: 401, where one is missing, malformed or too old.
    """
    missing = [name for name in HEADERS if not headers.get(name, "").strip()]
    if missing:
        raise _unsigned(f"The request has no {missing[0]} header.", "Send all three headers of a signed request.")
    id_, timestamp, signatures = (headers[name].strip() for name in HEADERS)
    if len(id_) > _LONGEST_ID or not (id_.isascii() and id_.isprintable()):
        raise _unsigned("The webhook-id header is not well formed.", "Send up to 256 plain letters and digits.")
    if not (timestamp.isascii() and timestamp.isdecimal() and len(timestamp) < 15):
        raise _unsigned("The webhook-timestamp header is not well formed.", "Send whole seconds since 1970.")
    if abs(now - int(timestamp)) > TOLERANCE:
        when = "old" if int(timestamp) < now else "far in the future"
        mend = "Sign each request when you send it, and check that both clocks are right."
        raise _unsigned(f"The request's timestamp is too {when}.", mend)
    found = [_decoded(each.partition(",")[2]) for each in signatures.split() if each.startswith("v1,")]
    if not any(found):
        raise _unsigned('The webhook-signature header has no "v1" signature.', "Write it as v1,BASE64.")
    return id_, timestamp, [each for each in found if each]


def matches(keys: Iterable[bytes], id_: str, timestamp: str, body: bytes, signatures: Iterable[bytes]) -> bool:
    """Whether any of the signatures was made with any of the keys; each pair is compared in the same time."""
    given = list(signatures)
    good = False
    for key in keys:
        wanted = _digest(key, id_, timestamp, body)
        for each in given:
            good |= hmac.compare_digest(wanted, each)
    return good


def wrong() -> Problem:
    """The answer to a signature that fits no secret."""
    mend = "Check that both sides have the same secret, and that nothing changes the body on its way."
    return _unsigned("The signature does not fit this request.", mend)


def _digest(key: bytes, id_: str, timestamp: str, body: bytes) -> bytes:
    return hmac.new(key, b".".join((id_.encode(), timestamp.encode(), body)), sha256).digest()


def _decoded(text: str) -> bytes:
    try:
        return base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""


def _unsigned(detail: str, mend: str) -> Problem:
    return Problem(401, detail, mend, {"WWW-Authenticate": "Bearer"})
