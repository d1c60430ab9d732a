"""A draft as JSON and back, so that it can lie in a table and travel to another process."""

from __future__ import annotations

import json
from typing import Any, cast

from neutral_gate.model import Block, Draft, Embed, Image, Link, Post, Role, SourceMap, Span


def freeze(draft: Draft) -> str:
    """A draft without a page tree as JSON; `thaw` makes the same draft of it."""
    return json.dumps(
        {
            "source": draft.source,
            "format": draft.format,
            "path": draft.path,
            "sha256": draft.sha256,
            "kind": draft.kind,
            "body": draft.body,
            "author": draft.author,
            "account": draft.account,
            "title": draft.title,
            "blocks": [_block(each) for each in draft.blocks],
            "images": [_image(each) for each in draft.images],
            "links": [[each.href, each.text, _span(each.where), _span(each.href_where)] for each in draft.links],
            "embeds": [
                [each.what, each.address, each.label, each.text, _span(each.where), each.attributes]
                for each in draft.embeds
            ],
            "related": {relation: _post(post) for relation, post in draft.related.items()},
            "settings": {key: [value, _span(where)] for key, (value, where) in draft.settings.items()},
            "whole_document": draft.whole_document,
        },
        ensure_ascii=True,  # a lone surrogate survives as an escape
        default=str,
    )


def thaw(text: str) -> Draft:
    """The draft of what `freeze` made.

    Raises:
        ValueError, KeyError, TypeError: It is something else.
    """
    data = json.loads(text)
    return Draft(
        source=data["source"],
        format=data["format"],
        path=data["path"],
        sha256=data["sha256"],
        kind=data["kind"],
        body=data["body"],
        author=data["author"],
        account=data["account"],
        title=data["title"],
        blocks=_blocks(data["blocks"]),
        images=tuple(
            Image(src, alt, Span(*where), Span(*src_where), Span(*alt_where), caption, attributes)
            for src, alt, where, src_where, alt_where, caption, attributes in data["images"]
        ),
        links=tuple(Link(href, said, Span(*where), Span(*to)) for href, said, where, to in data["links"]),
        embeds=tuple(
            Embed(what, address, label, said, Span(*where), attributes)
            for what, address, label, said, where, attributes in data["embeds"]
        ),
        related=cast(
            "Any",
            {
                relation: Post(account, name, _blocks(blocks), Span(*where), Span(*account_where))
                for relation, (account, name, blocks, where, account_where) in data["related"].items()
            },
        ),
        settings={key: (value, Span(*where)) for key, (value, where) in data["settings"].items()},
        whole_document=data["whole_document"],
    )


def _span(span: Span) -> list[int]:
    return [span.start, span.end]


def _image(image: Image) -> list[Any]:
    places = [_span(image.where), _span(image.src_where), _span(image.alt_where)]
    return [image.src, image.alt, *places, image.caption, image.attributes]


def _post(post: Post) -> list[Any]:
    blocks = [_block(each) for each in post.blocks]
    return [post.account, post.name, blocks, _span(post.where), _span(post.account_where)]


def _block(block: Block) -> list[Any]:
    where = block.where
    runs = [list(where.text), list(where.source), list(where.source_end), where.length]
    return [block.text, block.role.value, runs, block.level, block.quoted, block.lang, list(block.path)]


def _blocks(rows: list[list[Any]]) -> tuple[Block, ...]:
    return tuple(
        Block(
            text=text,
            role=Role(role),
            where=SourceMap(tuple(runs[0]), tuple(runs[1]), tuple(runs[2]), runs[3]),
            level=level,
            quoted=quoted,
            lang=lang,
            path=tuple(path),
        )
        for text, role, runs, level, quoted, lang, path in rows
    )
