"""Who asks: bearer tokens with scopes, and requests that are signed as Standard Webhooks says."""

from neutral_gate.service.auth.callers import SCOPES, Caller, Callers

__all__ = ["SCOPES", "Caller", "Callers"]
