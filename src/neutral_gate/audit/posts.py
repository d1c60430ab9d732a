"""Items of a source to rows of a table, and rows to drafts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from neutral_gate.audit.frozen import freeze, thaw
from neutral_gate.elections import LONDON
from neutral_gate.model import KINDS, Draft, DraftError, Image, Kind, Span
from neutral_gate.readers.post_plain import read_post

if TYPE_CHECKING:
    from neutral_gate.sources import Item

Row = Mapping[str, Any]
_RELATIONS = ("repost_of", "quote_of", "reply_to")
_MEDIA = ("type", "src", "alt", "alt_status", "caption", "captions")
_PAGES = ("html", "markdown")
_JSON = json.JSONEncoder(sort_keys=True, default=str, check_circular=False)


def row_of(item: Item, source: str) -> dict[str, Any]:
    """The row of the table `posts` for one item; `source` is the file that it was read from."""
    draft = item.draft
    paged = draft.page is not None
    return {
        "platform": item.platform,
        "account": item.account or draft.account,
        "id": item.id,
        "url": item.url,
        "published": item.published,
        "scheduled": item.scheduled,
        "kind": draft.kind or ("page" if paged else "post"),
        "language": item.language,
        "repost_source": item.repost_source,
        "quote_source": item.quote_source,
        "reply_source": item.reply_source,
        "source": source,
        "place": item.place,
        "zone_assumed": item.zone_assumed,
        "media": _beside(draft) if paged else None,
        "format": draft.format if paged else "draft",
        "content": safe(draft.source if paged else freeze(draft)),
    }


def draft_of(row: Row) -> Draft:
    """The draft of one row.

    Raises:
        DraftError: The row has a format or a kind that nobody knows, or content that cannot be read.
    """
    format_ = row.get("format") or "post"
    path = row.get("source") or "-"
    kind = cast("Kind | None", row.get("kind") or None)
    published = cast("datetime | None", row.get("published"))
    if kind is not None and kind not in KINDS:
        raise DraftError(f"“{kind}” is not a known kind of draft.", f"Use one of: {', '.join(KINDS)}.")
    if format_ == "post":
        draft = read_post(post_of(row), path, kind, published)
        account = row.get("account") or draft.account
        return draft if draft.account == account else replace(draft, account=account)
    if format_ == "draft":
        try:
            draft = thaw(row.get("content") or "")
        except (ValueError, KeyError, TypeError) as error:
            raise DraftError("The content of this row is no draft.", "Read its source again.") from error
    elif format_ in _PAGES:
        draft = _page(row, path)
    else:
        raise DraftError(f"“{format_}” is not a known format.", "Use post, draft, html or markdown.")
    account = row.get("account") or draft.account
    return replace(draft, path=path, kind=kind or draft.kind, published=published, account=account)


def digest_of(row: Row) -> str:
    """A name for a row that is the same in every run: a digest of all that is in it, and of where it was read.

    It is the same on every engine, too: they differ in the time zone that a moment is given in (London where none is)
    and in whether a column that nobody filled is there.
    """
    told = {
        key: value if type(value) is str else _filled(value)
        for key, value in row.items()
        if value  # a cell that nobody filled is no part of the row
    }
    return sha256(_JSON.encode(told).encode()).hexdigest()


def _filled(value: Any) -> Any:
    """A value of a row without what is null in it."""
    if isinstance(value, dict):
        return {key: each for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return [_filled(each) for each in value]
    if isinstance(value, datetime):
        return str((value.replace(tzinfo=LONDON) if value.tzinfo is None else value).astimezone(UTC))
    return value


def safe(text: str) -> str:
    """A text that UTF-8 can hold: a lone surrogate becomes a replacement character."""
    return text.encode("utf-8", "replace").decode("utf-8")


def post_of(row: Row) -> dict[str, Any]:
    """The row of a post in the form that `neutral-gate check` reads from JSON files."""
    post: dict[str, Any] = {
        key: row.get(key) for key in ("text", "title", "account", "hashtags", "alt_status", "platform") if row.get(key)
    }
    media = row.get("media") or ()
    if media:
        post["media"] = [
            {key: each[key] for key in _MEDIA if each.get(key) is not None} for each in media if each is not None
        ]
    for relation in _RELATIONS:
        other = row.get(relation)
        if other is not None:
            post[relation] = {key: value for key, value in other.items() if value is not None}
    return post


def _page(row: Row, path: str) -> Draft:
    from neutral_gate.readers import read

    content = (row.get("content") or "").encode("utf-8", "surrogatepass")
    draft = read(content, path, cast("Any", row["format"]))[0]
    beside = tuple(_picture(each) for each in row.get("media") or () if each is not None)
    return replace(draft, images=draft.images + beside) if beside else draft


def _beside(draft: Draft) -> list[dict[str, str | None]]:
    """The pictures of a page that do not stand in its text, such as those that a feed adds to an article."""
    pictures = [each for each in draft.images if each.where.start == each.where.end]
    return [
        {key: each.attributes.get(key) for key in _MEDIA}
        | {"src": safe(each.src), "alt": safe(each.alt) if each.alt is not None else None}
        for each in pictures
    ]


def _picture(media: Mapping[str, str | None]) -> Image:
    """A picture beside the text; it has no place of its own."""
    told = {key: value for key in ("type", "alt_status", "captions") if (value := media.get(key)) is not None}
    nowhere = Span(0, 0)
    return Image(media.get("src") or "", media.get("alt"), nowhere, nowhere, nowhere, attributes=told)
