"""A find with numbers in the place of its patterns."""

from __future__ import annotations

from neutral_gate.lexicon.rule import Find
from neutral_gate.model.records import dataclass


@dataclass(frozen=True, slots=True)
class CompiledFind:
    """A find whose patterns have numbers; see `Find` for what each list means.

    `anywhere` is its number in the screen, of what must stand in the draft; -1 where there is no screen.
    """

    find: Find
    match: frozenset[int]
    unless: frozenset[int]
    needs: frozenset[int]
    near: frozenset[int]
    unless_near: frozenset[int]
    needs_section: frozenset[int]
    unless_section: frozenset[int]
    needs_draft: frozenset[int]
    unless_draft: frozenset[int]
    anywhere: int = -1
