"""The lexicon compiled into the parts of one file, and read from them again, each part when it is needed."""

from __future__ import annotations

import marshal
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from neutral_gate.lexicon.checklist import ChecklistLine
from neutral_gate.lexicon.compiled_find import CompiledFind
from neutral_gate.lexicon.rule import ExceptionRule, Find, Rule
from neutral_gate.lexicon.screen import Screen
from neutral_gate.lexicon.sections import Parts, Records
from neutral_gate.lexicon.sections import Words as WordsOf
from neutral_gate.model.records import dataclass, names_of

if TYPE_CHECKING:  # what only a text that is read needs is loaded then
    from neutral_gate.lexicon.gazetteers import Gazetteers
    from neutral_gate.lexicon.plans import Patterns
    from neutral_gate.lexicon.recogniser import Recogniser

_PATTERNS = (
    *("match", "unless", "needs", "near", "unless_near"),
    *("needs_section", "unless_section", "needs_draft", "unless_draft"),
)
_MOST_TAGS = 10_000
"""Hashtags that are remembered."""
_FIND = ("where", "voice", "day", "kinds", "not_kinds", "severity", "message")


class Finds(Mapping[str, tuple[CompiledFind, ...]]):
    """The finds of each rule and exception, made from plain data when they are asked for."""

    def __init__(self, plain: Mapping[str, Any]) -> None:
        self._plain = plain
        self._made: dict[str, tuple[CompiledFind, ...]] = {}

    def __getitem__(self, owner: str) -> tuple[CompiledFind, ...]:
        made = self._made.get(owner)
        if made is None:
            made = self._made[owner] = tuple(_find(*each) for each in self._plain[owner])
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._plain)

    def __len__(self) -> int:
        return len(self._plain)


@dataclass(frozen=True, slots=True)
class Units:
    """Numbers in the screen: each pattern's own is its number.

    Attributes:
        named: Of all classes of names together.
        classes: Of each class of names.
        slogans: Of the slogans.
        owners: The rule or exception of each find's number.
    """

    named: int
    classes: Mapping[str, int]
    slogans: int
    owners: Mapping[int, str]


class Compiled:
    """A compiled lexicon.

    Args:
        parts: What `parts.compile_parts` made.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        head = self._plain("head")
        self.rules: dict[str, Rule] = {each[0]: Rule(*each) for each in head["rules"]}
        self.exceptions: dict[str, ExceptionRule] = {each[0]: ExceptionRule(*each) for each in head["exceptions"]}
        self.checklist: tuple[ChecklistLine, ...] = tuple(ChecklistLine(*each) for each in head["checklist"])
        self.finds = Finds(head["finds"])
        self.signals: dict[str, frozenset[int]] = head["signals"]
        self.digest: str = head["digest"]
        self.units = Units(*head["units"])
        self.patterns: int = head["patterns"]
        self._kinds: dict[int, tuple[frozenset[str], frozenset[str]]] = head["kinds"]
        self._passed_over: dict[str, frozenset[int]] = {}
        self._tags: dict[str, bool] = {}
        self._pieces: list[Records] = []

    @cached_property
    def anywhere(self) -> Screen:
        """What to look for in a draft."""
        return self._screen("anywhere")

    @cached_property
    def record(self) -> Records:
        """What must stand in a text for something to match it, by the screen's numbers."""
        return self._records("network")

    @cached_property
    def sweeping(self) -> Patterns:
        """The patterns, and the word lists that they name."""
        from neutral_gate.lexicon.plans import Patterns
        from neutral_gate.lexicon.sieve import Sieve

        lists, others, sieve = self._plain("lists")
        pattern, phrase, words = (self._records(part) for part in ("patterns", "phrases", "sets"))
        by_word, parts = (WordsOf(self._records(part)) for part in ("words", "sieve"))
        return Patterns(pattern, phrase, words, lists, by_word, others, Sieve(parts, *sieve), self.patterns)

    @cached_property
    def _names(self) -> tuple[Gazetteers, Recogniser]:
        from neutral_gate.lexicon.cache import thaw

        found: tuple[Gazetteers, Recogniser] = thaw(self._parts["names"])
        return found

    @property
    def gazetteers(self) -> Gazetteers:
        """Names, handles, domains, hashtags and slogans."""
        return self._names[0]

    @property
    def recogniser(self) -> Recogniser:
        """Finds names in sentences."""
        return self._names[1]

    def is_political_tag(self, tag: str) -> bool:
        """True where a hashtag, folded, is about a party, a politician or a campaign."""
        found = self._tags.get(tag)
        if found is None:
            if len(self._tags) >= _MOST_TAGS:
                self._tags.clear()
            found = self._tags[tag] = self.gazetteers.hashtag_of(tag) is not None
        return found

    def passed_over(self, kind: str) -> frozenset[int]:
        """The finds of rules, by their number in the screen, that leave a kind of draft alone."""
        found = self._passed_over.get(kind)
        if found is None:
            found = self._passed_over[kind] = frozenset(
                find for find, (only, never) in self._kinds.items() if (only and kind not in only) or kind in never
            )
        return found

    def _screen(self, name: str) -> Screen:
        always = self._plain(f"{name}-always")
        words, groups, sets = (self._records(f"{name}-{part}") for part in ("words", "groups", "sets"))
        return Screen((WordsOf(words), always), groups, sets)

    def read_all(self) -> None:
        """Reads the whole lexicon now, for a process that lasts: its first drafts are judged as fast as later ones."""
        _ = self.anywhere, self.record, self.sweeping, self._names
        for records in self._pieces:
            records.read_all()

    def _records(self, part: str) -> Records:
        """The pieces of a part; from a file only those are read that are asked for."""
        records = self._parts.records(part) if isinstance(self._parts, Parts) else Records(self._parts[part])
        self._pieces.append(records)
        return records

    def _plain(self, part: str) -> Any:
        return marshal.loads(self._parts[part])  # noqa: S302 - its checksum holds


def flat(row: Any) -> tuple[Any, ...]:
    """The values of a dataclass in order, its mappings as plain dicts, for marshal."""
    values = (getattr(row, name) for name in names_of(type(row)))
    return tuple(dict(value) if isinstance(value, Mapping) else value for value in values)


def flat_find(find: CompiledFind) -> tuple[Any, ...]:
    """A find as plain data; its patterns are numbers, so their texts are left out."""
    said = tuple(getattr(find.find, name) for name in _FIND)
    said = tuple(dict(value) if isinstance(value, Mapping) else value for value in said)
    return said, tuple(getattr(find, name) for name in _PATTERNS), find.anywhere


def _find(said: Sequence[Any], patterns: Sequence[frozenset[int]], anywhere: int) -> CompiledFind:
    named = dict(zip(_PATTERNS, patterns, strict=True))
    return CompiledFind(Find((), **dict(zip(_FIND, said, strict=True))), **named, anywhere=anywhere)
