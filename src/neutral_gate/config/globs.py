"""Path patterns of overrides, matched a folder at a time, so that no pattern takes long."""

from __future__ import annotations

from fnmatch import fnmatchcase


def matches(path: str, pattern: str) -> bool:
    """Whether a path falls under a pattern.

    Args:
        path: Path with "/" between its parts, relative to the folder that the pattern is read from.
        pattern: `*`, `?` and `[...]` match within one part of the path, `**` any number of parts. A pattern without
            "/" matches the file's name in any folder; one that ends in "/" matches all that lies in that folder.
    """
    parts = path.split("/")
    if "/" not in pattern:
        return fnmatchcase(parts[-1], pattern)
    wanted = (pattern + "**" if pattern.endswith("/") else pattern).removeprefix("./").split("/")
    reached = {0}  # how many parts of the pattern may be used up so far
    for part in parts:
        step: set[int] = set()
        for used in _past_stars(reached, wanted):
            if used < len(wanted) and wanted[used] == "**":
                step.add(used)
            elif used < len(wanted) and fnmatchcase(part, wanted[used]):
                step.add(used + 1)
        reached = step
    return len(wanted) in _past_stars(reached, wanted)


def _past_stars(reached: set[int], wanted: list[str]) -> set[int]:
    """The same places, and those behind each `**`, which may match nothing."""
    places = set(reached)
    for place in sorted(reached):
        while place < len(wanted) and wanted[place] == "**":
            place += 1
            places.add(place)
    return places
