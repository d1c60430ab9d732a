"""The engine that needs nothing but this computer: a pool of processes, each with one unit in hand.

A process that dies takes the pool with it; the units that were in hand are tried again, each alone, and one that ends
its process once more is a problem and no end of the run.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait as wait_for
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from neutral_gate.audit.engine import Settings
from neutral_gate.audit.folder import written
from neutral_gate.audit.units import Span, Unit, lost, work
from neutral_gate.model import DraftError, UsageError

if TYPE_CHECKING:
    from pyarrow import Table

Piece = tuple[Unit, Path]
"""A unit, and the file that its results go to."""


class _Packed(NamedTuple):
    """Settings and span as bytes: they may be many thousand names, which a process unpacks for its first unit only."""

    key: str
    content: bytes


_UNDER: dict[str, tuple[Settings, Span]] = {}
"""In a process of the pool: what its units are judged under."""


def save(table: Table, target: Path) -> None:
    """Writes results; the file is there whole or not at all."""
    from pyarrow import parquet

    written(target, lambda path: parquet.write_table(table, path, compression="zstd"))


def in_pool(pieces: Iterable[Piece], settings: Settings, span: Span, jobs: int, given_up: set[Path]) -> Iterator[Piece]:
    """Judges units in several processes; what is in memory does not grow with their number.

    Args:
        pieces: The units, and where their results go.
        settings: What they are judged under.
        span: Which rows count.
        jobs: How many processes to use.
        given_up: Takes the files of units that ended their process twice; these are not to be kept for another run.

    Yields:
        Each piece when its results are written, in the order in which that happens.

    Raises:
        UsageError: Results cannot be written.
    """
    if jobs < 2:
        for piece in pieces:
            save(work(piece[0], settings, span), piece[1])
            yield piece
        return
    packed = _Packed(settings.key, pickle.dumps((settings, span)))
    waiting = iter(pieces)
    again: deque[Piece] = deque()
    while True:
        stranded: list[Piece] = []
        with _pool(jobs) as pool:
            try:
                yield from _through(pool, waiting, packed, jobs * 2, stranded)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
        if not stranded:
            return
        again.extend(stranded)
        while again:
            yield _alone(again.popleft(), packed, given_up)


def _through(
    pool: ProcessPoolExecutor, waiting: Iterator[Piece], packed: _Packed, most: int, stranded: list[Piece]
) -> Iterator[Piece]:
    busy: dict[Future[None], Piece] = {}
    more = True
    while more or busy:
        while more and len(busy) < most and not stranded:
            piece = next(waiting, None)
            more = piece is not None
            if piece is not None:
                try:
                    busy[pool.submit(_work_and_save, piece, packed)] = piece
                except BrokenProcessPool:
                    stranded.append(piece)
        if stranded and not busy:
            return
        for done in wait(busy, return_when=FIRST_COMPLETED).done:
            piece = busy.pop(done)
            try:
                done.result()
            except BrokenProcessPool:
                stranded.append(piece)
            else:
                yield piece


def _alone(piece: Piece, packed: _Packed, given_up: set[Path]) -> Piece:
    with _pool(1) as pool:
        try:
            pool.submit(_work_and_save, piece, packed).result()
        except BrokenProcessPool:
            unit = piece[0]
            told = "The process that judged these rows ended before it was done."
            problem = DraftError(told, "Check that the computer has memory to spare, then run the audit again.")
            save(lost(unit, problem), piece[1])
            given_up.add(piece[1])
    return piece


def _pool(jobs: int) -> ProcessPoolExecutor:
    # A fresh interpreter: branching off a process with Arrow's threads in it is not safe.
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin)


def _begin() -> None:
    """A process of the pool leaves Ctrl-C to the first one, and ends when that is gone.

    Garbage is looked for between its batches only.
    """
    gc.disable()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel, os._exit), daemon=True).start()


def _end_with(sentinel: int, end: Callable[[int], object]) -> None:
    wait_for([sentinel])
    end(1)


def _work_and_save(piece: Piece, packed: _Packed) -> None:
    import pyarrow as pa

    pa.set_cpu_count(1)
    unit, target = piece
    if packed.key not in _UNDER:
        _UNDER.clear()
        _UNDER[packed.key] = pickle.loads(packed.content)  # noqa: S301 - packed by the first process
    settings, span = _UNDER[packed.key]
    try:
        save(work(unit, settings, span), target)
    except UsageError as error:  # its own arguments do not travel by themselves
        raise _TravellingError(error.problem, error.mend) from None


class _TravellingError(UsageError):
    """A `UsageError` that can travel between processes."""

    def __reduce__(self) -> tuple[type[UsageError], tuple[str, str]]:
        return UsageError, (self.problem, self.mend)
