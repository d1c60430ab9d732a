"""Reads one YAML file of the lexicons."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError


def read_yaml(path: Path, mend: str) -> dict[str, Any]:
    """The keys and values of a file.

    Args:
        path: The file.
        mend: What the reader can do when it cannot be read, in one plain sentence.

    Raises:
        UsageError: It is missing, is not UTF-8, is not YAML, or is something else than keys and values.
    """
    import yaml  # only a run that needs the lexicon pays for the parser

    try:
        data = yaml.load(path.read_text(encoding="utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise UsageError(f"{path} cannot be read: {' '.join(str(error).split())}.", mend) from error
    if not isinstance(data, dict):
        raise UsageError(f"{path} is not a list of keys and values.", mend)
    return data


@cache
def _loader() -> Any:
    """PyYAML's safe loader, but "yes", "no", "on" and "off" are words, as in YAML 1.2: word lists are full of them."""
    import yaml

    base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    resolvers = {
        first: [(tag, rule) for tag, rule in rules if first in "tTfF" or tag != "tag:yaml.org,2002:bool"]
        for first, rules in base.yaml_implicit_resolvers.items()
    }
    return type("Loader", (base,), {"yaml_implicit_resolvers": resolvers})
