"""The lexicon, compiled: rules, exceptions, word lists and names, ready to read sentences with."""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from neutral_gate._version import __version__
from neutral_gate.lexicon.accounts import Accounts
from neutral_gate.lexicon.automaton import Automaton, Match
from neutral_gate.lexicon.cache import cached
from neutral_gate.lexicon.checklist import ChecklistLine, shipped_lines
from neutral_gate.lexicon.compiler import CompiledFind, Compiler
from neutral_gate.lexicon.gazetteers import Gazetteers, load_gazetteers
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.recogniser import Recogniser
from neutral_gate.lexicon.rule import ExceptionRule, Rule
from neutral_gate.lexicon.rulebook import (
    check_folder,
    load_classes,
    load_exceptions,
    load_rules,
    load_shapes,
    load_signals,
)
from neutral_gate.lexicon.word_lists import WordLists
from neutral_gate.model import Term, UsageError
from neutral_gate.text import Token


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
        checklist: Lines for what no machine can check.
        digest: Content hash of all files, "sha256:...".
    """

    rules: Mapping[str, Rule]
    exceptions: Mapping[str, ExceptionRule]
    gazetteers: Gazetteers
    recogniser: Recogniser
    accounts: Accounts
    finds: Mapping[str, tuple[CompiledFind, ...]]
    signals: Mapping[str, frozenset[int]]
    checklist: tuple[ChecklistLine, ...]
    digest: str
    _automaton: Automaton = field(repr=False)
    _word_lists: WordLists = field(repr=False)

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
                    token.classes = (
                        "campaign-hashtag" if campaign.level == "block" else "political-hashtag",
                        campaign.cls,
                    )
                    token.entity = campaign.entity
        return tokens

    def read(self, tokens: Sequence[Token]) -> list[Match]:
        """Every match of every pattern in one sentence whose names have been recognised."""
        keys = [self._word_lists.keys(token) for token in tokens]
        return self._automaton.run(tokens, keys, self._word_lists.spans(tokens, keys))


# Classes that only a people list or an account gives.
PEOPLE_CLASSES = {"candidate", "politician", "party", "campaigner"}
_COMPILED: dict[str, Lexicon] = {}


def load_lexicon(
    terms: Iterable[Term] = (),
    handles: Mapping[str, tuple[str, str]] | None = None,
    own_accounts: Iterable[str] = (),
    phrases: Mapping[str, Sequence[str]] | None = None,
    extra_folders: Iterable[Path | str] = (),
) -> Lexicon:
    """The shipped lexicon together with a body's own rules, names and people.

    Args:
        terms: The body's own names and its people list.
        handles: The people list's handles, folded and without "@": class and name.
        own_accounts: The body's own handles, folded and without "@".
        phrases: The body's own additions to word lists, by list.
        extra_folders: Folders with the body's own rule files.

    Raises:
        UsageError: A file of the body's own is not well formed.
    """
    folders = tuple(Path(folder) for folder in extra_folders)
    for folder in folders:  # a missing one would leave no trace in the digest, so an old cache could hide it
        check_folder(folder)
    total = digest((lexicons_dir(), *folders))
    made_by = (__version__, sys.version_info[:2], _code_stamp(), total, sorted((phrases or {}).items()))
    key = hashlib.sha256(repr(made_by).encode()).hexdigest()
    lexicon = _COMPILED.get(key)
    if lexicon is None:
        lexicon = cached(key, lambda: compile_lexicon(folders, total, phrases))
        _COMPILED.clear()  # one process works with one lexicon; an edited one takes its place
        _COMPILED[key] = lexicon
    terms = tuple(terms)
    recogniser = lexicon.recogniser.with_terms(terms)
    accounts = lexicon.accounts.with_people(recogniser, handles or {}, own_accounts, terms)
    return replace(lexicon, recogniser=recogniser, accounts=accounts)


def _code_stamp() -> int:
    """When the code that compiles was last written, so that a changed checkout never reads an old cache."""
    return max(path.stat().st_mtime_ns for path in Path(__file__).parent.glob("*.py"))


def compile_lexicon(
    folders: Iterable[Path] = (), total: str = "", phrases: Mapping[str, Sequence[str]] | None = None
) -> Lexicon:
    """Reads and compiles the shipped lexicon and a body's own rule folders and phrases; `total` is their digest."""
    rules = load_rules(folders)
    exceptions = load_exceptions()
    gazetteers = load_gazetteers()
    words = {**gazetteers.phrases, **load_classes()}
    for name, own in (phrases or {}).items():
        words[name] = (*words.get(name, ()), *own)
    compiler = Compiler(words)
    owners: tuple[Rule | ExceptionRule, ...] = (*rules.values(), *exceptions.values())
    finds = {owner.id: tuple(compiler.find(owner.id, find, owner.classes) for find in owner.find) for owner in owners}
    signals = {
        name: frozenset(compiler.pattern(pattern, "signals.yaml") for pattern in patterns)
        for name, patterns in load_signals().items()
    }
    for rule in rules.values():
        unknown = [name for name in rule.exceptions if name not in exceptions]
        if unknown:
            raise UsageError(
                f"{rule.path} names an unknown exception, {unknown[0]!r}.", f"Known: {', '.join(exceptions)}."
            )
    shapes = load_shapes()
    listed = {name.replace("_", "-") for term in gazetteers.terms for name in term.classes} | PEOPLE_CLASSES
    shaped = {name for step in shapes.values() for name in step}
    compiler.check_classes({*listed, *shaped, *(f"weak-{name}" for name in listed)})
    recogniser = Recogniser(
        gazetteers.terms, shapes["merge"], shapes["promote"], shapes["accounts"], gazetteers.lookalikes
    )
    return Lexicon(
        # A check needs no examples; they are two thirds of what there would be to load.
        rules={name: replace(rule, fire=(), pass_=()) for name, rule in rules.items()},
        exceptions={name: replace(exception, fire=(), pass_=()) for name, exception in exceptions.items()},
        gazetteers=gazetteers,
        recogniser=recogniser,
        accounts=Accounts(gazetteers, recogniser, {}),
        finds=finds,
        signals=signals,
        checklist=shipped_lines(),
        digest=total,
        _automaton=compiler.automaton.finish(),
        _word_lists=compiler.word_lists.finish(),
    )


def digest(folders: Iterable[Path]) -> str:
    """Content hash over the files of the folders, by relative name; the same on every machine."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.is_file():
                total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{total.hexdigest()}"
