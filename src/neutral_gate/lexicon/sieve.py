"""Tells in one go through a few sentences which patterns could match in them, so that little is left to be swept for.

All patterns are tried side by side (Shift-And: Baeza-Yates and Gonnet, "A new approach to text searching", 1992). A
number has a bit for each part of each pattern: whether the words up to here end with that part. A word moves all bits
on by one, and takes away those of parts that it does not fit. That costs the same however many patterns there are.

It is a sieve, because it takes parts of several words by the rarest of them, and leaves out parts that anything fits.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from neutral_gate.text import Token

_MOST_WORDS = 4_096
"""Words whose parts are remembered, at up to four kilobytes each."""


class Sieve:
    """Patterns to be tried side by side; `sieve_maker.sieved` makes the arguments.

    Args:
        parts: Gives the parts that a word or a class fits, or None.
        size: The number of parts.
        starts: The parts that patterns begin with.
        loose: Those with others between them and the next.
        last: The patterns that end with a part, by the part.
        always: The patterns that have no part.
    """

    def __init__(
        self,
        parts: Callable[[str], Iterable[int] | None],
        size: int,
        starts: Iterable[int],
        loose: Iterable[int],
        last: Mapping[int, int],
        always: Iterable[int],
    ) -> None:
        self._bytes = size // 8 + 1
        self._starts, self._loose, self._ends = (self._number(each) for each in (starts, loose, last))
        self._last = last
        self._always = frozenset(always)
        self._parts = parts
        self._masks: dict[str, int] = {}

    def among(self, sentences: Iterable[Sequence[Token]]) -> set[int]:
        """The numbers of the patterns that could match a sentence: no other can.

        Args:
            sentences: The tokens of each, names merged.
        """
        masks, starts, loose = self._masks, self._starts, self._loose
        seen = 0
        for tokens in sentences:
            state = waiting = 0
            for token in tokens:
                mask = masks.get(token.text)
                if mask is None:
                    mask = self._mask(token.text)
                if token.classes or token.kind != "word":
                    mask |= self._named(token)
                if mask:
                    state = ((state | waiting) << 1 | starts) & mask
                    waiting |= state & loose
                    seen |= state
                else:
                    state = 0
        return self._ended(seen & self._ends)

    def _ended(self, parts: int) -> set[int]:
        """The patterns that end with some parts."""
        found = set(self._always)
        bits = f"{parts:b}"[::-1]
        part = bits.find("1")
        while part >= 0:
            found.add(self._last[part])
            part = bits.find("1", part + 1)
        return found

    def _named(self, token: Token) -> int:
        """The parts that the classes and the kind of a token fit."""
        mask = 0
        for name in (*token.classes, token.kind):
            key = f"{{{name}}}"
            found = self._masks.get(key)
            mask |= self._mask(key) if found is None else found
        return mask

    def _mask(self, key: str) -> int:
        """The parts that a word or a class fits."""
        if len(self._masks) >= _MOST_WORDS:
            self._masks.clear()
        parts = self._parts(key)
        found = self._masks[key] = self._number(parts) if parts else 0
        return found

    def _number(self, parts: Iterable[int]) -> int:
        row = bytearray(self._bytes)
        for part in parts:
            row[part >> 3] |= 1 << (part & 7)
        return int.from_bytes(row, "little")
