"""Whose words the quotations of a draft are: which of them a politician says.

A quotation's speaker may be named before it, after it or between its halves; in the sentence or block before it; or in
a line of its own after it. Of several speech verbs around a quotation the nearest counts, and who stands before that
verb (or after it, as in "said the minister") is the speaker. "He" and "she" stand for whoever spoke or was named last.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby, takewhile
from typing import TYPE_CHECKING

from neutral_gate.model.records import replace
from neutral_gate.rules.cards import words_on_card
from neutral_gate.rules.speech import (
    LEADER,
    LINE_REACH,
    PASSED_OVER,
    Act,
    find_acts,
    in_quotation,
    is_political,
    is_verb,
    surnames_in,
)
from neutral_gate.text import Token

if TYPE_CHECKING:
    from neutral_gate.rules.sentence import Sentence

_ARTICLES = frozenset({"the", "a", "an", "our", "your"})
_WHOLE = 0.8  # part of a block that a quotation fills where it is all there is
_POINTS_BACK = frozenset({"those", "these", "that", "this", "so", "thus", "such", "it"})
_AFTER_OBJECT = frozenset({".", "!", ",", ";", "in", "on", "at", "to", "when", "while", "last", "after", "as", "once"})
_SAYINGS = frozenset(
    {"words", "line", "lines", "message", "advice", "view", "verdict", "quote", "quotation", "remark", "phrase"}
    | {"sentence", "thought", "sentiment", "opinion", "motto", "promise", "plea", "wish"}
)
_PEOPLE = frozenset({"politician", "candidate"})
_SIGNS = frozenset(
    {"signature", "signed", "signs", "initials", "initialled", "autograph", "autographed", "handwriting", "scrawl"}
    | {"penned", "pen", "scribbled", "jotted"}
)
"""Words by which the sentence after a quotation tells who wrote it."""
_BY_A_NAME = frozenset({"under", "below", "beside", "beneath", "at", "on", "is", "of", "next", "by"})
_LONGEST_INITIALS = 2  # letters
_OBJECT_REACH = 5  # words between a verb and "that"
_OTHER_SENTENCE = 400  # letters: a verb of another sentence counts only where the quotation's own has none


def attribute(sentences: Sequence[Sentence], signals: Mapping[str, frozenset[int]]) -> bool:
    """Says to a draft's sentences what in them a politician says.

    Args:
        sentences: All sentences in reading order; those of a block stand together.
        signals: Pattern numbers of `speech` and `report` (the speaker before it), `speech-by` and `report-by` (after).

    Returns:
        False where nobody in politics is named, so that there was nothing to say.
    """
    if not any(is_political(token) or token.text == LEADER for sentence in sentences for token in sentence.tokens):
        return False
    blocks = [list(group) for _, group in groupby(sentences, key=lambda sentence: id(sentence.block))]
    surnames = surnames_in(sentences)
    acts: list[list[Act]] = []
    last = False
    for ours in blocks:
        acts.append([])
        for act in find_acts(ours, signals, surnames):
            speaker = _named_before(ours, act, last) if act.speaker is None else act.speaker
            last = speaker
            acts[-1].append(replace(act, speaker=speaker))
        named = _last_named(ours)
        last = last if named is None or acts[-1] else named
    carried = False
    for number in range(len(blocks)):
        carried = _attribute_block(blocks, acts, number, carried)
    return True


def _attribute_block(
    blocks: Sequence[Sequence[Sentence]], acts: Sequence[Sequence[Act]], number: int, carried: bool
) -> bool:
    """Attributes one block's quotations; returns whether a politician spoke last in it."""
    ours, mine = blocks[number], acts[number]
    quotes: Sequence[tuple[int, int]] = ours[0].quotes
    if ours[0].block.quoted and not quotes:
        quotes = ((0, len(ours[0].block.text)),) if not _is_line(ours) else ()
    spoken = []
    for quote in quotes:
        speaker = _signed_below(blocks, acts, number, quote)
        if speaker is None:
            speaker = _nearest(ours, mine, quote)
        if speaker is None:
            speaker = _beside(ours, quote)
        if speaker is None:
            speaker = _told_after(blocks, acts, number, quote)
        if speaker is None:
            speaker = _around(blocks, acts, number, quote, carried)
        if not speaker and not ours[0].quotes:
            speaker = _signed(blocks, number)  # a verb inside a block quotation says less than the line below it
        if speaker:
            spoken.append(quote)
        carried = bool(speaker)
    card = words_on_card(ours) if not spoken else None
    if card is not None:
        spoken.append(card)
    by_sentence: dict[int, list[Act]] = {}
    for act in mine:
        by_sentence.setdefault(act.sentence, []).append(act)
    for index, sentence in enumerate(ours) if spoken or mine else ():
        its_acts = by_sentence.get(index, ())
        start, end = sentence.tokens[0].start, sentence.tokens[-1].end
        sentence.attribute(
            tuple(spoken),
            tuple(act.reports for act in its_acts if act.reports and act.speaker),
            any(begin < end and start < stop for begin, stop in spoken) or any(act.speaker is True for act in its_acts),
        )
    if not quotes:
        carried = bool(mine and mine[-1].speaker)
    return carried


def _nearest(ours: Sequence[Sentence], acts: Sequence[Act], quote: tuple[int, int]) -> bool | None:
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
        name = before[-LINE_REACH:-1]
        if len(name) > 1 and is_political(name[-2]) and not (name[-1].capital or name[-1].text in PASSED_OVER):
            return None  # "Councillor training:" names no speaker
        if any(is_political(token) for token in name):
            return True
        if _looks_like_name(name):
            return False
    if quote[1] - quote[0] == len(ours[0].block.text) and len(ours) > 1 and is_political(ours[-1].tokens[0]):
        return not any(map(is_verb, ours[-1].tokens)) or None  # a cite line that ends the quotation
    after = [token for token in tokens if token.start >= quote[1] and token.text not in "\"”'’.,;(-"]
    if after and (line := ours[0].block.text.find("\n", after[0].start)) >= 0:
        after = [token for token in after if token.start < line]  # what stands below the name is another matter
    while after and after[0].text in _ARTICLES:
        after.pop(0)
    if not after or len(after) > LINE_REACH or not (is_political(after[0]) or after[0].capital):
        return None
    if any(map(is_verb, after)):
        return None  # a sentence of its own, not a name below a quotation
    return any(is_political(token) for token in after) or (False if len(after) <= 6 else None)


def _around(
    blocks: Sequence[Sequence[Sentence]],
    acts: Sequence[Sequence[Act]],
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
    if not _is_whole(ours, quote):
        return carried
    beside = [block for block in (after, before) if block is not None and _is_line(block)]
    if after in beside and after is not None and after[-1].tokens[-1].text == ":":
        beside.remove(after)  # it names the next speaker
    if ours[0].role.value == "cell":
        beside.reverse()  # in a table the name stands first
    return any(is_political(token) for sentence in beside[0] for token in sentence.tokens) if beside else carried


def _told_after(
    blocks: Sequence[Sequence[Sentence]], acts: Sequence[Sequence[Act]], number: int, quote: tuple[int, int]
) -> bool | None:
    """Who spoke, as the sentence after a quotation says: "Those were the words of ...", "... told us that in May".

    None where the next block says nothing of the kind, or where the quotation is only a part of its own block.
    """
    ours = blocks[number]
    if number + 1 == len(blocks) or not _is_whole(ours, quote):
        return None
    first = blocks[number + 1][0]
    if first.block.quoted or first.tokens[-1].text == ":" or first.quotes:
        return None
    act = next((act for act in acts[number + 1] if act.sentence == 0), None)
    if act is not None and _points_back(first, act):
        return act.speaker
    opening = first.tokens[:_OBJECT_REACH]
    saying = opening[0].text in _POINTS_BACK | {"the"} and any(token.text in _SAYINGS for token in opening)
    return True if saying and any(map(is_political, first.tokens)) else None


def _signed_below(
    blocks: Sequence[Sequence[Sentence]], acts: Sequence[Sequence[Act]], number: int, quote: tuple[int, int]
) -> bool | None:
    """Whose signature the sentence after a quotation tells of: "The name under it is ...", "It is signed ...".

    None where a verb of the quotation's own sentence tells the speaker, or where that sentence tells of no signature.
    """
    ours = blocks[number]
    for act in acts[number]:
        sentence = ours[act.sentence]
        if sentence.tokens[0].start < quote[1] and quote[0] < sentence.tokens[-1].end:
            return None
    after = next((each for each in ours if each.tokens[0].start >= quote[1] - 1), None)
    if after is None and number + 1 < len(blocks):
        after = blocks[number + 1][0]
    if after is None:
        return None
    places = [place for place, token in enumerate(after.tokens) if _tells_of_a_signature(after.tokens, place)]
    if not places or any(begin < after.tokens[-1].end and after.tokens[0].start < begin for begin, _ in after.quotes):
        return None
    named = [
        token
        for token in after.tokens[places[0] + 1 :]
        if is_political(token) or (token.capital and len(token.text) > _LONGEST_INITIALS)
    ]
    if not named:
        named = [token for token in after.tokens[: places[0]] if is_political(token)]
    return is_political(named[0]) if named else None


def _tells_of_a_signature(tokens: Sequence[Token], place: int) -> bool:
    """True for "signed" and the like; of "the name" where it stands below or beside something, or is somebody's."""
    text = tokens[place].text
    if text != "name":
        return text in _SIGNS
    following = tokens[place + 1].text if place + 1 < len(tokens) else ""
    return place > 0 and tokens[place - 1].text == "the" and following in _BY_A_NAME


def _is_whole(ours: Sequence[Sentence], quote: tuple[int, int]) -> bool:
    """True where a quotation is a block of its own."""
    return ours[0].block.quoted or quote[1] - quote[0] > _WHOLE * len(ours[0].block.text)


def _points_back(sentence: Sentence, act: Act) -> bool:
    """True for a sentence that begins with "those" or "so", or whose verb has "that" for its object."""
    if sentence.tokens[0].text in _POINTS_BACK:
        return True
    after = [token for token in sentence.tokens if token.start >= act.end]
    for place, token in enumerate(after[:_OBJECT_REACH]):
        following = after[place + 1] if place + 1 < len(after) else None
        if token.text in _POINTS_BACK and (following is None or following.text in _AFTER_OBJECT):
            return True
    return False


def _signed(blocks: Sequence[Sequence[Sentence]], number: int) -> bool:
    """Whether the next block of a block quotation, or the caption below it, is a line that names a politician.

    A line of plain text counts where it begins with the name: "Jane Doe, ward member for Penmoor".
    """
    after = blocks[number + 1] if number + 1 < len(blocks) else None
    if after is None or not blocks[number][0].block.quoted:
        return False
    if not _is_line(after) or after[-1].tokens[-1].text == ":":
        return False
    if after[0].block.quoted or after[0].role.value == "caption":
        return any(is_political(token) for token in after[0].tokens)
    opening = [token.text for token in after[0].tokens[1:2]]
    begins = not _PEOPLE.isdisjoint(after[0].tokens[0].classes) and opening in ([], [","], ["."], ["("], ["-"], ["for"])
    return begins and after[0].role.value != "heading"


def _is_line(ours: Sequence[Sentence]) -> bool:
    """True for a short block that says who somebody is and no more: "Cllr A B, leader of the council"."""
    tokens = [token for sentence in ours for token in sentence.tokens if token.kind == "word"]
    if not tokens or len(tokens) > LINE_REACH or ours[0].quotes or len(ours) > 1:
        return False
    if any(map(is_verb, takewhile(lambda token: token.text != "who", tokens))):  # "A B, who was MP for C until May"
        return False
    return any(is_political(token) for token in tokens[:4]) or _looks_like_name(tokens)


def _looks_like_name(tokens: Sequence[Token]) -> bool:
    """Two words with capitals first, as in "Jo Bloggs, ward sister"."""
    return len(tokens) > 1 and tokens[0].capital and tokens[1].capital


def _named_before(ours: Sequence[Sentence], act: Act, last: bool) -> bool:
    """Whether "he" or "she" is a politician: the one named last before it in the block, else whoever spoke last."""
    for sentence in reversed(ours[: act.sentence + 1]):
        for token in reversed(sentence.tokens) if sentence.names else ():
            if token.start < act.start and is_political(token) and not in_quotation(sentence, token):
                return True
    return last


def _last_named(ours: Sequence[Sentence]) -> bool | None:
    """True where the block names a politician, None where it names none."""
    return True if any(is_political(token) for sentence in ours for token in sentence.tokens) else None
