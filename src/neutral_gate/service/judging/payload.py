"""From the JSON object of a request to drafts, and from places in them back to the fields of the request."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, NamedTuple, cast

from neutral_gate.model import BODY_TYPES, KINDS, Block, Draft, Format, Image, Role, Span
from neutral_gate.readers import read
from neutral_gate.readers.fields import body_of, kind_of, moment_of
from neutral_gate.service.judging.errors import RefusedError, UnreadableError
from neutral_gate.service.judging.fields import Fields, fields_of_json, fields_of_parts

FORMATS = ("html", "markdown", "text")
_CONTENTS = ("html", "markdown", "text", "source")
_TEXTS = (
    *("html", "markdown", "text", "source", "format", "title", "kind", "channel", "account", "author", "body"),
    *("published", "at", "url", "id", "path"),
)
_POST_ONLY = ("text", "media", "hashtags", "repost_of", "quote_of", "reply_to")
_POST_KEYS = ("title", "text", "account", "author", "hashtags", "repost_of", "quote_of", "reply_to")
_MEND = 'Send an object such as {"html": "<p>...</p>", "title": "...", "kind": "news"}.'
_MOST_IMAGES = 1_000


class Request(NamedTuple):
    """What a request asks for.

    Attributes:
        drafts: What is to be judged.
        fields: Where places in the drafts' source stand in the fields of the request.
        at: The moment that the request names, or None.
        published: The date of publication that it names, or None.
        about: Plain facts for the log: name, kind, channel, author, account.
    """

    drafts: tuple[Draft, ...]
    fields: Fields
    at: datetime | None
    published: datetime | None
    about: dict[str, str]


def read_body(body: bytes) -> dict[str, Any]:
    """The JSON object of a request.

    Raises:
        UnreadableError: It is none.
    """
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_number)
        json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a pair of surrogates is no letter
    except UnicodeDecodeError as error:
        raise UnreadableError("The request is not written in UTF-8.", "Send the JSON as UTF-8.") from error
    except UnicodeEncodeError as error:
        raise UnreadableError(
            "The request has half a letter in it (a lone surrogate).", "Send whole letters."
        ) from error
    except RecursionError as error:
        raise UnreadableError("The JSON of the request is nested too deeply.", _MEND) from error
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UnreadableError(f"The request is not valid JSON ({place}: {error.msg}).", _MEND) from error
    except ValueError as error:
        raise UnreadableError("The request is not valid JSON: a number in it is none.", _MEND) from error
    if not isinstance(value, dict):
        raise UnreadableError("The request must be a JSON object.", _MEND)
    return value


def read_request(payload: Mapping[str, Any]) -> Request:
    """The drafts of a request.

    Args:
        payload: The object: one of `html`, `markdown`, `text`, or `format` with `source`; and what is known of it.

    Raises:
        RefusedError: A key has a value of the wrong type, there is nothing to judge, or more than one thing.
        DraftError: The draft cannot be read.
    """
    for key in _TEXTS:
        if not isinstance(payload.get(key, ""), str if key in _CONTENTS else str | None):
            raise RefusedError(f'"{key}" must be a text in quotation marks.', _MEND)
    text = {key: (payload.get(key) or "") for key in _TEXTS}
    form = _form(payload)
    name = text["path"] or text["url"] or text["id"] or "draft"
    images = _images(payload.get("images"))
    kind, body = _kind(text["kind"]), _body(text["body"])
    if form == "source":
        if text["format"] not in FORMATS:
            raise RefusedError(f'"format" must be one of: {", ".join(FORMATS)}.', "Say how the source is written.")
        drafts, fields = _written(text["source"], cast("Format", text["format"]), "source", name, text, images)
    elif form != "post":
        drafts, fields = _written(text[form], cast("Format", form), form, name, text, images)
    else:
        drafts, fields = _post(payload, images, name)
    known = {
        **({"kind": kind} if kind else {}),
        **({"body": body} if body else {}),
        **({"author": text["author"]} if text["author"] else {}),
        **({"account": text["account"]} if text["account"] else {}),
    }
    if len(drafts) == 1 or kind or body:
        drafts = tuple(replace(draft, **known) for draft in drafts)  # type: ignore[arg-type]
    about = {key: text[key] for key in ("channel", "author", "account", "title", "url", "id")}
    return Request(drafts, fields, _moment(text["at"], "at"), _moment(text["published"], "published"), about)


def _form(payload: Mapping[str, Any]) -> str:
    """How the draft is given: "html", "markdown", "source" or "post". What would go unread is refused."""
    given = [key for key in ("html", "markdown", "source") if key in payload]
    posted = [key for key in _POST_ONLY if payload.get(key) is not None]
    if len(given) > 1 or (given and posted):
        one, other = (*given, *posted)[:2]
        raise RefusedError(f'The request has both "{one}" and "{other}".', "Send the draft once, in one form.")
    if given:
        return given[0]
    if not {"text", "repost_of", "quote_of", "reply_to"} & set(posted):
        raise RefusedError("The request has no draft in it.", _MEND)
    return "post"


def _written(
    content: str, written_as: Format, field: str, name: str, text: Mapping[str, str], images: list[dict[str, str]]
) -> tuple[tuple[Draft, ...], Fields]:
    """A draft in one piece, with the title and the pictures that stand beside it in the request behind it."""
    (draft,) = read(content.encode("utf-8"), name, written_as)
    parts = [(field, 0, draft.source)]
    end = len(draft.source)
    source = [draft.source]

    def append(part: str, words: str) -> Span:
        nonlocal end
        start = end + 2
        end = start + len(words)
        source.extend(("\n\n", words))
        parts.append((part, start, words))
        return Span(start, end)

    blocks = list(draft.blocks)
    if text["title"]:
        where = append("title", text["title"])
        blocks[:0] = _block(text["title"], where, Role.TITLE)
    pictures = list(draft.images)
    for number, image in enumerate(images):
        here = Span(end, end)
        alt_where = src_where = None
        if image.get("src"):
            src_where = append(f"images[{number}].src", image["src"])
        for key, role in (("alt", Role.ALT), ("caption", Role.CAPTION)):
            if image.get(key):
                where = append(f"images[{number}].{key}", image[key])
                alt_where = where if key == "alt" else alt_where
                blocks += _block(image[key], where, role)
        whole = src_where or alt_where or here
        pictures.append(
            Image(
                src=image.get("src", ""),
                alt=image.get("alt"),
                where=whole,
                src_where=src_where or whole,
                alt_where=alt_where or whole,
                caption=image.get("caption", ""),
            )
        )
    whole_source = "".join(source)
    draft = replace(
        draft,
        source=whole_source,
        sha256=sha256(whole_source.encode("utf-8", "surrogatepass")).hexdigest(),
        title=text["title"].strip() or draft.title,
        blocks=tuple(blocks),
        images=tuple(pictures),
    )
    return (draft,), fields_of_parts(parts)


def _post(payload: Mapping[str, Any], images: list[dict[str, str]], name: str) -> tuple[tuple[Draft, ...], Fields]:
    """A social post, read by the reader of posts."""
    post = {key: payload[key] for key in _POST_KEYS if payload.get(key) is not None}
    media = payload.get("media")
    if images:
        media = [*(media if isinstance(media, list) else []), *images]
    if media is not None:
        post["media"] = media
    source = json.dumps(post, ensure_ascii=False)
    drafts = read(source.encode("utf-8"), name, "post-json")
    own = len(media) - len(images) if isinstance(media, list) else 0
    return drafts, fields_of_json(source, name, own)


def _block(words: str, where: Span, role: Role) -> list[Block]:
    """The block of plain words; none where they are blank."""
    from neutral_gate.readers.block_text import BlockText

    text = BlockText()
    text.add(words, where.start, where.end)
    taken = text.take()
    return [Block(taken[0], role, taken[1])] if taken is not None else []


def _images(value: object) -> list[dict[str, str]]:
    """The pictures that stand beside a draft."""
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > _MOST_IMAGES:
        raise RefusedError('"images" must be a list of objects.', 'Write it like [{"src": "a.jpg", "alt": "..."}].')
    images = []
    for item in value:
        if not isinstance(item, dict):
            raise RefusedError('"images" must be a list of objects.', 'Write it like [{"src": "a.jpg", "alt": "..."}].')
        image = {key: item[key] for key in ("src", "alt", "caption") if item.get(key) is not None}
        if not all(isinstance(each, str) for each in image.values()):
            raise RefusedError("The keys of an image must be texts.", 'Write it like {"src": "a.jpg", "alt": "..."}.')
        images.append(image)
    return images


def _kind(written: str) -> str | None:
    kind = kind_of(written) if written else None
    if written and kind is None:
        raise RefusedError('"kind" is not a known kind of draft.', f"Use one of: {', '.join(KINDS)}.")
    return kind


def _body(written: str) -> str | None:
    body = body_of(written) if written else None
    if written and body is None:
        raise RefusedError('"body" is not a known body type.', f"Use one of: {', '.join(BODY_TYPES)}.")
    return body


def _moment(written: str, key: str) -> datetime | None:
    moment = moment_of(written) if written else None
    if written and moment is None:
        raise RefusedError(f'"{key}" cannot be read as a date.', "Write it like 2024-06-10T09:00:00+01:00.")
    return moment


def _no_number(name: str) -> float:
    raise ValueError(name)
