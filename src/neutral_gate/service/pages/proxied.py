"""Signing in at a proxy in front of the service, such as one that speaks OpenID Connect with the office's accounts."""

from __future__ import annotations

import hmac
from datetime import datetime
from hashlib import sha256

from starlette.requests import Request

from neutral_gate.model import UsageError
from neutral_gate.service.log import Session
from neutral_gate.service.log.sessions import LONGEST
from neutral_gate.service.settings import ServiceSettings

SECRET_HEADER = "x-neutral-gate-proxy"  # noqa: S105 - the name of a header
_LEAST = 32


def check_settings(settings: ServiceSettings) -> None:
    """Refuses a proxy without a secret: whoever reaches the service could then say that they are anybody.

    Raises:
        UsageError: The secret is missing or short.
    """
    if settings.proxy_header and len(settings.proxy_secret) < _LEAST:
        raise UsageError(
            f'"proxy_header" needs a "proxy_secret" of {_LEAST} letters or more.',
            "Make up a long one, and have the proxy send it as X-Neutral-Gate-Proxy.",
        )


def name_from_proxy(request: Request, settings: ServiceSettings) -> str:
    """The name of the account that a proxy vouches for, or ""."""
    if not settings.proxy_header:
        return ""
    secret = request.headers.get(SECRET_HEADER, "").encode("latin-1", "replace")
    if not hmac.compare_digest(secret, settings.proxy_secret.encode()):
        return ""
    names = request.headers.getlist(settings.proxy_header)
    return names[0] if len(names) == 1 else ""  # a second one would be the visitor's own


def session_from_proxy(name: str, settings: ServiceSettings, now: datetime) -> Session:
    """A session for somebody who has signed in at the proxy; the proxy ends it, so the log has none."""
    csrf = hmac.new(settings.proxy_secret.encode(), f"csrf {name}".encode(), sha256).hexdigest()
    return Session(name, csrf, now, now, now + LONGEST)
