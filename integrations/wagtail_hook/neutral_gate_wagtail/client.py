"""Talks to the service over HTTP, signed as Standard Webhooks says."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
import urllib.request
import uuid
from base64 import b64encode
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError

from django.core.cache import cache

from neutral_gate_wagtail.conf import keys, problems, setting

BREAKER = "neutral_gate_wagtail.away"
_MOST = 8_000_000  # bytes of an answer


class NoAnswer(Exception):  # noqa: N818 - it is an outcome, not a fault
    """The service gave no verdict. Its words are a plain sentence."""

    def __init__(self, words: str, status: int = 0) -> None:
        super().__init__(words)
        self.status = status


class _Stay(urllib.request.HTTPRedirectHandler):
    """Follows no redirect: a draft goes to the service and to nobody else."""

    def redirect_request(self, *args: Any, **more: Any) -> None:
        return None


_opener = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def call(path: str, data: dict[str, Any] | None = None, *, insist: bool = False) -> dict[str, Any]:
    """Sends one request. There is no second try: somebody is waiting.

    Args:
        path: Such as "/v1/check".
        data: What to POST; None for a GET.
        insist: True to ask even where the service gave no answer a moment ago.

    Returns:
        The JSON object of an answer with status 200 or 201.

    Raises:
        NoAnswer: There was another answer, or none.
    """
    if problems():
        raise NoAnswer("Neutral Gate is not set up on this website.")
    away = None if insist else cache.get(BREAKER)
    if away:
        raise NoAnswer(away)
    body = b"" if data is None else json.dumps(data).encode("utf-8")
    request = urllib.request.Request(  # noqa: S310 - the settings are checked to be http or https
        setting("URL").rstrip("/") + path, body if data is not None else None, _headers(body)
    )
    try:
        with _opener.open(request, timeout=float(setting("TIMEOUT"))) as answer:
            found = json.loads(answer.read(_MOST))
    except HTTPError as error:
        with error:
            raise _refused(error) from None
    except (OSError, HTTPException) as error:
        raise _away("The service that checks texts did not answer.") from error
    except ValueError as error:
        raise _away("The service that checks texts gave an answer that cannot be read.") from error
    if not isinstance(found, dict):
        raise _away("The service that checks texts gave an answer that cannot be read.")
    cache.delete(BREAKER)
    return found


def _headers(body: bytes) -> dict[str, str]:
    headers = {"Content-Type": "application/json", "Accept": "application/json"}
    signing = keys()
    if not signing:
        return {**headers, "Authorization": f"Bearer {setting('TOKEN')}"}
    id_, moment = f"msg_{uuid.uuid4().hex}", str(int(time.time()))
    signed = b".".join((id_.encode(), moment.encode(), body))
    signatures = (b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode() for key in signing)
    return {
        **headers,
        "webhook-id": id_,
        "webhook-timestamp": moment,
        "webhook-signature": " ".join(f"v1,{signature}" for signature in signatures),
    }


def _refused(error: HTTPError) -> NoAnswer:
    """What a status other than 200 means. One of ours or of a proxy's (500 and up) opens the breaker."""
    try:
        detail = json.loads(error.read(100_000))["detail"]
    except (ValueError, KeyError, TypeError, OSError, HTTPException):
        detail = ""
    words = f"The service that checks texts answered with status {error.code}. {detail}".strip()
    if error.code < 500:
        return NoAnswer(words, error.code)
    wait = error.headers.get("Retry-After", "")
    return _away(words, int(wait) if wait.isascii() and wait.isdecimal() and len(wait) < 6 else 0, error.code)


def _away(words: str, seconds: int = 0, status: int = 0) -> NoAnswer:
    """Opens the breaker, so that a bulk publish of fifty pages does not wait fifty times."""
    most = int(setting("BREAKER_SECONDS"))
    cache.set(BREAKER, words, min(seconds, most) if seconds else most)
    return NoAnswer(words, status)
