"""Turns patterns into plain data that can be swept for; see `plans`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from neutral_gate.lexicon.common_words import chance_of
from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.lexicon.plans import (
    ANY,
    CHOICE,
    EDGE,
    GAP,
    NO_SET,
    NOT,
    OPTIONAL,
    ROW,
    WORD,
    WORDS,
    Entry,
    Planned,
    Step,
)

Lists = Mapping[str, tuple[Iterable[str], Sequence[Node]]]
"""The single words and the phrases of each word list, by its key."""
FORMS = frozenset({"{capital}", "{word}"})
"""Classes that no token is listed under."""


def planned(patterns: Sequence[Node], lists: Lists) -> Planned:
    """Patterns as plain data.

    Args:
        patterns: The patterns.
        lists: The word lists that they name.
    """
    planner = _Planner()
    phrases: list[Node] = []
    about: dict[str, tuple[int, int, int]] = {}
    for key, (words, theirs) in lists.items():
        about[key] = planner.number(frozenset(words)), len(phrases), len(phrases) + len(theirs)
        phrases += theirs
    steps = [planner.plan(node) for node in patterns], [planner.plan(node) for node in phrases]
    return Planned(*steps, list(planner.sets), about, *_entries(phrases, patterns))


def _entries(*nodes: Sequence[Node]) -> tuple[dict[str, Entry], Entry]:
    """What may need each word, and what needs none."""
    found: dict[str, tuple[list[int], list[int]]] = {}
    others: tuple[list[int], list[int]] = ([], [])
    for place, theirs in enumerate(nodes):
        for number, node in enumerate(theirs):
            words = needed(node)
            if words is None:
                others[place].append(number)
            for word in words or ():
                found.setdefault(word, ([], []))[place].append(number)
    return {word: (tuple(phrases), tuple(patterns)) for word, (phrases, patterns) in found.items()}, others


class _Planner:
    """Turns patterns into plain data, and gives each set of words in them a number."""

    def __init__(self) -> None:
        self.sets: dict[frozenset[str], int] = {}

    def plan(self, node: Node) -> Step:
        """A pattern as plain data."""
        match node:
            case Word(keys, negated, capital):
                if not keys:
                    return (ANY,)
                plain = frozenset(key for key in keys if not _is_key(key))
                others = tuple(sorted(keys - plain))
                if len(plain) == len(keys) == 1 and not (negated or capital):
                    return (WORD, *plain)
                sets = (frozenset[str](), plain) if capital else (plain, frozenset[str]())
                return (NOT if negated else WORDS, *map(self.number, sets), others)
            case SequenceNode(parts):
                needs = {words for words in map(needed, parts) if words is not None}
                return (ROW, tuple(map(self.plan, parts)), tuple(map(self.number, sorted(needs, key=_weight))))
            case Choice(parts):
                return self._choice(list(_alternatives(parts)))
            case Optional(part):
                return (OPTIONAL, self.plan(part))
            case Gap(most):
                return (GAP, most)
            case Edge(end):
                return (EDGE, end)

    def number(self, words: frozenset[str]) -> int:
        """The number of a set of words."""
        return self.sets.setdefault(words, len(self.sets)) if words else NO_SET

    def _choice(self, parts: Sequence[Node]) -> Step:
        """Any one of some parts; those of single words become one."""
        single = [part for part in parts if isinstance(part, Word) and part.keys and not part.negated]
        others = tuple(self.plan(part) for part in parts if part not in single)
        if not single:
            return (CHOICE, others)
        keys = dict.fromkeys(key for part in single for key in sorted(part.keys) if _is_key(key))
        plain, capital = (
            frozenset(key for part in single if part.capital is large for key in part.keys if not _is_key(key))
            for large in (False, True)
        )
        words = (WORDS, self.number(plain), self.number(capital), tuple(keys))
        return (CHOICE, (words, *others)) if others else words


def needed(node: Node) -> frozenset[str] | None:
    """Words and classes of which one must stand for a node to match, the rarest there are; None where none must."""
    match node:
        case Word(keys, negated, _):
            known = keys and not negated and not any(key in FORMS or (_is_key(key) and key[0] == "<") for key in keys)
            return keys if known else None
        case SequenceNode(parts):
            found = [words for words in map(needed, parts) if words is not None]
            return min(found, key=_weight, default=None)
        case Choice(parts):
            each = [needed(part) for part in parts]
            return None if None in each else frozenset().union(*(words for words in each if words is not None))
    return None


def _alternatives(parts: Sequence[Node]) -> Iterator[Node]:
    """The parts of a choice, and in the place of a choice among them its own."""
    for part in parts:
        if isinstance(part, Choice):
            yield from _alternatives(part.parts)
        else:
            yield part


def _is_key(key: str) -> bool:
    return len(key) > 1 and key[0] in "{<" and key[-1] in "}>"


def _weight(words: frozenset[str]) -> tuple[float, list[str]]:
    return sum(map(chance_of, words)), sorted(words)
