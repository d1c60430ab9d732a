"""Floor 5: a decision as text, JSON and further formats, one module each."""

from neutral_gate.reports.registry import FORMATS, Options, render

__all__ = ["FORMATS", "Options", "render"]
