"""Inline allows: `<!-- neutral-gate: allow RULE reason="..." until=2027-05-07 -->`."""

from typing import TYPE_CHECKING

from neutral_gate.allows.applying import ALLOW_RULES, apply_allows
from neutral_gate.lazy import on_first_use

if TYPE_CHECKING:
    from neutral_gate.allows.comments import Allow, find_allows

__all__ = ["ALLOW_RULES", "Allow", "apply_allows", "find_allows"]

__getattr__ = on_first_use(__name__, dict.fromkeys(("Allow", "find_allows"), "neutral_gate.allows.comments"))
