"""Exceptions that stand in a draft: what makes findings pass, or weigh one step less."""

from __future__ import annotations

from collections.abc import Collection

from neutral_gate.lexicon.rule import ExceptionRule
from neutral_gate.model import Role
from neutral_gate.model.records import dataclass
from neutral_gate.rules.context import Context
from neutral_gate.rules.language import found_in
from neutral_gate.rules.reading import Reading


@dataclass(frozen=True, slots=True)
class Signal:
    """An exception that stands in the draft, and the sentences that say so.

    `listed` says that each item of a list is another matter, as in a newsletter.
    """

    exception: ExceptionRule
    sentences: frozenset[int]
    listed: bool = False

    def may_touch(self, rule: str) -> bool:
        """True where the exception names the rule or its family."""
        return may_touch(self.exception, rule)

    def reaches(self, reading: Reading, sentence: int) -> bool:
        """True where it reaches a sentence; -1, a place outside all sentences, is reached by the whole draft's only."""
        scope = self.exception.scope
        if scope == "draft":
            return True
        if sentence < 0:
            return False
        own = reading.sentences[sentence]
        for index in self.sentences:
            other = reading.sentences[index]
            if index == sentence or (scope == "block" and other.block is own.block):
                return True
            apart = self.listed and own.role is other.role is Role.LIST_ITEM and other.block is not own.block
            if scope == "section" and other.section == own.section and not apart:
                return True
        return False


def may_touch(exception: ExceptionRule, rule: str) -> bool:
    """True where an exception names a rule or its family."""
    return rule in exception.rules or rule.partition("/")[0] in exception.rules


def signals(reading: Reading, context: Context, rules: Collection[str]) -> list[Signal]:
    """The exceptions in a draft that may touch one of the rules; those that let pass before those that lower."""
    found = []
    for exception in context.lexicon.exceptions.values():
        if not any(may_touch(exception, rule) for rule in rules):
            continue
        places = frozenset(
            index
            for index, finds in reading.places_of(reading.finds_of(exception.id)).items()
            if any(found_in(reading, index, find, context.kind) for find in finds)
        )
        if places:
            found.append(Signal(exception, places, context.kind == "newsletter"))
    return sorted(found, key=lambda signal: signal.exception.effect != "pass")
