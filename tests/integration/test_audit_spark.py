"""The recipe for Spark in docs/audit.md, run word for word on a Spark of two threads: the pool's rows come out."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.audit.units import Span
from neutral_gate.config import load_config
from neutral_gate.elections import LONDON
from neutral_gate.people import load_people

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from pyarrow import parquet  # noqa: E402 - the extra may be missing

DOCS = Path(__file__).parents[2] / "docs" / "audit.md"
START = datetime(2024, 5, 1, 12, tzinfo=LONDON)
BEFORE = """from pyspark.sql import SparkSession
quiet = {"spark.ui.enabled": "false", "spark.driver.bindAddress": "127.0.0.1", "spark.driver.host": "127.0.0.1"}
spark = SparkSession.builder.master("local[2]").config(map=quiet).getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
"""
pytestmark = [
    pytest.mark.skipif(
        find_spec("pyspark") is None or find_spec("pandas") is None,
        reason="needs the extra `spark`, some 350 MB",
    ),
    pytest.mark.skipif(
        shutil.which("java") is None and "JAVA_HOME" not in os.environ,
        reason="needs Java 8, 11 or 17 for Spark, such as Debian's openjdk-17-jre-headless",
    ),
]


def rows() -> list[dict[str, Any]]:
    """Posts from before and from inside a period: some are to be found, one is broken, one has no date."""
    found: list[dict[str, Any]] = []
    for number in range(48):
        row: dict[str, Any] = {
            "platform": "mastodon",
            "account": f"@thornley{number % 3}",
            "id": str(number),
            "url": f"https://social.example/{number}",
            "published": START + timedelta(days=number) if number != 11 else None,
            "kind": "post",
            "text": f"The library is open until {number} on Tuesday.",
            "media": [{"type": "image", "src": "a.jpg", "alt": None}] if number % 7 == 0 else None,
            "repost_of": None,
            "repost_source": "",
            "source": "posts",
            "place": f"row {number + 1}",
        }
        if number % 6 == 5:
            row["text"] = "Please vote for Odette Farrowby on Thursday."
        if number % 8 == 4:
            row |= {"text": "", "kind": "repost", "repost_source": "@UKLabour"}
            row["repost_of"] = {"account": "@UKLabour", "name": "The Labour Party", "text": "Join us on Thursday"}
        found.append(row)
    found[2]["kind"] = "sermon"
    return found


def table(path: Path) -> list[dict[str, Any]]:
    """The rows of a file or of a folder of files, in one order."""
    found: list[dict[str, Any]] = parquet.read_table(path).to_pylist()
    return sorted(found, key=lambda row: repr([value for value in row.values() if not isinstance(value, datetime)]))


def test_the_recipe_gives_what_the_pool_gives(tmp_path: Path) -> None:
    from neutral_gate.audit.running import Wanted, run
    from neutral_gate.sources import open_source

    (recipe,) = re.findall(r"### Spark\n.*?```python\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    settings = tmp_path / "neutral-gate.toml"
    settings.write_text('[body]\ntype = "healthwatch"\n')
    posts = tmp_path / "posts"
    posts.mkdir()
    for part in range(3):  # so that both threads have work
        parquet.write_table(pa.Table.from_pylist(rows()[part * 16 : part * 16 + 16]), posts / f"{part}.parquet")
    (tmp_path / "recipe.py").write_text(BEFORE + recipe)

    done = subprocess.run(
        [sys.executable, "recipe.py"],
        cwd=tmp_path,
        env={**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"},
        capture_output=True,
        text=True,
        timeout=400,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]

    config = load_config(settings)
    at = datetime(2024, 6, 20, 12, tzinfo=LONDON)
    files = tuple(sorted(posts.iterdir()))
    run(Wanted(files, tmp_path / "pool", Span(), at, config, load_people(()), open_source, jobs=1))
    for name in ("verdicts", "findings", "problems"):
        expected = table(tmp_path / "pool" / f"{name}.parquet")
        assert table(tmp_path / name) == expected, name
        assert expected
    verdicts = table(tmp_path / "verdicts")
    assert len({row["post"] for row in verdicts}) == 47
    assert {row["there_verdict"] for row in verdicts} >= {None, "pass", "block"}
