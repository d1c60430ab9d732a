"""Floor 2: feeds, archives and exports to items. Formats are told by their content and read as a stream."""

from neutral_gate.sources.items import Item, Problem, Source
from neutral_gate.sources.opening import open_source

__all__ = ["Item", "Problem", "Source", "open_source"]
