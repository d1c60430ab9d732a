"""Writes people files, so that an old one stays whole until the new one is, and says what a new one changes."""

from __future__ import annotations

import contextlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from neutral_gate.model import UsageError
from neutral_gate.people.compiled import SUFFIX, is_compiled, read_compiled, to_bytes
from neutral_gate.people.person import Person
from neutral_gate.people.reading import Gathered
from neutral_gate.people.table import read_bytes
from neutral_gate.text import fold

SHRUNK = 0.5
"""Where a new list has this share of the old one's people or less, it is taken for broken. A choice of ours: candidates
withdraw one by one, but half of a list goes missing when a download breaks off or an address leads elsewhere."""


class Changes(NamedTuple):
    """The names that are new in a people file, and those that it no longer has."""

    added: tuple[str, ...]
    gone: tuple[str, ...]


def stored(path: Path) -> Gathered | None:
    """What a people file holds; None where there is no such file.

    Raises:
        UsageError: It is broken, or another kind of file stands in its place.
    """
    if not path.exists():
        return None
    data = read_bytes(path)
    if not is_compiled(data):
        raise UsageError(
            f"{path} is there already, and is no people file, so nothing is written over it.",
            f"Give the people file another name, such as people{SUFFIX}.",
        )
    return Gathered(*read_compiled(data, path))


def store(path: Path, gathered: Gathered) -> None:
    """Writes a people file. Whoever reads it meanwhile gets the old one or the new one, never half of one.

    Raises:
        UsageError: It cannot be written; an old one stays as it was.
    """
    data = to_bytes(gathered.people, gathered.sources)
    draft = ""
    try:
        with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as file:
            draft = file.name
            file.write(data)
        Path(draft).chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(draft, path)  # noqa: PTH105 - Path.replace does the same, and says less
    except OSError as error:
        if draft:
            with contextlib.suppress(OSError):
                Path(draft).unlink()
        raise UsageError(
            f"{path} cannot be written: {(error.strerror or 'the system gives no reason').lower()}.",
            "Check that the folder exists and may be written to.",
        ) from error


def check_size(old: Gathered, new: Gathered, name: str) -> None:
    """Refuses a list that has lost half of its people or more.

    Raises:
        UsageError: It has.
    """
    before, after = len(old.people), len(new.people)
    if after <= before * SHRUNK:
        raise UsageError(
            f"The new list for {name} has only {after:,} people, where the old one has {before:,}. The old one stays.",
            "Look at the new list. If it is right, run this again with --accept-shrink.",
        )


def changes(old: Iterable[Person], new: Iterable[Person]) -> Changes:
    """Who is new and who is gone, by the list's own id, or else by name and party."""
    before, after = _by_identity(old), _by_identity(new)
    return Changes(
        tuple(sorted(name for key, name in after.items() if key not in before)),
        tuple(sorted(name for key, name in before.items() if key not in after)),
    )


def _by_identity(people: Iterable[Person]) -> dict[tuple[str, str], str]:
    return {(each.key, "") if each.key else (fold(each.name), fold(each.party)): each.name for each in people}


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
