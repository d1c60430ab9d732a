"""A draft, read as far as its rules need: its sentences, and which of them could be what a rule looks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import cached_property

from neutral_gate.lexicon.compiled_find import CompiledFind
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.names import Names
from neutral_gate.lexicon.screen import Words
from neutral_gate.model import Block, Role
from neutral_gate.rules.lines import joined_lines, sentence_tokens
from neutral_gate.rules.sentence import Passage, Sentence
from neutral_gate.rules.speakers import attribute
from neutral_gate.rules.speech import LEADER, POLITICAL
from neutral_gate.text import Token, opened, sentences, tokenise
from neutral_gate.text.runs import Runs, runs_in, runs_of

__all__ = ["Reading", "Sentence", "is_image_text", "is_prose", "read_blocks"]

_TITLES = frozenset({Role.TITLE, Role.HEADING})
_IMAGE = frozenset({Role.ALT, Role.CAPTION})
_ASIDE = _IMAGE | {Role.TOOLTIP, Role.LABEL, Role.META, Role.HASHTAG}
_LONG = 30
"""Sentences from which on a second table of the screen is loaded (4 ms)."""
_SURE_WORD = re.compile("[A-Za-z0-9]")
"""A stretch with one of these has a token."""


class Reading:
    """A draft's passages and sentences in reading order.

    What a rule does not ask for is not worked out: a sentence is cut into words when a pattern could match it, and a
    pattern runs where its words stand.

    Args:
        passages: The blocks.
        lexicon: What to look for.
        runs: The runs of letters of all passages; None where one of them must be read in full.
        screened: False to look for everything everywhere, which finds the same and takes far longer.

    Attributes:
        lexicon: What is looked for.
        screened: Whether what cannot stand in a text is left out.
    """

    def __init__(self, passages: Sequence[Passage], lexicon: Lexicon, runs: Runs | None, *, screened: bool) -> None:
        self._passages = passages
        self._words = None if runs is None else Words(runs, lexicon.compiled.record)
        self._has: dict[tuple[str, int, frozenset[int]], bool] = {}
        self._attributed = False
        self._spoken = False
        self.lexicon = lexicon
        self.screened = screened

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences in reading order; the words of a hashtag stand as a sentence of their own after its own."""
        return [sentence for passage in self._passages for sentence in self._sentences_of(passage)]

    @cached_property
    def is_long(self) -> bool:
        """True where a look-up table for sentences is worth its loading."""
        return len(self.sentences) > _LONG

    def places_of(self, owner: str) -> Sequence[int]:
        """The sentences, by number, in which a rule or an exception could find something."""
        finds = self.finds_of(owner)
        if not self.screened:
            return range(len(self.sentences)) if finds else ()
        if not finds:
            return ()
        return [
            number
            for number, sentence in enumerate(self.sentences)
            if any(sentence.may_find(find.here) for find in finds)
        ]

    def finds_of(self, owner: str) -> Sequence[CompiledFind]:
        """The finds of a rule or an exception that could find something."""
        finds = self.lexicon.finds.get(owner, ())
        if self._words is None or not self.screened:
            return finds
        if owner in self.lexicon.compiled.rules:
            return [find for find in finds if find.anywhere in self._suspects]
        return [find for find in finds if self._words.may_hold(find.anywhere)]

    @cached_property
    def rules(self) -> Collection[str]:
        """The rules, by id, whose finds could find something."""
        compiled = self.lexicon.compiled
        if self._words is None or not self.screened:
            return compiled.rules.keys()
        owners = compiled.units.owners
        return {owners[find] for find in self._suspects}

    @cached_property
    def _suspects(self) -> Collection[int]:
        """The finds of rules, by their `anywhere`, that could find something."""
        return self.lexicon.compiled.anywhere.suspects(self._words) if self._words is not None else ()

    def may_name(self, *classes: str) -> bool:
        """True where a name of one of the classes could stand in the draft."""
        units = [self.lexicon.compiled.units.classes[name] for name in classes]
        return not self.screened or self._anywhere(lambda words: any(map(words.may_hold, units)))

    def naming(self, *classes: str) -> Iterator[tuple[int, Sentence]]:
        """The sentences, with their numbers, in which a name of one of the classes could stand."""
        if not self.may_name(*classes):
            return
        units = [self.lexicon.compiled.units.classes[name] for name in classes]
        for number, sentence in enumerate(self.sentences):
            if not self.screened or any(map(sentence.words.may_hold, units)):
                yield number, sentence

    def may_have_slogan(self, block: Block) -> bool:
        """True where the words of an election slogan could stand in a block."""
        unit = self.lexicon.compiled.units.slogans
        words = next((passage.words for passage in self._passages if passage.block is block), None)
        return not self.screened or words is None or words.may_hold(unit)

    @property
    def may_have_slogans(self) -> bool:
        """True where the words of an election slogan could stand in the draft."""
        unit = self.lexicon.compiled.units.slogans
        return not self.screened or self._anywhere(lambda words: words.may_hold(unit))

    def has(self, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches any sentence."""
        return self._any("draft", 0, patterns)

    def section_has(self, section: int, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches a sentence of a section."""
        return self._any("section", section, patterns)

    def row_has(self, row: int, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches a sentence of a row of a table; rows count from 1."""
        return row > 0 and self._any("row", row, patterns)

    @property
    def may_quote(self) -> bool:
        """True where a politician could say something in the draft."""
        return self.may_name(*POLITICAL) or self._anywhere(lambda words: LEADER in words.runs)

    def attribute(self) -> None:
        """Finds out which quotations a politician says. Nothing to do where no politician is named."""
        if self._attributed:
            return
        self._attributed = True
        if self.may_quote:
            self._spoken = attribute(self.sentences, self.lexicon.signals)

    def attributed(self) -> Iterator[tuple[int, Sentence]]:
        """The sentences, with their numbers, in which a politician says something."""
        self.attribute()
        if self._spoken:
            yield from ((number, each) for number, each in enumerate(self.sentences) if each.is_attributed)

    def _anywhere(self, may_hold: Callable[[Words], bool]) -> bool:
        return self._words is None or may_hold(self._words)

    def _any(self, part: str, number: int, patterns: frozenset[int]) -> bool:
        if not patterns:
            return False
        key = (part, number, patterns)
        found = self._has.get(key)
        if found is None:
            wanted: Collection[int] = patterns
            if self.screened and self._words is not None:
                wanted = [pattern for pattern in patterns if self._words.may_hold(pattern)]
            ours = (each for each in self.sentences if part == "draft" or getattr(each, part) == number)
            found = self._has[key] = bool(wanted) and any(sentence.has(wanted) for sentence in ours)
        return found

    def _sentences_of(self, passage: Passage) -> Iterator[Sentence]:
        block = passage.block
        text, tags = block.text, block.role is Role.HASHTAG
        names = self.lexicon.may_name_people(passage.words, text)
        if tags or names or "#" in text or "＃" in text:
            for tokens in filter(None, _token_runs(text, tags, self.lexicon.people if names else None)):
                yield Sentence(self, passage, tokens[0].start, tokens[-1].end, tokens)
            return
        for start, end in sentences(text):
            if _SURE_WORD.search(text, start, end):
                yield Sentence(self, passage, start, end)
            else:
                tokens = tokenise(text, start, end)
                if tokens:
                    yield Sentence(self, passage, start, end, tokens)


def read_blocks(
    blocks: Iterable[Block],
    lexicon: Lexicon,
    *,
    post: bool = False,
    items: bool = False,
    source: str = "",
    screened: bool = True,
) -> Reading:
    """Reads blocks of one draft.

    Args:
        blocks: In reading order.
        lexicon: What to look for.
        post: True for a post, whose every sentence is a lead.
        items: True for a draft of several items, such as a newsletter: the first paragraph under each heading leads.
        source: The draft's source, which tells the rows of its tables.
        screened: False to look for everything everywhere; what is found is the same.
    """
    passages: list[Passage] = []
    every: set[str] | None = set()
    section = 0
    paragraphs = 0
    rows = _Rows(source)
    for block in joined_lines(blocks, lexicon.people, source):
        if block.role is Role.HEADING and paragraphs:  # titles and headings above all text belong to its first section
            section += 1
            if items:
                paragraphs = 0
        if block.role not in _TITLES and block.role not in _ASIDE:
            paragraphs += 1
        lead = post or block.role in _TITLES or block.role is Role.META or paragraphs == 1
        runs = _runs_of_block(block)
        words = None if runs is None else lexicon.words(runs, block.text)
        if words is None or every is None:
            every = None
        else:
            every |= words.runs
        passages.append(Passage(block, section, rows.of(block), lead, words))
    return Reading(passages, lexicon, every, screened=screened)


def _runs_of_block(block: Block) -> Runs | None:
    """The runs of letters of a block and of the words of its hashtags; None where it must be read in full."""
    if block.role is not Role.HASHTAG:
        return runs_in(block.text)
    return {run for tokens in _token_runs(block.text, True) for run in runs_of(tokens)}


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


def _token_runs(text: str, tags: bool, people: Names | None = None) -> Iterator[list[Token]]:
    """The tokens of each sentence, and after it the words of each of its hashtags, as a sentence of its own.

    With `tags` every single word is a hashtag, whether it is written with its sign or not.
    """
    for tokens in sentence_tokens(text, people):
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
