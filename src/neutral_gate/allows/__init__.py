"""Inline allows: `<!-- neutral-gate: allow RULE reason="..." until=2027-05-07 -->`."""

from typing import TYPE_CHECKING

from neutral_gate.allows.applying import ALLOW_RULES, apply_allows

if TYPE_CHECKING:
    from neutral_gate.allows.comments import Allow, find_allows

__all__ = ["ALLOW_RULES", "Allow", "apply_allows", "find_allows"]


def __getattr__(name: str) -> object:
    """Loads the reader of comments on first need: most drafts have none."""
    if name in ("Allow", "find_allows"):
        from neutral_gate.allows import comments

        return getattr(comments, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
