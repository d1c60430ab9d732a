"""One sentence of a draft: its words, and the patterns that match it, each found when somebody asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from neutral_gate.lexicon.screen import Words
from neutral_gate.model import Block, Role, Span
from neutral_gate.text import Token, quotations, tokenise

if TYPE_CHECKING:
    from neutral_gate.lexicon.sweep import Places
    from neutral_gate.rules.reading import Reading


class Passage:
    """A block with its place in the draft.

    Attributes:
        block: The block.
        section: Number of the section, from a heading to the next, that it stands in.
        row: Number of the table row that it stands in, from 1; 0 outside tables.
        lead: True in a title, a heading or one of the first paragraphs.
        words: What could stand in it; None where it must be read in full.
    """

    __slots__ = ("_quotes", "block", "lead", "row", "section", "words")

    def __init__(self, block: Block, section: int, row: int, lead: bool, words: Words | None) -> None:
        self.block = block
        self.section = section
        self.row = row
        self.lead = lead
        self.words = words
        self._quotes: Sequence[tuple[int, int]] | None = None

    @property
    def quotes(self) -> Sequence[tuple[int, int]]:
        """Its quotations, in offsets of its text."""
        if self._quotes is None:
            self._quotes = quotations(self.block.text)
        return self._quotes


class Sentence:
    """One sentence of a block.

    Args:
        reading: The draft.
        number: Its number in the draft, from 0.
        passage: The block it stands in.
        start: Where it starts in the block's text.
        end: Where it ends.
        tokens: Its words, where they are known already.

    Attributes:
        block: The block it stands in.
        number: Its number in the draft, from 0.
        section: Number of the section, from a heading to the next, that it stands in.
        row: Number of the table row that it stands in, from 1; 0 outside tables.
        lead: True in a title, a heading or one of the first paragraphs.
    """

    __slots__ = (
        "_passage",
        "_raw",
        "_reading",
        "_speakers",
        "_tokens",
        "block",
        "end",
        "lead",
        "number",
        "row",
        "section",
        "start",
    )

    def __init__(
        self, reading: Reading, number: int, passage: Passage, start: int, end: int, tokens: list[Token] | None = None
    ) -> None:
        self._reading = reading
        self._passage = passage
        self._raw = tokens
        self._tokens: list[Token]
        self._speakers: Speakers | None = None
        self.block = passage.block
        self.number = number
        self.section = passage.section
        self.row = passage.row
        self.lead = passage.lead
        self.start = start
        self.end = end

    @property
    def tokens(self) -> list[Token]:
        """Its words, names merged."""
        try:
            return self._tokens
        except AttributeError:  # nobody asked for it yet
            self._reading.read()
            return self._tokens

    @tokens.setter
    def tokens(self, tokens: list[Token]) -> None:
        self._tokens = tokens

    @property
    def unnamed(self) -> list[Token]:
        """Its words, before names are merged."""
        if self._raw is None:
            self._raw = tokenise(self.block.text, self.start, self.end)
        return self._raw

    @property
    def names(self) -> bool:
        """True where a name stands in it."""
        return any(token.classes for token in self.tokens)

    def places(self, pattern: int) -> Places:
        """Where a pattern matches, as ranges of tokens."""
        return self._reading.places(self.number, pattern)

    def has(self, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches."""
        return self._reading.matches(self.number, patterns)

    @property
    def role(self) -> Role:
        """What its block is in the draft."""
        return self.block.role

    @property
    def quotes(self) -> Sequence[tuple[int, int]]:
        """Quotations of the block, in offsets of its text."""
        return self._passage.quotes

    @property
    def reported(self) -> bool:
        """True where it reports what others think or said."""
        return self.has(self._reading.lexicon.signals["reported"])

    @property
    def political_quotes(self) -> Sequence[tuple[int, int]]:
        """Those of the block's quotations that a politician says."""
        self._reading.attribute()
        return self._speakers.quotes if self._speakers is not None else ()

    @property
    def political_reports(self) -> Sequence[tuple[int, int]]:
        """Ranges of tokens that tell what a politician said, without quotation marks."""
        self._reading.attribute()
        return self._speakers.reports if self._speakers is not None else ()

    @property
    def political_speaker(self) -> bool:
        """True where the sentence holds or reports a politician's words."""
        self._reading.attribute()
        return self._speakers is not None and self._speakers.political

    @property
    def is_attributed(self) -> bool:
        """True where it was looked at who speaks in it, because somebody does."""
        return self._speakers is not None

    def attribute(self, quotes: Sequence[tuple[int, int]], reports: Sequence[tuple[int, int]], political: bool) -> None:
        """Says what a politician says in it; see `speakers.attribute`."""
        self._speakers = Speakers(quotes, reports, political)

    def text(self, start: int = 0, end: int | None = None) -> str:
        """The words from token `start` to token `end`, as they stand in the block."""
        tokens = self.tokens[start:end]
        return self.block.text[tokens[0].start : tokens[-1].end] if tokens else ""

    def span(self, start: int, end: int) -> Span:
        """Where the tokens stand in the source."""
        return self.block.where.span(self.tokens[start].start, self.tokens[end - 1].end)

    def box(self, start: int, end: int) -> list[int]:
        """Where tokens read out of a picture stand on it: left, top, width and height in pixels."""
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        boxes = [box for box in self.block.boxes if box.start < last and first < box.end]
        if not boxes:
            return []
        left, top = min(box.left for box in boxes), min(box.top for box in boxes)
        right, bottom = max(box.left + box.width for box in boxes), max(box.top + box.height for box in boxes)
        return [left, top, right - left, bottom - top]

    def quoted(self, start: int, end: int) -> bool:
        """True where the tokens stand in somebody else's words."""
        if self.block.quoted:
            return True
        return bool(self._around(start, end))

    def by_officer(self, start: int, end: int) -> bool:
        """True where the tokens stand in quotations of somebody who speaks for the body; see `officers`."""
        around = self._around(start, end)
        return bool(around) and self._reading.own_quotations.get(id(self.block), frozenset()).issuperset(around)

    def _around(self, start: int, end: int) -> list[tuple[int, int]]:
        """The quotations that tokens stand in."""
        if not self.quotes:
            return []
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return [(begin, stop) for begin, stop in self.quotes if begin < last and first < stop]


class Speakers:
    """What a politician says in a sentence; the parts are those of `Sentence`."""

    __slots__ = ("political", "quotes", "reports")

    def __init__(self, quotes: Sequence[tuple[int, int]], reports: Sequence[tuple[int, int]], political: bool) -> None:
        self.quotes = quotes
        self.reports = reports
        self.political = political
