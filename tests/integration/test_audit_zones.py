"""A date without a time zone: the tables and the report say which one was taken for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from neutral_gate.cli.main import run

parquet = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("duckdb")


def test_the_zone_that_was_assumed_is_told(tmp_path: Path) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text(
        "Message,Date,Alt\n"
        "Please vote Labour on Thursday.,2024-06-20 09:00,\n"
        "Tea at ten.,2024-06-20T09:00:00Z,\n"
        "Talk at ten.,,\n"
    )
    words = ["audit", str(plan), "--out", str(tmp_path / "out"), "--body", "council", "--at", "2024-06-20"]
    assert run([*words, "--jobs", "1"]) == 0
    rows = parquet.read_table(tmp_path / "out" / "verdicts.parquet").to_pylist()
    assert [row["zone_assumed"] for row in rows] == ["Europe/London", "", ""]
    assert json.loads((tmp_path / "out" / "audit.json").read_text())["counts"]["zone_assumed"] == 1
    page = (tmp_path / "out" / "report.html").read_text()
    assert "1 date without a time zone" in page
    assert "time zone Europe/London assumed" in page
