"""Drafts that a body wants left out: `.neutral-gate-ignore`, written as `.gitignore` is.

Patterns are matched by `globs`, a part of the path at a time, so that no pattern takes long. (The libraries that know
this format turn patterns into regular expressions that backtrack, or have a licence that asks more than ours.)
"""

from __future__ import annotations

import os
import re
from pathlib import Path

from neutral_gate.config.finding_files import find_config
from neutral_gate.config.globs import matches
from neutral_gate.lazy import late
from neutral_gate.model import UsageError
from neutral_gate.model.records import NamedTuple

IGNORE_NAME = ".neutral-gate-ignore"
_MAX_BYTES = 1_000_000
_SPACES_AT_END = late(r"(?<!\\) +$")
_ESCAPED = late(r"\\(.)", re.DOTALL)


class Pattern(NamedTuple):
    """A line of the file.

    Attributes:
        glob: The pattern as `globs.matches` takes it.
        keeps: True where the line begins with "!": what it matches is not left out after all.
        folders_only: True where it ends with "/".
    """

    glob: str
    keeps: bool
    folders_only: bool


class IgnoreFiles:
    """Says of files and folders whether an ignore file leaves them out.

    Looked at are the folder of a file and those above it, up to the one with the settings or the root of the
    repository. A line of a nearer file wins over one farther up, and a later line over an earlier one. What lies in a
    folder that is left out stays out.
    """

    def __init__(self) -> None:
        self._chains: dict[str, tuple[tuple[str, tuple[Pattern, ...]], ...]] = {}
        self._folders: dict[str, bool] = {}

    def leaves_out(self, path: Path, folder: bool = False) -> bool:
        """Whether a file is left out, or a folder.

        Raises:
            UsageError: An ignore file cannot be read.
        """
        here = os.path.abspath(path)  # noqa: PTH100 - a link is looked for where it lies
        return self._folder(os.path.dirname(here)) or self._matched(here, folder)  # noqa: PTH120 - no Path is needed

    def _folder(self, folder: str) -> bool:
        """Whether a folder, or one above it, is left out."""
        found = self._folders.get(folder)
        if found is None:
            above = os.path.dirname(folder)  # noqa: PTH120
            found = above != folder and not _is_top(folder) and (self._folder(above) or self._matched(folder, True))
            self._folders[folder] = found
        return found

    def _matched(self, path: str, folder: bool) -> bool:
        """What the last line that matches says of a path, whatever holds for the folders above it."""
        out = False
        for base, patterns in self._chain(os.path.dirname(path)):  # noqa: PTH120
            below = os.path.relpath(path, base).replace(os.sep, "/")
            for pattern in patterns:
                if (folder or not pattern.folders_only) and pattern.keeps is out and matches(below, pattern.glob):
                    out = not pattern.keeps
        return out

    def _chain(self, folder: str) -> tuple[tuple[str, tuple[Pattern, ...]], ...]:
        """The ignore files that hold in a folder, the nearest last."""
        found = self._chains.get(folder)
        if found is None:
            above = os.path.dirname(folder)  # noqa: PTH120
            found = () if above == folder or _is_top(folder) else self._chain(above)
            own = read_patterns(Path(folder, IGNORE_NAME))
            self._chains[folder] = found = (*found, (folder, own)) if own else found
        return found


def read_patterns(path: Path) -> tuple[Pattern, ...]:
    """The patterns of an ignore file; none where there is no such file.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ()
    except OSError as error:
        problem = f"{path} cannot be read: {(error.strerror or 'it cannot be opened').lower()}."
        raise UsageError(problem, "Check that it is a file and may be read.") from error
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{path} is not saved as UTF-8.", "Save the file again as UTF-8.") from error
    if len(data) > _MAX_BYTES:
        raise UsageError(f"{path} is larger than {_MAX_BYTES:,} bytes.", "Check that it is the right file.")
    return tuple(pattern for line in text.split("\n") if (pattern := read_pattern(line)) is not None)


def read_pattern(line: str) -> Pattern | None:
    """What a line asks for; None for an empty one or a comment."""
    line = _SPACES_AT_END.sub("", line.removesuffix("\r"))
    if not line or line.startswith("#"):
        return None
    keeps = line.startswith("!")
    line = line[1:] if keeps else line
    folders_only = line.endswith("/")
    line = line.rstrip("/") if folders_only else line
    if not line:
        return None
    anchored = "/" in line
    glob = "/".join(_part(part) for part in line.removeprefix("/").split("/"))
    if glob.endswith("/**"):
        glob += "/*"  # all that lies in a folder, but not the folder itself
    return Pattern(f"./{glob}" if anchored else f"**/{glob}", keeps, folders_only)


def _part(part: str) -> str:
    """A part of a path pattern as fnmatch understands it: escaped letters in brackets, and "!" for "not"."""
    if "**" in part and part != "**":
        part = re.sub(r"\*\*+", "*", part)
    part = _ESCAPED.sub(lambda found: f"[{found[1]}]" if found[1] in "*?[" else found[1], part)
    return part.replace("[^", "[!")


def _is_top(folder: str) -> bool:
    """Whether a search for ignore files ends in a folder: the settings lie in it, or it is the root of a repository."""
    if os.path.lexists(os.path.join(folder, ".git")):  # noqa: PTH118
        return True
    config = find_config(Path(folder))
    return config is not None and config.parent == Path(folder).resolve()
