"""The engine for a Dask cluster: one that is there already, or one on this computer.

The rows travel to the workers and the results travel back; the workers need Neutral Gate, but no files of ours and no
common disk. This process alone writes, and each file is written whole, so a unit that a dying worker had in hand and
another one judges again is neither lost nor doubled.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import TYPE_CHECKING, Any

from neutral_gate.audit.engine import Settings
from neutral_gate.audit.pool import Piece, save
from neutral_gate.audit.units import Span, cut, judged, lost, rows_of
from neutral_gate.model import DraftError, UsageError

if TYPE_CHECKING:
    from neutral_gate.audit.running import Engine

_PATIENCE = "20s"
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
    try:
        if scheduler is None:
            local = dask.LocalCluster(
                n_workers=jobs, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
            )
            client = dask.Client(local, set_as_default=False)
        else:
            local = None
            client = dask.Client(scheduler, timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The Dask cluster {scheduler or ''} does not answer.", "Check the address, and that the scheduler runs."
        ) from error
    try:
        yield lambda pieces, settings, span: on_cluster(client, pieces, settings, span)
    finally:
        client.close()
        if local is not None:
            local.close()


def on_cluster(client: Any, pieces: Iterable[Piece], settings: Settings, span: Span) -> Iterator[Piece]:
    """Judges units on a cluster; see `pool.in_pool` for arguments and what comes out.

    Raises:
        UsageError: The cluster has no workers, or results cannot be written.
    """
    processors = sum(client.ncores().values())
    if not processors:
        raise UsageError("The Dask cluster has no workers.", "Start some, then run the audit again.")
    shared = client.scatter(settings, broadcast=True, hash=False)
    waiting = iter(pieces)
    busy: dict[Any, Piece] = {}

    def send(piece: Piece) -> Any:
        future = client.submit(_judge, _packed(piece[0], settings, span), shared, pure=False, retries=3)
        busy[future] = piece
        return future

    done = _distributed().as_completed(
        [send(piece) for piece in islice(waiting, processors * _AT_ONCE)], loop=client.loop
    )
    for future in done:
        piece = busy.pop(future)
        save(_result(future, piece), piece[1])
        future.release()
        for more in islice(waiting, 1):
            done.add(send(more))
        yield piece


def _result(future: Any, piece: Piece) -> Any:
    try:
        found = future.result()
    except _distributed().KilledWorker:
        told = "The workers that judged these rows ended, one after another, before they were done."
        return lost(
            piece[0], DraftError(told, "Check that the workers have memory to spare, then audit these rows alone.")
        )
    return lost(piece[0], DraftError(*found)) if isinstance(found, tuple) else _read(found)


def _judge(packed: bytes | tuple[str, str], settings: Settings) -> bytes | tuple[str, str]:
    """What a worker does: rows in, results out, both as Arrow's stream format; a problem goes through as it is."""
    return packed if isinstance(packed, tuple) else _write(judged(_read(packed), settings))


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
