"""Whether somebody else's words, such as a reposted text, are political: whom they name and what they favour."""

from __future__ import annotations

from collections.abc import Iterator

from neutral_gate.model import Draft, Span
from neutral_gate.model.records import dataclass
from neutral_gate.rules.context import Context
from neutral_gate.rules.exceptions import Signal, signals
from neutral_gate.rules.language import ALWAYS_COUNTS, found_in
from neutral_gate.rules.reading import Reading, Sentence
from neutral_gate.rules.slogans import campaign_slogan
from neutral_gate.text import fold

# What these rules find counts in other people's words too, whatever it would weigh in our own on that day.
_FAVOURS = (
    ALWAYS_COUNTS,
    "neutrality/party-support",
    "neutrality/party-criticism",
    "neutrality/contested-issue",
    "neutrality/government-comment",
    "neutrality/achievement-claim",
    "neutrality/staff-activism",
    "neutrality/politician-quote",
    "timing/political-event",
    "timing/politician-visit",
    "source/repost-content",
)
_SLOGANS = "neutrality/slogan"
_NAMED = frozenset({"party", "candidate", "politician"})
# Offices that one person holds, so that the office says who is meant; "your MP" and "councillors" name nobody.
_OFFICES = frozenset({"minister", "mayor", "pcc", "party_leader", "council_leader"})


@dataclass(frozen=True, slots=True)
class Political:
    """One place in somebody's words.

    Attributes:
        sentence: Index of its sentence in the reading.
        start: First token.
        end: The token after the last.
        rule: Id of the rule whose words they are, or "" where a name is all.
        named: The party or person that is named, or "".
        office: True where only an office or the word for it stands there.
    """

    sentence: int
    start: int
    end: int
    rule: str
    named: str
    office: bool = False

    def excerpt(self, reading: Reading) -> str:
        """The words at fault."""
        return reading.sentences[self.sentence].text(self.start, self.end)

    def where(self, reading: Reading) -> Span:
        """Their place in the source."""
        return reading.sentences[self.sentence].span(self.start, self.end)


def political_content(
    draft: Draft, reading: Reading, context: Context, rule: str, *, campaigns: bool = False
) -> list[Political]:
    """What is political in a reading: at most one place a sentence, and none that an exception lets pass.

    Args:
        draft: The draft that the words are in.
        reading: The words.
        context: What holds for the draft.
        rule: The rule that asks; exceptions that may touch it count.
        campaigns: True where the name of a campaigning organisation counts like a party's.
    """
    named = _NAMED | {"campaigner"} if campaigns else _NAMED
    slogans = _slogans(draft, reading, context)
    found = []
    favoured = _favours(reading, context, _FAVOURS)
    may_name = reading.may_name_anybody
    if not (favoured or slogans or may_name):
        return []
    for index, sentence in enumerate(reading.sentences):
        place = favoured.get(index) or slogans.get(index) or (_name(sentence, index, named) if may_name else None)
        if place is not None:
            found.append(place)
    if not found:
        return []
    standing = signals(reading, context, {rule, *(place.rule for place in found)})
    return [place for place in found if not _excused(place, reading, standing, rule)]


def is_own(handle: str, draft: Draft) -> bool:
    """True for the handle of the account that posts the draft."""
    return handle != "" and fold(handle.lstrip("@＠")) == fold(draft.account.lstrip("@＠"))


def favours(reading: Reading, context: Context, rules: tuple[str, ...]) -> Iterator[Political]:
    """What the language of any of these rules finds in the body's own words, not in quoted or reported ones."""
    for index, found in sorted(_favours(reading, context, rules).items()):
        sentence = reading.sentences[index]
        if not sentence.reported and not sentence.quoted(found.start, found.end):
            yield found


def _favours(reading: Reading, context: Context, rules: tuple[str, ...]) -> dict[int, Political]:
    """What the language of the first of some rules finds in each sentence, by the sentence's number."""
    favoured: dict[int, Political] = {}
    suspects = reading.rules
    for rule in rules:
        if rule not in suspects:
            continue
        for index, finds in reading.places_of(reading.finds_of(rule)).items():
            if index in favoured:
                continue
            for find in finds:
                places = found_in(reading, index, find, context.kind, context)
                if places:
                    named = _entity(reading.sentences[index], *places[0])
                    favoured[index] = Political(index, *places[0], rule, named)
                    break
    return favoured


def _slogans(draft: Draft, reading: Reading, context: Context) -> dict[int, Political]:
    rule = context.lexicon.rules.get(_SLOGANS)
    if rule is None:
        return {}
    found: dict[int, Political] = {}
    for hit in campaign_slogan(draft, reading, context, rule):
        tokens = reading.sentences[hit.sentence].tokens
        found.setdefault(hit.sentence, Political(hit.sentence, 0, len(tokens), _SLOGANS, hit.excerpt))
    return found


def _name(sentence: Sentence, index: int, named: frozenset[str]) -> Political | None:
    """The party or person that a sentence names; an office only where no name stands there."""
    office = None
    for place, token in enumerate(sentence.tokens):
        classes = {name.replace("-", "_") for name in token.classes}
        if named & classes or "campaign_hashtag" in classes:
            return Political(index, place, place + 1, "", token.entity or token.text)
        if office is None and _OFFICES & classes:
            office = Political(index, place, place + 1, "", token.text, office=True)
    return office


def _entity(sentence: Sentence, start: int, end: int) -> str:
    return next((token.entity for token in sentence.tokens[start:end] if token.entity), "")


def _excused(place: Political, reading: Reading, standing: list[Signal], rule: str) -> bool:
    if place.rule == ALWAYS_COUNTS:
        return False
    return any(
        signal.exception.effect == "pass"
        and (signal.may_touch(rule) or (place.rule != "" and signal.may_touch(place.rule)))
        and signal.reaches(reading, place.sentence)
        for signal in standing
    )
