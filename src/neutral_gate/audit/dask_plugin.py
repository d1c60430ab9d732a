"""What every worker of a Dask cluster keeps during an audit: the settings; imported only where Dask is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, cast
from uuid import uuid4

from distributed import WorkerPlugin, get_worker

from neutral_gate.audit.engine import Settings


class _Keep(WorkerPlugin):
    def __init__(self, settings: Settings) -> None:
        self.settings = settings


@contextmanager
def settings_on_workers(client: Any, settings: Settings) -> Iterator[str]:
    """Brings settings to every worker there is, and to those that come later, until the end of the block.

    As the result of a task they would be lost with their worker, and a worker that waits for such a result when its
    holder dies can be told to make it anew and then never do so (distributed 2026.8).

    Args:
        client: Of the cluster.
        settings: What units are judged under.

    Yields:
        The name to give to `settings_here` on a worker.
    """
    name = f"neutral-gate-{uuid4()}"  # two audits on one cluster may have the same settings, and end apart
    client.register_plugin(_Keep(settings), name=name)
    try:
        yield name
    finally:
        if client.status == "running":
            with suppress(OSError):
                client.unregister_worker_plugin(name)


def settings_here(name: str) -> Settings:
    """On a worker, within a task: the settings that have this name."""
    return cast("_Keep", get_worker().plugins[name]).settings
