"""The decision log: who asked what, what the gate answered, and who overrode it; append-only, in a hash chain."""

from neutral_gate.service.log.decision_log import DecisionLog
from neutral_gate.service.log.entries import (
    REASONS,
    DecisionEntry,
    DecisionQuery,
    DecisionRow,
    OverrideEntry,
    OverrideRow,
    Page,
    Verification,
)
from neutral_gate.service.log.errors import (
    KeyUsedError,
    LogBrokenError,
    LogBusyError,
    LogError,
    LogFullError,
    LogUnreachableError,
)
from neutral_gate.service.log.reviews import Review, Reviews, ReviewState
from neutral_gate.service.log.sessions import Session, Sessions
from neutral_gate.service.log.tokens import SCOPES, Token, Tokens
from neutral_gate.service.log.users import ROLES, User, Users

__all__ = [
    "REASONS",
    "ROLES",
    "SCOPES",
    "DecisionEntry",
    "DecisionLog",
    "DecisionQuery",
    "DecisionRow",
    "KeyUsedError",
    "LogBrokenError",
    "LogBusyError",
    "LogError",
    "LogFullError",
    "LogUnreachableError",
    "OverrideEntry",
    "OverrideRow",
    "Page",
    "Review",
    "ReviewState",
    "Reviews",
    "Session",
    "Sessions",
    "Token",
    "Tokens",
    "User",
    "Users",
    "Verification",
]
