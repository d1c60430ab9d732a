"""Where kept results lie: apart from `cache`, because a run that only looks there loads nothing else of it."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False  # a run whose answer is kept loads no more than this
if TYPE_CHECKING:
    from pathlib import Path


def cache_dir() -> Path | None:
    """The cache's folder: NEUTRAL_GATE_CACHE, else the user's own; None where it is switched off ("off") or unknown."""
    from pathlib import Path

    path = cache_path()
    return None if path is None else Path(path)


def cache_path() -> str | None:
    """As `cache_dir`, for who does without the loading of a Path."""
    chosen = os.environ.get("NEUTRAL_GATE_CACHE")
    if chosen:
        return None if chosen == "off" else chosen
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if base:
        return os.path.join(base, "neutral-gate")  # noqa: PTH118
    home = os.path.expanduser("~")  # noqa: PTH111
    return None if home.startswith("~") else os.path.join(home, ".cache", "neutral-gate")  # noqa: PTH118
