"""Keeps the report of a run of `check`, with all that it rests on, so that `results.again` can give it once more.

A run that could go another way without a file being other than it was keeps nothing: one that shows pictures, that
reads links, that could not check something, or that found files which were changed while it ran or a moment before.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from neutral_gate.results.again import keep
from neutral_gate.results.grounds import ABSENT, UnsureError, above, settled, state
from neutral_gate.results.stamps import program_stamp

if TYPE_CHECKING:
    from neutral_gate.cli.wishes import Outcome, Sources

_MOST_FOLDERS = 1_000
_POSTS = ".json"
"""Of such files in a folder only those with a post in them are drafts."""


class Keeper:
    """Collects what a run rests on. Made before the run looks at anything.

    Args:
        words: The command line.
        given: The files and folders that it names.
    """

    def __init__(self, words: Sequence[str], given: Iterable[str]) -> None:
        self._words = list(words)
        self._started = time.time_ns()
        self._sure = True
        self._grounds: dict[tuple[str, str], str] = {}
        self._drafts: set[str] = set()
        self._sources: dict[Sources, None] = {}
        self._span = _today(self._started)
        paths = list(given)
        self._entered = [path for path in paths if os.path.isdir(path)]  # noqa: PTH112
        single = [path for path in paths if path not in self._entered]
        try:
            for path in single:
                self._add("there", path, state("there", path))
            for kind, path in above([*self._entered, *map(os.path.dirname, single)]):
                self._add(kind, path, state(kind, path))
        except (OSError, UnsureError):
            self._sure = False

    def enters(self, folder: Path) -> None:
        """Takes note of a folder in which drafts are looked for."""
        self._entered.append(str(folder))

    def rests_on(self, path: Path, outcome: Outcome) -> None:
        """Takes note of a file and what came of it."""
        basis, sources = outcome.basis, outcome.setup.sources
        if basis is None or sources is None or basis.pictures or outcome.broken or outcome.said:
            self._sure = False
            return
        self._drafts.add(str(path))
        self._add("file", str(path), basis.data)
        self._sources[sources] = None
        if any(basis.now):
            self._span = max(self._span[0], basis.clock[0]), min(self._span[1], basis.clock[1])

    def keep(self, folder: Path | None, code: int, report: str) -> None:
        """Keeps the report, if it would be the same again.

        Args:
            folder: The cache's folder, or None where nothing is kept.
            code: The exit code of the run.
            report: What it printed.
        """
        if folder is None or not self._sure or not self._sources or len(self._entered) > _MOST_FOLDERS:
            return
        try:
            self._look_around()
        except (OSError, UnsureError):
            return
        if self._sure:
            keep(str(folder), self._words, self._grounds, self._span, (code, report))

    def _look_around(self) -> None:
        """Adds what the run looked at besides its drafts; all of it must have been there well before the run.

        Raises:
            OSError, UnsureError: That cannot be told.
        """
        stamp = program_stamp(self._started)
        if stamp is None:
            raise UnsureError("the program")
        self._add("program", "", stamp)
        for sources in self._sources:
            for name, digest in sources.config:
                self._add("file", name, digest)
            for name, digest, day in sources.people:
                self._add("file", name, digest)
                self._add("day", name, str(day))
            for name, digest in sources.lexicons:
                self._add("tree", name, digest)
        folders = dict.fromkeys([*self._entered, *map(os.path.dirname, self._drafts)])
        for folder in folders:
            self._add("real", folder or ".", state("real", folder or "."))
        for folder in dict.fromkeys(self._entered):
            self._add_settled("list", folder)
            for name in os.listdir(folder):  # noqa: PTH208
                path = str(Path(folder, name))
                if name.lower().endswith(_POSTS) and not name.startswith(".") and path not in self._drafts:
                    self._add_settled("file", path)
        for kind, path in above(folders):
            if kind == "file" and state(kind, path) != ABSENT:
                self._add_settled(kind, path)
            else:
                self._add(kind, path, state(kind, path))

    def _add(self, kind: str, path: str, known: str) -> None:
        if self._grounds.setdefault((kind, path), known) != known:
            self._sure = False

    def _add_settled(self, kind: str, path: str) -> None:
        if not settled(path, self._started):
            raise UnsureError(path)
        self._add(kind, path, state(kind, path))


def _today(now: int) -> tuple[float, float]:
    """The seconds since 1970 between which it is the day of a moment in London: a report names the day."""
    from neutral_gate.elections import LONDON

    here = datetime.fromtimestamp(now / 1e9, LONDON)
    start = datetime(here.year, here.month, here.day, tzinfo=LONDON)
    end = datetime.combine(start.date() + timedelta(days=1), start.timetz())
    return start.timestamp(), end.timestamp()
