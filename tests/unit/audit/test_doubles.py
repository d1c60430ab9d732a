"""The same item in two exports counts once, with its gravest verdict; what is only alike counts twice."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neutral_gate.audit.doubles import repeated
from neutral_gate.audit.schema import schemas

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from pyarrow import parquet  # noqa: E402 - the extra may be missing

LONG = "1808123456789"


def files(folder: Path, *tables: list[dict[str, Any]]) -> list[Path]:
    paths = []
    for number, rows in enumerate(tables):
        plain = {"platform": "x", "verdict": "pass", "scheduled": False}
        paths.append(folder / f"{number}.parquet")
        parquet.write_table(
            pa.Table.from_pylist([{**plain, **row} for row in rows], schema=schemas().results), paths[-1]
        )
    return paths


def left_out(folder: Path, *tables: list[dict[str, Any]]) -> list[int]:
    """The rows that are left out, counted over all tables."""
    paths = files(folder, *tables)
    first = [sum(map(len, tables[:number])) for number in range(len(tables))]
    lost = repeated(paths)
    return sorted(first[number] + place for number, path in enumerate(paths) for place in lost.get(path, []))


def test_by_platform_and_id(tmp_path: Path) -> None:
    first = [{"id": LONG}, {"id": LONG + "1"}]
    assert left_out(tmp_path, first, [{"id": LONG}, {"id": LONG, "platform": "facebook"}]) == [2]


def test_the_gravest_stays(tmp_path: Path) -> None:
    tables = [[{"id": LONG, "verdict": verdict}] for verdict in ("pass", "block", "warn", "block")]
    assert left_out(tmp_path, *tables) == [0, 2, 3]


def test_short_ids_are_told_apart_by_their_address(tmp_path: Path) -> None:
    url = "https://social.example/@body/1"
    assert left_out(tmp_path, [{"id": "1"}], [{"id": "1"}]) == []
    assert left_out(tmp_path, [{"id": "1", "url": url}], [{"id": "2", "url": url}, {"id": "", "url": None}]) == [1]
    assert left_out(tmp_path, [{"id": None}], [{"id": ""}, {"url": ""}]) == []


def test_what_is_planned_is_not_what_was_published(tmp_path: Path) -> None:
    assert left_out(tmp_path, [{"id": LONG, "scheduled": True}], [{"id": LONG}]) == []


def test_a_row_that_was_lost_takes_no_other_with_it(tmp_path: Path) -> None:
    lost = {"id": LONG, "verdict": None, "problem": "It cannot be read.", "mend": "Look at it."}
    assert left_out(tmp_path, [lost], [{"id": LONG}]) == []


def test_nothing_at_all(tmp_path: Path) -> None:
    assert left_out(tmp_path) == []
    assert left_out(tmp_path, []) == []
