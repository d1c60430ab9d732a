"""The tables of an audit: what each column is called, holds and means. They are a contract; tests hold them.

`POSTS` goes into the engine and `RESULTS` comes out of it, a row for each post. `VERDICTS`, `FINDINGS` and `PROBLEMS`
are what an audit writes.
"""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

VERSION = "1"
"""Stands in the metadata of each file, under `neutral_gate.schema`. A new column leaves it as it is; a column that goes
or changes its meaning raises it."""

_KEYS: dict[str, str] = {
    "platform": "string: x, mastodon, bluesky, facebook, linkedin, feed, web and so on",
    "account": "string: who published it",
    "id": "string: the platform's own id, or empty",
    "url": "string: its public address, or empty",
    "published": "time: when it was or will be published; null where the source does not say",
    "scheduled": "bool: true where it is planned and not yet published",
    "kind": "string: post, repost, reply, quote, page and so on",
    "language": "string: language tag, or empty",
    "repost_source": "string: whom a repost amplifies, or empty",
    "quote_source": "string: whom a quote amplifies, or empty",
    "reply_source": "string: whom it answers, or empty",
    "source": "string: the file that it was read from",
    "place": "string: where in that file",
    "zone_assumed": "string: the time zone that was taken for a date without one, or empty",
}
_POSTS: dict[str, str] = {
    **_KEYS,
    "text": "string: the words of a post",
    "title": "string: its title, or empty",
    "hashtags": "strings: hashtags that stand beside the text",
    "media": "media: pictures and videos",
    "repost_of": "post: the post that it reposts, or null",
    "quote_of": "post: the post that it quotes, or null",
    "reply_to": "post: the post that it answers, or null",
    "alt_status": "string: `unknown` where the source cannot carry alternative texts",
    "format": "string: `post`, or the format of `content`: `draft`, `html` or `markdown`",
    "content": "string: what is read in place of the columns from `text` to `alt_status`, or empty; beside a page, "
    "`media` still counts",
}
_JUDGED: dict[str, str] = {
    "verdict": "string: block, warn or pass",
    "in_window": "bool: true where a pre-election period was active at its moment",
    "windows": "strings: the ids of those periods",
    "there_verdict": "string: what it would get if it were published at the start of the period that the audit "
    "looks at; null where it was not published before that",
    "blocks": "int: findings that block",
    "warnings": "int: findings that warn",
    "notes": "int: findings that only note",
    "images": "int: pictures of its own",
    "no_alt": "int: pictures without alternative text",
    "alt_unknown": "int: pictures of which the source cannot say it",
    "shown": "string: its words in reading order; places in findings are offsets into it",
}
_FINDING: dict[str, str] = {
    "rule": "string: id of the rule",
    "severity": "string: block, warn or note",
    "words": "string: the words at fault",
    "why": "string: why they are a problem",
    "instead": "string: what to write or do instead",
    "clauses": "strings: ids of the clauses of guidance",
    "exception": "string: the exception that lowered it, or empty",
    "allowed": "string: the reason of an author who allowed it, or empty",
    "names": "string: the party, person or account that it rests on, or empty",
    "start": "int: where the words start in `shown`, -1 where they do not stand in it",
    "end": "int: where they end, exclusive",
    "page": "int: the page of the document that they stand on, from 1; null where it has no pages, as in Word files, "
    "and for what is about the whole of it",
}
_PROBLEM: dict[str, str] = {
    "source": "string: the file",
    "place": "string: where in it",
    "problem": "string: what is wrong",
    "mend": "string: what to do about it",
}
_POST_ID = {"post": "string: SHA-256 of the row, the same in every run"}
TABLES: dict[str, dict[str, str]] = {
    "posts": _POSTS,
    "verdicts": {**_POST_ID, **_KEYS, **_JUDGED},
    "findings": {
        **_POST_ID,
        **{name: _KEYS[name] for name in ("platform", "account", "url", "published", "kind")},
        "in_window": _JUDGED["in_window"],
        **_FINDING,
    },
    "problems": _PROBLEM,
}
"""Each table's columns in order, with type and meaning."""


def schemas() -> Any:
    """The Arrow schemas: `posts`, `results`, `verdicts`, `findings` and `problems`.

    `results` is `verdicts` with the findings of each post in one column `found`, and the columns of a problem.
    """
    return _schemas()


@cache
def _schemas() -> Any:
    import pyarrow as pa

    text = pa.string()
    media = pa.struct([(name, text) for name in ("type", "src", "alt", "alt_status", "caption", "captions")])
    other = pa.struct([("account", text), ("name", text), ("text", text)])
    types = {
        "string": text,
        "strings": pa.list_(text),
        "bool": pa.bool_(),
        "int": pa.int32(),
        "time": pa.timestamp("us", tz="Europe/London"),
        "media": pa.list_(media),
        "post": other,
    }

    def fields(columns: dict[str, str]) -> list[Any]:
        made = []
        for name, said in columns.items():
            kind, _, meaning = said.partition(": ")
            made.append(pa.field(name, types[kind], metadata={"meaning": meaning}))
        return made

    marks = {"neutral_gate.schema": VERSION}
    found = {name: pa.schema(fields(columns), metadata=marks) for name, columns in TABLES.items()}
    extra = [
        pa.field("found", pa.list_(pa.struct(fields(_FINDING)))),
        pa.field("problem", text),
        pa.field("mend", text),
    ]
    found["results"] = pa.schema([*fields(TABLES["verdicts"]), *extra], metadata=marks)
    return SimpleNamespace(**found)
