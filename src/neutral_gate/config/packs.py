"""Settings and rules that others share: a folder, or an installed package that offers them."""

from __future__ import annotations

from pathlib import Path

from neutral_gate.config.finding_files import CONFIG_NAME
from neutral_gate.model import UsageError

GROUP = "neutral_gate.packs"
"""The entry point group of packs: the name that settings give, and the Python package with the files."""

PREFIX = "pack:"
RULES_FOLDER = "rules"


def extended(name: str, folder: Path) -> Path:
    """What a name under `extends` stands for.

    Args:
        name: A settings file, a folder, or `pack:NAME` for an installed package.
        folder: The folder of the settings that extend it.

    Returns:
        A settings file, or a folder that has rule files only. No code of a package is run to find it.

    Raises:
        UsageError: No such package is installed.
    """
    path = _package(name.removeprefix(PREFIX)) if name.startswith(PREFIX) else folder / Path(name).expanduser()
    if path.is_dir() and (path / CONFIG_NAME).is_file():
        return path / CONFIG_NAME
    if path.is_dir() and (path / RULES_FOLDER).is_dir():
        return path / RULES_FOLDER
    return path


def _package(name: str) -> Path:
    from importlib.metadata import entry_points
    from importlib.util import find_spec

    packs = {entry.name: entry for entry in entry_points(group=GROUP)}
    if name not in packs:
        offered = f"Installed are {', '.join(sorted(packs))}." if packs else "None is installed."
        raise UsageError(
            f'No installed package offers the rule pack "{name}".',
            f"{offered} Check the name after {PREFIX}, or install the package with pip.",
        )
    module = packs[name].value.partition(":")[0]
    # Only a top-level package can be found without running the code of the one around it.
    spec = None if "." in module else find_spec(module)
    places = list(spec.submodule_search_locations or ()) if spec else []
    if not places:
        raise UsageError(
            f'The rule pack "{name}" points to {module}, which is not a package with files in it.',
            "Tell whoever made the pack.",
        )
    return Path(places[0])
