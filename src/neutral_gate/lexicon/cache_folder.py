"""Where kept results lie: apart from `cache`, because a run that only looks there loads nothing else of it."""

from __future__ import annotations

import os
import sys
from pathlib import Path


def cache_dir() -> Path | None:
    """The cache's folder: NEUTRAL_GATE_CACHE, else the user's own; None where it is switched off ("off") or unknown."""
    chosen = os.environ.get("NEUTRAL_GATE_CACHE")
    if chosen:
        return None if chosen == "off" else Path(chosen)
    base = os.environ.get("LOCALAPPDATA" if sys.platform == "win32" else "XDG_CACHE_HOME")
    if base:
        return Path(base) / "neutral-gate"
    try:
        return Path.home() / ".cache" / "neutral-gate"
    except RuntimeError:  # a user without a home
        return None
