"""Compiles word lists (classes): which words and phrases belong to which list.

Single words are looked up; the phrases of a list are found once, before the patterns that name the list, so that a
pattern has one step for a list, however long the list is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from neutral_gate.lexicon.pattern import Choice, Node, Optional, Word, parse
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.model import UsageError


class WordListBuilder:
    """Collects word lists; `planner` makes plain data of them."""

    def __init__(self) -> None:
        self._words: dict[str, list[str]] = {}
        self._phrases: dict[str, list[Node]] = {}
        self._uses: dict[str, set[str]] = {}
        self.classes: dict[str, set[str]] = {}  # what each owner's entries ask for besides word lists

    def add(self, name: str, words: Iterable[str], owner: str, names: Mapping[str, str]) -> None:
        """Adds a list once.

        Args:
            name: The name that patterns know it by after `renamed`.
            words: Its words and phrases, in the pattern language.
            owner: What to name in an error.
            names: Lists by the name that these words may call them.

        Raises:
            UsageError: An entry is not well formed.
        """
        if name in self._phrases:
            return
        self._words[name], self._phrases[name] = [], []
        self._uses[name] = set()
        for entry in words:
            node = renamed(parse(entry, f"{owner}, {name}"), names)
            self.classes.setdefault(owner, set()).update(classes_in(node))
            if isinstance(node, Word) and not (node.negated or node.capital) and _plain(node.keys):
                self._words[name] += node.keys
            else:
                self._phrases[name].append(node)
                self._uses[name].update(each[1:-1] for each in _keys(node) if each.startswith("<"))

    def names(self, owner: str) -> list[str]:
        """The lists of one owner's own."""
        return [name for name in self._phrases if name.endswith(f"@{owner}")]

    def lists(self) -> dict[str, tuple[list[str], list[Node]]]:
        """The single words and the phrases of each list, by its key.

        Raises:
            UsageError: A list names itself, by way of others or directly.
        """
        known: set[str] = set()
        for name in self._phrases:
            self._check(name, known, ())
        return {f"<{name}>": (self._words[name], phrases) for name, phrases in self._phrases.items()}

    def _check(self, name: str, known: set[str], path: tuple[str, ...]) -> None:
        if name in path:
            raise UsageError(f"The word list {name} names itself.", "Take its own name out of it.")
        if name in known:
            return
        for each in sorted(self._uses[name] & self._uses.keys()):
            self._check(each, known, (*path, name))
        known.add(name)


def renamed(node: Node, names: Mapping[str, str]) -> Node:
    """The node with `{name}` turned into the key of the word list that it means; other classes stay as they are."""
    match node:
        case Word(keys, negated, capital):
            if not any(key.startswith("{") for key in keys):
                return node
            listed = frozenset(f"<{names[key[1:-1]]}>" if key[1:-1] in names else key for key in keys)
            return Word(listed, negated, capital)
        case SequenceNode(parts):
            return SequenceNode(tuple(renamed(part, names) for part in parts))
        case Choice(parts):
            return Choice(tuple(renamed(part, names) for part in parts))
        case Optional(part):
            return Optional(renamed(part, names))
    return node


def classes_in(node: Node) -> set[str]:
    """The names of the classes, word lists apart, that a node asks for."""
    return {key[1:-1] for key in _keys(node) if key.startswith("{")}


def _keys(node: Node) -> Iterable[str]:
    if isinstance(node, Word):
        yield from node.keys
    elif isinstance(node, SequenceNode | Choice):
        for part in node.parts:
            yield from _keys(part)
    elif isinstance(node, Optional):
        yield from _keys(node.part)


def _plain(keys: Iterable[str]) -> bool:
    return all(not key.startswith(("{", "<")) for key in keys)
