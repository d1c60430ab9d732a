"""Answers for files that did not change, without a rule being read.

What a result rests on is in its key, or is looked at again before it is used: the bytes of the file and its name, the
settings and all files that they are made of, the options, the program and its lexicon, and the pictures that the page
shows. Time is part of it too: a result for the present moment counts only on the same day, and only as long as no
pre-election period has opened or closed since.
"""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from neutral_gate.cli.wishes import Basis, Outcome, Setup, Sources, Wishes
from neutral_gate.config.finding_files import find_config
from neutral_gate.digests import sha256
from neutral_gate.model.decision import DraftResult
from neutral_gate.model.records import replace
from neutral_gate.results.packing import pack, unpack
from neutral_gate.results.stamps import file_digest, picture_digests, program_digest, text_digest, tree_digest
from neutral_gate.results.store import Store

_MAX_BYTES = 20 * 1024 * 1024
_DAY = 86_400


class Recall:
    """Finds and keeps the results of files.

    Args:
        wishes: What the command line asks for.
        store: Where results are kept.
    """

    def __init__(self, wishes: Wishes, store: Store) -> None:
        self._wishes = wishes
        self._store = store
        self._program = program_digest(store)
        self._setups: dict[str, tuple[Setup, str] | None] = {}
        self._keys: dict[str, str] = {}
        self._asked = text_digest(
            *(wishes.kind or "", wishes.body or "", os.path.expanduser("~")),  # noqa: PTH111 - no Path is needed
            *("select", *sorted(wishes.select), "ignore", *sorted(wishes.ignore)),
            *("people", *(str(path.absolute()) for path in wishes.people)),
            *("folders", *map(os.path.realpath, wishes.folders)),
        )

    def find(self, path: Path) -> Outcome | None:
        """The outcome that was kept for a file, or None where there is none that still holds."""
        try:
            if self._program is None or not path.is_file():
                return None
            known = self._setup(path)
            if known is None:
                return None
            data = path.read_bytes()
        except OSError:
            return None
        setup, digest = known
        sha = sha256(data).hexdigest()
        kept = self._store.get(self._key(path, digest, sha))
        if kept is None:
            return None
        try:
            return self._outcome(path, data, sha, setup, kept)
        except (ValueError, TypeError, KeyError, IndexError, AttributeError):
            return None  # whatever is wrong with it, the file can be judged again

    def keep(self, path: Path, outcome: Outcome) -> None:
        """Keeps the outcome of a file, if it would be the same again."""
        setup, basis = outcome.setup, outcome.basis
        if self._program is None or basis is None or setup.sources is None:
            return
        key = self._setup_key(path)
        digest = text_digest(key, repr(setup.sources))
        try:
            packed = [pack(replace(result, source="")) for result in outcome.results]
        except TypeError:
            return
        if self._keys.get(key) != digest:
            self._keys[key] = digest
            self._store.put(key, [setup.sources, setup.versions, setup.notices, setup.fail_on])
        self._store.put(self._key(path, digest, basis.data), [packed, basis.pictures, basis.now, basis.clock])

    def close(self) -> None:
        """Writes what is to be kept."""
        self._store.close()

    def _outcome(self, path: Path, data: bytes, sha: str, setup: Setup, kept: Any) -> Outcome | None:
        packed, pictures, by_now, (start, end) = kept
        if any(by_now) and not start < time.time() < end:
            return None
        folders = (*self._wishes.folders, *(Path(file).parent for file in setup.files))
        if pictures and picture_digests([name for name, _ in pictures], path, folders) != list(_tuples(pictures)):
            return None
        now = datetime.now(ZoneInfo("Europe/London"))
        results: list[DraftResult] = []
        for each, is_now in zip(packed, by_now, strict=True):
            result: DraftResult = unpack(each)
            if result.findings:
                result = replace(result, source=_source(data, path))
            results.append(replace(result, at=now) if is_now else result)
        basis = Basis(sha, _tuples(pictures), tuple(by_now), (start, end))
        return Outcome(tuple(results), setup, basis=basis)

    def _key(self, path: Path, setup: str, data: str) -> str:
        at = self._wishes.at.isoformat() if self._wishes.at else ""
        places = (os.path.realpath(path), os.path.realpath(path.parent))
        return f"result {text_digest(setup, str(path), *places, data, at)}"

    def _setup_key(self, path: Path) -> str:
        config = self._wishes.config or find_config(path.parent)
        where = "" if config is None else os.path.realpath(config)
        return f"setup {text_digest(self._program or '', self._asked, where)}"

    def _setup(self, path: Path) -> tuple[Setup, str] | None:
        """The settings that hold for a file, and their digest, if nothing that they are made of has changed."""
        folder = str(path.parent)
        if folder not in self._setups:
            key = self._setup_key(path)
            if key not in self._setups:
                self._setups[key] = self._sound(key, self._store.get(key))
            self._setups[folder] = self._setups[key]
        return self._setups[folder]

    def _sound(self, key: str, kept: Any) -> tuple[Setup, str] | None:
        try:
            (config, people, lexicons), versions, notices, fail_on = kept
            sources = Sources(_tuples(config), _tuples(people), _tuples(lexicons))
            same = (
                all(file_digest(name) == sha for name, sha in sources.config)
                and all((file_digest(name), _day(name)) == (sha, day) for name, sha, day in sources.people)
                and all(tree_digest([Path(name)]) == sha for name, sha in sources.lexicons)
            )
            if not same:
                return None
            files = tuple(name for name, _ in sources.config)
            setup = Setup(_tuples(versions), tuple(notices), fail_on, files, sources)
        except (ValueError, TypeError, OSError):
            return None
        return setup, text_digest(key, repr(sources))


def _source(data: bytes, path: Path) -> str:
    from neutral_gate.readers.reading import source_of

    return source_of(data, str(path))


def _day(name: str) -> int:
    return int(Path(name).stat().st_mtime // _DAY)


def _tuples(rows: Sequence[Sequence[Any]]) -> tuple[Any, ...]:
    return tuple(tuple(row) for row in rows)
