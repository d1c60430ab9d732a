"""Floor 3: the body's settings, from `neutral-gate.toml` or `[tool.neutral-gate]` in `pyproject.toml`."""

from typing import TYPE_CHECKING

from neutral_gate.lazy import on_first_use

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
    "ALWAYS_BLOCKS": "neutral_gate.config.settings",
    "CONFIG_NAME": "neutral_gate.config.finding_files",
    "Config": "neutral_gate.config.settings",
    "Level": "neutral_gate.config.settings",
    "Levels": "neutral_gate.config.settings",
    "Override": "neutral_gate.config.settings",
    "Situation": "neutral_gate.config.settings",
    "check_rule_names": "neutral_gate.config.rule_names",
    "find_config": "neutral_gate.config.finding_files",
    "load_config": "neutral_gate.config.reading",
}

# Looking for a settings file does not pay for reading one.
__getattr__ = on_first_use(__name__, _HOMES)
