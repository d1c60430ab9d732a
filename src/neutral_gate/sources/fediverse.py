"""Accounts of the fediverse and of other networks, told from their addresses."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from neutral_gate.sources.values import Json, first

# https://host/users/name, https://host/@name, https://host/@name@other, and posts below them.
_USER = re.compile(r"/(?:users/|@|u/|profile/|channel/|author/)([\w.-]+)(?:@([\w.:-]+))?(?:/|$)")
_FIRST = re.compile(r"/(\w{1,20})/status/")
_ALONE = frozenset({"bsky.app", "x.com", "twitter.com", "www.twitter.com", "mobile.twitter.com"})
"""Networks whose handles name no host."""
_NUMBERED = re.compile(r"/ap/users/\d+(?:/|$)")


def account_of(address: str) -> str:
    """The account behind the address of an account or post, such as "@name@host"; "" where the address tells none."""
    try:
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host or _NUMBERED.match(parts.path):
        return ""
    if host in _ALONE:
        user = (_USER.match(parts.path) if host == "bsky.app" else _FIRST.match(parts.path)) or None
        return f"@{user.group(1)}" if user is not None else ""
    match = _USER.match(parts.path)
    if match is None:
        return ""
    return f"@{match.group(1)}@{match.group(2) or host}"


def whole_account(acct: str, address: str) -> str:
    """An account's name with its host: `acct` names none where the account is at home on the server that answered."""
    bare = acct.strip().lstrip("@")
    if not bare or "@" in bare:
        return f"@{bare}" if bare else ""
    known = account_of(address)
    if known:
        return known if known.lower().startswith(f"@{bare.lower()}@") else f"@{bare}"
    host = urlsplit(address).hostname if address.startswith("http") else None
    return f"@{bare}@{host}" if host else f"@{bare}"


def actor_of(value: object) -> tuple[str, str, str]:
    """Account, display name and address of an actor, which is an address or an object."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, str):
        return account_of(value), "", value
    if not isinstance(value, dict):
        return "", "", ""
    actor: Json = value
    addresses = [text for key in ("url", "id") for text in _texts(actor.get(key))]
    known = next((found for each in addresses if (found := account_of(each))), "")
    user = first(actor, "preferredUsername", "username")
    if user and not known:
        known = whole_account(user, next((each for each in addresses if each.startswith("http")), ""))
    return known, first(actor, "name", "displayName"), addresses[0] if addresses else ""


def _texts(value: object) -> list[str]:
    """The texts in a value that may be one, several, or an object with an address."""
    if isinstance(value, dict):
        value = value.get("href") or value.get("value")
    several = value if isinstance(value, list) else [value]
    return [text for each in several if (text := each if isinstance(each, str) else "")]
