from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.audit.engine import Settings
from neutral_gate.audit.folder import Folder, written
from neutral_gate.audit.pool import in_pool
from neutral_gate.audit.units import Span, Unit
from neutral_gate.model import UsageError

parquet = pytest.importorskip("pyarrow.parquet")


class Deadly:
    """Settings that end every process that receives them."""

    def __reduce__(self) -> tuple[Callable[[int], Any], tuple[int]]:
        return os._exit, (9,)


def test_rows_that_end_their_process_are_a_problem_and_no_end(
    table: Callable[..., Any], settings: Settings, tmp_path: Path
) -> None:
    parquet.write_table(table({"text": "Bins."}), tmp_path / "posts.parquet")
    unit = Unit(str(tmp_path / "posts.parquet"), 0, "content", "posts.parquet", rows=1)
    pieces = [(unit, tmp_path / f"{number}.parquet") for number in range(2)]
    given_up: set[Path] = set()

    done = list(in_pool(pieces, replace(settings, config=Deadly()), Span(), 2, given_up))  # type: ignore[arg-type]

    assert sorted(path.name for _, path in done) == ["0.parquet", "1.parquet"]
    assert given_up == {path for _, path in done}
    (row,) = parquet.read_table(tmp_path / "0.parquet").to_pylist()
    assert row["verdict"] is None
    assert "ended before it was done" in row["problem"]


def test_a_file_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("old")

    def breaks(to: Path) -> None:
        to.write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(UsageError, match="No space left"):
        written(path, breaks)

    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]
    assert path.read_text() == "old"


def test_an_unfinished_run_keeps_its_moment(tmp_path: Path) -> None:
    folder = Folder(tmp_path)

    assert folder.begun("this", "2024-06-10T12:00:00+01:00") == "2024-06-10T12:00:00+01:00"
    assert folder.begun("this", "2024-06-11T12:00:00+01:00") == "2024-06-10T12:00:00+01:00"
    assert folder.begun("that", "2024-06-11T12:00:00+01:00") == "2024-06-11T12:00:00+01:00"
    folder.finished([])
    assert folder.begun("that", "2024-06-12T12:00:00+01:00") == "2024-06-12T12:00:00+01:00"


def test_what_a_run_did_not_use_goes(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    (folder.results / "used.parquet").write_text("")
    (folder.results / "old.parquet").write_text("")
    (folder.posts / "old").mkdir()
    (folder.posts / "old" / "part-00000.parquet").write_text("")

    folder.finished([folder.results / "used.parquet"])

    assert [path.name for path in folder.results.iterdir()] == ["used.parquet"]
    assert not list(folder.posts.iterdir())


def test_only_leftovers_of_an_audit_are_cleared_away(tmp_path: Path) -> None:
    folder = Folder(tmp_path)
    for name in ("verdicts.parquet.77.new", "findings.csv.part", "holiday.part", "diary.new"):
        (tmp_path / name).write_text("")
    (folder.results / "a.parquet.77.new").write_text("")

    with folder.locked():
        assert sorted(path.name for path in tmp_path.glob("*.*") if path.is_file()) == ["diary.new", "holiday.part"]
        assert not list(folder.results.iterdir())
