"""Which quotations of a draft are the body's own words, because somebody who speaks for the body says them.

"The Government's plan is wrong," said by the chief executive in the trust's own news is the trust's opinion, quotation
marks or not. The words of patients, partners and firms are not, and politicians' are another matter (see `speakers`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from neutral_gate.rules.speech import LINE_REACH, find_acts, is_verb
from neutral_gate.text import Token
from neutral_gate.text.word_lists import word_set

if TYPE_CHECKING:
    from neutral_gate.rules.sentence import Sentence
    from neutral_gate.rules.speech import Act

Quotes = frozenset[tuple[int, int]]
_NOBODY: Mapping[int, Quotes] = {}
_ROLES = word_set(
    "chief ceo executive chair chairman chairwoman chairperson director manager spokesperson spokesman spokeswoman "
    "officer head lead registrar commissioner superintendent"
)
"""Who speaks for a body, or a part of it, by the office."""
_STAFF = word_set(
    "nurse doctor consultant surgeon midwife sister warden librarian ranger engineer planner trustee psychologist "
    "pharmacist therapist paramedic curator team board principal headteacher dean professor constable firefighter"
)
"""Others of its people, who speak for it where the draft calls them its own: "our lead nurse"."""
_TITLES = word_set("sister matron")
"""Offices that are titles: "Sister Jo Bell", but nobody's sister."""
_PEOPLE = _ROLES | _STAFF | _TITLES
_OWN = word_set("our own")
_BODIES = word_set(
    "trust trust's council council's icb icb's board board's hospital hospital's hospitals authority authority's "
    "agency agency's commission commission's healthwatch nhs"
)
_OUTSIDERS = word_set(
    "union unison gmb unite rcn bma charity company firm ltd limited plc club bank association federation society "
    "friends campaign campaigner group university college school patient patients carer carers resident residents "
    "tenant tenants parent parents pupil police church chamber developer contractor former party home homes shop pub "
    "station band singer actor film"
)
"""Who else has a chair or a manager, and who speaks for nobody but themselves."""
_OPENING = 6
"""Words at the beginning of a paragraph that may name whom it is about."""
_AT = word_set("of at for from with")


def own_quotations(sentences: Sequence[Sentence], signals: Mapping[str, frozenset[int]]) -> Mapping[int, Quotes]:
    """The quotations that somebody says who speaks for the body, by the identity of their block.

    Args:
        sentences: All sentences in reading order; those of a block stand together.
        signals: Pattern numbers of `speech` and `report` (the speaker before it), `speech-by` and `report-by` (after).
    """
    if not any(_PEOPLE.intersection(token.text for token in each.tokens) for each in sentences):
        return _NOBODY
    found: dict[int, Quotes] = {}
    last = False  # who "he" or "she" is, and who goes on speaking
    for key, group in groupby(sentences, key=lambda sentence: id(sentence.block)):
        ours = list(group)
        acts: list[tuple[Act, bool]] = []
        text = ours[0].block.text
        for act in find_acts(ours, signals, frozenset()):
            if act.speaker is not None:
                last = not act.speaker and is_officer(act.named, text)
            elif not acts and act.sentence and any(token.capital for token in ours[0].tokens[1:_OPENING]):
                last = is_officer(ours[0].tokens[:_OPENING], text)  # "Sister Jo Bell has been here for years."
            acts.append((act, last))
        quotes = frozenset(quote for quote in ours[0].quotes if _is_own(ours, quote, acts, last))
        if quotes:
            found[key] = quotes
    return found


def is_officer(named: Sequence[Token], text: str) -> bool:
    """True where words that name a speaker name somebody who speaks for the body.

    Args:
        named: The words.
        text: The text of their block.
    """
    words = [token.text for token in named]
    role = next((place for place, token in enumerate(named) if _is_role(token)), None)
    if role is None:
        return not _STAFF.isdisjoint(words) and not _OWN.isdisjoint(words) and _OUTSIDERS.isdisjoint(words)
    if not _OUTSIDERS.isdisjoint(words):
        return False
    if not _OWN.isdisjoint(words) or not _BODIES.isdisjoint(words):
        return True
    if any(text[token.start : token.end].endswith(("'s", "’s")) for token in named[:role]):
        return False  # "Kestrel's managing director"
    places = [place for place, word in enumerate(words) if word in _AT and place > role and place + 1 < len(named)]
    return not any(named[place + 1].capital for place in places)  # "manager of Rose Lodge", "director at Kestrel"


def _is_role(token: Token) -> bool:
    return token.text in _ROLES or (token.text in _TITLES and token.capital)


def _is_own(ours: Sequence[Sentence], quote: tuple[int, int], acts: Sequence[tuple[Act, bool]], last: bool) -> bool:
    """Whether the body speaks in a quotation: by the nearest verb, the name beside it, or who spoke before."""
    near = sorted((max(quote[0] - act.end, act.start - quote[1]), own) for act, own in acts)
    if near:
        return near[0][1]
    beside = next(_beside(ours, quote), None)
    return last if beside is None else beside


def _beside(ours: Sequence[Sentence], quote: tuple[int, int]) -> Iterator[bool]:
    """Whether the line before a quotation ("Chief executive Jo Bell: ...") or after it names an officer."""
    tokens = [token for sentence in ours for token in sentence.tokens]
    text = ours[0].block.text
    before = [token for token in tokens if token.end <= quote[0]]
    if before and before[-1].text == ":":
        yield is_officer(before[-LINE_REACH:-1], text)
    after = [token for token in tokens if token.start >= quote[1]]
    if 1 < len(after) <= LINE_REACH and not any(map(is_verb, after)):
        yield is_officer(after, text)
