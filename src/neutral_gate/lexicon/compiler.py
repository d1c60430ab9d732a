"""Gives every distinct pattern of the lexicon a number, and every rule's word lists names of their own."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from neutral_gate.lexicon.compiled_find import CompiledFind
from neutral_gate.lexicon.pattern import Node, parse
from neutral_gate.lexicon.rule import Find
from neutral_gate.lexicon.word_lists import WordListBuilder, classes_in, renamed
from neutral_gate.model import UsageError

MEND = "See docs/rule-files.md for the classes that there are, or add a word list of that name."
# What a token's form or account tells, beside the classes of names.
_FORMS = frozenset(
    {"capital", "word", "number", "time", "money", "handle", "hashtag", "url", "email", "mark", "title", "initials"}
    | {"full-name", "political-handle", "campaign-hashtag", "political-hashtag"}
)


class Compiler:
    """Turns patterns into numbers.

    Args:
        shared: The word lists that every rule may use.

    Raises:
        UsageError: A word list is not well formed.
    """

    def __init__(self, shared: Mapping[str, Sequence[str]]) -> None:
        self.nodes: list[Node] = []
        self.word_lists = WordListBuilder()
        self._shared = {name.replace("_", "-"): words for name, words in shared.items()}
        self._names = {name: name for name in self._shared}
        self._numbers: dict[tuple[str, str], int] = {}
        for name, words in self._shared.items():
            self.word_lists.add(name, words, "classes.yaml", self._names)

    def find(self, owner: str, find: Find, classes: Mapping[str, Sequence[str]]) -> CompiledFind:
        """A find of a rule or an exception with its patterns as numbers.

        Args:
            owner: Id of the rule or exception.
            find: What it looks for.
            classes: The word lists of its own.

        Raises:
            UsageError: A pattern is not well formed.
        """
        names = self._names_for(owner, classes)

        def numbers(patterns: Iterable[str]) -> frozenset[int]:
            return frozenset(self.pattern(pattern, owner, names, classes) for pattern in patterns)

        return CompiledFind(
            find,
            match=numbers(find.match),
            unless=numbers(find.unless),
            needs=numbers(find.needs),
            near=numbers(find.near),
            unless_near=numbers(find.unless_near),
            needs_section=numbers(find.needs_section),
            unless_section=numbers(find.unless_section),
            needs_draft=numbers(find.needs_draft),
            unless_draft=numbers(find.unless_draft),
        )

    def pattern(
        self,
        pattern: str,
        owner: str,
        names: Mapping[str, str] | None = None,
        classes: Iterable[str] = (),
    ) -> int:
        """The number of a pattern; the same pattern has one number wherever it means the same."""
        scope = owner if any("{" + name + "}" in pattern for name in classes) else ""
        number = self._numbers.get((scope, pattern))
        if number is None:
            number = self._numbers[scope, pattern] = len(self._numbers)
            node = renamed(parse(pattern, owner), names or self._names)
            self.word_lists.classes.setdefault(owner, set()).update(classes_in(node))
            self.nodes.append(node)
        return number

    def check_classes(self, known: Iterable[str]) -> None:
        """Makes sure that every class in a pattern is a word list or something that the gate recognises.

        Raises:
            UsageError: A class is neither; the nearest name is suggested.
        """
        names = {*known, *_FORMS}
        for owner, asked in self.word_lists.classes.items():
            for name in sorted(asked - names):
                lists = (listed.partition("@")[0] for listed in self.word_lists.names(owner))
                near = difflib.get_close_matches(name, [*lists, *names, *self._names], 1)
                hint = f" Did you mean {{{near[0]}}}?" if near else ""
                raise UsageError(f"A pattern of {owner} has an unknown class, {{{name}}}.{hint}", MEND)

    def _names_for(self, owner: str, classes: Mapping[str, Sequence[str]]) -> Mapping[str, str]:
        """Word lists by the name that a rule calls them: its own come before the shared ones."""
        names = {**self._names, **{name.replace("_", "-"): f"{name}@{owner}" for name in classes}}
        for name, words in classes.items():
            self.word_lists.add(f"{name}@{owner}", words, owner, names)
        return names
