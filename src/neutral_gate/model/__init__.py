"""Floor 1: the plain typed data that every other room passes on. Loads each part on first use."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from neutral_gate.model.decision import Decision, DraftResult, ExceptionUsed
    from neutral_gate.model.draft import BODY_TYPES, KINDS, BodyType, Draft, Format, Kind, Relation
    from neutral_gate.model.errors import DraftError, GateError, UsageError
    from neutral_gate.model.finding import Finding, Position, Severity, Verdict
    from neutral_gate.model.image_facts import ImageFacts, PictureText
    from neutral_gate.model.parts import Block, Box, Embed, Image, Link, Post, Role, SourceMap, SourceMapBuilder, Span
    from neutral_gate.model.term import Term
    from neutral_gate.model.window import Status, Strictness, Window

__all__ = [
    "BODY_TYPES",
    "KINDS",
    "Block",
    "BodyType",
    "Box",
    "Decision",
    "Draft",
    "DraftError",
    "DraftResult",
    "Embed",
    "ExceptionUsed",
    "Finding",
    "Format",
    "GateError",
    "Image",
    "ImageFacts",
    "Kind",
    "Link",
    "PictureText",
    "Position",
    "Post",
    "Relation",
    "Role",
    "Severity",
    "SourceMap",
    "SourceMapBuilder",
    "Span",
    "Status",
    "Strictness",
    "Term",
    "UsageError",
    "Verdict",
    "Window",
]

_HOMES = {
    "BODY_TYPES": "draft",
    "Block": "parts",
    "BodyType": "draft",
    "Box": "parts",
    "Decision": "decision",
    "Draft": "draft",
    "DraftError": "errors",
    "DraftResult": "decision",
    "Embed": "parts",
    "ExceptionUsed": "decision",
    "Finding": "finding",
    "Format": "draft",
    "GateError": "errors",
    "Image": "parts",
    "ImageFacts": "image_facts",
    "KINDS": "draft",
    "Kind": "draft",
    "Link": "parts",
    "PictureText": "image_facts",
    "Position": "finding",
    "Post": "parts",
    "Relation": "draft",
    "Role": "parts",
    "Severity": "finding",
    "SourceMap": "parts",
    "SourceMapBuilder": "parts",
    "Span": "parts",
    "Status": "window",
    "Strictness": "window",
    "Term": "term",
    "UsageError": "errors",
    "Verdict": "finding",
    "Window": "window",
}


def __getattr__(name: str) -> object:
    """Loads a name on first use: each of these classes takes a millisecond to make, and no run needs them all."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    import importlib

    found = getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
    globals()[name] = found
    return found
