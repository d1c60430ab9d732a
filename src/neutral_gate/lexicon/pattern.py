"""The pattern language of rule files: words, classes, choices and gaps, one sentence at a time.

=================  ===================================================================================
``vote``           the word, whatever its case; hyphens and dashes between words do not matter
``vote~``          any of its inflections: votes, voted, voting
``=Labour``        the word, written with a capital
``{party}``        a class: a word list of the rule, or one that the gate finds (party, candidate ...)
``(a|b c|d)``      a choice
``word?``          may be left out; also after ``{class}`` and ``(...)``
``!word``          one word that is not this one; also ``!{class}`` and ``!(a|b)`` for single words
``..`` ``..3``     up to six, or up to three, other words or marks
``^`` ``$``        the beginning, the end of the sentence (its last mark does not count)
``*``              one word or mark, whatever it is
``!`` ``=?``       alone: an exclamation mark, a question mark
=================  ===================================================================================

A pattern never runs across the end of a sentence or of a block, nor across a mark that it does not name or skip.
"""

from __future__ import annotations

import re

from neutral_gate.model import UsageError
from neutral_gate.model.records import dataclass
from neutral_gate.text import fold, inflections, tokenise

DEFAULT_GAP = 6
MAX_GAP = 25


@dataclass(frozen=True, slots=True)
class Word:
    """One token that has any of the keys, or with `negated` none of them. No keys: any token."""

    keys: frozenset[str]
    negated: bool = False
    capital: bool = False


@dataclass(frozen=True, slots=True)
class Sequence:
    """Its parts, one after the other."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Any one of its parts."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """Its part, or nothing."""

    part: Node


@dataclass(frozen=True, slots=True)
class Gap:
    """Up to `most` tokens, whatever they are."""

    most: int


@dataclass(frozen=True, slots=True)
class Edge:
    """The beginning of the sentence, or its end."""

    end: bool


Node = Word | Sequence | Choice | Optional | Gap | Edge

_PIECE = re.compile(
    r"\s*(?:(?P<gap>\.\.(?P<most>\d+)?)|(?P<open>\()|(?P<close>\))|(?P<bar>\|)|(?P<opt>\?)|(?P<not>!(?=[\w{(=&£#@]))"
    r"|\{(?P<cls>[\w-]+)\}|(?P<edge>[\^$])|(?P<any>\*)|(?P<word>=?[^\s(){}|?!~^$*=]+~?|=\?|!))"
)


def parse(pattern: str, where: str = "pattern") -> Node:
    """Reads one pattern.

    Args:
        pattern: The pattern, in the language that this module describes.
        where: What to name in an error, such as the rule id.

    Raises:
        UsageError: The pattern is not well formed.
    """
    return _Parser(pattern, where).whole()


class _Parser:
    def __init__(self, pattern: str, where: str) -> None:
        self._pattern = pattern
        self._where = where
        self._pieces: list[re.Match[str]] = []
        place = 0
        stripped = pattern.rstrip()
        while place < len(stripped):
            found = _PIECE.match(stripped, place)
            if found is None:
                raise self._error(f"cannot be read from {stripped[place : place + 12]!r} on")
            self._pieces.append(found)
            place = found.end()
        self._next = 0

    def whole(self) -> Node:
        node = self._choice()
        if self._next < len(self._pieces):
            raise self._error("has a closing bracket too many")
        if _may_be_empty(node):
            raise self._error("could match nothing at all")
        if self._pieces[0]["gap"] or self._pieces[-1]["gap"]:
            raise self._error("begins or ends with a gap, which adds nothing")
        return node

    def _choice(self) -> Node:
        parts = [self._sequence()]
        while self._at("bar"):
            self._next += 1
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Node:
        parts: list[Node] = []
        while self._next < len(self._pieces) and not self._at("bar") and not self._at("close"):
            part = self._item()
            if self._at("opt"):
                self._next += 1
                part = Optional(part)
            parts.append(part)
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _item(self) -> Node:
        piece = self._pieces[self._next]
        self._next += 1
        if piece["gap"]:
            return Gap(self._gap(piece["most"]))
        if piece["open"]:
            node = self._choice()
            if not self._at("close"):
                raise self._error("has a bracket that is not closed")
            self._next += 1
            return node
        if piece["not"]:
            return self._negated()
        if piece["cls"]:
            return Word(frozenset({"{" + piece["cls"].replace("_", "-") + "}"}))
        if piece["edge"]:
            return Edge(piece["edge"] == "$")
        if piece["any"]:
            return Word(frozenset())
        if piece["word"]:
            return self._word(piece["word"])
        raise self._error("has a ? that follows nothing")

    def _gap(self, most: str | None) -> int:
        length = int(most) if most else DEFAULT_GAP
        if length > MAX_GAP:
            raise self._error(f"has a gap over {MAX_GAP} words")
        return length

    def _negated(self) -> Word:
        node = self._item()
        words = node.parts if isinstance(node, Choice) else (node,)
        keys: set[str] = set()
        for word in words:
            if not isinstance(word, Word):
                raise self._error("can only negate single words and classes with !")
            keys |= word.keys
        return Word(frozenset(keys), negated=True)

    def _word(self, raw: str) -> Node:
        capital = raw.startswith("=") and raw != "=?"
        body = raw.removeprefix("=")
        inflected = body.endswith("~")
        tokens = tokenise(body.removesuffix("~"))
        if not tokens:
            raise self._error(f"has a word without letters, {raw!r}")
        words: list[Node] = [Word(frozenset({fold(token.text)}), capital=capital) for token in tokens]
        if inflected:
            words[-1] = Word(inflections(tokens[-1].text), capital=capital)
        return words[0] if len(words) == 1 else Sequence(tuple(words))

    def _at(self, group: str) -> bool:
        return self._next < len(self._pieces) and bool(self._pieces[self._next][group])

    def _error(self, problem: str) -> UsageError:
        return UsageError(
            f"A pattern of {self._where} {problem}: {self._pattern!r}.",
            "See docs/rule-files.md for what a pattern may hold.",
        )


def _may_be_empty(node: Node) -> bool:
    match node:
        case Sequence(parts):
            return all(_may_be_empty(part) for part in parts)
        case Choice(parts):
            return any(_may_be_empty(part) for part in parts)
        case Optional() | Gap() | Edge():
            return True
    return False
