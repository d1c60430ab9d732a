"""Whose words the quotations of a draft are: which of them a politician says.

A quotation's speaker may be named before it, after it or between its halves; in the sentence or block before it; or in a
line of its own after it. Of several speech verbs around a quotation the nearest counts, and who stands before that verb
(or after it, as in "said the minister") is the speaker. "He" and "she" stand for whoever spoke or was named last.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from neutral_gate.text import Token

if TYPE_CHECKING:
    from neutral_gate.rules.reading import Sentence

_POLITICAL = frozenset({"politician", "candidate", "party", "office", "weak-mayor", "weak-minister", "weak-pcc", "candidate_word"})
_PRONOUNS = frozenset({"he", "she", "they"})
_OWN = frozenset({"i", "we", "you", "it"})
_PASSED_OVER = frozenset(
    "has have had is was are were been also then later now today yesterday recently just further will would who again "
    "previously publicly clearly simply already has".split()
)
_ENDS_SUBJECT = frozenset(
    ", ; : ( ) but who which that when while after as because if although though whose where before during".split()
)
_ENDS_NAME = _ENDS_SUBJECT - {","}
_PLURALS = frozenset(
    "councillors cllrs ministers mps msps mlas meps peers members mayors leaders secretaries commissioners politicians "
    "parliamentarians candidates backbenchers representatives officials parties executives".split()
)
_VERBS = frozenset("is are was were be has have had will would can could may must should do does did there this it".split())
_LED = frozenset({"council", "opposition"})  # "the council's deputy leader"
_CHURCH = frozenset("church chapel parish methodist baptist prayer prayers grace worship congregation hymn".split())
_NAME_REACH = 8  # words that a name with its office may take: "the council's cabinet member for housing Jane Doe"
_APPOSITION_REACH = 18
_LINE_REACH = 14  # words of a line that does nothing but name a speaker
_OTHER_SENTENCE = 400  # letters: a verb of another sentence counts only where the quotation's own has none


@dataclass(frozen=True, slots=True)
class _Act:
    """A speech verb outside quotations. `speaker` is True for a politician, False for another, None for a pronoun."""

    start: int
    end: int
    sentence: int
    speaker: bool | None
    opens: bool
    reports: tuple[int, int] | None = None  # the tokens from speaker to verb, where the verb tells what was said


def attribute(sentences: Sequence[Sentence], signals: Mapping[str, frozenset[int]]) -> None:
    """Sets `political_quotes`, `political_reports` and `political_speaker` of a draft's sentences, which come in reading order.

    Args:
        sentences: All sentences; those of a block stand together.
        signals: Pattern numbers of `speech` and `report` (the speaker before it), `speech-by` and `report-by` (after).
    """
    if not any(is_political(token) or token.text == "leader" for sentence in sentences for token in sentence.tokens):
        return
    blocks = [list(group) for _, group in groupby(sentences, key=lambda sentence: id(sentence.block))]
    surnames = _surnames(sentences)
    acts: list[list[_Act]] = []
    last = False
    for ours in blocks:
        acts.append([])
        for act in _acts(ours, signals, surnames):
            speaker = _named_before(ours, act, last) if act.speaker is None else act.speaker
            last = speaker
            acts[-1].append(replace(act, speaker=speaker))
        named = _last_named(ours)
        last = last if named is None or acts[-1] else named
    carried = False
    for number, ours in enumerate(blocks):
        carried = _attribute_block(blocks, acts, number, carried)


def is_political(token: Token) -> bool:
    """True for a politician, a candidate, a party or an office that one of them holds."""
    return not _POLITICAL.isdisjoint(token.classes) and "civic_mayor" not in token.classes


def _attribute_block(
    blocks: Sequence[Sequence[Sentence]], acts: Sequence[Sequence[_Act]], number: int, carried: bool
) -> bool:
    """Attributes one block's quotations; returns whether a politician spoke last in it."""
    ours, mine = blocks[number], acts[number]
    quotes: Sequence[tuple[int, int]] = ours[0].quotes
    if ours[0].block.quoted and not quotes:
        quotes = ((0, len(ours[0].block.text)),) if not _is_line(ours) else ()
    spoken = []
    for quote in quotes:
        speaker = _nearest(ours, mine, quote)
        if speaker is None:
            speaker = _beside(ours, quote)
        if speaker is None:
            speaker = _around(blocks, acts, number, quote, carried)
        if speaker:
            spoken.append(quote)
        carried = bool(speaker)
    for index, sentence in enumerate(ours):
        start, end = sentence.tokens[0].start, sentence.tokens[-1].end
        sentence.political_quotes = tuple(spoken)
        sentence.political_reports = tuple(
            act.reports for act in mine if act.reports and act.speaker and act.sentence == index
        )
        sentence.political_speaker = any(begin < end and start < stop for begin, stop in spoken) or any(
            act.speaker is True and act.sentence == index for act in mine
        )
    if not quotes:
        carried = bool(mine and mine[-1].speaker)
    return carried


def _nearest(ours: Sequence[Sentence], acts: Sequence[_Act], quote: tuple[int, int]) -> bool | None:
    """The speaker of the speech verb nearest to a quotation of the same block; None where there is no verb."""
    best: tuple[int, bool | None] | None = None
    for act in acts:
        sentence = ours[act.sentence]
        first, last = sentence.tokens[0].start, sentence.tokens[-1].end
        if quote[0] <= act.start and act.end <= quote[1]:
            cost = 0  # inside a block quotation
        elif act.end <= quote[0]:
            cost = quote[0] - act.end + (0 if last > quote[0] or act.opens else _OTHER_SENTENCE)
        else:
            cost = act.start - quote[1] + (0 if first < quote[1] else _OTHER_SENTENCE) + (60 if act.opens else 0)
        if best is None or cost < best[0]:
            best = cost, act.speaker
    return None if best is None else best[1]


def _beside(ours: Sequence[Sentence], quote: tuple[int, int]) -> bool | None:
    """The speaker where only a name stands beside a quotation: 'Cllr A B: "..."' or '"..." - Cllr A B, leader'."""
    tokens = [token for sentence in ours for token in sentence.tokens]
    before = [token for token in tokens if token.end <= quote[0]]
    while before and before[-1].text in "\"“'‘(":
        before.pop()
    if before and before[-1].text == ":":
        name = before[-_LINE_REACH:-1]
        if len(name) > 1 and is_political(name[-2]) and not (name[-1].capital or name[-1].text in _PASSED_OVER):
            return None  # "Councillor training:" names no speaker
        if any(is_political(token) for token in name):
            return True
        if _looks_like_name(name):
            return False
    if quote[1] - quote[0] == len(ours[0].block.text) and len(ours) > 1 and is_political(ours[-1].tokens[0]):
        return not any(token.text in _VERBS for token in ours[-1].tokens) or None  # a cite line that ends the quotation
    after = [token for token in tokens if token.start >= quote[1] and token.text not in "\"”'’.,;(-"]
    if not after or len(after) > _LINE_REACH or not (is_political(after[0]) or after[0].capital):
        return None
    if any(token.text in _VERBS for token in after):
        return None  # a sentence of its own, not a name below a quotation
    return any(is_political(token) for token in after) or (False if len(after) <= 6 else None)


def _around(
    blocks: Sequence[Sequence[Sentence]],
    acts: Sequence[Sequence[_Act]],
    number: int,
    quote: tuple[int, int],
    carried: bool,
) -> bool:
    """Whether the blocks before and after a quotation name a politician as its speaker."""
    ours = blocks[number]
    before = blocks[number - 1] if number else None
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if before is not None and before[-1].tokens[-1].text == ":":
        if acts[number - 1]:
            return bool(acts[number - 1][-1].speaker)
        return any(is_political(token) for token in before[-1].tokens)
    if not (ours[0].block.quoted or quote[1] - quote[0] > 0.8 * len(ours[0].block.text)):
        return carried
    beside = [block for block in (after, before) if block is not None and _is_line(block)]
    if after in beside and after is not None and after[-1].tokens[-1].text == ":":
        beside.remove(after)  # it names the next speaker
    if ours[0].role.value == "cell":
        beside.reverse()  # in a table the name stands first
    return any(is_political(token) for sentence in beside[0] for token in sentence.tokens) if beside else carried


def _is_line(ours: Sequence[Sentence]) -> bool:
    """True for a short block that says who somebody is and no more: "Cllr A B, leader of the council"."""
    tokens = [token for sentence in ours for token in sentence.tokens if token.kind == "word"]
    if not tokens or len(tokens) > _LINE_REACH or ours[0].quotes or len(ours) > 1:
        return False
    if any(token.text in _VERBS for token in tokens):
        return False
    return any(is_political(token) for token in tokens[:4]) or _looks_like_name(tokens)


def _looks_like_name(tokens: Sequence[Token]) -> bool:
    """Two words with capitals first, as in "Jo Bloggs, ward sister"."""
    return len(tokens) > 1 and tokens[0].capital and tokens[1].capital


def _acts(ours: Sequence[Sentence], signals: Mapping[str, frozenset[int]], surnames: frozenset[str]) -> Iterator[_Act]:
    before = signals["speech"] | signals["report"]
    after = signals["speech-by"] | signals["report-by"]
    for number, sentence in enumerate(ours):
        told = {*_places(sentence, signals["report"])}
        told_by = {*_places(sentence, signals["report-by"])}
        follows = {*_places(sentence, after)}
        leads = {*_places(sentence, before)}
        for start, end in sorted(leads | follows):
            if sentence.quotes and sentence.quoted(start, end) and not sentence.block.quoted:
                continue
            stretch = _before(sentence, start) if (start, end) in leads else ()
            reports = (start, end) in told
            speaker = _who(stretch, surnames)
            if speaker is None and (start, end) in follows:
                stretch = _after(sentence, end)
                reports = (start, end) in told_by
                speaker = _who(stretch, surnames)
            if speaker is None:
                continue
            tokens = sentence.tokens
            named = [place for place, token in enumerate(tokens) if any(token is each for each in stretch)]
            general = speaker == "politician" and all(_in_general(token) for token in stretch if is_political(token))
            yield _Act(
                tokens[start].start,
                tokens[end - 1].end,
                number,
                None if speaker == "pronoun" else speaker == "politician",
                end == len(tokens) or any(token.text in (":", "“", '"') for token in tokens[end : end + 6]),
                (min(start, *named), max(end, named[-1] + 1)) if reports and not general else None,
            )


def _in_general(token: Token) -> bool:
    """True for politicians as a kind: "councillors said". An empty stretch of them is one too."""
    return not {"politician", "candidate"}.intersection(token.classes) and not _PLURALS.isdisjoint(token.text.split())


def _places(sentence: Sentence, patterns: frozenset[int]) -> Iterator[tuple[int, int]]:
    for pattern in patterns & sentence.matches.keys():
        yield from sentence.matches[pattern]


def _who(stretch: Sequence[Token], surnames: frozenset[str]) -> str | None:
    """What a stretch that should hold a speaker names: "politician", "pronoun", "other" or None."""
    words = [token for token in stretch if token.kind in ("word", "handle")]
    if not words:
        return None
    political = [token for token in words if is_political(token) or (token.capital and token.text in surnames)]
    if political and any(token.text in _CHURCH for token in words):
        political = [token for token in political if "weak-minister" not in token.classes]
    texts = {token.text for token in words}
    if political or ("leader" in texts and not _LED.isdisjoint(texts)):
        return "politician"
    return "pronoun" if len(words) == 1 and words[0].text in _PRONOUNS else "other"


def _before(sentence: Sentence, place: int) -> Sequence[Token]:
    """The words before a verb that name its subject, with what stands between commas after a name."""
    tokens = sentence.tokens
    while place and (tokens[place - 1].text in _PASSED_OVER or tokens[place - 1].text.endswith("ly")):
        place -= 1
    if not place or _in_quotation(sentence, tokens[place - 1]):
        return ()
    if tokens[place - 1].text in (",", ")"):
        opener = "(" if tokens[place - 1].text == ")" else ","
        for comma in range(place - 2, max(-1, place - _APPOSITION_REACH), -1):
            if _in_quotation(sentence, tokens[comma]):
                return ()
            if tokens[comma].text == opener:
                return [*_name_before(sentence, comma), *tokens[comma + 1 : place - 1]]
        return ()
    return _name_before(sentence, place)


def _name_before(sentence: Sentence, place: int) -> Sequence[Token]:
    tokens = sentence.tokens
    first = place
    while first and place - first < _NAME_REACH:
        token = tokens[first - 1]
        joins = token.text == "and" and first < len(tokens) and (tokens[first].capital or is_political(tokens[first]))
        if token.text in _ENDS_SUBJECT or (token.text == "and" and not joins) or _in_quotation(sentence, token):
            break
        first -= 1
    return tokens[first:place]


def _after(sentence: Sentence, place: int) -> Sequence[Token]:
    """The words after a verb that name its subject: "said Jane Doe, the council's leader"."""
    tokens = sentence.tokens
    last = place
    while last < len(tokens) and last - place < _LINE_REACH:
        token = tokens[last]
        if token.text in _ENDS_NAME or token.text in ".!?" or _in_quotation(sentence, token):
            break
        if token.text == "and" and last + 1 < len(tokens) and not tokens[last + 1].capital:
            break
        last += 1
    stretch = tokens[place:last]
    return [] if stretch and stretch[0].text == "," else stretch


def _in_quotation(sentence: Sentence, token: Token) -> bool:
    return any(begin < token.end and token.start < stop for begin, stop in sentence.quotes)


def _surnames(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Last names of the politicians in a draft: "Cllr Jane Doe" is "Ms Doe" later on."""
    names = set()
    for sentence in sentences:
        for token in sentence.tokens:
            if not {"politician", "candidate"}.isdisjoint(token.classes):
                words = [word for word in token.text.split() if word not in ("mp", "msp", "mla", "ms", "obe", "cbe")]
                if len(words) > 1 and len(words[-1]) > 3:
                    names.add(words[-1])
    return frozenset(names)


def _named_before(ours: Sequence[Sentence], act: _Act, last: bool) -> bool:
    """Whether "he" or "she" is a politician: the one named last before it in the block, else whoever spoke last."""
    for sentence in reversed(ours[: act.sentence + 1]):
        for token in reversed(sentence.tokens):
            if token.start < act.start and is_political(token) and not _in_quotation(sentence, token):
                return True
    return last


def _last_named(ours: Sequence[Sentence]) -> bool | None:
    """True where the block names a politician, None where it names none."""
    return True if any(is_political(token) for sentence in ours for token in sentence.tokens) else None
