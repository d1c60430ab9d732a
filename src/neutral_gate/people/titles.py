"""Titles before a name and letters after it, and whose they can be."""

from __future__ import annotations

from neutral_gate.people.names import COUNCILLORS, HONORIFICS, PEERS
from neutral_gate.people.person import Person

COUNCIL = COUNCILLORS | {"alderman"}
"""Titles of members of councils."""
HONOURABLE = frozenset({"hon", "honourable"})
_OFFICES = {
    "minister": ("minister", "mp", "msp", "ms", "mla", "peer"),
    "mayor": ("mayor",),
    "commissioner": ("pcc",),
    "pcc": ("pcc",),
    **dict.fromkeys(("mp", "msp", "mla", "mep"), ("mp", "msp", "ms", "mla")),
    **dict.fromkeys(HONOURABLE, ("mp", "msp", "ms", "mla", "minister", "peer")),
    **dict.fromkeys(PEERS, ("peer",)),
}
POLITICAL = frozenset({*COUNCIL, *_OFFICES, "candidate", "leader"})
"""Titles that only people in politics have; with one of these a name needs no other company."""
ANY_TITLE = frozenset({*HONORIFICS, *POLITICAL})
NO_TITLE_ALONE = frozenset({"the", "right", "rt"})
"""Parts of a title that are none without the rest: "the Rt Hon"."""
LETTERS_OF: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "mp": (("mp", "minister"), ("parl",)),
    "msp": (("msp",), ("sp",)),
    "ms": (("ms",), ("senedd", "naw")),
    "am": (("ms",), ("gla", "naw", "senedd")),
    "mla": (("mla",), ("nia",)),
}
"""Letters after a name: roles that have them, and the first part of the ids of elections to that body."""


def fits_letters(person: Person, letters: str) -> bool:
    """True where a person may have letters such as "mp": by office, or by the seat that a candidate holds."""
    roles, kinds = LETTERS_OF[letters]
    if person.role in roles or (person.role == "other" and letters == "mp"):
        return True
    stands = any(election.partition(".")[0] in kinds for election in person.elections)
    return person.holds_seat and (stands or not person.elections)


def fits_title(person: Person, own_titles: frozenset[str], title: str) -> bool:
    """True where a person may have a political title: by office, or because the list writes it with the name."""
    if title in own_titles:
        return True
    if title in COUNCIL:
        return person.role == "councillor" or not COUNCIL.isdisjoint(own_titles)
    return person.role in _OFFICES.get(title, ()) or (person.role == "candidate" and title == "candidate")
