"""What goes into the service and comes out of its log, as JSON Schema."""

from __future__ import annotations

from typing import Any

from neutral_gate.model import BODY_TYPES, KINDS
from neutral_gate.service.log import REASONS


def _maybe(description: str, **more: Any) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": description, **more}


IMAGE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "src": _maybe("Its address. The service opens no address."),
        "alt": _maybe('Its alt text; "" where it is decorative; left out where the author gave none.'),
        "caption": _maybe("The words under it."),
    },
}

_DATE = r"(?:19|20)[0-9]{2}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1[0-9]|2[0-8])"
_TIME = r"T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9])?(?:Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9])?"
MOMENT = rf"^{_DATE}(?:{_TIME})?$"
"""A date, or a date and time, as ISO 8601 has them. The service reads other forms and the last days of months too."""

_WORDS = {"type": "string", "pattern": r"[A-Za-z0-9]"}
_OTHER = {
    "type": ["object", "null"],
    "properties": {
        "account": _maybe("Whose post it is."),
        "name": _maybe("The name that is shown."),
        "text": _maybe("Its words."),
    },
}
_POST_ONLY = ("text", "media", "hashtags", "repost_of", "quote_of", "reply_to")


def _form(*needed: str) -> dict[str, Any]:
    """A draft in one form, and in no other."""
    others = {"html", "markdown", "source", "format", *_POST_ONLY} - {*needed}
    return {"required": list(needed), "properties": dict.fromkeys(sorted(others), False)}


def _post(needed: str, kind: str) -> dict[str, Any]:
    no_more = dict.fromkeys(("format", "html", "markdown", "source"), False)
    return {"required": [needed], "properties": {**no_more, needed: {"type": kind}}}


REQUEST: dict[str, Any] = {
    "type": "object",
    "description": "A draft: one of html, markdown, text, or source with format; and what is known of it.",
    "anyOf": [
        _form("html"),
        _form("markdown"),
        _form("source", "format"),
        _post("text", "string"),
        *(_post(other, "object") for other in ("repost_of", "quote_of", "reply_to")),
    ],
    "properties": {
        "html": {**_WORDS, "description": "The draft as HTML: what a visitor would get."},
        "markdown": {**_WORDS, "description": "The draft as Markdown."},
        "text": {**_WORDS, "description": "A social post."},
        "source": {**_WORDS, "description": "The draft, written as `format` says."},
        "format": {"enum": ["html", "markdown", "text"], "description": "How `source` is written."},
        "title": _maybe("Its title."),
        "kind": {"enum": [*KINDS, None], "description": "What it is."},
        "channel": _maybe("Where it goes, for the log."),
        "account": _maybe("The account that posts it."),
        "author": _maybe("Who wrote it, for the log."),
        "published": _maybe("When it goes out. A date in the past counts as now.", pattern=MOMENT),
        "at": _maybe("Judge it for this moment, whatever else is said: for trying things out.", pattern=MOMENT),
        "body": {"enum": [*BODY_TYPES, None], "description": "The type of the body, where it is another."},
        "images": {"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Image"}, "maxItems": 1000},
        "media": {"type": ["array", "null"], "items": {"$ref": "#/components/schemas/Image"}},
        "hashtags": {"type": ["array", "null"], "items": _WORDS},
        "repost_of": _OTHER,
        "quote_of": _OTHER,
        "reply_to": _OTHER,
        "url": _maybe("Its address."),
        "id": _maybe("Its id in the system that it comes from."),
        "path": _maybe("Its name, for settings that hold for some paths only."),
    },
}

OVERRIDE: dict[str, Any] = {
    "type": "object",
    "required": ["decision_id", "actor", "reason_code", "reason"],
    "additionalProperties": False,
    "properties": {
        "decision_id": {"type": "string", "minLength": 1, "maxLength": 200},
        "actor": {"type": "string", "minLength": 1, "maxLength": 200, "description": "The person who decides."},
        "reason_code": {"enum": list(REASONS)},
        "reason": {"type": "string", "minLength": 1, "maxLength": 2000},
        "second_person": {"type": ["string", "null"], "minLength": 1, "maxLength": 200},
    },
}

PROBLEM: dict[str, Any] = {
    "type": "object",
    "required": ["title", "status", "detail"],
    "properties": {
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in one plain sentence."},
        "mend": {"type": "string", "description": "What to do about it."},
    },
}

ROW: dict[str, Any] = {
    "type": "object",
    "required": ["decision_id", "seq", "recorded", "at", "verdict", "sha256", "windows", "findings", "overrides"],
    "properties": {
        "decision_id": {"type": "string"},
        "seq": {"type": "integer"},
        "recorded": {"type": "string", "format": "date-time"},
        "at": {"type": "string", "format": "date-time"},
        "verdict": {"enum": ["block", "warn", "pass"]},
        "sha256": {"type": "string"},
        "windows": {"type": "array", "items": {"type": "string"}},
        "findings": {"type": "array", "items": {"type": "object"}},
        "overrides": {"type": "array", "items": {"type": "object"}},
    },
}
