"""Floor 3: the body's settings, from `neutral-gate.toml` or `[tool.neutral-gate]` in `pyproject.toml`."""

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
