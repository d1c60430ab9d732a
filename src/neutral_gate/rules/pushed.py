"""The check on posts that quote a consultation of somebody else and push people to answer it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading
from neutral_gate.rules.related import phrase_of

if TYPE_CHECKING:
    from neutral_gate.rules.sentence import Sentence


def quoted_consultation(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for the first words that urge people to answer, in a post whose quoted post names a running consultation.

    The rule's classes hold the phrases, plain words without patterns: `post-names` and `post-over` for the quoted post,
    `post-push` and `post-plain` for the body's own words.
    """
    post = draft.related.get("quote_of")
    severity = severity_of(rule, context) if post is not None and post.blocks else None
    if post is None or severity is None:
        return
    named = context.read(post)
    if not _may_have(named, rule, "post-names") or not _may_have(reading, rule, "post-push"):
        return
    theirs = named.sentences
    if not _first(theirs, rule, "post-names") or _first(theirs, rule, "post-over"):
        return
    own = [sentence for sentence in reading.sentences if not sentence.block.quoted]
    found = _first(own, rule, "post-push")
    if found is None or _first(own, rule, "post-plain"):
        return
    sentence, phrase = found
    last = len(sentence.tokens)
    yield Hit(
        rule=rule.id,
        severity=severity,
        excerpt=sentence.text(0, last),
        where=sentence.span(0, last),
        sentence=-1,
        message="",
        evidence={"where": "quote_of", "account": post.account or post.name, "words": phrase},
    )


def _may_have(reading: Reading, rule: Rule, name: str) -> bool:
    """False where no phrase of a class of the rule can stand in a text: it lacks a word of each."""
    if reading.words is None:
        return True
    runs = reading.words.runs
    return any(words <= runs for words in _words(rule.classes.get(name, ())))


@cache
def _words(phrases: tuple[str, ...]) -> tuple[frozenset[str], ...]:
    """The words of each of some phrases."""
    return tuple(frozenset(phrase.split()) for phrase in phrases)


def _first(sentences: Iterable[Sentence], rule: Rule, name: str) -> tuple[Sentence, str] | None:
    """The first sentence that has a phrase of a class of the rule, with the phrase."""
    for sentence in sentences:
        phrase = phrase_of(sentence, rule, name)
        if phrase:
            return sentence, phrase
    return None
