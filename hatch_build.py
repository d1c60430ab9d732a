"""Puts the compiled lexicon into the wheel, so that the first check after an installation starts at once.

It is found by the digest of the lexicon, of the code that compiles it, and of the version of Python. Where one of them
is another, as on a Python that did not build the wheel, it does not count, and the first check compiles for itself.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Compile(BuildHookInterface):  # type: ignore[type-arg]
    """Compiles when a wheel is built; a checkout that is edited compiles when it is run."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Adds the files to the wheel."""
        if version == "editable":
            return
        sys.path.insert(0, str(Path(self.root) / "src"))
        os.environ["NEUTRAL_GATE_CACHE"] = "off"
        from neutral_gate.elections.shipped import load_windows
        from neutral_gate.lexicon.lexicon import compiled_file
        from neutral_gate.lexicon.sections import join

        files = dict([compiled_file()])

        def keep(key: str, build: Any) -> Any:
            parts = build()
            files[f"{key}.bin"] = join(parts)
            return parts

        load_windows((), keep)
        self._folder = tempfile.TemporaryDirectory()
        for name, data in files.items():
            path = Path(self._folder.name) / name
            path.write_bytes(data)
            build_data["force_include"][str(path)] = f"neutral_gate/_compiled/{name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clears up."""
        if version != "editable":
            self._folder.cleanup()
