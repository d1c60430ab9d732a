"""The decision log on SQLite when things go wrong: each fault is a clear error, and nothing that was answered is lost.

The test on a small disk of its own mounts one, which needs root; elsewhere it is skipped, and the one with a limit
on the size of files stands for it.
"""

from __future__ import annotations

import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import ExitStack, closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from neutral_gate.model import UsageError
from neutral_gate.service.log import (
    DecisionEntry,
    DecisionLog,
    LogBrokenError,
    LogBusyError,
    LogError,
    LogUnreachableError,
)

AT = datetime(2026, 4, 20, 9, tzinfo=UTC)


def entry(text: str = "Bins.") -> DecisionEntry:
    return DecisionEntry(AT, "pass", "ab" * 32, name="news.md", text=text)


def opened(path: Path, **settings: object) -> DecisionLog:
    return DecisionLog(f"sqlite:///{path}", store_text=True, **settings)  # type: ignore[arg-type]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A log with three entries, as one file."""
    path = tmp_path / "log.db"
    log = opened(path)
    log.migrate()
    for _ in range(3):
        log.record_decision(entry("Bins. " * 2_000))
    log.close()
    return path


def test_a_commit_waits_for_the_disk(path: Path) -> None:
    log = opened(path)
    with log.database.write() as connection:
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("journal_mode", "synchronous")]
    log.close()
    assert found == ["wal", 2]  # 2 is FULL, https://www.sqlite.org/pragma.html#pragma_synchronous


FILLER = """
import resource, sys
from datetime import UTC, datetime
from neutral_gate.service.log import DecisionEntry, DecisionLog, LogFullError
if int(sys.argv[2]):
    resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
log = DecisionLog(f"sqlite:///{sys.argv[1]}", store_text=True)
log.migrate()
entry = DecisionEntry(datetime.now(UTC), "pass", "ab" * 32, text="Bins. " * 4_000)
try:
    while True:
        print(log.record_decision(entry), flush=True)
except LogFullError as error:
    print("full:", error.problem)
for _ in range(3):
    try:
        log.record_decision(entry)
    except LogFullError:
        print("still full")
print("readable:", log.count(), log.verify().ok)
"""


def fill(path: Path, limit: int) -> list[str]:
    """Writes until the disk is full, in a process of its own; gives the ids that were answered."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", FILLER, str(path), str(limit)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    *ids, full, first, second, third, readable = done.stdout.splitlines()
    assert full.startswith("full: The decision log cannot grow")
    assert [first, second, third] == ["still full"] * 3
    assert readable == f"readable: {len(ids)} True"
    assert len(ids) > 5
    return ids


def test_a_full_disk_loses_nothing_and_heals_when_there_is_room(tmp_path: Path) -> None:
    path = tmp_path / "log.db"
    ids = fill(path, 2_000_000)

    log = opened(path)
    ids.append(log.record_decision(entry()))
    assert all(log.decision(id_) is not None for id_ in ids)
    found = log.verify()
    assert (found.ok, found.entries) == (True, len(ids))
    log.close()


def test_a_small_disk_that_is_full_is_a_plain_error(small_disk: Path) -> None:
    ids = fill(small_disk / "log.db", 0)

    subprocess.run(["mount", "-o", "remount,size=8m", str(small_disk)], check=True)
    log = opened(small_disk / "log.db")
    ids.append(log.record_decision(entry()))
    assert all(log.decision(id_) is not None for id_ in ids)
    assert log.verify().ok
    log.close()


def test_a_locked_database_is_waited_for_and_then_refused(path: Path) -> None:
    log = opened(path, patience=0.3)
    other = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
    other.execute("BEGIN IMMEDIATE")
    start = time.monotonic()
    with pytest.raises(LogBusyError, match="busy"):
        log.record_decision(entry())
    assert 0.2 < time.monotonic() - start < 5
    assert log.ready()

    patient = opened(path, patience=20)
    timer = threading.Timer(0.5, other.execute, ["ROLLBACK"])
    timer.start()
    patient.record_decision(entry())
    timer.join()

    other.close()
    assert log.verify().entries == 4
    log.close()
    patient.close()


def test_a_file_that_is_no_database_is_a_plain_error(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Not a database, but a page of notes. " * 50, "utf-8")
    before = path.read_bytes()

    log = opened(path)
    with pytest.raises(LogBrokenError, match="damaged"):
        log.migrate()
    assert not log.ready()
    log.close()
    assert path.read_bytes() == before


def is_sound(path: Path) -> bool:
    """Whether a log of three entries passes. A damage that shows as an error must be a plain one."""
    log = opened(path)
    try:
        return log.verify().ok and log.ready() and len(log.decisions()) == 3
    except LogBrokenError:
        return False
    except LogError as error:
        return "not set up" not in error.problem
    finally:
        log.close()


@pytest.mark.parametrize("part", [0.3, 0.6, 0.9])
def test_a_file_that_was_cut_off_never_passes_for_a_sound_log(path: Path, part: float) -> None:
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * part)])

    assert not is_sound(path)


def test_a_page_that_was_overwritten_never_passes_for_a_sound_log(path: Path) -> None:
    whole = path.read_bytes()
    entries = rows(path)
    refused = 0
    for start in range(4096, len(whole), 4096):
        for noise in (b"\0" * 4096, b"\xa5" * 4096):
            copy = path.with_name(f"{start}.db")
            copy.write_bytes(whole[:start] + noise + whole[start + 4096 :])
            if is_sound(copy):  # a page of an index, or of a table without a row
                assert rows(copy) == entries
            else:
                refused += 1
    assert refused > 10


def rows(path: Path) -> list[object]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("SELECT * FROM entries NOT INDEXED ORDER BY +seq").fetchall()


def test_a_side_file_that_is_lost_or_cut_off_leaves_a_sound_log(path: Path) -> None:
    log = opened(path)
    ids = [log.record_decision(entry()) for _ in range(3)]
    side = path.with_name("log.db-wal").read_bytes()
    main = path.read_bytes()
    log.close()
    copy = path.with_name("copy.db")
    copy.write_bytes(main)
    path.with_name("copy.db-wal").write_bytes(side[:-100])  # the last commit was not whole when the power went

    log = opened(copy)
    found = log.verify()
    assert (found.ok, found.entries) == (True, 5)
    assert log.decision(ids[1]) is not None
    assert log.verify((6, "0" * 64)).broken_at == 6
    log.close()


def test_a_place_that_cannot_be_written_is_a_plain_error(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be opened"):
        DecisionLog(f"sqlite:///{tmp_path / 'missing' / 'log.db'}")
    with pytest.raises(UsageError, match="cannot be opened"):
        DecisionLog(f"sqlite:///{tmp_path / 'log.db'}", create=False)
    for url in ("sqlite://", "sqlite:///:memory:", "mysql://host/log", "log.db", "://"):
        with pytest.raises(UsageError):
            DecisionLog(url)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("connections", [0, 3])
def test_a_file_that_vanishes_or_is_replaced_takes_no_entry(path: Path, connections: int) -> None:
    log = opened(path)
    hold_many(log, connections)
    copy = path.with_name("copy.db")
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    kept = path.with_name("kept.db")

    path.rename(kept)
    for _ in range(2):
        with pytest.raises(LogUnreachableError, match="moved, removed or replaced"):
            log.record_decision(entry())
    assert not log.ready()
    assert not path.exists()
    copy.rename(path)
    with pytest.raises(LogUnreachableError, match="moved, removed or replaced"):
        log.record_decision(entry())
    log.close()

    fresh = opened(path)
    fresh.record_decision(entry())
    found = fresh.verify()
    assert (found.ok, found.entries) == (True, 4)
    fresh.close()


def hold_many(log: DecisionLog, count: int) -> None:
    """Makes the pool open so many connections, and gives them back."""
    with ExitStack() as stack:
        for _ in range(count):
            stack.enter_context(log.database.read())


def test_the_order_is_kept_when_the_clock_jumps(path: Path) -> None:
    moments = iter([AT, AT - timedelta(days=400), AT + timedelta(days=400), AT])
    log = opened(path, clock=lambda: next(moments))
    ids = [log.record_decision(entry()) for _ in range(4)]

    page = log.decisions()
    assert [row.id for row in page][:4] == ids[::-1]
    assert [row.seq for row in page] == [7, 6, 5, 4, 3, 2, 1]
    assert log.verify().ok
    log.close()


def test_only_the_owner_may_read_the_file(path: Path) -> None:
    log = opened(path)
    log.record_decision(entry())
    assert {one.stat().st_mode & 0o077 for one in path.parent.iterdir()} == {0}
    assert len(list(path.parent.iterdir())) == 3
    log.close()
