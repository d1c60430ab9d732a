"""Which areas are known, so that a slip of the pen in an area's name is found and not read as "nothing applies"."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from neutral_gate.elections.body import Body
from neutral_gate.elections.shipped import lexicons
from neutral_gate.elections.terms import NATIONS, area_words, fold_area
from neutral_gate.model import UsageError, Window

_ALIKE = 0.8
"""How alike two names must be, from 0 to 1, for one to be a slip of the other: our own choice. It takes in one or two
wrong letters in ten, and leaves "Norfolk" and "Suffolk" apart."""


def known_areas(windows: Iterable[Window], body: Body) -> frozenset[str]:
    """All areas that somebody has named: the UK's councils and police areas, the windows' and the body's own.

    Args:
        windows: All windows on record.
        body: Who asks.

    Returns:
        Folded names.
    """
    named = (area for window in windows for area in (*window.areas, *window.near_areas))
    return frozenset((*NATIONS, *_listed(), *named, *body.places, *body.beside))


def near_area(name: str, known: Iterable[str]) -> str | None:
    """The known area that was probably meant by a name that is not known, or None."""
    from difflib import get_close_matches

    close = get_close_matches(fold_area(name), sorted(known), n=1, cutoff=_ALIKE)
    return close[0] if close else None


def check_areas(names: Iterable[str], known: Iterable[str], *, strictly: bool = True) -> None:
    """Check that areas exist.

    Args:
        names: Areas as somebody wrote them.
        known: The areas that exist, as `known_areas` gives them.
        strictly: False lets a name pass that is like no known one, such as a ward's.

    Raises:
        UsageError: An area is not known; the nearest known name is suggested.
    """
    areas = frozenset(known)
    for name in names:
        if fold_area(name) in areas:
            continue
        near = near_area(name, areas)
        if near:
            raise UsageError(f"There is no area “{name}” on record.", f"Did you mean “{area_words(near)}”?")
        if strictly:
            raise UsageError(
                f"There is no area “{name}” on record.",
                "If the name is right, add it to `areas` or `neighbours` under [body] in your settings first.",
            )


@cache
def _listed() -> frozenset[str]:
    """The areas of `lexicons/areas.txt`."""
    path = lexicons() / "areas.txt"
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(
            f"The list of areas, {path.name}, cannot be read: {error}.",
            "Install Neutral Gate again, or correct the file if you changed it.",
        ) from None
    return frozenset(fold_area(line) for line in lines if line.strip() and not line.startswith("#"))
