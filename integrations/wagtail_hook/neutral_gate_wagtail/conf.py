"""The settings: `NEUTRAL_GATE` in Django's settings."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error as BadBase64
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings

NAME = "NEUTRAL_GATE"
DEFAULTS: dict[str, Any] = {
    "URL": "",  # address of the service
    "SECRET": "",  # whsec_..., to sign requests with
    "SECRET_NEXT": "",  # a second one while they are changed over
    "TOKEN": "",  # ngt_..., where you do not sign
    "TIMEOUT": 3.0,  # seconds that an author waits for an answer
    "BREAKER_SECONDS": 30,  # seconds without another try after the service gave no answer
    "FAIL_INSIDE": "closed",  # in a pre-election period, without an answer: "closed" or "open"
    "FAIL_OUTSIDE": "open",  # at other times
    "ON_WARN": "publish",  # what a warning does: "publish" or "hold"
    "MODELS": (),  # more models to guard, such as "wagtailimages.Image"
    "EXCLUDE": (),  # models not to guard
    "KINDS": {},  # the gate's kind of draft by model, such as {"news.NewsPage": "news"}
    "CHANNEL": "website",  # for the log
    "ENABLED": True,  # False lets everything out unchecked: for development
}
_CHOICES = {"FAIL_INSIDE": ("closed", "open"), "FAIL_OUTSIDE": ("closed", "open"), "ON_WARN": ("publish", "hold")}


def setting(name: str) -> Any:
    """The value of a setting, or its default."""
    return getattr(settings, NAME, {}).get(name, DEFAULTS[name])


def keys() -> list[bytes]:
    """The keys to sign with; none where a token is used.

    Raises:
        ValueError: A secret is not well formed.
    """
    found = []
    for name in ("SECRET", "SECRET_NEXT"):
        secret = setting(name)
        if secret:
            try:
                found.append(b64decode(secret.removeprefix("whsec_"), validate=True))
            except BadBase64:
                raise ValueError(f'"{name}" is not a secret. Make one with: neutral-gate serve secret') from None
    return found


def problems() -> list[str]:
    """What is wrong with the settings, in plain sentences; nothing where all is well."""
    found = []
    given = getattr(settings, NAME, {})
    found += [f'"{name}" is not a setting.' for name in given if name not in DEFAULTS]
    url = urlsplit(setting("URL"))
    if url.scheme not in ("http", "https") or not url.hostname:
        found.append('"URL" must be the address of your service, such as "http://127.0.0.1:8713".')
    try:
        if not keys() and not setting("TOKEN"):
            found.append('Give a "SECRET" or a "TOKEN", so that the service knows who asks.')
    except ValueError as error:
        found.append(str(error))
    for name, words in _CHOICES.items():
        if setting(name) not in words:
            found.append(f'"{name}" must be one of: {", ".join(words)}.')
    return found
