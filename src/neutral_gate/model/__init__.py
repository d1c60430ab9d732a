"""Floor 1: the plain typed data that every other room passes on. Loads each part on first use."""

from typing import TYPE_CHECKING

from neutral_gate.lazy import on_first_use

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
    "BODY_TYPES": "neutral_gate.model.draft",
    "Block": "neutral_gate.model.parts",
    "BodyType": "neutral_gate.model.draft",
    "Box": "neutral_gate.model.parts",
    "Decision": "neutral_gate.model.decision",
    "Draft": "neutral_gate.model.draft",
    "DraftError": "neutral_gate.model.errors",
    "DraftResult": "neutral_gate.model.decision",
    "Embed": "neutral_gate.model.parts",
    "ExceptionUsed": "neutral_gate.model.decision",
    "Finding": "neutral_gate.model.finding",
    "Format": "neutral_gate.model.draft",
    "GateError": "neutral_gate.model.errors",
    "Image": "neutral_gate.model.parts",
    "ImageFacts": "neutral_gate.model.image_facts",
    "KINDS": "neutral_gate.model.draft",
    "Kind": "neutral_gate.model.draft",
    "Link": "neutral_gate.model.parts",
    "PictureText": "neutral_gate.model.image_facts",
    "Position": "neutral_gate.model.finding",
    "Post": "neutral_gate.model.parts",
    "Relation": "neutral_gate.model.draft",
    "Role": "neutral_gate.model.parts",
    "Severity": "neutral_gate.model.finding",
    "SourceMap": "neutral_gate.model.parts",
    "SourceMapBuilder": "neutral_gate.model.parts",
    "Span": "neutral_gate.model.parts",
    "Status": "neutral_gate.model.window",
    "Strictness": "neutral_gate.model.window",
    "Term": "neutral_gate.model.term",
    "UsageError": "neutral_gate.model.errors",
    "Verdict": "neutral_gate.model.finding",
    "Window": "neutral_gate.model.window",
}

# Each of these classes takes a millisecond to make, and no run needs them all.
__getattr__ = on_first_use(__name__, _HOMES)
