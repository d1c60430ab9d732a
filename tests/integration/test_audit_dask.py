"""The audit on a real Dask cluster of two workers, each of which is killed on the way."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
distributed = pytest.importorskip("distributed")
pytestmark = pytest.mark.filterwarnings("default")  # a worker that is killed leaves open sockets behind

from pyarrow import parquet  # noqa: E402 - the extra may be missing

from neutral_gate.audit.dask_engine import cluster, on_cluster  # noqa: E402
from neutral_gate.audit.running import Wanted, run  # noqa: E402
from neutral_gate.audit.units import Span  # noqa: E402
from neutral_gate.config import Config  # noqa: E402
from neutral_gate.elections import parse_moment  # noqa: E402
from neutral_gate.model import UsageError  # noqa: E402
from neutral_gate.people import People  # noqa: E402
from neutral_gate.sources import open_source  # noqa: E402

FILES = ("verdicts.parquet", "findings.parquet", "problems.parquet", "findings.csv", "audit.json", "report.html")


def wanted(source: Path, out: Path) -> Wanted:
    at = parse_moment("2024-06-20")
    return Wanted((source,), out, Span(), at, Config(body_type="council"), People(), open_source, jobs=1)


@pytest.fixture(scope="module")
def posts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    import pyarrow as pa

    texts = ("Bins are emptied on Tuesday.", "Please vote for Odette Farrowby on Thursday.", "Fun run in the park.")
    rows = [
        {"id": str(number), "account": "@thornley", "text": f"{texts[number % 3]} {number}"} for number in range(120)
    ]
    path = tmp_path_factory.mktemp("posts") / "posts.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), path, row_group_size=4)
    return path


def test_workers_that_are_killed_lose_and_double_nothing(posts: Path, tmp_path: Path) -> None:
    run(wanted(posts, tmp_path / "pool"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        local = distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1", silence_logs=50
        )
        with local, distributed.Client(local, set_as_default=False) as client:
            alive = list(client.run(os.getpid).values())

            def engine(pieces: Any, settings: Any, span: Any) -> Iterator[Any]:
                for number, piece in enumerate(on_cluster(client, pieces, settings, span)):
                    yield piece
                    if number in (3, 12):  # the second has judged alone for a while, and dies with what it holds
                        os.kill(alive.pop(), signal.SIGKILL)

            done = run(wanted(posts, tmp_path / "dask"), engine)

    assert not alive
    assert done.judged == 30
    for name in FILES:
        assert (tmp_path / "dask" / name).read_bytes() == (tmp_path / "pool" / name).read_bytes(), name
    ids = parquet.read_table(tmp_path / "dask" / "verdicts.parquet").column("id").to_pylist()
    assert ids == [str(number) for number in range(120)]


@contextmanager
def processes(folder: Path, path: Path | None = None) -> Iterator[tuple[str, dict[str, Any]]]:
    """A scheduler and a worker of their own, as on two other computers: its address, and the two to be killed."""
    told = folder / "scheduler.json"
    options = {
        "scheduler": ["--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--scheduler-file", str(told)],
        "worker": ["--scheduler-file", str(told), "--no-nanny", "--nthreads", "1", "--no-dashboard"],
    }
    environment = os.environ | ({"PYTHONPATH": str(path)} if path else {})
    with ExitStack() as ended:
        started: dict[str, Any] = {}
        for name, words in options.items():
            command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *words]
            started[name] = ended.enter_context(
                subprocess.Popen(command, cwd=folder, env=environment, stderr=subprocess.DEVNULL)
            )
            ended.callback(started[name].kill)
            while not told.exists():
                assert started[name].poll() is None
                time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        with distributed.Client(address, set_as_default=False) as client:
            client.wait_for_workers(1, timeout=60)
        yield address, started


@pytest.mark.parametrize(("victim", "told"), [("scheduler", "connection .* lost"), ("worker", "no workers any more")])
def test_a_lost_cluster_is_said_plainly_and_the_next_run_goes_on(
    victim: str, told: str, posts: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(wanted(posts, tmp_path / "pool"))
    with processes(tmp_path) as (address, started), cluster(address, 1) as joined:
        monkeypatch.setattr("neutral_gate.audit.dask_engine._PATIENCE", 1)

        def engine(pieces: Any, settings: Any, span: Any) -> Iterator[Any]:
            for number, piece in enumerate(joined(pieces, settings, span)):
                yield piece
                if number == 3:
                    started[victim].kill()

        with pytest.raises(UsageError, match=told):
            run(wanted(posts, tmp_path / "dask"), engine)

    done = run(wanted(posts, tmp_path / "dask"))

    assert 0 < done.judged <= 26
    for name in FILES:
        assert (tmp_path / "dask" / name).read_bytes() == (tmp_path / "pool" / name).read_bytes(), name


def test_a_worker_with_another_neutral_gate_is_refused(posts: Path, tmp_path: Path) -> None:
    (tmp_path / "neutral_gate-0.0.1.dist-info").mkdir()
    (tmp_path / "neutral_gate-0.0.1.dist-info" / "METADATA").write_text("Name: neutral-gate\nVersion: 0.0.1\n")
    with (
        processes(tmp_path, tmp_path) as (address, _),
        cluster(address, 1) as joined,
        pytest.raises(UsageError, match=r"A worker of the Dask cluster has Neutral Gate 0\.0\.1, and this"),
    ):
        run(wanted(posts, tmp_path / "out"), joined)


def test_a_cluster_that_does_not_answer_is_said_plainly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("neutral_gate.audit.dask_engine._PATIENCE", 1)
    with pytest.raises(UsageError, match="does not answer"), cluster("tcp://127.0.0.1:1", 1):
        pass


def test_the_command_starts_a_cluster_of_its_own(
    posts: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from neutral_gate.cli.main import run as run_command

    words = ["audit", str(posts), "--out", str(tmp_path), "--at", "2024-06-20", "--body", "council", "--engine", "dask"]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        assert run_command([*words, "--jobs", "1"]) == 0

    assert "40 block" in capsys.readouterr().out
    assert parquet.read_metadata(tmp_path / "verdicts.parquet").num_rows == 120
