"""The check for election slogans, which the gazetteers list; some run over several sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from neutral_gate.lexicon.rule import Rule
from neutral_gate.model import Draft, Severity
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import Hit, severity_of
from neutral_gate.rules.reading import Reading, Sentence

_POLITICAL = frozenset({"party", "politician", "candidate"})
_COMMON_WORDS = 4  # a slogan of so few words is also ordinary prose: it counts alone on its line only


def campaign_slogan(draft: Draft, reading: Reading, context: Context, rule: Rule) -> Iterator[Hit]:
    """A hit for each election slogan, also one that runs over several sentences; hashtags are in the rule's patterns.

    A slogan that other people use too ("Time for change") counts where the draft names a party or a politician.
    """
    severity = severity_of(rule, context)
    if severity is None:
        return
    if not reading.may_have_slogans:
        return
    company = any(not _POLITICAL.isdisjoint(token.classes) for each in reading.sentences for token in each.tokens)
    numbered = enumerate(reading.sentences)
    for _, group in groupby(numbered, key=lambda pair: id(pair[1].block)):
        ours = list(group)
        if not reading.may_have_slogan(ours[0][1].block):
            continue
        yield from _slogans(ours, context, rule, severity, company)


def _slogans(
    ours: Sequence[tuple[int, Sentence]], context: Context, rule: Rule, severity: Severity, company: bool
) -> Iterator[Hit]:
    tokens = []
    owners = []
    reached = 0
    for number, sentence in ours:
        if sentence.tokens[0].start < reached:
            continue  # the words of a hashtag, read a second time
        reached = sentence.tokens[-1].end
        tokens += sentence.tokens
        owners += [(number, sentence)] * len(sentence.tokens)
    for first, last, slogan in context.lexicon.gazetteers.slogans_in(tokens):
        number, sentence = owners[first]
        alone = owners[last - 1][0] != number or _fills(sentence, tokens[first].start, tokens[last - 1].end)
        if not company and (slogan.weak or not (alone or len(slogan.words) > _COMMON_WORDS or _names(slogan.text))):
            continue
        start, end = tokens[first].start, tokens[last - 1].end
        foreign = any(begin <= start and end <= stop for begin, stop in sentence.quotes) or sentence.block.quoted
        yield Hit(
            rule=rule.id,
            severity=severity.lowered() if foreign and not sentence.political_speaker else severity,
            excerpt=sentence.block.text[start:end],
            where=sentence.block.where.span(start, end),
            sentence=number,
            message="",
            evidence={"where": sentence.role.value, "slogan": slogan.text, "named": [slogan.party]},
        )


def _fills(sentence: Sentence, start: int, end: int) -> bool:
    """True where nothing but marks and hashtags stands beside the words."""
    return all(
        token.kind in ("mark", "hashtag", "url") or (start <= token.start and token.end <= end)
        for token in sentence.tokens
    )


def _names(slogan: str) -> bool:
    """True where a slogan has a name in it ("Get Brexit done"), so that nobody says it by chance."""
    return any(word[:1].isupper() for word in slogan.split()[1:] if slogan.count(".") <= 1)
