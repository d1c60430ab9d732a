"""A bar that shows how far a long check has come, on a terminal that somebody looks at."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

_BETWEEN = 0.1  # seconds from one picture of the bar to the next


@contextmanager
def progress(quiet: bool) -> Iterator[Callable[[int, int], None] | None]:
    """Shows a bar on standard error while files are checked.

    Args:
        quiet: True for none.

    Yields:
        What is to be told how many files are done, of how many; None where no bar is shown.
    """
    if quiet or os.environ.get("CI") or os.environ.get("TERM") == "dumb" or not sys.stderr.isatty():
        yield None
        return
    bar = _Bar()
    try:
        yield bar.show
    finally:
        bar.close()


class _Bar:
    """Appears only with the first news, so a short check shows none."""

    def __init__(self) -> None:
        self._start = self._last = time.monotonic()
        self._close: Callable[[], None] | None = None
        self._update: Callable[[int, int], None] | None = None

    def show(self, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._last < _BETWEEN:
            return
        self._last = now
        if self._update is None:
            self._open()
        assert self._update is not None  # noqa: S101 - it was opened
        self._update(done, total)

    def close(self) -> None:
        if self._close is not None:
            self._close()

    def _open(self) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TimeRemainingColumn

        # No thread of its own draws it: processes that branch off must not find one.
        bar = Progress(
            *("Checking", BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()),
            console=Console(stderr=True),
            transient=True,
            auto_refresh=False,
        )
        task = bar.add_task("Checking", total=None)
        bar.start()

        def update(done: int, total: int) -> None:
            bar.update(task, completed=done, total=total)
            bar.refresh()

        self._update, self._close = update, bar.stop
