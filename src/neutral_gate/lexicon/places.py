"""Where the lexicons are: inside the installed package, or at the root of a checkout."""

from __future__ import annotations

import os

TYPE_CHECKING = False  # a run whose answer is kept loads no more than this
if TYPE_CHECKING:
    from pathlib import Path


def lexicons_dir() -> Path:
    """The folder with the rule files, gazetteers, clauses and checklist lines.

    Raises:
        GateError: There is none, so nothing can be checked.
    """
    from pathlib import Path

    return Path(lexicons_path())


def lexicons_path() -> str:
    """As `lexicons_dir`, for who does without the loading of a Path."""
    return _shipped("lexicons", "clauses.yaml")


def schemas_dir() -> Path:
    """The folder with the JSON Schemas of settings, rule files and decisions.

    Raises:
        GateError: There is none.
    """
    from pathlib import Path

    return Path(_shipped("schemas", "config.schema.json"))


def _shipped(name: str, known_file: str) -> str:
    """A folder that comes with the program; `known_file` tells it from another of the same name."""
    # By the path of this file: importlib.resources costs 13 ms to import, a fifth of what a small check may take.
    join, up = os.path.join, os.path.dirname
    package = up(up(os.path.realpath(__file__)))
    packaged = join(package, f"_{name}")
    if os.path.isdir(packaged):  # noqa: PTH112
        return packaged
    folder = up(package)
    while True:
        # A folder of that name above an installed package may be anybody's: a checkout has its project file beside it.
        if os.path.isfile(join(folder, name, known_file)) and os.path.isfile(join(folder, "pyproject.toml")):  # noqa: PTH113
            return join(folder, name)
        if folder == up(folder):
            break
        folder = up(folder)
    from neutral_gate.model import GateError

    raise GateError(
        f"The files that come with Neutral Gate are missing: there is no folder {packaged}.",
        "Install neutral-gate again, or run it from a full checkout of the project.",
    )
