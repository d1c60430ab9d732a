"""The text of one block of Markdown, its lines put together, with the place of every letter in the source."""

from __future__ import annotations

from bisect import bisect_right

from neutral_gate.lazy import late
from neutral_gate.model.references import Piece, decoded_pieces

INTERESTING = late(r"[\\`*_~\[\]<{]")
"""Letters that may be more than plain words."""
_ESCAPED = late(r"\\[!-/:-@\[-`{-~]")


class Stretch:
    """The text of one block, its lines put together, with the place of every letter in the source."""

    def __init__(self, source: str, lines: list[tuple[int, int]]) -> None:
        self.source = source
        self.starts: list[int] = []
        self.places: list[int] = []
        parts: list[str] = []
        length = 0
        for start, end in lines:
            if not self.places or self.places[-1] + length - self.starts[-1] != start:
                self.starts.append(length)
                self.places.append(start)
            parts.append(source[start:end])
            length += end - start
        self.text = "".join(parts)
        self.start = lines[0][0] if lines else 0

    def is_marked(self) -> bool:
        """True where anything in the text may be more than plain words."""
        return INTERESTING.search(self.text) is not None or "  \n" in self.text or "  \r" in self.text

    def place(self, offset: int) -> int:
        """The place in the source of a letter of the text."""
        if len(self.starts) == 1:
            return self.places[0] + offset
        line = bisect_right(self.starts, offset) - 1
        return self.places[line] + offset - self.starts[line]

    def end_place(self, offset: int) -> int:
        """The place in the source just past the letter before `offset`."""
        return self.place(offset - 1) + 1 if offset else self.start

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """The stretches of the source behind `text[start:end]`."""
        runs = []
        while start < end:
            line = bisect_right(self.starts, start) - 1
            stop = min(end, self.starts[line + 1] if line + 1 < len(self.starts) else end)
            first = self.places[line] + start - self.starts[line]
            runs.append((first, first + stop - start))
            start = stop
        return runs

    def pieces(self, start: int, end: int) -> list[Piece]:
        """The decoded text of `text[start:end]`: backslash escapes and character references resolved."""
        found: list[Piece] = []
        for first, last in self.runs(start, end):
            place = first
            if "\\" in self.source[first:last]:
                for match in _ESCAPED.finditer(self.source, first, last):
                    found.extend(decoded_pieces(self.source, place, match.start()))
                    found.append((match.group()[1], match.start(), match.end()))
                    place = match.end()
            found.extend(decoded_pieces(self.source, place, last))
        return found

    def raw_pieces(self, start: int, end: int) -> list[Piece]:
        """The letters of `text[start:end]` as they are written."""
        return [(self.source[first:last], first, last) for first, last in self.runs(start, end)]
