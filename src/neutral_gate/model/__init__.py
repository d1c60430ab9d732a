"""Floor 1: the plain typed data that every other room passes on. Imports nothing of ours."""

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
