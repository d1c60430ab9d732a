"""Checks in processes of their own: started once, bounded in number and in time, replaced where they hang or die."""

from neutral_gate.service.judging.errors import (
    BusyError,
    JudgingError,
    LostError,
    RefusedError,
    TooSlowError,
    UnreadableError,
)
from neutral_gate.service.judging.judging import Judging

__all__ = ["BusyError", "Judging", "JudgingError", "LostError", "RefusedError", "TooSlowError", "UnreadableError"]
