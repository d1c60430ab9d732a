"""The folder of an audit: what is kept between runs, and files that are there whole or not at all."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from neutral_gate.model import UsageError

_KEPT = ".audit"
_NEW = ".new"
_OURS = ("verdicts", "findings", "problems", "audit", "report")
PART = ".part"
"""The end of the name of a file of `out` that is being written."""


class Folder:
    """Where an audit writes, and where it keeps what it has done.

    Args:
        path: The folder; it is made where it is not there.

    Raises:
        UsageError: It cannot be written.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.posts = path / _KEPT / "posts"
        self.results = path / _KEPT / "results"
        self._state = path / _KEPT / "run.json"
        try:
            self.posts.mkdir(parents=True, exist_ok=True)
            self.results.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise cannot_write(path, error) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps a second audit out of the folder. The lock ends with the process, however that ends.

        Raises:
            UsageError: Another audit is at work here.
        """
        try:
            import fcntl
        except ImportError:  # no such locks on Windows
            yield
            return
        with (self.path / _KEPT / "lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise UsageError(
                    f"Another audit is writing to {self.path}.", "Wait until it is done, or give another --out."
                ) from error
            for stale in (self.path / _KEPT).rglob(f"*{_NEW}"):
                stale.unlink(missing_ok=True)
            for name in _OURS:  # the folder may hold what is somebody else's
                for stale in (*self.path.glob(f"{name}.*{_NEW}"), *self.path.glob(f"{name}.*{PART}")):
                    stale.unlink(missing_ok=True)
            yield

    def begun(self, what: str, at: str) -> str:
        """The moment of the run: that of an unfinished one of the same `what`, which ends as it began; else `at`."""
        try:
            state = json.loads(self._state.read_text("utf-8"))
            if state["what"] == what:
                return str(state["at"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        written(self._state, lambda path: path.write_text(json.dumps({"what": what, "at": at}), "utf-8"))
        return at

    def finished(self, used: Iterable[Path]) -> None:
        """Forgets the run, and what no longer belongs to anything."""
        wanted = set(used)
        for folder in (self.posts, self.results):
            for old in folder.iterdir():
                if old not in wanted:
                    _remove(old)
        self._state.unlink(missing_ok=True)


def written(path: Path, write: Callable[[Path], Any]) -> None:
    """Has a file written beside its place, and puts it there when it is whole.

    Raises:
        UsageError: It cannot be written.
    """
    fresh = path.with_name(f"{path.name}.{os.getpid()}{_NEW}")
    try:
        write(fresh)
        with fresh.open("rb") as file:
            os.fsync(file.fileno())
        fresh.replace(path)
    except OSError as error:
        raise cannot_write(path, error) from error
    finally:
        fresh.unlink(missing_ok=True)


def cannot_write(path: Path, error: OSError) -> UsageError:
    """The plain error for a file that could not be written."""
    why = os.strerror(error.errno) if error.errno else str(error)  # Arrow wraps the reason in more words
    return UsageError(
        f"{path} cannot be written: {why}.",
        "Make room or choose another --out, then run the same command again: it goes on where it stopped.",
    )


def _remove(path: Path) -> None:
    if path.is_dir():
        for inner in path.iterdir():
            _remove(inner)
        path.rmdir()
    else:
        path.unlink(missing_ok=True)
