"""The check that no politician is quoted: in quotation marks, in a block quotation, or in a report of their words."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading

_EXCERPT_LETTERS = 160


def politician_quote(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each quotation whose speaker is a politician, and for each sentence that tells what one said.

    `speakers` has told the speakers apart.
    """
    severity = severity_of(rule, context)
    if severity is None:
        return
    done: set[tuple[int, int]] = set()
    for number, sentence in reading.attributed():
        for start, end in sentence.political_quotes:
            if (id(sentence.block), start) in done or sentence.tokens[-1].end <= start:
                continue  # an earlier sentence of the block has it, or a later one will
            done.add((id(sentence.block), start))
            words = sentence.block.text[start:end]
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=words if len(words) <= _EXCERPT_LETTERS else words[:_EXCERPT_LETTERS].rsplit(" ", 1)[0] + "…",
                where=sentence.block.where.span(start, end),
                sentence=number,
                message="",
                evidence={"where": sentence.role.value, "voice": "politician"},
            )
        for start, end in sentence.political_reports[:1] if not sentence.political_quotes else ():
            yield Hit(
                rule=rule.id,
                severity=severity,
                excerpt=sentence.text(start, end),
                where=sentence.span(start, end),
                sentence=number,
                message="",
                evidence={"where": sentence.role.value, "voice": "politician", "reported": True},
            )
