"""A find with numbers in the place of its patterns."""

from __future__ import annotations

from dataclasses import dataclass

from neutral_gate.lexicon.rule import Find


@dataclass(frozen=True, slots=True)
class CompiledFind:
    """A find whose patterns have numbers; see `Find` for what each list means.

    `here` and `anywhere` are its numbers in the screen: of what must stand in the sentence, and of what must stand in
    the draft. -1 where there is no screen.
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
    here: int = -1
    anywhere: int = -1
