"""Collects the text of one block: white space run together, every letter with its place in the source."""

from __future__ import annotations

from collections.abc import Iterable

from neutral_gate.lazy import late
from neutral_gate.model import SourceMap
from neutral_gate.model.references import Piece

_SPACE = " \t\n\r\f"
_RUN = late(r"[ \t\n\r\f]{2,}")
UNSEEN = " \xa0\u200b\u200c\u200d\u2060\ufeff\u00ad"
"""Signs that a reader does not see; a block of nothing else is none."""


class BlockText:
    """Takes pieces of text in reading order; runs of white space become one space, none stands at either end.

    Attributes:
        pieces: What there is so far; empty as long as nothing but white space has come.
    """

    __slots__ = ("_gap", "pieces")

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._gap: Piece | None = None

    def add(self, text: str, start: int, end: int) -> None:
        """Adds a piece; where it is not as long as its stretch of the source, it maps as one whole."""
        if not text:
            return
        if end - start != len(text):
            self._whole(text, start, end)
            return
        stripped = text.lstrip(_SPACE)
        if len(stripped) != len(text):
            begin = end - len(stripped)
            if self.pieces and self._gap is None:
                self._gap = (" ", start, begin)
            if not stripped:
                return
            start = begin
        text = stripped.rstrip(_SPACE)
        stop = start + len(text)
        pieces = self.pieces
        if self._gap is not None:
            pieces.append(self._gap)
            self._gap = None
        plain = text.replace("\n", " ") if "\n" in text else text
        if "\t" in plain or "\r" in plain or "\f" in plain:
            plain = plain.replace("\t", " ").replace("\r", " ").replace("\f", " ")
        if "  " not in plain:
            pieces.append((plain, start, stop))
        else:
            place = 0
            for run in _RUN.finditer(text):
                pieces.append((plain[place : run.start()], start + place, start + run.start()))
                pieces.append((" ", start + run.start(), start + run.end()))
                place = run.end()
            pieces.append((plain[place:], start + place, stop))
        if stop < end:
            self._gap = (" ", stop, end)

    def add_pieces(self, pieces: Iterable[Piece]) -> None:
        """Adds several pieces."""
        for text, start, end in pieces:
            self.add(text, start, end)

    def gap(self, mark: str, start: int, end: int) -> None:
        r"""White space at `source[start:end]`: `mark` is "\n" for a line break that the author set, else " "."""
        if self.pieces and (self._gap is None or mark == "\n"):
            self._gap = (mark, start, end)

    def mark(self, text: str, place: int) -> None:
        """Adds signs that the reader sees but the source does not hold, such as the quotation marks of a `<q>`."""
        if self._gap is not None:
            self.pieces.append(self._gap)
            self._gap = None
        self.pieces.append((text, place, place))

    def take(self) -> tuple[str, SourceMap] | None:
        """The text and its map, and starts anew; None where there was nothing to see."""
        pieces = self.pieces
        self.pieces = []
        self._gap = None
        if len(pieces) == 1:
            text, start, end = pieces[0]
            if not text.strip(UNSEEN):
                return None
            return text, SourceMap((0,), (start,), (end,), len(text))
        text = "".join([piece for piece, _, _ in pieces])
        if not text.strip(UNSEEN):
            return None
        starts, length = [], 0
        for piece, _, _ in pieces:
            starts.append(length)
            length += len(piece)
        return text, SourceMap(
            tuple(starts), tuple([start for _, start, _ in pieces]), tuple([end for _, _, end in pieces]), length
        )

    def _whole(self, text: str, start: int, end: int) -> None:
        """Adds letters that stand for a stretch of another length, such as a character reference."""
        if not text.strip(_SPACE):
            self.gap(" ", start, end)
            return
        if self._gap is not None:
            self.pieces.append(self._gap)
            self._gap = None
        for sign in "\n\t\r\f":
            text = text.replace(sign, " ")
        self.pieces.append((text, start, end))
