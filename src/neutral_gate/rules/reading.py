"""A draft, read once: its sentences with names recognised and every pattern's matches, ready for all rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.model import Block, Role, Span
from neutral_gate.rules.speakers import attribute
from neutral_gate.text import Token, opened, quotations, sentences, tokenise

_TITLES = frozenset({Role.TITLE, Role.HEADING})
_IMAGE = frozenset({Role.ALT, Role.CAPTION})
_ASIDE = _IMAGE | {Role.TOOLTIP, Role.LABEL, Role.META, Role.HASHTAG}


@dataclass(slots=True)
class Sentence:
    """One sentence of a block.

    Attributes:
        block: The block it stands in.
        tokens: Its words, names merged.
        matches: For each pattern that matched: where, as ranges of tokens.
        row: Number of the table row that it stands in, from 1; 0 outside tables.
        section: Number of the section, from a heading to the next, that it stands in.
        lead: True in a title, a heading or the first paragraph.
        quotes: Quotations of the block, in offsets of its text.
        political_quotes: Those of the block's quotations that a politician says.
        political_reports: Ranges of tokens that tell what a politician said, without quotation marks.
        political_speaker: True where the sentence holds or reports a politician's words.
        reported: True where it reports what others think or said.
    """

    block: Block
    tokens: list[Token]
    matches: dict[int, list[tuple[int, int]]]
    section: int = 0
    row: int = 0
    lead: bool = False
    quotes: Sequence[tuple[int, int]] = ()
    political_quotes: Sequence[tuple[int, int]] = ()
    political_reports: Sequence[tuple[int, int]] = ()
    political_speaker: bool = False
    reported: bool = False

    @property
    def role(self) -> Role:
        """What its block is in the draft."""
        return self.block.role

    def has(self, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matched."""
        return not patterns.isdisjoint(self.matches)

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
        first, last = self.tokens[start].start, self.tokens[end - 1].end
        return any(begin < last and first < stop for begin, stop in self.quotes)


@dataclass(slots=True)
class Reading:
    """A draft's sentences in reading order, and which patterns matched anywhere in it, and in each section and row."""

    sentences: list[Sentence]
    patterns: frozenset[int] = frozenset()
    section_patterns: dict[int, frozenset[int]] = field(default_factory=dict)
    row_patterns: dict[int, frozenset[int]] = field(default_factory=dict)

    def has(self, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matched in any sentence."""
        return not patterns.isdisjoint(self.patterns)


def read_blocks(
    blocks: Iterable[Block], lexicon: Lexicon, *, post: bool = False, items: bool = False, source: str = ""
) -> Reading:
    """Reads blocks of one draft.

    Args:
        blocks: In reading order.
        lexicon: What to look for.
        post: True for a post, whose every sentence is a lead.
        items: True for a draft of several items, such as a newsletter: the first paragraph under each heading leads.
        source: The draft's source, which tells the rows of its tables.
    """
    result: list[Sentence] = []
    reported = lexicon.signals["reported"]
    section = 0
    paragraphs = 0
    rows = _Rows(source)
    for block in blocks:
        if block.role is Role.HEADING and paragraphs:  # titles and headings above all text belong to its first section
            section += 1
            if items:
                paragraphs = 0
        if block.role not in _TITLES and block.role not in _ASIDE:
            paragraphs += 1
        lead = post or block.role in _TITLES or block.role is Role.META or paragraphs == 1
        row = rows.of(block)
        quotes = quotations(block.text)
        ours: list[Sentence] = []
        for tokens in _token_runs(block.text, block.role is Role.HASHTAG):
            tokens = lexicon.recognise(tokens, block.text)
            matches: dict[int, list[tuple[int, int]]] = {}
            for match in lexicon.read(tokens):
                matches.setdefault(match.pattern, []).append((match.start, match.end))
            ours.append(Sentence(block, tokens, matches, section, row, lead, quotes))
        for sentence in ours:
            sentence.reported = sentence.has(reported)
        result.extend(ours)
    attribute(result, lexicon.signals)
    by_section: dict[int, set[int]] = {}
    by_row: dict[int, set[int]] = {}
    for sentence in result:
        by_section.setdefault(sentence.section, set()).update(sentence.matches)
        by_row.setdefault(sentence.row, set()).update(sentence.matches)
    by_row.pop(0, None)
    return Reading(
        result,
        frozenset().union(*by_section.values()),
        {number: frozenset(patterns) for number, patterns in by_section.items()},
        {number: frozenset(patterns) for number, patterns in by_row.items()},
    )


class _Rows:
    """Numbers the table rows of a draft by what stands between one cell and the next in its source."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._number = 0
        self._last_end = -1

    def of(self, block: Block) -> int:
        """The number of the row that a block stands in, or 0 for a block that is no cell."""
        if block.role is not Role.CELL:
            self._last_end = -1
            return 0
        where = block.where.span(0, len(block.text))
        between = self._source[self._last_end : where.start].lower() if self._last_end >= 0 else "<tr"
        # Markdown has a line for each row; HTML says so, wherever its lines break.
        if "<tr" in between if "<" in between else "\n" in between:
            self._number += 1
        self._last_end = where.end
        return self._number


def _token_runs(text: str, tags: bool) -> Iterator[list[Token]]:
    """The tokens of each sentence, and after it the words of each of its hashtags, as a sentence of its own.

    With `tags` every single word is a hashtag, whether it is written with its sign or not.
    """
    for start, end in sentences(text):
        tokens = tokenise(text, start, end)
        if tags and len(tokens) == 1 and tokens[0].kind == "word":
            tokens[0].kind = "hashtag"
        if tokens:
            yield tokens
        for token in tokens:
            if token.kind == "hashtag":
                sign = text[token.start] in "#＃"
                words = opened(text[token.start + sign : token.end], token.start + sign)
                if len(words) > 1:
                    yield [each for word in words for each in tokenise(text, *word)]


def is_image_text(sentence: Sentence) -> bool:
    """True for alt text and captions."""
    return sentence.role in _IMAGE


def is_prose(sentence: Sentence) -> bool:
    """True for running text, titles included; False for alt texts, labels and the like."""
    return sentence.role not in _ASIDE
