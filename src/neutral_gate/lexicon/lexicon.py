"""The lexicon, compiled: rules, exceptions, word lists and names, ready to read sentences with."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from neutral_gate import __version__
from neutral_gate.lexicon.accounts import Accounts
from neutral_gate.lexicon.automaton import Automaton, Match
from neutral_gate.lexicon.cache import cached
from neutral_gate.lexicon.gazetteers import Gazetteers, load_gazetteers
from neutral_gate.lexicon.pattern import Choice, Node, Optional, Word, parse
from neutral_gate.lexicon.pattern import Sequence as SequenceNode
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.recogniser import Recogniser, token_keys
from neutral_gate.lexicon.rule import ExceptionRule, Find, Rule
from neutral_gate.lexicon.rulebook import load_classes, load_exceptions, load_rules, load_shapes, load_signals
from neutral_gate.model import Term, UsageError
from neutral_gate.text import Token


@dataclass(frozen=True, slots=True)
class CompiledFind:
    """A find whose patterns have numbers in the automaton; see `Find` for what each list means."""

    find: Find
    match: frozenset[int]
    unless: frozenset[int]
    needs: frozenset[int]
    near: frozenset[int]
    unless_near: frozenset[int]
    needs_draft: frozenset[int]
    unless_draft: frozenset[int]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Everything that the gate knows about words.

    Attributes:
        rules: Rules by id.
        exceptions: Exceptions by id.
        gazetteers: Names, handles, domains, hashtags and slogans.
        recogniser: Finds names in sentences.
        accounts: Tells whose account or address something is.
        finds: The compiled finds by rule or exception id.
        signals: Pattern numbers by signal, such as `reported` (a sentence that reports what others said).
        digest: Content hash of all files, "sha256:...".
    """

    rules: Mapping[str, Rule]
    exceptions: Mapping[str, ExceptionRule]
    gazetteers: Gazetteers
    recogniser: Recogniser
    accounts: Accounts
    finds: Mapping[str, tuple[CompiledFind, ...]]
    signals: Mapping[str, frozenset[int]]
    digest: str
    _automaton: Automaton = field(repr=False)
    _vocabulary: Mapping[str, tuple[str, ...]] = field(repr=False)

    def recognise(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens of one sentence of `text`, with names merged and classed and political handles told."""
        tokens = self.recogniser.recognise(tokens)
        for token in tokens:
            if token.kind == "handle":
                account = self.accounts.account(text[token.start : token.end])
                if account is not None:
                    token.classes = (account.cls, "political-handle")
                    token.entity = account.entity
            elif token.kind == "hashtag":
                campaign = self.gazetteers.hashtag_of(token.text)
                if campaign is not None:
                    token.classes = ("campaign-hashtag" if campaign.level == "block" else "political-hashtag", campaign.cls)
                    token.entity = campaign.entity
        return tokens

    def read(self, tokens: Sequence[Token]) -> list[Match]:
        """Every match of every pattern in one sentence whose names have been recognised."""
        vocabulary = self._vocabulary
        return self._automaton.run(tokens, [(*token_keys(token), *vocabulary.get(token.text, ())) for token in tokens])


def load_lexicon(
    terms: Iterable[Term] = (),
    handles: Mapping[str, tuple[str, str]] | None = None,
    own_accounts: Iterable[str] = (),
    extra_folders: Iterable[Path | str] = (),
) -> Lexicon:
    """The shipped lexicon together with a body's own rules, names and people.

    Args:
        terms: The body's own names and its people list.
        handles: The people list's handles, folded and without "@": class and name.
        own_accounts: The body's own handles, folded and without "@".
        extra_folders: Folders with the body's own rule files.

    Raises:
        UsageError: A file of the body's own is not well formed.
    """
    folders = tuple(Path(folder) for folder in extra_folders)
    total = digest((lexicons_dir(), *folders))
    python = f"{sys.version_info[0]}.{sys.version_info[1]}"
    key = hashlib.sha256(f"{__version__} {python} {total}".encode()).hexdigest()
    lexicon = cached(key, lambda: compile_lexicon(folders, total))
    recogniser = lexicon.recogniser.with_terms(terms)
    accounts = Accounts(lexicon.gazetteers, recogniser, handles or {}, own_accounts)
    return replace(lexicon, recogniser=recogniser, accounts=accounts)


def compile_lexicon(folders: Iterable[Path] = (), total: str = "") -> Lexicon:
    """Reads and compiles the shipped lexicon and a body's own rule folders; `total` is their digest."""
    rules = load_rules(folders)
    exceptions = load_exceptions()
    gazetteers = load_gazetteers()
    compiler = _Compiler({**gazetteers.phrases, **load_classes()})
    owners: tuple[Rule | ExceptionRule, ...] = (*rules.values(), *exceptions.values())
    finds = {owner.id: tuple(compiler.find(owner.id, find, owner.classes) for find in owner.find) for owner in owners}
    signals = {
        name: frozenset(compiler.pattern(pattern, "signals.yaml", {}) for pattern in patterns)
        for name, patterns in load_signals().items()
    }
    for rule in rules.values():
        unknown = [name for name in rule.exceptions if name not in exceptions]
        if unknown:
            raise UsageError(
                f"{rule.path} names an unknown exception, {unknown[0]!r}.", f"Known: {', '.join(exceptions)}."
            )
    shapes = load_shapes()
    recogniser = Recogniser(
        gazetteers.terms, shapes["merge"], shapes["promote"], shapes["accounts"], gazetteers.lookalikes
    )
    compiler.automaton.finish()
    return Lexicon(
        rules=rules,
        exceptions=exceptions,
        gazetteers=gazetteers,
        recogniser=recogniser,
        accounts=Accounts(gazetteers, recogniser, {}),
        finds=finds,
        signals=signals,
        digest=total,
        _automaton=compiler.automaton,
        _vocabulary={word: tuple(names) for word, names in compiler.vocabulary.items()},
    )


def digest(folders: Iterable[Path]) -> str:
    """Content hash over the files of the folders, by relative name; the same on every machine."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.is_file():
                total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{total.hexdigest()}"


class _Compiler:
    """Gives every distinct pattern a number and every word list its words."""

    def __init__(self, shared: Mapping[str, Sequence[str]]) -> None:
        self.vocabulary: dict[str, list[str]] = {}
        self._classes: dict[str, Node] = {}
        self.automaton = Automaton(self._classes)
        self._numbers: dict[tuple[str, str], int] = {}
        for listed, words in shared.items():
            name = listed.replace("_", "-")
            self._classes[name] = self._word_list(name, words, "classes.yaml", {})

    def find(self, owner: str, find: Find, classes: Mapping[str, Sequence[str]]) -> CompiledFind:
        local = self._local(owner, classes)

        def numbers(patterns: Iterable[str]) -> frozenset[int]:
            return frozenset(self.pattern(pattern, owner, local) for pattern in patterns)

        return CompiledFind(
            find,
            match=numbers(find.match),
            unless=numbers(find.unless),
            needs=numbers(find.needs),
            near=numbers(find.near),
            unless_near=numbers(find.unless_near),
            needs_draft=numbers(find.needs_draft),
            unless_draft=numbers(find.unless_draft),
        )

    def pattern(self, pattern: str, owner: str, local: Mapping[str, str]) -> int:
        scope = owner if any("{" + name + "}" in pattern for name in local) else ""
        number = self._numbers.get((scope, pattern))
        if number is None:
            number = self._numbers[scope, pattern] = len(self._numbers)
            self.automaton.add(_renamed(parse(pattern, owner), local), number)
        return number

    def _local(self, owner: str, classes: Mapping[str, Sequence[str]]) -> dict[str, str]:
        """The rule's own word lists, under names that no other rule's lists share."""
        local = {name: f"{name}@{owner}" for name in classes}
        for name, words in classes.items():
            if local[name] not in self._classes:
                self._classes[local[name]] = self._word_list(local[name], words, owner, local)
        return local

    def _word_list(self, name: str, words: Sequence[str], owner: str, local: Mapping[str, str]) -> Node:
        """A class as a node: its single words answer to one key, the rest are choices."""
        rest: list[Node] = []
        key = f"<{name}>"
        for entry in words:
            node = _renamed(parse(entry, f"{owner}, {name}"), local)
            if isinstance(node, Word) and not (node.negated or node.capital) and _plain(node.keys):
                for word in node.keys:
                    self.vocabulary.setdefault(word, []).append(key)
            else:
                rest.append(node)
        single = Word(frozenset({key}))
        return Choice((single, *rest)) if rest else single


def _plain(keys: Iterable[str]) -> bool:
    return all(not key.startswith("{") for key in keys)


def _renamed(node: Node, local: Mapping[str, str]) -> Node:
    """The node with the names of local word lists put in place."""
    if not local:
        return node
    if isinstance(node, Word):
        keys = frozenset("{" + local.get(key[1:-1], key[1:-1]) + "}" if key.startswith("{") else key for key in node.keys)
        return Word(keys, node.negated, node.capital)
    match node:
        case SequenceNode(parts):
            return SequenceNode(tuple(_renamed(part, local) for part in parts))
        case Choice(parts):
            return Choice(tuple(_renamed(part, local) for part in parts))
        case Optional(part):
            return Optional(_renamed(part, local))
    return node
