"""Floor 2: lists of candidates and politicians, and every form in which a text may name them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from neutral_gate.people.people import People, PeopleFile
from neutral_gate.people.person import ROLES, Handle, Person, Role

__all__ = ["ROLES", "Handle", "People", "PeopleFile", "Person", "Role", "load_people"]


def load_people(paths: Iterable[Path | str]) -> People:
    """Reads people lists into one; see `reading.load_people`. No paths give nobody."""
    from neutral_gate.people import reading  # only a run with a list pays for the readers

    return reading.load_people(paths)
