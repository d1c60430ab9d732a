"""Statuses as the interface of Mastodon gives them: published ones and scheduled ones."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Relation
from neutral_gate.sources.fediverse import whole_account
from neutral_gate.sources.html_text import html_text
from neutral_gate.sources.items import Item, Problem
from neutral_gate.sources.making import Media, Other, Parts, item_of
from neutral_gate.sources.moments import moment
from neutral_gate.sources.places import Opener, Place
from neutral_gate.sources.statuses import statuses
from neutral_gate.sources.values import Json, first, inside, record, records, words

_SORTS = {"image": "image", "video": "video", "gifv": "gif", "audio": "audio"}


def read(opener: Opener, place: Place) -> Iterator[Item | Problem]:
    """Reads statuses: a list, JSON lines, or an answer of the search.

    Args:
        opener: Opens the file.
        place: The file.

    Yields:
        An item a status; messages to single people are left out.
    """
    for found in statuses(opener, place, "status"):
        if isinstance(found, Problem):
            yield found
        else:
            yield from _status(found[0], place, found[1])


def _status(status: Json, place: Place, where: str) -> Iterator[Item | Problem]:
    planned = record(status.get("params"))
    if not isinstance(status.get("content"), str) and not planned and not record(status.get("reblog")):
        yield place.problem(where, "This entry is no status: it has no content.", "Nothing needs doing if so.")
        return
    if (words(status.get("visibility")) or words(planned.get("visibility"))) == "direct":
        return
    scheduled = status.get("scheduled_at") is not None and bool(planned)
    published, zone = moment(status["scheduled_at"] if scheduled else status.get("created_at"))
    if published is None:
        yield place.problem(where, "This status names no date that can be read.", "Look at its created_at.")
    account = record(status.get("account"))
    related = _related(status)
    repost = "repost_of" in related
    text, links = ("", ()) if repost else _words(status, planned)
    warning = "" if repost else words(status.get("spoiler_text")) or words(planned.get("spoiler_text"))
    yield item_of(
        Parts(
            platform="mastodon",
            text=text,
            title=html_text(warning)[0],
            account=whole_account(first(account, "acct", "username"), first(account, "url", "uri")),
            author=words(account.get("display_name")),
            id=first(status, "id", "uri"),
            url=first(status, "url", "uri"),
            published=published,
            zone_assumed=zone,
            scheduled=scheduled,
            language=words(status.get("language")) or words(planned.get("language")),
            media=() if repost else _media(status),
            links=tuple(link for link in links if link[0] not in text),
            related=related,
        ),
        place.source,
        place.at(where),
    )


def _words(status: Json, planned: Json) -> tuple[str, tuple[tuple[str, str], ...]]:
    if planned:
        text, links = words(planned.get("text")), ()
    else:
        text, links = html_text(words(status.get("content")))  # type: ignore[assignment]
    poll = record(status.get("poll")) or record(planned.get("poll"))
    options = poll.get("options")
    asked = [words(each) or words(record(each).get("title")) for each in (options if isinstance(options, list) else [])]
    return "\n".join([text, *asked]).strip(), links


def _related(status: Json) -> dict[Relation, Other]:
    repost = record(status.get("reblog"))
    if repost:
        return {"repost_of": _other(repost)}
    related: dict[Relation, Other] = {}
    quote = record(status.get("quote"))
    if quote:
        # Since 4.4 the quoted status stands inside an object with its state; other servers give it as it is.
        related["quote_of"] = _other(record(quote.get("quoted_status")) or quote)
    asked, answered = words(status.get("in_reply_to_account_id")), words(status.get("in_reply_to_id"))
    answered = answered or words(inside(status, "params", "in_reply_to_id"))
    if asked or answered:
        known = [record(status.get("account")), *records(status.get("mentions"))]
        person = next((each for each in known if asked and words(each.get("id")) == asked), {})
        related["reply_to"] = Other(
            whole_account(first(person, "acct", "username"), first(person, "url")), words(person.get("display_name"))
        )
    return related


def _other(status: Json) -> Other:
    account = record(status.get("account"))
    address = first(status, "url", "uri")
    text, _ = html_text(words(status.get("content")))
    warning = html_text(words(status.get("spoiler_text")))[0]
    return Other(
        whole_account(first(account, "acct", "username"), first(account, "url", "uri") or address),
        words(account.get("display_name")),
        f"{warning}\n{text}".strip(),
        address,
        _media(status),
    )


def _media(status: Json) -> tuple[Media, ...]:
    found = []
    for each in records(status.get("media_attachments")):
        alt = each.get("description")
        sort = _SORTS.get(words(each.get("type")), "image")
        found.append(
            Media(sort, first(each, "url", "remote_url", "preview_url"), alt if isinstance(alt, str) else None)
        )
    return tuple(found)
