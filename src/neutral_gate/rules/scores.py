"""Checks that rest on the learned scores: does the draft as a whole read like politics, or like opinion?

They say where a person should look. They never block, and they say nothing where a rule has found something of the same
kind (`policy.without_scores`), because a rule can name the words at fault and a score cannot.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import starmap

from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Severity
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading
from neutral_gate.rules.worth import FEWEST_LETTERS
from neutral_gate.scores import Head, heads, reasons, score_sentences
from neutral_gate.text.readability import Stretch, prose, read_sentences


def political(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit, at the sentence that weighs most, where the whole draft reads like political debate."""
    yield from _scored(draft, context, rule, "political")


def opinion(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit, at the sentence that weighs most, where the whole draft reads like opinion, quoted blocks left out."""
    yield from _scored(draft, context, rule, "opinion")


def _scored(draft: Draft, context: Context, rule: Rule, name: str) -> Iterator[Hit]:
    severity = severity_of(rule, context)
    if severity is None or sum(len(block.text) for block in draft.blocks) < FEWEST_LETTERS:
        return
    places = [
        (block, stretch)
        for block in prose(draft.blocks)
        if name == "political" or not block.quoted
        for stretch in read_sentences(block.text)
    ]
    texts = tuple(starmap(_words, places))
    head: Head = heads(lexicons_dir() / "scores")[name]
    scored = score_sentences(texts, head)
    if scored is None or scored.score < head.page_limit:
        return
    why = reasons(texts, scored, head)
    block, stretch = places[scored.upper[0]]
    yield Hit(
        rule=rule.id,
        severity=severity if severity is not Severity.BLOCK else Severity.WARN,  # a score is no proof
        excerpt=_words(block, stretch),
        where=block.where.span(stretch.start, stretch.end),
        sentence=-1,
        message=f"{rule.message} The words that weighed most: {', '.join(why.words)}.",
        evidence={
            "where": block.role.value,
            "score": round(scored.score, 2),
            "limit": head.page_limit,
            "sentences": len(texts),
            "words": list(why.words),
            "signs": list(why.signs),
        },
    )


def _words(block: Block, stretch: Stretch) -> str:
    return block.text[stretch.start : stretch.end]
