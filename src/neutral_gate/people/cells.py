"""What single cells of a people list mean: handles, party ids, dates, flags and roles."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from urllib.parse import unquote, urlsplit

from neutral_gate.people.person import Handle, Role
from neutral_gate.text import fold

INDEPENDENT = "Independent"

_PLATFORM_OF_HOST = {
    "twitter.com": "x",
    "x.com": "x",
    "facebook.com": "facebook",
    "fb.com": "facebook",
    "instagram.com": "instagram",
    "threads.net": "threads",
    "threads.com": "threads",
    "tiktok.com": "tiktok",
    "youtube.com": "youtube",
    "bsky.app": "bluesky",
    "linkedin.com": "linkedin",
}
_FOLDERS = ("profile", "people", "pg", "pages", "in", "pub", "company", "c", "user", "channel", "public", "groups")
_NO_ACCOUNT = frozenset(
    {"profile.php", "home.php", "share", "sharer", "watch", "hashtag", "search", "intent", "i", "p", "events"}
)
_QUOTES = "\"'“”‘’ \t\r\n"
_HANDLE = re.compile(r"[\w.\-]+(?:@[\w.\-]+)?")
_NOTHING = frozenset({"none", "na", "nil", "null", "nan", "no", "unknown", "tbc", "-", "--", "."})
_STAMP = re.compile(r"\\?/?Date\((-?\d{1,13})(?:[+-]\d{4})?\)\\?/?")
_DAY_FIRST = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?=\D|$)")
_IN_WORDS = re.compile(r"(?:[A-Za-z]+,?\s+)?(\d{1,2})(?:st|nd|rd|th)?\s+([A-Za-z]{3,9})\.?,?\s+(\d{4})(?=\D|$)")
_POLLING_DAY = re.compile(r"\.(\d{4}-\d{2}-\d{2})$")
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_MONTH_NAMES, start=1)}
_ROLES: dict[str, Role] = {
    "candidate": "candidate",
    "ppc": "candidate",
    "prospective parliamentary candidate": "candidate",
    "prospective candidate": "candidate",
    "parliamentary candidate": "candidate",
    "mp": "mp",
    "member of parliament": "mp",
    "commons": "mp",
    "house of commons": "mp",
    "msp": "msp",
    "member of the scottish parliament": "msp",
    "scotland": "msp",
    "scottish parliament": "msp",
    "ms": "ms",
    "member of the senedd": "ms",
    "wales": "ms",
    "senedd": "ms",
    "welsh parliament": "ms",
    "mla": "mla",
    "member of the legislative assembly": "mla",
    "ni": "mla",
    "northern ireland assembly": "mla",
    "councillor": "councillor",
    "cllr": "councillor",
    "council leader": "councillor",
    "leader": "councillor",
    "cabinet member": "councillor",
    "alderman": "councillor",
    "minister": "minister",
    "secretary of state": "minister",
    "mayor": "mayor",
    "pcc": "pcc",
    "police and crime commissioner": "pcc",
    "peer": "peer",
    "lord": "peer",
    "baroness": "peer",
    "lords": "peer",
    "house of lords": "peer",
    "party": "party",
    "campaigner": "campaigner",
    "campaign group": "campaigner",
    "campaign": "campaigner",
    "politician": "other",
    "other": "other",
}


def bare(cell: str) -> str:
    """A cell without the blanks and quotation marks around it; some exports put quotes inside their quotes."""
    return cell.strip(_QUOTES)


def role_of(cell: str) -> Role | None:
    """The role that a word names, or None."""
    return _ROLES.get(" ".join(cell.casefold().replace("-", " ").split()))


def known_roles() -> tuple[str, ...]:
    """Every word that `role_of` knows."""
    return tuple(_ROLES)


def handles_in(cell: str, platform: str) -> tuple[Handle, ...]:
    """The accounts that a cell names, as bare names, with "@", as addresses, or several with ; , or blanks between.

    Args:
        cell: The cell.
        platform: Where a bare name belongs, such as "x".
    """
    found: dict[Handle, None] = {}
    for part in re.split(r"[\s;,|]+", bare(cell)):
        handle = _handle(bare(part), platform)
        if handle is not None:
            found[handle] = None
    return tuple(found)


def _handle(part: str, platform: str) -> Handle | None:
    if "/" in part:
        return _from_address(part, platform)
    name = part.lstrip("@＠").rstrip(".")
    if not name or not _HANDLE.fullmatch(name) or name.casefold() in _NOTHING:
        return None
    if "@" in name:
        return Handle("mastodon", fold(name))
    return Handle("bluesky" if name.casefold().endswith(".bsky.social") else platform, fold(name))


def _from_address(address: str, platform: str) -> Handle | None:
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").casefold()
    except ValueError:
        return None
    for front in ("www.", "m.", "mobile.", "en-gb.", "uk."):
        host = host.removeprefix(front)
    if host.endswith(".bsky.social"):
        return Handle("bluesky", host)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    if steps and steps[0].casefold() in _FOLDERS:
        steps = steps[1:]
    if not steps or steps[0].casefold() in _NO_ACCOUNT:
        return None
    name = fold(steps[0].lstrip("@"))
    if not _HANDLE.fullmatch(name):
        return None
    known = _PLATFORM_OF_HOST.get(host)
    if known is None:
        if platform == "mastodon" and "." in host:
            return Handle("mastodon", name if "@" in name else f"{name}@{host}")
        return None
    return Handle(known, name)


def website(cell: str) -> str:
    """The domain of a person's own website, or "" for a page on a platform or on somebody else's site."""
    address = bare(cell)
    if not address:
        return ""
    try:
        parts = urlsplit(address if "//" in address else f"//{address}")
        host = (parts.hostname or "").casefold().removeprefix("www.")
    except ValueError:
        return ""
    shared = host in _PLATFORM_OF_HOST or host.endswith((".gov.uk", "parliament.uk", "parliament.scot", "senedd.wales"))
    return "" if shared or "." not in host or parts.path.strip("/") else host


def party_ids(cell: str) -> tuple[str, ...]:
    """Ids of the register of parties: "PP53", "party:53" and "joint-party:53-119" give ("PP53",) and two for the last.

    An independent ("ynmp-party:2") and the Speaker ("ynmp-party:12522") have none.
    """
    value = bare(cell)
    kind, colon, number = value.partition(":")
    if colon:
        if kind not in ("party", "joint-party"):
            return ()
        return tuple(f"PP{each}" for each in number.split("-") if each.isdigit())
    return (value.upper(),) if re.fullmatch(r"PP\d+", value, re.IGNORECASE) else ()


def date_in(cell: str) -> date | None:
    """The day that a cell names; None for an empty cell.

    It may be written 2024-07-04, 04/07/2024 or 04.07.2024 (the day first), 4 July 2024, with a time after it, or as
    "/Date(1720051200000)/" (milliseconds since 1970).

    Raises:
        ValueError: It is something else.
    """
    value = bare(cell)
    if not value:
        return None
    if stamp := _STAMP.fullmatch(value):
        return (datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=int(stamp[1]))).date()
    if found := _DAY_FIRST.match(value):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _IN_WORDS.match(value):
        month = _MONTHS.get(found[2][:3].casefold())
        if month is not None:
            return date(int(found[3]), month, int(found[1]))
    return date.fromisoformat(value[:10])


def polling_day(election: str) -> date | None:
    """The day at the end of an election's or ballot's id, such as "local.harrowdale.2027-05-06"; None without one."""
    found = _POLLING_DAY.search(election)
    try:
        return date.fromisoformat(found[1]) if found else None
    except ValueError:
        return None


def flag(cell: str) -> bool:
    """A yes or no, however it is written; an empty cell is no.

    Raises:
        ValueError: It is neither.
    """
    value = bare(cell).casefold()
    if value in ("", "f", "false", "no", "n", "0", "none"):
        return False
    if value in ("t", "true", "yes", "y", "1"):
        return True
    raise ValueError(value)
