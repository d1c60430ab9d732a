"""Where the lexicons are: inside the installed package, or at the root of a checkout."""

from __future__ import annotations

from pathlib import Path

from neutral_gate.model import GateError


def lexicons_dir() -> Path:
    """The folder with the rule files, gazetteers, clauses and checklist lines.

    Raises:
        GateError: There is none, so nothing can be checked.
    """
    return _shipped("lexicons", "clauses.yaml")


def schemas_dir() -> Path:
    """The folder with the JSON Schemas of settings, rule files and decisions.

    Raises:
        GateError: There is none.
    """
    return _shipped("schemas", "config.schema.json")


def _shipped(name: str, known_file: str) -> Path:
    """A folder that comes with the program; `known_file` tells it from another of the same name."""
    # By the path of this file: importlib.resources costs 13 ms to import, a fifth of what a small check may take.
    package = Path(__file__).resolve().parents[1]
    packaged = package / f"_{name}"
    if packaged.is_dir():
        return packaged
    for folder in package.parents:
        # A folder of that name above an installed package may be anybody's: a checkout has its project file beside it.
        if (folder / name / known_file).is_file() and (folder / "pyproject.toml").is_file():
            return folder / name
    raise GateError(
        f"The files that come with Neutral Gate are missing: there is no folder {packaged}.",
        "Install neutral-gate again, or run it from a full checkout of the project.",
    )
