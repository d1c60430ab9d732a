"""The lexicon, compiled: rules, exceptions, word lists and names, ready to read sentences with."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate._version import __version__
from neutral_gate.lexicon.cache import cached, remembered
from neutral_gate.lexicon.compiled import Compiled
from neutral_gate.lexicon.own_names import OwnNames
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.screen import POLITICAL_TAG, Words
from neutral_gate.model import Term
from neutral_gate.text import Token
from neutral_gate.text.runs import HASHTAG, Runs

if TYPE_CHECKING:  # what only a text that is read needs is loaded then
    from neutral_gate.lexicon.accounts import Accounts
    from neutral_gate.lexicon.gazetteers import Gazetteers
    from neutral_gate.lexicon.matches import Matches
    from neutral_gate.lexicon.names import Names
    from neutral_gate.lexicon.recogniser import Recogniser

_SERVER = re.compile(r"@[\w-]+(?:\.[\w-]+)+")  # "@jane@social.example" is one account


class Lexicon:
    """Everything that the gate knows about words.

    Args:
        compiled: The rules and names that are shipped, and the body's own rules and phrases.
        terms: The body's own names.
        people: The people of its list.
        accounts: What `Accounts.with_people` takes after the recogniser.

    Attributes:
        rules: Rules by id, without their examples and patterns.
        exceptions: Exceptions by id, likewise.
        finds: The compiled finds by rule or exception id.
        signals: Pattern numbers by signal, such as `reported` (a sentence that reports what others said).
        checklist: Lines for what no machine can check.
        digest: Content hash of all files, "sha256:...".
        people: The people of the body's list, or None.
    """

    def __init__(
        self,
        compiled: Compiled,
        terms: Iterable[Term] = (),
        people: Names | None = None,
        accounts: tuple[
            Mapping[str, tuple[str, str]], Iterable[str], Mapping[str, tuple[str, str]] | None, Iterable[str]
        ] = ({}, (), None, ()),
    ) -> None:
        self.compiled = compiled
        self.rules = compiled.rules
        self.exceptions = compiled.exceptions
        self.finds = compiled.finds
        self.signals = compiled.signals
        self.checklist = compiled.checklist
        self.digest = compiled.digest
        self.people = people
        self._terms = tuple(terms)
        self._account_lists = accounts
        self._own = OwnNames(self._terms, people)

    @property
    def gazetteers(self) -> Gazetteers:
        """Names, handles, domains, hashtags and slogans."""
        return self.compiled.gazetteers

    @cached_property
    def recogniser(self) -> Recogniser:
        """Finds names in sentences."""
        return self.compiled.recogniser.with_terms(self._terms, self.people)

    @cached_property
    def accounts(self) -> Accounts:
        """Tells whose account or address something is."""
        from neutral_gate.lexicon.accounts import Accounts

        handles, own, sites, own_sites = self._account_lists
        return Accounts(self.gazetteers, self.recogniser, handles, own, self._terms, None, sites, own_sites)

    def words(self, runs: Runs, text: str) -> Words:
        """What could stand in a text with these runs of letters, the body's own names included."""
        runs = self._own.marked(runs, text)
        if HASHTAG in runs and any(map(self.compiled.is_political_tag, [run for run in runs if run[0] == HASHTAG])):
            runs = runs | {POLITICAL_TAG}
        return Words(runs, self.compiled.record)

    def may_name_people(self, words: Words | None, text: str) -> bool:
        """False where nobody of the body's list can be named in a text; `words` are None where it is read in full."""
        return self.people is not None and (words is None or self._own.may_name(words.runs, text))

    def recognise(self, tokens: list[Token], text: str) -> list[Token]:
        """The tokens of one sentence of `text`, with names merged and classed and political handles told."""
        tokens = self.recogniser.recognise(tokens)
        for token in tokens:
            if token.kind == "handle":
                server = _SERVER.match(text, token.end)
                account = self.accounts.account(text[token.start : server.end() if server else token.end])
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

    def matches(self, tokens: Sequence[Token], words: Words | None = None) -> Matches:
        """The patterns in one sentence whose names have been recognised; without `words` all are looked for."""
        from neutral_gate.lexicon.matches import Matches

        return Matches(tokens, self.compiled, words)

    def with_people(
        self,
        terms: Iterable[Term],
        handles: Mapping[str, tuple[str, str]] | None,
        own_accounts: Iterable[str],
        people: Names | None,
        sites: Mapping[str, tuple[str, str]] | None,
        own_sites: Iterable[str],
    ) -> Lexicon:
        """This lexicon with a body's own names and people in place of any others; the arguments of `load_lexicon`."""
        return Lexicon(self.compiled, terms, people, (handles or {}, own_accounts, sites, own_sites))


_SETTLED = 2_000_000_000  # nanoseconds; the coarsest clock of a file system that is in use ticks every two seconds
_COMPILED: dict[str, Lexicon] = {}


def load_lexicon(
    terms: Iterable[Term] = (),
    handles: Mapping[str, tuple[str, str]] | None = None,
    own_accounts: Iterable[str] = (),
    phrases: Mapping[str, Sequence[str]] | None = None,
    extra_folders: Iterable[Path | str] = (),
    people: Names | None = None,
    sites: Mapping[str, tuple[str, str]] | None = None,
    own_sites: Iterable[str] = (),
) -> Lexicon:
    """The shipped lexicon together with a body's own rules, names and people.

    Args:
        terms: The body's own names, and the organisations of its people list.
        handles: The people list's handles, folded and without "@": class and name.
        own_accounts: The body's own handles, folded and without "@".
        phrases: The body's own additions to word lists, by list.
        extra_folders: Folders with the body's own rule files.
        people: The people of its people list.
        sites: The people list's own websites, by domain: class and name.
        own_sites: The body's own web domains.

    Raises:
        UsageError: A file of the body's own is not well formed.
    """
    folders = tuple(Path(folder) for folder in extra_folders)
    if folders:
        from neutral_gate.lexicon.rulebook import check_folder
    for folder in folders:  # a missing one would leave no trace in the digest, so an old cache could hide it
        check_folder(folder)
    total = _remembered_digest((lexicons_dir(), *folders))
    made_by = (__version__, sys.version_info[:2], _code_stamp(), total, sorted((phrases or {}).items()))
    key = hashlib.sha256(repr(made_by).encode()).hexdigest()
    lexicon = _COMPILED.get(key)
    if lexicon is None:
        lexicon = Lexicon(Compiled(cached(key, lambda: _compile(folders, total, phrases))))
        _COMPILED.clear()  # one process works with one lexicon; an edited one takes its place
        _COMPILED[key] = lexicon
    return lexicon.with_people(terms, handles, own_accounts, people, sites, own_sites)


def _remembered_digest(folders: Sequence[Path]) -> str:
    """The digest of folders, kept under the names, sizes and times of change of their files.

    Whoever writes to a file changes its times. The one exception is a write within the same tick of the clock as the
    one before, so a stamp counts only when the last write is more than two seconds ago.
    """
    lines = []
    newest = 0
    for folder in folders:
        for path, status in _files(str(folder)):
            newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
            lines.append(f"{path}\0{status.st_size}\0{status.st_mtime_ns}\0{status.st_ctime_ns}\n")
    if time.time_ns() - newest < _SETTLED:
        return digest(folders)
    stamp = hashlib.sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return remembered(stamp, lambda: digest(folders))


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            yield entry.path, entry.stat()


def _code_stamp() -> int:
    """When the code that compiles was last written, so that a changed checkout never reads an old cache."""
    return max(path.stat().st_mtime_ns for path in Path(__file__).parent.glob("*.py"))


def _compile(folders: Iterable[Path], total: str, phrases: Mapping[str, Sequence[str]] | None) -> dict[str, bytes]:
    from neutral_gate.lexicon.parts import compile_parts  # only a run without a cache pays for the compiler

    return compile_parts(folders, total, phrases)


def compile_lexicon(
    folders: Iterable[Path] = (), total: str = "", phrases: Mapping[str, Sequence[str]] | None = None
) -> Lexicon:
    """Reads and compiles the shipped lexicon and a body's own rule folders and phrases; `total` is their digest."""
    return Lexicon(Compiled(_compile(folders, total, phrases)))


def digest(folders: Iterable[Path]) -> str:
    """Content hash over the files of the folders, by relative name; the same on every machine."""
    total = hashlib.sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.is_file():
                total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{total.hexdigest()}"
