from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.audit.engine import Settings, judge
from neutral_gate.audit.units import MOST_ROWS, Span, Unit, cut, judged, pieces, rows_of, work
from neutral_gate.elections import LONDON

pa = pytest.importorskip("pyarrow")
parquet = pytest.importorskip("pyarrow.parquet")
MAY, JUNE, JULY = (datetime(2024, month, 1, tzinfo=LONDON) for month in (5, 6, 7))


def unit(path: Path, **changes: Any) -> Unit:
    return replace(Unit(str(path), 0, "content", "posts.parquet", rows=1), **changes)


def read(path: Path, **columns: list[Any]) -> list[dict[str, Any]]:
    parquet.write_table(pa.table(columns), path)
    return list(rows_of(unit(path, rows=pa.table(columns).num_rows)).to_pylist())


def test_rows_get_names_and_places(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.parquet", text=["a", "b"], likes=[1, 2])

    assert [(row["source"], row["place"]) for row in rows] == [("posts.parquet", "row 1"), ("posts.parquet", "row 2")]
    assert "likes" not in rows[0]


def test_a_row_without_a_place_gets_its_number(tmp_path: Path) -> None:
    rows = read(tmp_path / "a.parquet", text=["a", "b", "c"], place=["entry 9", "", None])

    assert [row["place"] for row in rows] == ["entry 9", "row 2", "row 3"]


def test_a_piece_of_a_row_group_has_its_own_rows(tmp_path: Path) -> None:
    parquet.write_table(pa.table({"text": ["a", "b", "c", "d"]}), tmp_path / "a.parquet")

    rows = rows_of(unit(tmp_path / "a.parquet", start=1, first=1, rows=2)).to_pylist()

    assert [(row["text"], row["place"]) for row in rows] == [("b", "row 2"), ("c", "row 3")]


@pytest.mark.parametrize(
    ("rows", "whole", "count"), [(0, 0, 0), (1, 1, 1), (1_000, 1_000, 1), (10_000, 10_000, 10), (10_000, 100_000, 2)]
)
def test_a_small_file_is_parted_so_that_all_processes_have_some(rows: int, whole: int, count: int) -> None:
    assert len(list(pieces(rows, whole))) == count


@pytest.mark.parametrize("rows", [1, 999, 1_001, 10_000, 19_999, 45_001])
@pytest.mark.parametrize("times", [1, 3, 100])
def test_pieces_leave_out_no_row_and_have_none_twice(rows: int, times: int) -> None:
    place = 0
    for start, count in pieces(rows, rows * times):
        assert start == place
        assert 0 < count <= MOST_ROWS
        place += count

    assert place == rows


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (datetime(2024, 7, 4, 0, 30), "2024-07-04T00:30:00+01:00"),
        ("2024-07-03T23:30:00Z", "2024-07-04T00:30:00+01:00"),
        ("2024-07-04T00:30:00", "2024-07-04T00:30:00+01:00"),
        (date(2024, 7, 4), "2024-07-04T00:00:00+01:00"),
        (datetime(2024, 3, 31, 1, 30), "2024-03-31T02:00:00+01:00"),
    ],
)
def test_dates_are_in_london(tmp_path: Path, written: object, expected: str) -> None:
    (row,) = read(tmp_path / "a.parquet", text=["a"], published=[written])

    assert row["published"].isoformat() == expected


def test_a_column_of_the_wrong_type_is_a_problem(tmp_path: Path, settings: Settings) -> None:
    parquet.write_table(pa.table({"text": ["a"], "published": ["last Tuesday"]}), tmp_path / "a.parquet")

    (row,) = work(unit(tmp_path / "a.parquet"), settings, Span()).to_pylist()

    assert row["verdict"] is None
    assert "cannot be read" in row["problem"]


def test_a_span_keeps_what_counts(table: Callable[..., Any]) -> None:
    days = [datetime(2024, month, 15, tzinfo=LONDON) for month in (3, 5, 6, 7)]
    rows = table(*({"id": str(day.month), "published": day} for day in days), {"id": "undated", "published": None})

    def kept(span: Span, opening: datetime | None = None) -> list[str]:
        return list(cut(rows, span, opening).column("id").to_pylist())

    assert kept(Span()) == ["3", "5", "6", "7", "undated"]
    assert kept(Span(MAY, JULY)) == ["5", "6", "undated"]
    assert kept(Span(days[2], days[2])) == ["6", "undated"]
    assert kept(Span(JUNE, None), opening=MAY) == ["3", "6", "7", "undated"]


def test_a_key_changes_with_what_touches_the_unit(tmp_path: Path, settings: Settings) -> None:
    whole = unit(tmp_path, earliest=MAY, latest=JUNE, undated=False)
    key = whole.key(settings, Span())

    assert whole.key(settings, Span(MAY, JULY)) == key, "it lies in the span as a whole"
    assert whole.key(replace(settings, at=JULY), Span()) == key, "all its rows have dates"
    assert whole.key(settings, Span(JUNE, None)) != key
    assert whole.key(replace(settings, key="other rules"), Span()) != key
    assert whole.key(replace(settings, opening=MAY), Span()) != key
    assert replace(whole, content="other").key(settings, Span()) != key
    assert replace(whole, undated=True).key(replace(settings, at=JULY), Span()) != key


@pytest.mark.parametrize(("text", "most"), [("Tea at four.", 2_000), ("Tea. " * 2_000, 110)])
def test_long_rows_are_judged_a_few_at_a_time(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, text: str, most: int
) -> None:
    sizes: list[int] = []

    def counting(batch: Any, under: Settings) -> Any:
        sizes.append(batch.num_rows)
        return judge(batch.slice(0, 1), under)

    monkeypatch.setattr("neutral_gate.audit.units.judge", counting)

    judged(pa.table({"text": [text] * 2_400}), settings)

    assert sum(sizes) == 2_400
    assert most / 2 < max(sizes) <= most
