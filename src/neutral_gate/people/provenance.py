"""Where the people of a people file come from."""

from __future__ import annotations

from datetime import date

from neutral_gate.model.records import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One list that went into a people file.

    Attributes:
        name: Its file name.
        form: The form that it has.
        sha256: Of its bytes, in hex.
        rows: How many rows it has.
        people: How many people they tell of.
        set_aside: Why rows tell of nobody, and how many.
        as_of: The day that it was true, as far as is known.
        licence: Under which it may be used, or "".
        credit: Whom to name as its maker, or "".
        imported: The day that it was imported, or None where it was only read.
        url: Where it was fetched, or "".
        etag: The server's mark of this version, or "".
        last_modified: The server's date of this version, or "".
    """

    name: str
    form: str
    sha256: str
    rows: int
    people: int
    set_aside: tuple[tuple[str, int], ...]
    as_of: date
    licence: str = ""
    credit: str = ""
    imported: date | None = None
    url: str = ""
    etag: str = ""
    last_modified: str = ""
