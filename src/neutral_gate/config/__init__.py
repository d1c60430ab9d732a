"""Floor 3: the body's settings, from `neutral-gate.toml` or `[tool.neutral-gate]` in `pyproject.toml`."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neutral_gate.config.finding_files import CONFIG_NAME, find_config
    from neutral_gate.config.reading import load_config
    from neutral_gate.config.rule_names import check_rule_names
    from neutral_gate.config.settings import ALWAYS_BLOCKS, Config, Level, Levels, Override, Situation

__all__ = [
    "ALWAYS_BLOCKS",
    "CONFIG_NAME",
    "Config",
    "Level",
    "Levels",
    "Override",
    "Situation",
    "check_rule_names",
    "find_config",
    "load_config",
]

_HOMES = {
    "ALWAYS_BLOCKS": "settings",
    "CONFIG_NAME": "finding_files",
    "Config": "settings",
    "Level": "settings",
    "Levels": "settings",
    "Override": "settings",
    "Situation": "settings",
    "check_rule_names": "rule_names",
    "find_config": "finding_files",
    "load_config": "reading",
}


def __getattr__(name: str) -> object:
    """Loads a name on first use, so that looking for a settings file does not pay for reading one."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
