"""One candidate, politician, party or campaigning organisation of a people list."""

from __future__ import annotations

from datetime import date
from typing import Literal, TypeVar, get_args

from neutral_gate.model.records import NamedTuple, dataclass, replace

Role = Literal[
    "candidate",
    "mp",
    "msp",
    "ms",
    "mla",
    "councillor",
    "minister",
    "mayor",
    "pcc",
    "peer",
    "party",
    "campaigner",
    "other",
]
_Item = TypeVar("_Item")
ROLES: tuple[str, ...] = get_args(Role)
ORGANISATIONS = frozenset({"party", "campaigner"})


class Handle(NamedTuple):
    """An account: its platform, such as "x" or "bluesky", and its name there, folded and without "@"."""

    platform: str
    name: str


@dataclass(frozen=True, slots=True)
class Person:
    """What a list says about one person or organisation. Birth dates, e-mail and postal addresses are never kept.

    Attributes:
        name: As the list writes it.
        role: One of `ROLES`; a politician without one of the named offices is "other".
        party: The party's name, or "".
        party_ids: Ids in the Electoral Commission's register, such as "PP53"; two for a joint candidate.
        handles: Accounts on social platforms.
        areas: Wards, constituencies and councils, as the list writes them, and their official codes.
        elections: Ids of the ballots or elections that the person stands in.
        nicknames: Other names that the list gives.
        surname: The surname where the list gives it apart, else "".
        holds_seat: True for a candidate who held the seat when the list was made.
        source: File name of the list.
        as_of: The day the list was made or last changed.
        valid_from: First day in the role, or None where the list does not say.
        valid_until: Last day in the role; polling day for a candidate; None where the list does not say.
        websites: Domains of own websites.
        key: The list's own id, with its register, or "".
    """

    name: str
    role: Role
    party: str = ""
    party_ids: tuple[str, ...] = ()
    handles: tuple[Handle, ...] = ()
    areas: tuple[str, ...] = ()
    elections: tuple[str, ...] = ()
    nicknames: tuple[str, ...] = ()
    surname: str = ""
    holds_seat: bool = False
    source: str = ""
    as_of: date | None = None
    valid_from: date | None = None
    valid_until: date | None = None
    websites: tuple[str, ...] = ()
    key: str = ""

    @property
    def classes(self) -> tuple[str, ...]:
        """What rule patterns may call the person, own class first."""
        if self.role in ("candidate", "party", "campaigner"):
            return (self.role, "politician") if self.holds_seat else (self.role,)
        return ("politician",) if self.role == "other" else (self.role, "politician")

    @property
    def owner_class(self) -> str:
        """What an account of the person counts as: "candidate", "politician", "party" or "campaigner"."""
        return self.role if self.role in ("candidate", "party", "campaigner") else "politician"

    def merged(self, other: Person) -> Person:
        """This person with what another row about the same one adds. A candidate stays a candidate."""
        first, second = (other, self) if other.role == "candidate" != self.role else (self, other)
        names = [*first.nicknames, *second.nicknames]
        if second.name != first.name:
            names.append(second.name)
        seat = first.holds_seat or second.holds_seat
        if first.role == "candidate" and second.role in ("mp", "msp", "ms", "mla", "councillor", "minister"):
            seat = True
        return replace(
            first,
            party=first.party or second.party,
            party_ids=_union(first.party_ids, second.party_ids),
            handles=_union(first.handles, second.handles),
            areas=_union(first.areas, second.areas),
            elections=_union(first.elections, second.elections),
            nicknames=_union(tuple(names)),
            surname=first.surname or second.surname,
            holds_seat=seat,
            as_of=max(filter(None, (first.as_of, second.as_of)), default=None),
            valid_from=_ends(first.valid_from, second.valid_from, latest=False),
            valid_until=_ends(first.valid_until, second.valid_until, latest=True),
            websites=_union(first.websites, second.websites),
        )


def _union(*parts: tuple[_Item, ...]) -> tuple[_Item, ...]:
    return tuple(dict.fromkeys(item for part in parts for item in part))


def _ends(one: date | None, other: date | None, *, latest: bool) -> date | None:
    """The wider end of two periods; an open one wins."""
    if one is None or other is None:
        return None
    return max(one, other) if latest else min(one, other)
