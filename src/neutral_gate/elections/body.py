"""Whom periods bind: what must be known of a body to say so."""

from __future__ import annotations

from functools import cached_property

from neutral_gate.elections.terms import AUDIENCES, NATIONS, checked, fold_area
from neutral_gate.model.records import dataclass


@dataclass(frozen=True)
class Body:
    """A body, as far as periods are concerned.

    Attributes:
        type: One of `AUDIENCES`; None is a public body in general, which is bound whatever the audience.
        areas: Its own areas, such as councils or wards; a nation's name counts as its nation.
        nation: Its nation; where nothing names one, it is England.
        neighbours: Areas beside its own, whose periods are advisory for it.

    Raises:
        UsageError: The type or the nation is unknown.
    """

    type: str | None = None
    areas: frozenset[str] = frozenset()
    nation: str | None = None
    neighbours: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if self.type is not None:
            checked(self.type, AUDIENCES, "a body type")
        if self.nation is not None:
            checked(fold_area(self.nation), NATIONS, "a nation")

    @cached_property
    def places(self) -> frozenset[str]:
        """Its areas and nations, written as the tables write them."""
        places = {fold_area(area) for area in self.areas}
        if self.nation is not None:
            places.add(fold_area(self.nation))
        return frozenset(places if not places.isdisjoint(NATIONS) else places | {"england"})

    @cached_property
    def beside(self) -> frozenset[str]:
        """The areas and nations beside its own, written as the tables write them."""
        return frozenset(fold_area(area) for area in self.neighbours) - self.places
