"""Kind, body type and date of a draft, as authors write them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from typing import cast

from neutral_gate.model import BODY_TYPES, KINDS, BodyType, Kind

_OTHER_KINDS: dict[str, str] = {
    "tweet": "post",
    "toot": "post",
    "skeet": "post",
    "social": "post",
    "social_post": "post",
    "social_media_post": "post",
    "retweet": "repost",
    "boost": "repost",
    "quote_post": "quote",
    "quote_tweet": "quote",
    "blog_post": "blog",
    "blogpost": "blog",
    "news_item": "news",
    "news_story": "news",
    "news_article": "news",
    "web_page": "page",
    "webpage": "page",
    "pressrelease": "press_release",
    "media_release": "press_release",
    "press_notice": "press_release",
    "ad": "advert",
    "advertisement": "advert",
    "bulletin": "newsletter",
}
_OTHER_BODIES: dict[str, str] = {
    "trust": "nhs_trust",
    "nhs_foundation_trust": "nhs_trust",
    "foundation_trust": "nhs_trust",
    "integrated_care_board": "icb",
    "local_authority": "council",
    "local_healthwatch": "healthwatch",
    "arms_length_body": "alb",
    "arm's_length_body": "alb",
    "government_department": "department",
    "mayoral_combined_authority": "combined_authority",
}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(
    r"(\d{4})-(\d{1,2})-(\d{1,2})(?:(?:[Tt]|[ \t]+)(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"
    r"[ \t]*(Z|z|UTC|GMT|BST|[+-]\d{2}:?\d{2}|[+-]\d{2})?)?"
)
_WORDS = re.compile(
    r"(?:[A-Za-z]{3,9},?[ \t]+)?(?:(\d{1,2})(?:st|nd|rd|th)?[ \t]+([A-Za-z]{3,9})\.?,?[ \t]+"
    r"|([A-Za-z]{3,9})\.?[ \t]+(\d{1,2})(?:st|nd|rd|th)?,?[ \t]+)(\d{4})"
    r"(?:,?[ \t]+(?:at[ \t]+)?(\d{1,2}):(\d{2})(?::(\d{2}))?[ \t]*(Z|UTC|GMT|BST|[+-]\d{4})?)?"
)
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")


def kind_of(value: str) -> Kind | None:
    """The kind that a word names ("tweet" is a post, "Press release" is press_release), or None."""
    word = _folded(value)
    word = _OTHER_KINDS.get(word, word)
    return cast("Kind", word) if word in KINDS else None


def body_of(value: str) -> BodyType | None:
    """The body type that a word names, or None."""
    word = _folded(value)
    word = _OTHER_BODIES.get(word, word)
    return cast("BodyType", word) if word in BODY_TYPES else None


def slip_of(value: str, known: tuple[str, ...]) -> str | None:
    """The known word that a mistyped one most likely stands for, or None where nothing is near."""
    from difflib import get_close_matches

    near = get_close_matches(_folded(value), known, n=1, cutoff=0.75)
    return near[0] if near else None


def moment_of(value: object) -> datetime | None:
    """The moment that a date or date and time names; None where it is none.

    Read are dates and times of YAML and TOML, ISO 8601, "10 June 2024", "June 10, 2024" and 10/06/2024 (day first),
    with or without a time. A date alone means noon; a time without an offset is Europe/London.
    """
    if isinstance(value, datetime):
        return value if value.tzinfo is not None else value.replace(tzinfo=_london())
    if isinstance(value, date):
        return datetime.combine(value, time(12), _london())
    if not isinstance(value, str):
        return None
    text = value.strip()
    try:
        return _from_text(text)
    except ValueError:
        return None


def _from_text(text: str) -> datetime | None:
    if match := _ISO.fullmatch(text):
        year, month, day, hour, minute, second, offset = match.groups()
        return _moment(int(year), int(month), int(day), hour, minute, second, offset)
    if match := _WORDS.fullmatch(text):
        day, name, other_name, other_day, year, hour, minute, second, offset = match.groups()
        short = (name or other_name)[:3].lower()
        if short not in _MONTHS:
            return None
        return _moment(int(year), _MONTHS.index(short) + 1, int(day or other_day), hour, minute, second, offset)
    if match := _SLASHES.fullmatch(text):
        return _moment(int(match.group(3)), int(match.group(2)), int(match.group(1)), None, None, None, None)
    return None


def _moment(
    year: int, month: int, day: int, hour: str | None, minute: str | None, second: str | None, offset: str | None
) -> datetime:
    if hour is None or minute is None:
        return datetime(year, month, day, 12, tzinfo=_london())
    return datetime(year, month, day, int(hour), int(minute), int(second or 0), tzinfo=_zone(offset))


def _zone(offset: str | None) -> tzinfo:
    if not offset:
        return _london()
    if offset[0] not in "+-":
        return timezone(timedelta(hours=1)) if offset.upper() == "BST" else UTC
    digits = offset[1:].replace(":", "")
    distance = timedelta(hours=int(digits[:2]), minutes=int(digits[2:] or 0))
    return timezone(-distance if offset[0] == "-" else distance)


def _london() -> tzinfo:
    from zoneinfo import ZoneInfo

    return ZoneInfo("Europe/London")


def _folded(value: str) -> str:
    return re.sub(r"[\s_-]+", "_", value.strip().lower().replace("’", "'"))
