"""Neutral Gate keeps what UK public bodies publish politically impartial and accessible."""

from neutral_gate._version import __version__
from neutral_gate.lazy import on_first_use

__all__ = ["Config", "Decision", "Draft", "Finding", "Gate", "Verdict", "__version__"]

TYPE_CHECKING = False  # as that of `typing`, which takes longer to load than an answer that is kept
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

__getattr__ = on_first_use(__name__, _HOMES)
