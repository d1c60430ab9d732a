"""Parties and campaigners of a register, such as the Electoral Commission's, with the names they may go by."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from neutral_gate.people import cells
from neutral_gate.people.person import Person, Role

if TYPE_CHECKING:
    from neutral_gate.people.rows import Row

_GONE = re.compile(r"\bde-?\s?registered\b|\bremoved\b|\blapsed\b|\brejected\b|\bwithdrawn\b|\bstruck off\b", re.I)
_BRACKETS = re.compile(r"\s*\[[^\]]*\]")
_SLOGAN = re.compile(r"\s*[-–—:,]?\s*[\"“”][^\"“”]+[\"“”]")
# What the register calls each kind, and what its ids start with.
_KINDS: tuple[tuple[str, str, Role], ...] = (
    ("party", "PP", "party"),
    ("third party", "TP", "campaigner"),
    ("non-party campaigner", "TP", "campaigner"),
    ("permitted participant", "PERPAR", "campaigner"),
    ("regulated donee", "RD", "other"),
)
_NO_PARTY = frozenset({"independent", "independents", "speaker", "the speaker", "no description", "none"})
# Words that half of all parties have in their names: sharing one of these makes a description no party's name.
_PLAIN_WORDS = """
the a an of and for in our your party parties group alliance association union movement candidate candidates independent
independents independence residents local people peoples peoples' community communities democratic democrats democracy
national united first better real new action voice vote council councillor councillors save england english scotland
scottish wales welsh britain british uk ireland irish ulster london north south east west future change together working
with all not no on to at
"""
_PLAIN = frozenset(_PLAIN_WORDS.split())


def organisation(row: Row, changed: date) -> Person:
    """The party, campaigner or politician of one row of a register.

    Of its descriptions those are kept that hold a word of the name: "Welsh Quill Party", not "Safer streets".

    Args:
        row: The row.
        changed: The day of the file.

    Raises:
        SetAside: It is no longer registered, or stands for no party.
        UsageError: A cell cannot be read.
    """
    from neutral_gate.people.rows import SetAside

    written = " ".join(row.cell("name").split())
    if _GONE.search(written) or _GONE.search(row.cell("status")):
        raise SetAside("no longer registered")
    full = " ".join(_BRACKETS.sub("", written).split()).strip(" ,")
    if not any(letter.isalpha() for letter in full):
        raise row.error("this row has no name", "Write the name, or take the row out.")
    if full.casefold() in _NO_PARTY:
        raise SetAside("stands for no party")
    identity = cells.bare(row.cell("party_id"))
    role = _role(row.cell("kind").casefold(), identity.upper())
    names = [_SLOGAN.sub("", full).strip(), *_lines(row.cell("other_party_names")), *_lines(row.cell("translation"))]
    distinct = distinct_words(" ".join((full, *_lines(row.cell("other_party_names")))))
    names += [each for each in _lines(row.cell("description")) if distinct_words(each) & distinct]
    others = (each for each in names if each and " " in each and each != full)
    numbers = cells.party_ids(identity)
    return Person(
        name=full,
        role=role,
        party=full if role == "party" else "",
        party_ids=numbers,
        nicknames=tuple(dict.fromkeys(others)) if role != "other" else (),
        source=row.source,
        as_of=row.as_of(changed),
        valid_from=row.value("approved", cells.date_in, "a date, such as 2024-07-04"),
        key=f"ec:{numbers[0] if len(numbers) == 1 else identity}" if identity else "",
    )


def _role(kind: str, identity: str) -> Role:
    if kind:
        return next((role for name, _, role in reversed(_KINDS) if name in kind), "other")
    return next((role for _, start, role in reversed(_KINDS) if identity.startswith(start)), "party")


def _lines(cell: str) -> list[str]:
    return [" ".join(each.split()) for each in re.split(r"[\n;|]", cell) if each.strip()]


def distinct_words(name: str) -> set[str]:
    """The words of a party's name that tell it from others."""
    return {word for word in re.findall(r"[\w'’]+", name.casefold()) if len(word) > 2} - _PLAIN
