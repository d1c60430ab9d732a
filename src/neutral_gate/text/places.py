"""Lines and columns of a source text."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property

from neutral_gate.lazy import late
from neutral_gate.model import Position, Span

_LINE_END = late(r"\r\n?|\n")


class Places:
    """Turns offsets into positions.

    Args:
        source: The text that the offsets count in, in code points.
    """

    def __init__(self, source: str) -> None:
        self._source = source

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(end.end() for end in _LINE_END.finditer(self._source))]

    def at(self, offset: int) -> Position:
        """The position of an offset."""
        line = bisect_right(self._starts, offset)
        return Position(offset=offset, line=line, column=offset - self._starts[line - 1] + 1)

    def of(self, span: Span) -> tuple[Position, Position]:
        """Both ends of a stretch."""
        return self.at(span.start), self.at(span.end)
