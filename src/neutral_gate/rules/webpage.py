"""The checks on what a page links to, embeds, and shares or shows by itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from neutral_gate.lexicon.addresses import read_address
from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Embed, Link, Role, SourceMap, Span
from neutral_gate.rules.content import is_own, political_content
from neutral_gate.rules.context import Context
from neutral_gate.rules.embedding import addresses_of, embeds_of, handles_of, names_of, shows_post
from neutral_gate.rules.feeds import automatic
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading, read_blocks

if TYPE_CHECKING:
    from neutral_gate.lexicon.accounts import Account

# A site that running text names without http:// or www., such as "harrowdalelabour.org.uk/join".
_BARE_SITE = re.compile(
    r"(?<![\w@/.:-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:com|org|net|uk|wales|scot|cymru|info|vote|party|social"
    r"|app|am|me|ee|example)"
    r"(?:/[^\s<>\"”’)]*)?(?![\w@-]|\.\w)",
    re.IGNORECASE,
)
_LONGEST_EXCERPT = 120


def political_link(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each link, also an address in plain text, that leads to a political site or account.

    Links inside an embedded post are the embed's; those in a post that the draft answers are not the body's.
    """
    severity = severity_of(rule, context)
    if severity is None:
        return
    covered = [embed.where for embed in embeds_of(draft) if embed.what != "setting" and shows_post(embed)]
    covered += [post.where for relation, post in draft.related.items() if relation == "reply_to"]
    for link in (*draft.links, *_bare_sites(draft)):
        if any(_within(link.where, place) for place in covered):
            continue
        account = _address(link.href, draft, context, link.text)
        if account is not None:
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=_shortened(link.text or link.href),
                where=link.where,
                sentence=_sentence_at(reading, link.where),
                message="",
                evidence=_about(account, link.href),
            )


def political_embed(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each embed whose account, address, title or text shows a party, a politician or a campaign."""
    severity = severity_of(rule, context)
    if severity is None:
        return
    seen: list[Span] = []
    for embed in embeds_of(draft):
        if any(_within(embed.where, place) for place in seen):
            continue
        evidence = _whose(embed, draft, context) or _what_it_says(embed, draft, context, rule)
        if evidence is None:
            continue
        seen.append(embed.where)
        yield Hit(
            rule=rule.id,
            severity=severity,
            excerpt=_shortened(draft.source[embed.where.start : embed.where.end]),
            where=embed.where,
            sentence=-1,
            message="",
            evidence={"where": embed.what, **evidence},
        )


def auto_share(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each live feed, ticker, plugin and setting that shows or shares content by itself.

    The rule file's `classes` hold the words; see `feeds.automatic`.
    """
    automatics = list(automatic(draft, rule.classes))
    severity = severity_of(rule, context) if automatics else None
    if severity is None:
        return
    for found, where in automatics:
        yield Hit(
            rule=rule.id,
            severity=severity,
            excerpt=_shortened(draft.source[where.start : where.end]),
            where=where,
            sentence=_sentence_at(reading, where),
            message="",
            evidence={"found": found},
        )


def _whose(embed: Embed, draft: Draft, context: Context) -> dict[str, object] | None:
    """Whose account or site an embed loads, if that is a political one's."""
    for address in addresses_of(embed):
        account = _address(address, draft, context)
        if account is not None:
            return _about(account, address)
    accounts = context.lexicon.accounts
    for handle in handles_of(embed):
        account = accounts.account(handle)
        if account is not None and not is_own(handle, draft):
            return _about(account, handle)
    for name in names_of(embed):
        account = accounts.named(name)
        if account is not None:
            return _about(account, name)
    for link in draft.links if shows_post(embed) else ():
        account = _address(link.href, draft, context) if _within(link.where, embed.where) else None
        if account is not None:
            return _about(account, link.href)
    return None


def _what_it_says(embed: Embed, draft: Draft, context: Context, rule: Rule) -> dict[str, object] | None:
    """What the title of an embed and the text of an embedded post name or favour, if that is political."""
    if embed.what not in ("iframe", "blockquote", "widget", "element"):
        return None
    texts = [embed.attributes.get("title", ""), embed.attributes.get("aria-label", "")]
    if embed.what == "iframe":
        texts.append(embed.label)
    elif embed.what == "blockquote":
        texts.append(embed.text)
    map_ = SourceMap.identity
    blocks = [
        Block(text, Role.PARAGRAPH, map_(embed.where.start, len(text))) for text in dict.fromkeys(texts) if text.strip()
    ]
    if not blocks:
        return None
    words = read_blocks(blocks, context.lexicon, post=True)
    for place in political_content(draft, words, context, rule.id, campaigns=True):
        if not place.office:
            return {"named": [place.named or place.excerpt(words)], **({"like": place.rule} if place.rule else {})}
    return None


def _address(url: str, draft: Draft, context: Context, words: str = "") -> Account | None:
    """Whose political site or account an address leads to; None for nobody's and for the body's own."""
    account = context.lexicon.accounts.linked(url, words)
    if account is None:
        return None
    address = read_address(url)
    return None if address is not None and is_own(address.account, draft) else account


def _bare_sites(draft: Draft) -> Iterator[Link]:
    """Sites that the text names without http:// or www., outside links."""
    for block in draft.blocks:
        for match in _BARE_SITE.finditer(block.text) if "." in block.text else ():
            where = block.where.span(*match.span())
            if not any(_within(where, link.where) for link in draft.links):
                yield Link(match[0], match[0], where, where)


def _sentence_at(reading: Reading, where: Span) -> int:
    """The sentence in which a place stands, or -1."""
    for index, sentence in enumerate(reading.sentences):
        span = sentence.span(0, len(sentence.tokens))
        if span.start < where.end and where.start < span.end:
            return index
    return -1


def _about(account: Account, seen: str) -> dict[str, object]:
    return {"named": [account.entity], "class": account.cls, "listed": account.listed, "address": seen}


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _shortened(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= _LONGEST_EXCERPT else f"{words[: _LONGEST_EXCERPT - 1]}…"
