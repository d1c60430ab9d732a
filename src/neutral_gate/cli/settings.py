"""The settings that a command line asks for."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from neutral_gate.config import Config, find_config
from neutral_gate.model.records import replace


def config_for(given: Path | None, start: Path) -> Config:
    """The settings for a place.

    Args:
        given: The file after --config, or None to look for one.
        start: A file or folder from which to look upwards.

    Raises:
        UsageError: A setting is wrong, or the file cannot be read.
    """
    path = given or find_config(start)
    if path is None:
        return Config()
    from neutral_gate.config import load_config  # only a run with a settings file pays for its reader

    return load_config(path)


def narrowed(config: Config, body: str | None, areas: Collection[str], nation: str | None) -> Config:
    """The settings with what the command line says about the body on top."""
    return replace(
        config,
        body_type=body or config.body_type,
        areas=frozenset(areas) or config.areas,
        nation=nation or config.nation,
    )
