"""Who speaks in a sentence: its speech verbs, and whether a politician stands before them, or after them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from neutral_gate.model.records import dataclass
from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

if TYPE_CHECKING:
    from neutral_gate.rules.sentence import Sentence


POLITICAL = word_set("politician candidate party office weak-mayor weak-minister weak-pcc candidate-word seat-seeker")
"""Classes of names that stand for a politician."""
LEADER = "leader"
"""Stands for one without being a name."""
_PRONOUNS = word_set("he she they his her their")
"""Those of an owner stand before what was said: "Her answer: ..."."""
PASSED_OVER = word_set(
    "has have had is was are were been also then later now today yesterday recently just further will would "
    "again previously publicly clearly simply already"
)
_ENDS_SUBJECT = word_set(
    ", ; : ( ) but who which that when while after as because if although though whose where before during"
)
_ENDS_NAME = _ENDS_SUBJECT - {","}
_TOWARDS = word_set("vote voted voting votes for back backed support supported like trust joined join against left of")
_BE = word_set("is are was were be been being")
_JOINS = word_set("and but then")
_BEFORE_OFFICES = word_set("the a an our your local former shadow junior deputy new then last week yesterday ,")
_POINTERS = word_set("so thus such that those these this")
_PREPOSITIONS = word_set("to from by of with")
_PLURALS = word_set(
    "councillors cllrs ministers mps msps mlas meps peers members mayors leaders secretaries commissioners "
    "politicians parliamentarians candidates backbenchers representatives officials parties executives"
)
VERBS = word_set("is are was were be has have had will would can could may must should do does did there this it")
_LED = word_set("council opposition")  # "the council's deputy leader"
_CHURCH = word_set("church chapel parish methodist baptist prayer prayers grace worship congregation hymn")
_NAME_REACH = 8  # words that a name with its office may take: "the council's cabinet member for housing Jane Doe"
_APPOSITION_REACH = 18
_FARTHEST = 64  # words between a verb and the first of a name, at most
LINE_REACH = 14  # words of a line that does nothing but name a speaker


@dataclass(frozen=True, slots=True)
class Act:
    """A speech verb outside quotations. `speaker` is True for a politician, False for another, None for a pronoun.

    `named` are the words that name the speaker.
    """

    start: int
    end: int
    sentence: int
    speaker: bool | None
    opens: bool
    reports: tuple[int, int] | None = None  # the tokens from speaker to verb, where the verb tells what was said
    named: Sequence[Token] = ()


def is_verb(token: Token) -> bool:
    """True for a word that makes a sentence of a line; the month of May does not."""
    return token.text in VERBS and not (token.text == "may" and token.capital)


def is_political(token: Token) -> bool:
    """True for a politician, a candidate, a party or an office that one of them holds."""
    return not POLITICAL.isdisjoint(token.classes) and "civic-mayor" not in token.classes


def find_acts(
    ours: Sequence[Sentence], signals: Mapping[str, frozenset[int]], surnames: frozenset[str]
) -> Iterator[Act]:
    """The speech verbs of a block's sentences that stand outside quotations, each with who speaks.

    Args:
        ours: The sentences of one block.
        signals: Pattern numbers of `speech` and `report` (the speaker before it), `speech-by` and `report-by` (after).
        surnames: Last names of the draft's politicians, folded.
    """
    before = signals["speech"] | signals["report"]
    after = signals["speech-by"] | signals["report-by"]
    for number, sentence in enumerate(ours):
        told = {*_places(sentence, signals["report"])}
        told_by = {*_places(sentence, signals["report-by"])}
        follows = {*_places(sentence, after)}
        leads = {*_places(sentence, before)}
        for start, end in sorted(leads | follows):
            if not sentence.block.quoted and any(in_quotation(sentence, token) for token in sentence.tokens[start:end]):
                continue
            if _is_passive(sentence.tokens, start):
                continue  # "the minister was told": these are the words of somebody else
            stretch = _before(sentence, start) if (start, end) in leads else ()
            if all(token.text in _POINTERS for token in stretch):
                stretch = ()  # "so says the minister"
            reports = (start, end) in told
            speaker = _who(stretch, surnames)
            if speaker is None and (start, end) in follows:
                stretch = _after(sentence, end)
                reports = (start, end) in told_by
                speaker = _who(stretch, surnames)
            if speaker is None:
                continue
            tokens = sentence.tokens
            near = range(max(0, start - _FARTHEST), min(len(tokens), end + _FARTHEST))
            named = [place for place in near if any(tokens[place] is each for each in stretch)]
            general = speaker == "politician" and all(_in_general(token) for token in stretch if is_political(token))
            yield Act(
                tokens[start].start,
                tokens[end - 1].end,
                number,
                None if speaker == "pronoun" else speaker == "politician",
                end == len(tokens) or any(token.text in (":", "“", '"') for token in tokens[end : end + 6]),
                (min(start, *named), max(end, named[-1] + 1)) if reports and not general else None,
                stretch,
            )


def _is_passive(tokens: Sequence[Token], place: int) -> bool:
    """True for what was done to the one before the verb: "was told", "were praised"; not for "was quoted"."""
    verb = tokens[place].text
    done = verb == "told" or (verb.endswith("ed") and verb != "quoted")
    return done and place > 0 and tokens[place - 1].text in _BE


def _in_general(token: Token) -> bool:
    """True for politicians as a kind: "councillors said". An empty stretch of them is one too."""
    return not {"politician", "candidate"}.intersection(token.classes) and not _PLURALS.isdisjoint(token.text.split())


def _places(sentence: Sentence, patterns: frozenset[int]) -> Iterator[tuple[int, int]]:
    for pattern in patterns:
        yield from sentence.places(pattern)


def _who(stretch: Sequence[Token], surnames: frozenset[str]) -> str | None:
    """What a stretch that should hold a speaker names: "politician", "pronoun", "other" or None."""
    words = [token for token in stretch if token.kind in ("word", "handle")]
    if not words:
        return None
    political = [token for token in words if is_political(token) or (token.capital and token.text in surnames)]
    political = [token for token in political if not _is_object(token, words)]
    if political and any(token.text in _CHURCH for token in words):
        political = [token for token in political if "weak-minister" not in token.classes]
    texts = {token.text for token in words}
    if political or ("leader" in texts and not _LED.isdisjoint(texts)):
        return "politician"
    return "pronoun" if len(words) == 1 and words[0].text in _PRONOUNS else "other"


def _is_object(token: Token, words: Sequence[Token]) -> bool:
    """True for a party that is voted for or backed, as in "people who vote Labour"."""
    place = next(place for place, each in enumerate(words) if each is token)
    return place > 0 and "party" in token.classes and words[place - 1].text in _TOWARDS


def _before(sentence: Sentence, place: int) -> Sequence[Token]:
    """The words before a verb that name its subject, with what stands between commas after a name."""
    tokens = sentence.tokens
    while place and (tokens[place - 1].text in PASSED_OVER or tokens[place - 1].text.endswith("ly")):
        place -= 1
    if not place or in_quotation(sentence, tokens[place - 1]):
        return ()
    if tokens[place - 1].text == "who":
        return _nearest_name(tokens[: place - 1])
    if tokens[place - 1].text in _JOINS:
        return _first_subject(tokens)
    if tokens[place - 1].text in (",", ")"):
        opener = "(" if tokens[place - 1].text == ")" else ","
        for comma in range(place - 2, max(-1, place - _APPOSITION_REACH), -1):
            if in_quotation(sentence, tokens[comma]):
                return ()
            if tokens[comma].text == opener:
                return [*_name_before(sentence, comma), *tokens[comma + 1 : place - 1]]
        return ()
    return _name_before(sentence, place)


def _first_subject(tokens: Sequence[Token]) -> Sequence[Token]:
    """The politician whom a sentence begins with, as in "The minister came and said"; empty where there is none."""
    for place, token in enumerate(tokens):
        if is_political(token):
            return tokens[: place + 1]
        if token.text not in _BEFORE_OFFICES:
            break
    return ()


def _nearest_name(tokens: Sequence[Token]) -> Sequence[Token]:
    """The name that ends a stretch: of "Cllr A B met Lee Poole" only "Lee Poole"."""
    last = len(tokens) - 1 if tokens and tokens[-1].text == "," else len(tokens)
    first = last
    while first and tokens[first - 1].capital and not (first < last and is_political(tokens[first - 1])):
        first -= 1
        if is_political(tokens[first]):
            break
    return tokens[first:last] or tokens[max(0, last - 2) : last]


def _name_before(sentence: Sentence, place: int) -> Sequence[Token]:
    tokens = sentence.tokens
    first = place
    while first and place - first < _NAME_REACH:
        token = tokens[first - 1]
        joins = token.text == "and" and first < len(tokens) and (tokens[first].capital or is_political(tokens[first]))
        if token.text in _ENDS_SUBJECT or (token.text == "and" and not joins) or in_quotation(sentence, token):
            break
        first -= 1
    return tokens[first:place]


def _after(sentence: Sentence, place: int) -> Sequence[Token]:
    """The words after a verb that name its subject: "said Jane Doe, the council's leader"."""
    tokens = sentence.tokens
    last = place
    ends = _ENDS_SUBJECT if place and tokens[place - 1].text in _PREPOSITIONS else _ENDS_NAME
    while last < len(tokens) and last - place < LINE_REACH:
        token = tokens[last]
        if token.text in ends or token.text in ".!?" or in_quotation(sentence, token):
            break
        if token.text == "and" and last + 1 < len(tokens) and not tokens[last + 1].capital:
            break
        last += 1
    stretch = tokens[place:last]
    return [] if stretch and stretch[0].text == "," else stretch


def in_quotation(sentence: Sentence, token: Token) -> bool:
    """True where a token stands inside a quotation of its block."""
    return any(begin < token.end and token.start < stop for begin, stop in sentence.quotes)


def surnames_in(sentences: Sequence[Sentence]) -> frozenset[str]:
    """Last names of the politicians in a draft: "Cllr Jane Doe" is "Ms Doe" later on."""
    names = set()
    for sentence in sentences:
        for token in sentence.tokens if sentence.names else ():
            if not {"politician", "candidate"}.isdisjoint(token.classes):
                words = [word for word in token.text.split() if word not in ("mp", "msp", "mla", "ms", "obe", "cbe")]
                if len(words) > 1 and len(words[-1]) > 3:
                    names.add(words[-1])
    return frozenset(names)
