"""The checks on posts that a draft reposts, quotes or answers: who wrote them, and what they say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft, Post, Relation, Severity
from neutral_gate.rules.content import favours, is_own, political_content
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, found_in, severity_of
from neutral_gate.rules.reading import Reading, Sentence
from neutral_gate.text import fold

if TYPE_CHECKING:
    from neutral_gate.lexicon.accounts import Account

_SHARED: tuple[Relation, ...] = ("repost_of", "quote_of")
# What turns a factual answer into an opinion.
_OPINIONS = (
    "neutrality/vote-advocacy",
    "neutrality/party-support",
    "neutrality/party-criticism",
    "neutrality/government-comment",
    "neutrality/contested-issue",
    "neutrality/opinion",
)
_INSIDE_BLOCK = {"general": "block", "local": "block", "referendum": "block"}
_HANDLE = "political-handle"
# The rule whose patterns tell that the writer of a post stands in an election.
_STANDS = "source/political-reply"
_OPINION_MESSAGE = "This answer to a political account gives an opinion."
_NAMED = frozenset({"party", "candidate", "politician"})
_SHORT_ANSWER = 8
"""Words of an answer that says nothing but yes or no to what it answers (our own)."""
_APPLAUSE = 4
"""Words of an answer that does no more than applaud (our own)."""


def political_repost(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each reposted or quoted post whose author is a party, a politician, a candidate or a campaign."""
    severity = severity_of(rule, context)
    if severity is None:
        return
    for relation in _SHARED:
        post = draft.related.get(relation)
        account = _political(post, draft, context) if post is not None else None
        if post is not None and account is not None:
            yield _by_account(rule, severity, post, account)


def repost_content(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each sentence of a reposted or quoted post that names or favours a party, candidate or politician.

    A political author is the other rule's: one finding is enough. An office without a name, such as "the Health
    Secretary", weighs one step less and counts inside a window only.
    """
    severity = severity_of(rule, context)
    if severity is None:
        return
    for relation in _SHARED:
        post = draft.related.get(relation)
        if post is None or not post.blocks or _political(post, draft, context) is not None:
            continue
        words = context.read(post)
        for place in political_content(draft, words, context, rule.id):
            if place.office and context.strictness is None:
                continue
            evidence: dict[str, object] = {"where": relation, "account": post.account or post.name}
            if place.named:
                evidence["named"] = [place.named]
            if place.rule:
                evidence["like"] = place.rule
            yield Hit(
                rule=rule.id,
                severity=severity.lowered() if place.office else severity,
                excerpt=place.excerpt(words),
                where=place.where(words),
                sentence=-1,
                message="",
                evidence=evidence,
            )


def political_reply(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for an answer to a political account; it blocks inside a window where the answer gives an opinion.

    Where the draft does not say what it answers, a reply answers the account with whose handle it begins.
    """
    hit: Hit | None
    post = draft.related.get("reply_to")
    if post is not None:
        account = _political(post, draft, context)
        if account is not None:
            hit = _by_account(rule, Severity.WARN, post, account)
        else:
            words = context.read(post)
            hit = _by_name(rule, words) if words.may_name(*_NAMED) and _only_agrees(reading, rule) else None
    else:
        hit = _begins_with_handle(reading, rule) if context.kind == "reply" else None
    if hit is None:
        return
    opinion = _opinion(reading, context, rule)
    severity = severity_of(rule, context, _INSIDE_BLOCK if opinion else None)
    if severity is None:
        return
    hit.severity = severity
    if opinion:
        hit.message = _OPINION_MESSAGE
        hit.evidence["opinion"] = opinion
    yield hit


def political_handle(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each handle of a political account, except in an embedded or quoted post."""
    severity = severity_of(rule, context)
    if severity is None:
        return
    for index, sentence in reading.naming(_HANDLE):
        for place, token in enumerate(sentence.tokens):
            if _HANDLE in token.classes and not sentence.block.quoted:
                yield _by_handle(rule, severity, sentence, index, place)


def _only_agrees(reading: Reading, rule: Rule) -> bool:
    """True for an answer that does no more than take a side: "Hear, hear!"."""
    words = [token.text for sentence in reading.sentences for token in sentence.unnamed if token.kind == "word"]
    return len(words) <= _SHORT_ANSWER and _agreement(reading, rule) != ""


def _by_name(rule: Rule, words: Reading) -> Hit | None:
    """A hit for somebody else's post that names a party, a candidate or a politician, with whom an answer agrees."""
    for sentence in words.sentences:
        for place, token in enumerate(sentence.tokens):
            if not _NAMED.isdisjoint(token.classes) and token.kind == "word":
                return Hit(
                    rule=rule.id,
                    severity=Severity.WARN,
                    excerpt=sentence.text(place, place + 1),
                    where=sentence.span(place, place + 1),
                    sentence=-1,
                    message="",
                    evidence={"where": "reply_to", "named": [token.entity]},
                )
    return None


def _begins_with_handle(reading: Reading, rule: Rule) -> Hit | None:
    for place, token in enumerate(reading.sentences[0].tokens if reading.sentences else ()):
        if token.kind != "handle":
            return None
        if _HANDLE in token.classes:
            return _by_handle(rule, Severity.WARN, reading.sentences[0], 0, place)
    return None


def _by_handle(rule: Rule, severity: Severity, sentence: Sentence, index: int, place: int) -> Hit:
    token = sentence.tokens[place]
    return Hit(
        rule=rule.id,
        severity=severity,
        excerpt=sentence.text(place, place + 1),
        where=sentence.span(place, place + 1),
        sentence=index,
        message="",
        evidence={"where": sentence.role.value, "named": [token.entity], "class": token.classes[0]},
    )


def _political(post: Post, draft: Draft, context: Context) -> Account | None:
    """Whose account wrote a post, if a political one did; the body's own account never did."""
    if is_own(post.account, draft):
        return None
    account = context.lexicon.accounts.account(post.account, post.name)
    by_name = account is not None and account.cls == "candidate" and not account.listed
    if by_name and fold(post.name) in context.staff:
        return None
    return account or _standing(post, context)


def _standing(post: Post, context: Context) -> Account | None:
    """The writer of a post as a candidate where its words say so: "I am standing for the council"."""
    if not post.blocks:
        return None
    words = context.read(post)
    places = words.places_of(words.finds_of(_STANDS))
    if any(found_in(words, index, find, "reply") for index, finds in places.items() for find in finds):
        from neutral_gate.lexicon.accounts import Account

        return Account("candidate", post.name or post.account, listed=False)
    return None


def _opinion(reading: Reading, context: Context, rule: Rule) -> str:
    """The words of the draft's own that give an opinion or take a side, or ""."""
    for place in favours(reading, context, _OPINIONS):
        return place.excerpt(reading)
    return _agreement(reading, rule) or _cheer(reading, rule)


def _agreement(reading: Reading, rule: Rule) -> str:
    """The words that take a side in an answer of the body's own, or ""."""
    for sentence in reading.sentences:
        if sentence.block.quoted:
            continue
        found = phrase_of(sentence, rule, "agreement")
        if found:
            return found
        fault = phrase_of(sentence, rule, "fault")
        if fault and phrase_of(sentence, rule, "fault-whose") and not phrase_of(sentence, rule, "fault-ours"):
            return fault
    return ""


def _cheer(reading: Reading, rule: Rule) -> str:
    """The sign or the word by which an answer of hardly any words applauds: "Yes! 👏", "This."; or ""."""
    tokens = [token.text for sentence in reading.sentences if not sentence.block.quoted for token in sentence.tokens]
    words = [text for text in tokens if any(map(str.isalnum, text))]
    if len(words) > _APPLAUSE:
        return ""
    signs = rule.classes.get("cheer-signs", ())
    sign = next((text for text in tokens if text in signs), "")
    return sign or (words[0] if words and set(words) <= set(rule.classes.get("cheer-words", ())) else "")


def phrase_of(sentence: Sentence, rule: Rule, name: str) -> str:
    """The first phrase of a class of the rule that a sentence has, or ""."""
    words = f" {' '.join([token.text for token in sentence.tokens if token.kind != 'mark'])} "
    return next((phrase for phrase in rule.classes.get(name, ()) if f" {phrase} " in words), "")


def _by_account(rule: Rule, severity: Severity, post: Post, account: Account) -> Hit:
    written = " ".join(each for each in (post.name, post.account) if each)
    return Hit(
        rule=rule.id,
        severity=severity,
        excerpt=written,
        where=post.account_where,
        sentence=-1,
        message="",
        evidence={
            "account": post.account or post.name,
            "named": [account.entity],
            "class": account.cls,
            "listed": account.listed,
        },
    )
