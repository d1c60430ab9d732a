"""What a web address names: its host, the social account it leads to, and addresses that stand inside it."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

LONGEST_HOST = 253
"""Letters of the longest name of a host (RFC 1035, section 2.3.4)."""

# The account in the path of each platform.
_PLATFORMS = {
    "twitter.com": r"/@?(\w+)",
    "x.com": r"/@?(\w+)",
    "nitter.net": r"/(\w+)",
    "facebook.com": r"/(?:pg/|people/|groups/|p/)?([\w.-]+)",
    "fb.com": r"/(?:pg/|groups/)?([\w.-]+)",
    "fb.me": r"/([\w.-]+)",
    "m.me": r"/([\w.-]+)",
    "instagram.com": r"/(?:stories/)?@?([\w.]+)",
    "instagr.am": r"/(?:stories/)?([\w.]+)",
    "threads.net": r"/@?([\w.]+)",
    "threads.com": r"/@?([\w.]+)",
    "tiktok.com": r"/(?:embed/)?@([\w.]+)",
    "youtube.com": r"/(?:@|c/|user/|channel/)?([\w.-]+)",
    "bsky.app": r"/profile/([\w.-]+)",
    "linkedin.com": r"/(?:in|company|showcase|school|groups)/([\w-]+)",
    "linktr.ee": r"/([\w.-]+)",
    "t.me": r"/(?:s/)?(\w+)",
    "medium.com": r"/@([\w.-]+)",
    "vimeo.com": r"/([A-Za-z]\w+)",
    "flickr.com": r"/(?:photos|people|groups)/([\w@-]+)",
    "snapchat.com": r"/add/([\w.-]+)",
    "eventbrite.co.uk": r"/o/([\w-]+)",
    "crowdfunder.co.uk": r"/(?:p/)?([\w-]+)",
    "gofundme.com": r"/(?:f/)?([\w-]+)",
    "chuffed.org": r"/project/([\w-]+)",
}
_FEDIVERSE = re.compile(r"/(?:@|users/|web/@|deck/@)([\w.-]+(?:@[\w.-]+)?)(?:/|$)")
_OWN_HOST = ".bsky.social"  # an account there is a host of its own
_NOT_ACCOUNTS = re.compile(
    r"p|reels?|tv|watch|i|home|explore|events|groups|people|pages|search|hashtag|intent|plugins|widgets|embed|embed\.js"
    r"|sharer?|sharer\.php|share\.php|l\.php|dialog|login|status|posts?|photos?|photo\.php|story\.php|permalink\.php"
    r"|profile\.php|videos?|messages|notifications|settings|privacy|terms|legal|help|about|tr|js|v\d+(?:\.\d+)?"
    r"|playlist|results|shorts|live|feed|channel|user|c|hashtags|signup|download|policies|premium|gaming|t",
    re.IGNORECASE,
)
# Parameters that name an account, such as "?screen_name=" of a follow button.
_ACCOUNT_PARAMETERS = frozenset(
    {"screen_name", "via", "username", "user", "account", "actor", "handle", "screenname", "list", "channel", "id"}
)
_STARTS = ("http://", "https://", "//", "www.", "http:/", "https:/")
_NESTED = re.compile(r"https?:/{1,2}[^\s\"'<>]+", re.IGNORECASE)
_DEEPEST = 3


class Address(NamedTuple):
    """One address: its host in lower case without "www.", and the account on a social platform, or ""."""

    host: str
    account: str
    platform: bool


def read_address(url: str) -> Address | None:
    """What an address names; None where it leads to no host (mailto, a path of the own site, a broken one)."""
    parts = _split(url)
    if parts is None:
        return None
    try:
        host = (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return None
    if "." not in host or len(host) > LONGEST_HOST:
        return None
    path = unquote(parts.path)
    platform = next((name for name in _PLATFORMS if host == name or host.endswith(f".{name}")), None)
    if platform is None:
        if host.endswith(_OWN_HOST):
            return Address(host, host, platform=True)
        found = _FEDIVERSE.match(path)
        account = found[1] if found else ""
        return Address(host, account if "@" in account or not account else f"{account}@{host}", platform=False)
    found = re.match(_PLATFORMS[platform], path)
    account = found[1].rstrip(".") if found is not None else ""  # the stop of a sentence is no part of it
    if _NOT_ACCOUNTS.fullmatch(account):
        account = ""
    return Address(host, account or _parameter(parts), platform=True)


def nested(url: str, depth: int = 0) -> list[str]:
    """An address and all that stand inside it: in a parameter, also percent-encoded, or in an archive's path."""
    result = [url]
    parts = _split(url) if depth < _DEEPEST else None
    if parts is None:
        return result
    inner = [value for _, value in parse_qsl(parts.query) if value.lower().startswith(_STARTS)]
    inner += _NESTED.findall(unquote(parts.path))
    for each in inner:
        result += nested(each, depth + 1)
    return result


def _split(url: str) -> SplitResult | None:
    address = url.strip()
    scheme, colon, _ = address.partition(":")
    try:
        if colon and scheme.lower() in ("http", "https"):
            return urlsplit(re.sub(r"^(https?):/{1,2}(?=[^/])", r"\1://", address, flags=re.IGNORECASE))
        if address.startswith("//"):
            return urlsplit(address)
        if address.startswith(("/", "#", "?", ".")) or (colon and "/" not in scheme and "." not in scheme):
            return None
        return urlsplit(f"//{address}")
    except ValueError:
        return None


def _parameter(parts: SplitResult) -> str:
    for name, value in parse_qsl(parts.query):
        if name.lower() in _ACCOUNT_PARAMETERS and not value.lower().startswith(_STARTS):
            return value
    return ""
