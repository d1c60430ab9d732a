"""A draft, read as far as its rules need: its sentences, and which of them could be what a rule looks for."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from neutral_gate.lexicon.compiled_find import CompiledFind
from neutral_gate.lexicon.lexicon import Lexicon
from neutral_gate.lexicon.screen import Words
from neutral_gate.model import Block, Post, Role
from neutral_gate.rules.block_runs import may_point, runs_of_block, runs_of_tokens, token_runs
from neutral_gate.rules.lines import joined_lines
from neutral_gate.rules.lists import TableRows, list_openers
from neutral_gate.rules.officers import own_quotations
from neutral_gate.rules.sentence import Passage, Sentence
from neutral_gate.rules.speakers import attribute
from neutral_gate.rules.speech import LEADER, POLITICAL
from neutral_gate.text import Token, sentences, tokenise
from neutral_gate.text.runs import Runs

if TYPE_CHECKING:  # what only a text that is read needs is loaded then
    from neutral_gate.lexicon.sweep import Places, Sweep

__all__ = ["Reading", "Sentence", "is_image_text", "is_prose", "read_blocks", "read_together", "screen_together"]

_TITLES = frozenset({Role.TITLE, Role.HEADING})
_IMAGE = frozenset({Role.ALT, Role.CAPTION})
_ASIDE = _IMAGE | {Role.TOOLTIP, Role.LABEL, Role.META, Role.HASHTAG}
_UNSEEN = frozenset({Role.ALT, Role.TOOLTIP, Role.HASHTAG})
_POINTED_AT = frozenset({"{candidate}", "{politician}"})
"""Stand among the runs of a draft whose words may point to somebody in politics whom another post names."""
_MOST_RUNS = 400
"""Of a draft that the screen is asked about; some 200 words have them. So much could stand in a longer one that asking
takes longer than looking for everything."""
_SURE_WORD = re.compile("[A-Za-z0-9]")
"""A stretch with one of these has a token."""


class Reading:
    """A draft's passages and sentences in reading order.

    What no rule asks for is not worked out: sentences are cut into words when a pattern could match the draft, and only
    patterns that a rule asks for are looked for.

    Args:
        passages: The blocks.
        lexicon: What to look for.
        runs: The runs of letters of all passages.
        kind: The kind of the draft, "" where it is not known: what leaves that kind alone is not asked.
        screened: False to look for everything everywhere, which finds the same and takes far longer.
        others: Texts that name somebody to whom words of the draft may point, such as the post that it answers.

    Attributes:
        lexicon: What is looked for.
        words: What could stand in the draft; None where everything is looked for, as in a long one.
    """

    def __init__(
        self,
        passages: Sequence[Passage],
        lexicon: Lexicon,
        runs: Runs,
        *,
        kind: str,
        screened: bool,
        others: Sequence[str] = (),
    ) -> None:
        self._passages = passages
        self._kind = kind
        self.others = others
        self.words = Words(runs, lexicon.compiled.record) if screened and len(runs) <= _MOST_RUNS else None
        self._suspected: Collection[int] | None = None
        self._sweep: Sweep | None = None
        self._first = 0  # the number that the first sentence has in the sweep
        self._attributed = False
        self._spoken = False
        self.lexicon = lexicon

    @cached_property
    def sentences(self) -> list[Sentence]:
        """All sentences in reading order; the words of a hashtag stand as a sentence of their own after its own."""
        found: list[Sentence] = []
        for passage in self._passages:
            for start, end, tokens in self._cut(passage):
                found.append(Sentence(self, len(found), passage, start, end, tokens))
        return found

    @cached_property
    def openers(self) -> Mapping[int, int]:
        """For each sentence that is an item of a list, the number of the sentence that opens the list."""
        return list_openers(self.sentences)

    @property
    def texts(self) -> list[str]:
        """The texts of its blocks in reading order."""
        return [passage.block.text for passage in self._passages]

    def part(self) -> None:
        """Parts it from its sentences, which point back to it: both are freed at once. It is not to be asked again."""
        self.__dict__.pop("sentences", None)

    def read(self) -> Sweep:
        """Cuts the sentences into words, merges the names, and makes them ready to be swept for patterns."""
        return read_together([self])

    def take(self, sweep: Sweep, first: int) -> None:
        """Takes the sweep that its sentences are in, and the number that the first of them has there."""
        self._sweep = sweep
        self._first = first

    def places(self, sentence: int, pattern: int) -> Places:
        """Where a pattern matches a sentence, as ranges of tokens."""
        return self._swept().places(self._first + sentence, pattern)

    def matches(self, sentence: int, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches a sentence."""
        return self._first + sentence in self._swept().any_of(patterns)

    def places_of(self, finds: Iterable[CompiledFind]) -> dict[int, list[CompiledFind]]:
        """The finds whose words stand in a sentence, by its number; sentences without any are left out."""
        found: dict[int, list[CompiledFind]] = {}
        for find in finds:
            for number in self._matched(find.match):
                found.setdefault(number, []).append(find)
        return dict(sorted(found.items()))

    def finds_of(self, owner: str) -> Sequence[CompiledFind]:
        """The finds of a rule or an exception that could find something."""
        finds = self.lexicon.finds.get(owner, ())
        if self.words is None:
            return finds
        if owner in self.lexicon.compiled.rules:
            return [find for find in finds if find.anywhere in self._suspects]
        return [find for find in finds if self.words.may_hold(find.anywhere)]

    @cached_property
    def rules(self) -> Collection[str]:
        """The rules, by id, whose finds could find something."""
        if self.words is None:
            return self.lexicon.compiled.rules.keys()
        if not self._suspects:
            return ()
        owners = self.lexicon.compiled.units.owners
        return {owners[find] for find in self._suspects}

    @property
    def may_hit(self) -> bool:
        """True where any find of any rule could find something."""
        return self.words is None or bool(self._suspects)

    @property
    def _suspects(self) -> Collection[int]:
        """The finds of rules, by their `anywhere`, that could find something."""
        if self._suspected is None:
            suspects = self.lexicon.compiled.anywhere.suspects(self.words) if self.words is not None else ()
            self._suspected = self._for_kind(suspects)
        return self._suspected

    def _for_kind(self, suspects: Collection[int]) -> Collection[int]:
        """Without those that leave a draft of this kind alone."""
        return set(suspects) - self.lexicon.compiled.passed_over(self._kind) if suspects and self._kind else suspects

    def screen(self, words: Words, suspects: Collection[int]) -> None:
        """Takes what a screen of many drafts says of this one."""
        self.words = words
        self._suspected = self._for_kind(suspects)

    def may_name(self, *classes: str) -> bool:
        """True where a name of one of the classes could stand in the draft."""
        units = self.lexicon.compiled.units
        return self._anywhere(*(units.classes[name] for name in classes))

    @property
    def may_name_anybody(self) -> bool:
        """True where any name could stand in the draft."""
        return self._anywhere(self.lexicon.compiled.units.named)

    def naming(self, name: str) -> Iterator[tuple[int, Sentence]]:
        """The sentences, with their numbers, in which a name of a class stands."""
        if self.may_name(name):
            yield from (
                (number, sentence)
                for number, sentence in enumerate(self.sentences)
                if any(name in token.classes for token in sentence.tokens)
            )

    def may_have_slogan(self, block: Block) -> bool:
        """True where the words of an election slogan could stand in a block."""
        unit = self.lexicon.compiled.units.slogans
        words = next((passage.words for passage in self._passages if passage.block is block), None)
        return self.words is None or words is None or words.may_hold(unit)

    @property
    def may_have_slogans(self) -> bool:
        """True where the words of an election slogan could stand in the draft."""
        return self._anywhere(self.lexicon.compiled.units.slogans)

    def has(self, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches any sentence."""
        return any(True for _ in self._matched(patterns))

    def section_has(self, section: int, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches a sentence of a section."""
        return any(self.sentences[number].section == section for number in self._matched(patterns))

    def row_has(self, row: int, patterns: frozenset[int]) -> bool:
        """True where any of the patterns matches a sentence of a row of a table; rows count from 1."""
        return row > 0 and any(self.sentences[number].row == row for number in self._matched(patterns))

    @property
    def may_quote(self) -> bool:
        """True where a politician could say something in the draft."""
        named = self.may_name_anybody and self.may_name(*POLITICAL)
        return named or (self.words is not None and LEADER in self.words.runs)

    @cached_property
    def own_quotations(self) -> Mapping[int, frozenset[tuple[int, int]]]:
        """The quotations in which the body itself speaks, by the identity of their block."""
        return own_quotations(self.sentences, self.lexicon.signals)

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

    def _swept(self) -> Sweep:
        return self._sweep or self.read()

    def _matched(self, patterns: frozenset[int]) -> Iterator[int]:
        """The sentences, by number, that any of the patterns matches."""
        if not patterns:
            return
        found = self._swept().any_of(patterns)
        if found:
            yield from (number for number in range(len(self.sentences)) if self._first + number in found)

    def _anywhere(self, *units: int) -> bool:
        return self.words is None or any(map(self.words.may_hold, units))

    def _cut(self, passage: Passage) -> Iterator[tuple[int, int, list[Token] | None]]:
        """The sentences of a block: start, end, and their words where they had to be cut already."""
        block = passage.block
        text, tags = block.text, block.role is Role.HASHTAG
        names = self.lexicon.may_name_people(passage.words, text)
        if tags or names or "#" in text or "＃" in text:
            for tokens in filter(None, token_runs(text, tags, self.lexicon.people if names else None)):
                yield tokens[0].start, tokens[-1].end, tokens
            return
        for start, end in sentences(text):
            if _SURE_WORD.search(text, start, end):
                yield start, end, None
            else:
                tokens = tokenise(text, start, end)
                if tokens:
                    yield start, end, tokens


def read_blocks(
    blocks: Iterable[Block],
    lexicon: Lexicon,
    *,
    post: bool = False,
    items: bool = False,
    source: str = "",
    kind: str = "",
    screened: bool = True,
    answers: Iterable[Post] = (),
) -> Reading:
    """Reads blocks of one draft.

    Args:
        blocks: In reading order.
        lexicon: What to look for.
        post: True for a post, whose every sentence is a lead.
        items: True for a draft of several items, such as a newsletter: the first two paragraphs under a heading lead.
        source: The draft's source, which tells the rows of its tables.
        kind: The draft's kind, "" where it is not known.
        screened: False to look for everything everywhere; what is found is the same.
        answers: Posts that the blocks answer or quote, and so may point to whom they name.
    """
    passages: list[Passage] = []
    parts: list[Runs] = []
    section = 0
    paragraphs = 0
    rows = TableRows(source)
    for block in joined_lines(blocks, lexicon.people, source):
        if block.role is Role.HEADING and paragraphs:  # titles and headings above all text belong to its first section
            section += 1
            if items:
                paragraphs = 0
        if block.role not in _TITLES and block.role not in _ASIDE:
            paragraphs += 1
        lead = post or block.role in _TITLES or block.role is Role.META or paragraphs <= 2
        runs = runs_of_block(block)
        words = lexicon.words(runs, block.text) if runs is not None else None
        parts.append(words.runs if words is not None else lexicon.words(runs_of_tokens(block), None).runs)
        passages.append(Passage(block, section, rows.of(block), lead, words))
    every = parts[0] if len(parts) == 1 else frozenset().union(*parts)
    others = [
        block.text
        for post in answers
        for block in post.blocks
        if may_point(every, block.text, lexicon) and lexicon.may_name(block.text)
    ]
    if others:
        every = every | _POINTED_AT
    return Reading(passages, lexicon, every, kind=kind, screened=screened, others=others)


def screen_together(readings: Sequence[Reading], lexicon: Lexicon) -> None:
    """Asks the screen once for several drafts that share a lexicon: what could stand in which of them."""
    from neutral_gate.lexicon.table import Shared, Table, suspects

    known = [reading for reading in readings if reading.words is not None]
    compiled = lexicon.compiled
    table = Table([reading.words.runs for reading in known if reading.words is not None], compiled.record)
    finds = [find for find, owner in compiled.units.owners.items() if owner in compiled.rules]
    for number, (reading, theirs) in enumerate(zip(known, suspects(table, len(known), finds), strict=True)):
        if reading.words is not None:
            reading.screen(Shared(reading.words.runs, table, number), theirs)


def read_together(readings: Sequence[Reading]) -> Sweep:
    """Reads several drafts that share a lexicon, so that each pattern is looked for in all of them at once."""
    lexicon = readings[0].lexicon
    sentences = [sentence for reading in readings for sentence in reading.sentences]
    rows = [sentence.unnamed for sentence in sentences]
    if any(reading.may_name_anybody for reading in readings):
        rows, layout = lexicon.recognise((row, each.block.text) for row, each in zip(rows, sentences, strict=True))
        if _settled(readings, rows):
            layout = lexicon.laid_out(rows)
    else:
        layout = lexicon.laid_out(rows)
    for sentence, tokens in zip(sentences, rows, strict=True):
        sentence.tokens = tokens
    sweep = lexicon.sweep(layout)
    first = 0
    for reading in readings:
        reading.take(sweep, first)
        first += len(reading.sentences)
    return sweep


def _settled(readings: Sequence[Reading], rows: Sequence[list[Token]]) -> bool:
    """Takes the classes from names that mean something else in their draft; True where there was one."""
    changed = False
    first = 0
    for reading in readings:
        theirs = rows[first : first + len(reading.sentences)]
        first += len(theirs)
        if reading.others or any(token.classes for row in theirs for token in row):
            from neutral_gate.rules.meanings import settle

            changed |= settle(theirs, reading.texts)
        if reading.may_name("candidate", "politician"):
            from neutral_gate.rules.meanings.references import tie

            changed |= tie(theirs, _rows_of(reading.others, reading.lexicon), reading.lexicon.people)
    return changed


def _rows_of(texts: Sequence[str], lexicon: Lexicon) -> list[list[Token]]:
    """The tokens of the sentences of texts, names recognised."""
    found = [(tokens, text) for text in texts for tokens in token_runs(text, False, lexicon.people) if tokens]
    return lexicon.recognise(found)[0] if found else []


def is_image_text(sentence: Sentence) -> bool:
    """True for alt text and captions."""
    return sentence.role in _IMAGE


def is_prose(sentence: Sentence) -> bool:
    """True for what a reader sees as text: titles, captions, labels of buttons and a page's description included.

    False for alt texts, tooltips and hashtags.
    """
    return sentence.role not in _UNSEEN
