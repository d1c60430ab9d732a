"""What a process has in hand: the gate with its settings, people and lexicon, loaded once."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any

from neutral_gate.config import Config, check_rule_names, load_config
from neutral_gate.gate import Gate
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.people import load_people


class Bench:
    """A gate that is ready to judge.

    Args:
        config: The body's settings file, or None for a generic public body.

    Raises:
        UsageError: The settings, a list of people or a rule file is not well formed.
    """

    def __init__(self, config: Path | None) -> None:
        settings = Config() if config is None else load_config(config)
        self.gate = Gate(settings, load_people(settings.people_files) if settings.people_files else None)
        known = self.gate.lexicon.rules.keys()
        if settings.named_rules():
            check_rule_names(settings, known)

    @cached_property
    def about(self) -> dict[str, Any]:
        """What the service says of it: versions, notices, the body, and the files that it was read from."""
        config = self.gate.config
        return {
            "versions": dict(self.gate.versions),
            "notices": list(self.gate.notices),
            "body": {"type": config.body_type, "name": config.body_name, "areas": sorted(config.areas)},
            "files": [str(path) for path in watched(config)],
            "people": [
                {"name": each.name, "rows": each.rows, "as_of": each.as_of.isoformat(), "sha256": each.sha256}
                for each in self.gate.people.files
            ],
            "people_count": len(self.gate.people),
        }


def watched(config: Config) -> tuple[Path, ...]:
    """The files and folders whose change calls for loading anew."""
    return tuple(dict.fromkeys((*config.files, *config.people_files, *config.lexicon_folders, lexicons_dir())))


def stamps(paths: Iterable[Path]) -> dict[str, tuple[int, int]]:
    """Time of the last change and size of each file, and of each file in each folder; cheap enough for every second."""
    found: dict[str, tuple[int, int]] = {}
    for path in paths:
        for each in sorted(path.rglob("*")) if path.is_dir() else (path,):
            try:
                state = each.stat()
            except OSError:
                found[str(each)] = (-1, -1)
                continue
            found[str(each)] = (state.st_mtime_ns, state.st_size)
    return found
