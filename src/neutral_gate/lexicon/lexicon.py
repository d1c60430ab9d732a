"""The lexicon, compiled: rules, exceptions, word lists and names, ready to read sentences with."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate._version import __version__
from neutral_gate.digests import sha256
from neutral_gate.lazy import late
from neutral_gate.lexicon.cache import cached, remembered
from neutral_gate.lexicon.compiled import Compiled
from neutral_gate.lexicon.own_names import OwnNames
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.screen import POLITICAL_TAG, Words
from neutral_gate.model import Term
from neutral_gate.text import Token
from neutral_gate.text.runs import HASHTAG, Runs, runs_in

if TYPE_CHECKING:  # what only a text that is read needs is loaded then
    from neutral_gate.lexicon.accounts import Accounts
    from neutral_gate.lexicon.gazetteers import Gazetteers
    from neutral_gate.lexicon.names import Names
    from neutral_gate.lexicon.recogniser import Recogniser
    from neutral_gate.lexicon.sweep import Layout, Sweep

_SERVER = late(r"@[\w-]+(?:\.[\w-]+)+")  # "@jane@social.example" is one account


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

    def words(self, runs: Runs, text: str | None) -> Words:
        """What could stand in a text with these runs of letters, the body's own names included.

        Args:
            runs: Those of the text.
            text: The text; None where its letters are not what they look like, so that anybody could be named in it.
        """
        runs = self._own.marked(runs, text)
        if HASHTAG in runs and any(map(self._is_political_tag, [run for run in runs if run[0] == HASHTAG])):
            runs = runs | {POLITICAL_TAG}
        return Words(runs, self.compiled.record)

    def may_name(self, text: str) -> bool:
        """False where no name of any class can stand in a text."""
        runs = runs_in(text)
        return runs is None or self.words(runs, text).may_hold(self.compiled.units.named)

    def may_name_people(self, words: Words | None, text: str) -> bool:
        """False where nobody of the body's list can be named in a text; `words` are None where it is read in full."""
        return self.people is not None and (words is None or self._own.may_name(words.runs, text))

    def recognise(self, sentences: Iterable[tuple[list[Token], str]]) -> tuple[list[list[Token]], Layout]:
        """The tokens of sentences, with names merged and classed and political handles told, and all laid out.

        Args:
            sentences: The tokens of each, and the text that they stand in.
        """
        from neutral_gate.lexicon.sweep import Layout

        sentences = list(sentences)
        rows, layout = self.recogniser.recognise([tokens for tokens, _ in sentences])
        told = False
        for tokens, (_, text) in zip(rows, sentences, strict=True):
            for token in tokens:
                if token.kind == "handle":
                    told |= self._tell_handle(token, text)
                elif token.kind == "hashtag":
                    told |= self._tell_hashtag(token)
        return rows, Layout(rows) if told else layout

    @staticmethod
    def laid_out(sentences: Sequence[Sequence[Token]]) -> Layout:
        """Sentences without a name, laid out."""
        from neutral_gate.lexicon.sweep import Layout

        return Layout(sentences)

    def _tell_handle(self, token: Token, text: str) -> bool:
        server = _SERVER.match(text, token.end)
        account = self.accounts.account(text[token.start : server.end() if server else token.end])
        if account is not None:
            token.classes = (account.cls, "political-handle")
            token.entity = account.entity
        return account is not None

    def _is_political_tag(self, tag: str) -> bool:
        own = self.people is not None and self.people.campaign_of(tag) is not None
        return own or self.compiled.is_political_tag(tag)

    def _tell_hashtag(self, token: Token) -> bool:
        own = self.people.campaign_of(token.text) if self.people is not None else None
        if own is not None:
            token.classes = ("campaign-hashtag" if own[2] else "political-hashtag", own[0])
            token.entity = own[1]
            return True
        if not self.compiled.is_political_tag(token.text):
            return False
        campaign = self.gazetteers.hashtag_of(token.text)
        if campaign is not None:
            token.classes = ("campaign-hashtag" if campaign.level == "block" else "political-hashtag", campaign.cls)
            token.entity = campaign.entity
        return campaign is not None

    def sweep(self, layout: Layout) -> Sweep:
        """Sentences whose names have been recognised, ready to be asked for patterns."""
        from neutral_gate.lexicon.sweep import Sweep

        return Sweep(layout, self.compiled.sweeping)

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
_CODE = tuple(Path(__file__).parents[1] / name for name in ("lexicon", "model", "text"))
"""The code that compiles: a changed checkout never reads an old cache."""
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
    key = _key(total, phrases)
    lexicon = _COMPILED.get(key)
    if lexicon is None:
        lexicon = Lexicon(Compiled(cached(key, lambda: _compile(folders, total, phrases))))
        _COMPILED.clear()  # one process works with one lexicon; an edited one takes its place
        _COMPILED[key] = lexicon
    return lexicon.with_people(terms, handles, own_accounts, people, sites, own_sites)


def _key(total: str, phrases: Mapping[str, Sequence[str]] | None) -> str:
    """The digest of all that a compiled lexicon is made of: its files, the code that compiles them, and Python."""
    made_by = (__version__, sys.version_info[:2], _remembered_digest(_CODE), total, sorted((phrases or {}).items()))
    return sha256(repr(made_by).encode()).hexdigest()


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
    stamp = sha256("".join(lines).encode("utf-8", "surrogatepass")).hexdigest()
    return remembered(stamp, lambda: digest(folders))


def _files(folder: str) -> Iterator[tuple[str, os.stat_result]]:
    for entry in sorted(os.scandir(folder), key=lambda each: each.name):
        if entry.name == "__pycache__":
            continue
        if entry.is_dir():
            yield from _files(entry.path)
        else:
            yield entry.path, entry.stat()


def _compile(folders: Iterable[Path], total: str, phrases: Mapping[str, Sequence[str]] | None) -> dict[str, bytes]:
    from neutral_gate.lexicon.parts import compile_parts  # only a run without a cache pays for the compiler

    return compile_parts(folders, total, phrases)


def compiled_file() -> tuple[str, bytes]:
    """The shipped lexicon compiled, as a file to be shipped with it: its name and its bytes."""
    from neutral_gate.lexicon.sections import join

    total = digest((lexicons_dir(),))
    return f"{_key(total, None)}.bin", join(_compile((), total, None))


def compile_lexicon(
    folders: Iterable[Path] = (), total: str = "", phrases: Mapping[str, Sequence[str]] | None = None
) -> Lexicon:
    """Reads and compiles the shipped lexicon and a body's own rule folders and phrases; `total` is their digest."""
    return Lexicon(Compiled(_compile(folders, total, phrases)))


def digest(folders: Iterable[Path]) -> str:
    """Content hash over the files of the folders, by relative name; the same on every machine."""
    total = sha256()
    for folder in folders:
        for path in sorted(folder.rglob("*.*")):
            if path.is_file() and path.parent.name != "__pycache__":
                total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return f"sha256:{total.hexdigest()}"
