"""Neutral Gate keeps what UK public bodies publish politically impartial and accessible."""

from typing import TYPE_CHECKING

from neutral_gate._version import __version__

__all__ = ["Config", "Decision", "Draft", "Finding", "Gate", "Verdict", "__version__"]

if TYPE_CHECKING:
    from neutral_gate.config import Config
    from neutral_gate.gate import Gate
    from neutral_gate.model import Decision, Draft, Finding, Verdict

_HOMES = {
    "Config": "neutral_gate.config",
    "Decision": "neutral_gate.model",
    "Draft": "neutral_gate.model",
    "Finding": "neutral_gate.model",
    "Gate": "neutral_gate.gate",
    "Verdict": "neutral_gate.model",
}


def __getattr__(name: str) -> object:
    """Loads a public name on first use, so that `neutral-gate --help` pays for none of them."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    return getattr(importlib.import_module(_HOMES[name]), name)
