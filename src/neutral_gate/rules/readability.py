"""Checks for how hard a draft is to read: long sentences and paragraphs, reading age, passive voice.

Limits and word lists stand in the rule files, under `classes`. Nothing here says that a text is good: the formulas
measure the length of words and sentences, and help to choose where to begin.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Block, Draft, Role, Severity, Span
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading, Sentence
from neutral_gate.text.readability import (
    FEWEST_WORDS,
    Stretch,
    count_texts,
    count_words,
    hardest,
    measures,
    prose,
    read_sentences,
    reading_age,
)

_NHS = frozenset({"nhs_trust", "icb"})
_MEDICAL_SHARE = 0.03
"""Share of medical words from which a text counts as medical; the NHS manual's own pages on conditions have more."""
_HARD_PART = 20
"""Words of the shortest paragraph that is shown as the hardest."""
_FEWEST_SENTENCES = 5
_RUN = re.compile(r"[^\W_]+")
_RUNS = "".join([each if each.isalnum() else " " for each in map(chr, range(128))])
"""ASCII without all but its letters and digits."""
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*$")
_WORD = re.compile(r"[a-z]+")
_BE = frozenset({"am", "is", "are", "was", "were", "be", "been", "being"})
_RUNNING = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})


def limit(rule: Rule, context: Context, default: int, name: str = "limit") -> int:
    """A number of the rule file: for NHS bodies `<name>-nhs` where there is one, else `<name>`, else the default."""
    own = rule.classes.get(f"{name}-nhs") if context.body_type in _NHS else None
    written = own or rule.classes.get(name)
    return int(written[0]) if written else default


def long_sentence(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each sentence over the limit of words, the longest first. Headings have a rule of their own."""
    severity = severity_of(rule, context)
    if severity is None:
        return
    most = limit(rule, context, 25)
    found = [
        (block, stretch)
        for block in prose(draft.blocks)
        if block.role is not Role.HEADING and _most_words(block.text) > most
        for stretch in read_sentences(block.text)
        if len(stretch.words) > most
    ]
    found.sort(key=lambda each: -len(each[1].words))
    for rank, (block, stretch) in enumerate(found, 1):
        words = len(stretch.words)
        place = "" if len(found) == 1 else f" It is number {rank} of the {len(found)} long ones, the longest first."
        yield _hit(
            rule,
            severity,
            block,
            stretch,
            f"This sentence has {words} words. Aim for {most} or fewer.{place}",
            {"words": words, "limit": most, "rank": rank, "of": len(found)},
        )


def _most_words(text: str) -> int:
    """How many words a text has at most: its runs of letters and digits, of which a word has one or more."""
    return len(text.translate(_RUNS).split() if text.isascii() else _RUN.findall(text))


def long_paragraph(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each paragraph of more sentences than the limit. Lines of an address or a poem are no sentences."""
    severity = severity_of(rule, context)
    if severity is None or context.social:
        return
    most = limit(rule, context, 3)
    for block in prose(draft.blocks):
        if block.role is not Role.PARAGRAPH or block.quoted:
            continue
        stretches = read_sentences(block.text)
        ended = sum(_ENDED.search(block.text, each.start, each.end) is not None for each in stretches)
        if ended > most:
            yield _hit(
                rule,
                severity,
                block,
                Stretch(stretches[0].start, stretches[-1].end, ()),
                f"This paragraph has {ended} sentences. Aim for {most} or fewer.",
                {"sentences": ended, "limit": most},
            )


def too_hard(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit, at the hardest paragraph, where the reading age of the whole draft is over the limit."""
    severity = severity_of(rule, context)
    if severity is None or context.social:
        return
    age = reading_age(measures(draft.blocks))
    if age is None:
        return
    medical = _is_medical(draft, rule)
    most = limit(rule, context, 14, "limit-medical") if medical else limit(rule, context, 9)
    if age <= most:
        return
    blocks = prose(draft.blocks)
    place = hardest(count_texts(block.text for block in blocks), _HARD_PART)
    block = blocks[place or 0]
    stretches = read_sentences(block.text)
    if not stretches:
        return
    yield _hit(
        rule,
        severity,
        block,
        Stretch(stretches[0].start, stretches[-1].end, ()),
        f"By the length of its words and sentences this draft suits readers of {age} and over. Aim for {most}. "
        "This is its hardest part, so begin here.",
        {"reading_age": age, "limit": most, "medical": medical},
    )


def passive_voice(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """One hit, at the first passive verb, where more sentences than the limit (in percent) have one."""
    severity = severity_of(rule, context)
    if severity is None or context.social:
        return
    if count_words(block.text for block in prose(draft.blocks)) < FEWEST_WORDS:
        return  # said before any sentence is cut into tokens
    running = [each for each in reading.sentences if each.role in _RUNNING and len(each.tokens) > 2]
    if len(running) < _FEWEST_SENTENCES:
        return
    participles, others = (frozenset(rule.classes.get(name, ())) for name in ("participles", "not-passive"))
    first: tuple[Sentence, int, int] | None = None
    passive = 0
    for sentence in running:
        place = _passive(sentence, participles, others)
        if place is not None:
            passive += 1
            first = first or (sentence, *place)
    share = round(100 * passive / len(running))
    most = limit(rule, context, 15)
    if first is None or share <= most:
        return
    sentence, start, end = first
    yield Hit(
        rule=rule.id,
        severity=severity,
        excerpt=sentence.text(start, end),
        where=sentence.span(start, end),
        sentence=-1,
        message=f"About {share}% of the sentences here do not say who does what, as in these words. "
        f"Aim for {most}% or fewer.",
        evidence={"passive": passive, "sentences": len(running), "percent": share, "limit": most},
    )


def _passive(sentence: Sentence, participles: frozenset[str], others: frozenset[str]) -> tuple[int, int] | None:
    """Range of the tokens of a form of "be" and the participle after it, at most two adverbs between; or None."""
    words = [token.text for token in sentence.tokens]
    for start, word in enumerate(words):
        if word not in _BE:
            continue
        for place in range(start + 1, min(start + 4, len(words))):
            each = words[place]
            if each in participles or (each.endswith("ed") and len(each) > 4 and each not in others):
                return start, place + 1
            if not (each.endswith("ly") or each in ("not", "also", "being", "been", "often", "never", "always", "now")):
                break
    return None


def _is_medical(draft: Draft, rule: Rule) -> bool:
    terms = frozenset(rule.classes.get("medical", ()))
    words = [word for block in prose(draft.blocks) for word in _WORD.findall(block.text.lower())]
    found = sum(word in terms or (word.endswith("s") and word[:-1] in terms) for word in words)
    return bool(found >= _MEDICAL_SHARE * max(1, len(words)))


def _hit(
    rule: Rule, severity: Severity, block: Block, stretch: Stretch, message: str, evidence: dict[str, object]
) -> Hit:
    where: Span = block.where.span(stretch.start, stretch.end)
    return Hit(
        rule=rule.id,
        severity=severity,
        excerpt=block.text[stretch.start : stretch.end],
        where=where,
        sentence=-1,
        message=message,
        evidence={"where": block.role.value, **evidence},
    )
