"""Damaged and hostile sources in one audit: each is a row of `problems` that says what to do, and the rest is done."""

from __future__ import annotations

import io
import json
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.cli.main import run
from neutral_gate.elections import LONDON
from neutral_gate.sources import json_text, zips

parquet = pytest.importorskip("pyarrow.parquet")
pytest.importorskip("duckdb")


def statuses(*ids: str, text: str = "Please vote Labour on Thursday.") -> str:
    """An export of X with these posts."""
    post = {"full_text": text, "created_at": "Mon Jun 10 09:00:00 +0000 2024", "user": {"screen_name": "thornley"}}
    return json.dumps([{**post, "id_str": each} for each in ids], ensure_ascii=False)


def packed(**files: str | bytes) -> bytes:
    """A zip archive with these files."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def audited(out: Path, *sources: Path) -> tuple[dict[str, list[str]], list[dict[str, Any]], list[dict[str, Any]]]:
    """Audits sources: the ids of the items by file, all items, and the problems."""
    words = ["audit", *map(str, sources), "--out", str(out), "--body", "council", "--at", "2024-06-20", "--jobs", "1"]
    assert run([*words, "--quiet"]) == 0
    rows = parquet.read_table(out / "verdicts.parquet").to_pylist()
    problems = parquet.read_table(out / "problems.parquet").to_pylist()
    assert all(row["problem"] and row["mend"] for row in problems)
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(Path(row["source"]).name, []).append(row["id"])
    return found, rows, problems


def test_hostile_archives_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(zips, "RATIO_FROM", 1 << 16)
    outside = {"../../outside.json": statuses("90"), "/etc/outside.json": statuses("91"), "in.json": statuses("1")}
    whole = packed(**{"a.json": statuses(*map(str, range(200)))})
    contents = {
        "cut.zip": whole[:-40],
        "bomb.zip": packed(**{"bomb.json": "[" + " " * 3_000_000 + statuses("92")[1:], "in.json": statuses("2")}),
        "nested.zip": packed(**{"inner.zip": packed(**{"a.json": statuses("93")}), "in.json": statuses("3")}),
        "paths.zip": packed(**outside),
        "good.json": statuses("4"),
    }
    for name, content in contents.items():
        (tmp_path / name).write_bytes(content.encode() if isinstance(content, str) else content)

    found, rows, problems = audited(tmp_path / "out", *(tmp_path / name for name in contents))

    told = {(Path(row["source"]).name, row["place"].partition(",")[0]) for row in problems}
    assert told == {
        ("cut.zip", ""),
        ("bomb.zip", "bomb.json"),
        ("nested.zip", "inner.zip"),
        ("paths.zip", "../../outside.json"),
        ("paths.zip", "/etc/outside.json"),
    }
    assert found == {"bomb.zip": ["2"], "nested.zip": ["3"], "paths.zip": ["1"], "good.json": ["4"]}
    assert {row["verdict"] for row in rows} == {"block"}
    assert not list(tmp_path.parent.rglob("outside.json")), "nothing is ever unpacked"


def test_broken_json_costs_only_what_is_broken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_text, "MAX_VALUE", 50_000)
    monkeypatch.setattr(json_text, "CHUNK", 1_000)
    (tmp_path / "middle.json").write_text(statuses("1", "2", "3").replace('"id_str": "2"', '"id_str": oops'))
    (tmp_path / "lines.jsonl").write_text(
        "\n".join([statuses("4")[1:-1], '{"id_str": "5", "full', statuses("6")[1:-1]])
    )
    (tmp_path / "cut.json").write_text(statuses("7", "8")[:-30])
    (tmp_path / "deep.json").write_text(statuses("9")[:-1] + ', {"a":' * 3_000)
    long = statuses("11", text="long " * 20_000)[1:-1]
    (tmp_path / "long.json").write_text(statuses("10")[:-1] + f", {long}, " + statuses("12")[1:])

    names = ("middle.json", "lines.jsonl", "cut.json", "deep.json", "long.json")
    found, _, problems = audited(tmp_path / "out", *(tmp_path / name for name in names))

    assert found == {
        "middle.json": ["1", "3"],
        "lines.jsonl": ["4", "6"],
        "cut.json": ["7"],
        "deep.json": ["9"],
        "long.json": ["10", "12"],
    }
    assert {Path(row["source"]).name for row in problems} == set(names)


@pytest.mark.parametrize(("charset", "doubtful"), [("cp1252", True), ("utf-16", False), ("utf-8-sig", False)])
def test_wrong_encodings_are_read_or_told(tmp_path: Path, charset: str, doubtful: bool) -> None:
    source = tmp_path / "posts.json"
    source.write_bytes(statuses("1", text="Café’s open – vote Labour on Thursday.").encode(charset))

    _, rows, problems = audited(tmp_path / "out", source)

    assert [(row["shown"], row["verdict"]) for row in rows] == [("Café’s open – vote Labour on Thursday.", "block")]
    assert bool(problems) is doubtful


def test_what_nobody_can_decode_is_told_and_the_rest_is_done(tmp_path: Path) -> None:
    (tmp_path / "odd.json").write_bytes(statuses("1").encode("utf-32-be"))
    (tmp_path / "good.json").write_text(statuses("2"))

    found, _, problems = audited(tmp_path / "out", tmp_path / "odd.json", tmp_path / "good.json")

    assert found == {"good.json": ["2"]}
    assert [Path(row["source"]).name for row in problems] == ["odd.json"]


def test_dates_without_a_zone_or_of_no_sense_are_told(tmp_path: Path) -> None:
    source = tmp_path / "plan.csv"
    source.write_text(
        "Message,Date,Alt\nTea at ten.,2024-06-20 09:00,\nTalk at ten.,31/31/2024 25:00,\nWalk at ten.,,\n"
    )

    _, rows, problems = audited(tmp_path / "out", source)

    assert [(row["published"], row["zone_assumed"]) for row in rows if row["published"]] == [
        (datetime(2024, 6, 20, 9, tzinfo=LONDON), "Europe/London")
    ]
    assert len(rows) == 3
    assert problems
