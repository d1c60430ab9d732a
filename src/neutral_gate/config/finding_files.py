"""Where a draft's configuration file is."""

from __future__ import annotations

from pathlib import Path

CONFIG_NAME = "neutral-gate.toml"


def find_config(start: Path) -> Path | None:
    """The nearest configuration file, from a file or folder upwards.

    Args:
        start: A draft or a folder; it need not exist.

    Returns:
        `neutral-gate.toml`, or a `pyproject.toml` with a `[tool.neutral-gate]` table, or None.
    """
    here = start.resolve()
    for folder in (here, *here.parents):
        own = folder / CONFIG_NAME
        if own.is_file():
            return own
        shared = folder / "pyproject.toml"
        if shared.is_file() and _has_table(shared):
            return shared
    return None


def _has_table(path: Path) -> bool:
    """Whether a pyproject.toml speaks of us; a file that cannot be parsed is reported when it is read."""
    try:
        text = path.read_text("utf-8-sig", errors="replace")
    except OSError:
        return False
    return any(line.lstrip().startswith(("[tool.neutral-gate", "[[tool.neutral-gate")) for line in text.splitlines())
