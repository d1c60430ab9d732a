"""Turns patterns into plain data that can be swept for; see `plans`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from neutral_gate.lexicon.common_words import chance_of
from neutral_gate.lexicon.pattern import Choice, Edge, Gap, Node, Optional, Word
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.lexicon.plans import ANY, CHOICE, EDGE, GAP, NOT, OPTIONAL, ROW, WORD, WORDS, Entry, Step

_FORMS = frozenset({"{capital}", "{word}"})
"""Classes that no token is listed under."""


def plan(node: Node) -> Step:
    """A pattern as plain data."""
    match node:
        case Word(keys, negated, capital):
            if not keys:
                return (ANY,)
            plain = frozenset(key for key in keys if not _is_key(key))
            others = tuple(sorted(keys - plain))
            if len(plain) == len(keys) == 1 and not (negated or capital):
                return (WORD, *plain)
            return (NOT if negated else WORDS, *((frozenset(), plain) if capital else (plain, frozenset())), others)
        case SequenceNode(parts):
            needs = {words for words in map(needed, parts) if words is not None}
            return (ROW, tuple(map(plan, parts)), tuple(sorted(needs, key=_weight)))
        case Choice(parts):
            return _choice(list(map(plan, parts)))
        case Optional(part):
            return (OPTIONAL, plan(part))
        case Gap(most):
            return (GAP, most)
        case Edge(end):
            return (EDGE, end)


def needed(node: Node) -> frozenset[str] | None:
    """Words and classes of which one must stand for a node to match, the rarest there are; None where none must."""
    match node:
        case Word(keys, negated, _):
            known = keys and not negated and not any(key in _FORMS or (_is_key(key) and key[0] == "<") for key in keys)
            return keys if known else None
        case SequenceNode(parts):
            found = [words for words in map(needed, parts) if words is not None]
            return min(found, key=_weight, default=None)
        case Choice(parts):
            each = [needed(part) for part in parts]
            return None if None in each else frozenset().union(*(words for words in each if words is not None))
    return None


def entries(
    vocabulary: Mapping[str, Sequence[str]], phrases: Sequence[Node], patterns: Sequence[Node]
) -> tuple[dict[str, Entry], tuple[list[int], list[int]]]:
    """What hangs on each word, and the numbers of phrases and patterns that need none; see `Patterns`.

    Args:
        vocabulary: The keys of the lists that have a word as a single one, by word.
        phrases: The phrases of all lists.
        patterns: The patterns.
    """
    found: dict[str, tuple[list[str], list[int], list[int]]] = {}
    for word, keys in vocabulary.items():
        found.setdefault(word, ([], [], []))[0].extend(keys)
    others: tuple[list[int], list[int]] = ([], [])
    for place, nodes in enumerate((phrases, patterns)):
        for number, node in enumerate(nodes):
            words = needed(node)
            if words is None:
                others[place].append(number)
            for word in words or ():
                row = found.setdefault(word, ([], [], []))
                (row[1] if place == 0 else row[2]).append(number)
    return {word: (tuple(keys), tuple(some), tuple(more)) for word, (keys, some, more) in found.items()}, others


def _choice(steps: Sequence[Step]) -> Step:
    """Any one of some steps; those of single words become one."""
    words, capitals, keys = frozenset[str](), frozenset[str](), dict[str, None]()
    others = []
    for step in steps:
        if step[0] == WORD:
            words |= {step[1]}
        elif step[0] == WORDS:
            words, capitals = words | step[1], capitals | step[2]
            keys |= dict.fromkeys(step[3])
        else:
            others.append(step)
    single = (WORDS, words, capitals, tuple(keys))
    if len(others) == len(steps):
        return (CHOICE, tuple(others))
    return (CHOICE, (single, *others)) if others else single


def _is_key(key: str) -> bool:
    return len(key) > 1 and key[0] in "{<" and key[-1] in "}>"


def _weight(words: frozenset[str]) -> tuple[float, list[str]]:
    return sum(map(chance_of, words)), sorted(words)
