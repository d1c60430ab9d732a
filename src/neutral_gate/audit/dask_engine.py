"""The engine for a Dask cluster: one that is there already, or one on this computer.

The rows travel to the workers and the results travel back; the workers need Neutral Gate, but no files of ours and no
common disk. This process alone writes, and each file is written whole, so a unit that a dying worker had in hand and
another one judges again is neither lost nor doubled.
"""

from __future__ import annotations

from asyncio import run_coroutine_threadsafe
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import ExitStack, contextmanager
from itertools import islice
from logging import CRITICAL
from typing import TYPE_CHECKING, Any, TypeVar

from neutral_gate.audit.engine import Settings
from neutral_gate.audit.pool import Piece, save
from neutral_gate.audit.units import Span, cut, judged, lost, rows_of
from neutral_gate.model import DraftError, UsageError

if TYPE_CHECKING:
    from neutral_gate.audit.running import Engine

Answer = TypeVar("Answer")

_PATIENCE = 20.0  # seconds
_PACKAGE = "neutral-gate"
_ONCE_MORE = "Check that it runs and has workers, then run the same audit again. What is judged so far is kept."
_AT_ONCE = 3  # units a processor of the cluster, so that none waits for rows and the rows of few are in memory


@contextmanager
def cluster(scheduler: str | None, jobs: int) -> Iterator[Engine]:
    """Joins a cluster, or starts one.

    Args:
        scheduler: Its address, such as `tcp://host:8786`, or None for a cluster on this computer that ends with the
            audit.
        jobs: How many workers of one thread a cluster on this computer gets.

    Raises:
        UsageError: The cluster does not answer.
    """
    dask = _distributed()
    with ExitStack() as ended:
        # What it would print of a cluster that is lost, the error says in plain words.
        ended.enter_context(dask.utils.silence_logging_cmgr(CRITICAL))
        try:
            address: Any = scheduler or ended.enter_context(
                dask.LocalCluster(
                    n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
                )
            )
            client = ended.enter_context(dask.Client(address, timeout=_PATIENCE, set_as_default=False))
        except (OSError, ValueError) as error:
            raise UsageError(
                f"The Dask cluster {scheduler or ''} does not answer.",
                "Check the address, and that the scheduler runs.",
            ) from error
        yield lambda pieces, settings, span: on_cluster(client, pieces, settings, span)


def on_cluster(client: Any, pieces: Iterable[Piece], settings: Settings, span: Span) -> Iterator[Piece]:
    """Judges units on a cluster; see `pool.in_pool` for arguments and what comes out.

    Raises:
        UsageError: The cluster has no workers or another Neutral Gate, it is lost on the way, or results cannot be
            written.
    """
    from neutral_gate.audit.dask_plugin import settings_on_workers

    _refuse_other_versions(client.get_versions(packages=[_PACKAGE]))
    most = sum(client.ncores().values()) * _AT_ONCE
    waiting = iter(pieces)
    busy: dict[Any, Piece] = {}
    try:
        with settings_on_workers(client, settings) as kept:
            while True:
                for piece in islice(waiting, most - len(busy)):
                    packed = _packed(piece[0], settings, span)
                    busy[client.submit(_judge, packed, kept, pure=False, retries=3)] = piece
                if not busy:
                    return
                for future in _patiently(client, lambda seconds: _finished(client, busy, seconds)):
                    piece = busy.pop(future)
                    save(_result(client, future, piece), piece[1])
                    future.release()
                    yield piece
    except (CancelledError, TimeoutError, _distributed().comm.CommClosedError) as error:
        raise UsageError("The connection to the Dask cluster was lost.", _ONCE_MORE) from error


def _patiently(client: Any, ask: Callable[[float], Answer]) -> Answer:
    """What the cluster answers, however long that takes, as long as it has workers."""
    while True:
        try:
            return ask(_PATIENCE)
        except TimeoutError:
            if not client.ncores():
                raise UsageError("The Dask cluster has no workers any more.", _ONCE_MORE) from None


def _finished(client: Any, futures: Iterable[Any], seconds: float) -> set[Any]:
    with client.as_current():
        done: set[Any] = _distributed().wait(list(futures), seconds, "FIRST_COMPLETED").done
    return done


def _refuse_other_versions(found: Any) -> None:
    ours = found["client"]["packages"][_PACKAGE]
    theirs = {worker["packages"][_PACKAGE] for worker in found["workers"].values()}
    if not theirs:
        raise UsageError("The Dask cluster has no workers.", "Start some, then run the audit again.")
    for other in theirs - {ours}:
        told = f"has Neutral Gate {other}, and this computer {ours}" if other else "has no Neutral Gate"
        raise UsageError(f"A worker of the Dask cluster {told}.", f"Install version {ours} on every worker.")


def _result(client: Any, future: Any, piece: Piece) -> Any:
    try:
        if future.status == "error":
            found = future.result()
        else:
            # This can wait too: the worker that holds the result may die, and what was done be done once more.
            coming = run_coroutine_threadsafe(client.gather(future, asynchronous=True), client.loop.asyncio_loop)
            _patiently(client, coming.exception)
            found = coming.result()
    except _distributed().KilledWorker:
        told = "The workers that judged these rows ended, one after another, before they were done."
        return lost(
            piece[0], DraftError(told, "Check that the workers have memory to spare, then audit these rows alone.")
        )
    return lost(piece[0], DraftError(*found)) if isinstance(found, tuple) else _read(found)


def _judge(packed: bytes | tuple[str, str], kept: str) -> bytes | tuple[str, str]:
    """What a worker does: rows in, results out, both as Arrow's stream format; a problem goes through as it is."""
    from neutral_gate.audit.dask_plugin import settings_here

    return packed if isinstance(packed, tuple) else _write(judged(_read(packed), settings_here(kept)))


def _packed(unit: Any, settings: Settings, span: Span) -> bytes | tuple[str, str]:
    try:
        return _write(cut(rows_of(unit), span, settings.opening))
    except DraftError as error:
        return error.problem, error.mend


def _write(table: Any) -> bytes:
    import pyarrow as pa

    sink = pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table)
    return bytes(sink.getvalue())


def _read(data: bytes) -> Any:
    import pyarrow as pa

    with pa.ipc.open_stream(data) as stream:
        return stream.read_all()


def _distributed() -> Any:
    """The library, which has no types of its own."""
    import distributed

    return distributed
