"""The report of an audit in Chromium: whole at the width of a desk and of a phone, and without barriers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from neutral_gate.cli.main import run
from neutral_gate.elections import LONDON

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from pyarrow import parquet  # noqa: E402 - the extra may be missing

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    CHROMIUM is None or not all(find_spec(name) for name in ("playwright", "axe_playwright_python")),
    reason="Chromium, or the Python packages of the extra [browser], are not installed",
)
START = datetime(2024, 5, 1, 12, tzinfo=LONDON)


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report with something in each of its parts."""
    folder = tmp_path_factory.mktemp("report")
    rows: list[dict[str, Any]] = []
    for number in range(40):
        row: dict[str, Any] = {"platform": "mastodon", "account": f"@thornley.council.{number % 3}", "id": str(number)}
        row |= {"url": f"https://social.example/{number}", "published": START + timedelta(days=2 * number)}
        row |= {"kind": "post", "scheduled": number > 30, "text": f"The library is open until {number} on Tuesday."}
        row |= {"media": [{"type": "image", "src": "a.jpg", "alt": None}], "repost_source": "", "repost_of": None}
        if number % 4 == 1:
            row["text"] = "Please vote for Odette Farrowby on Thursday. " * 3
        if number % 4 == 2:
            row |= {"text": "", "kind": "repost", "repost_source": "@UKLabour"}
            row["repost_of"] = {"account": "@UKLabour", "name": "The Labour Party", "text": "Join us on Thursday"}
        rows.append(row)
    rows[3]["kind"] = "sermon"
    parquet.write_table(pa.Table.from_pylist(rows), folder / "posts.parquet")
    words = ["audit", str(folder / "posts.parquet"), "--out", str(folder / "out"), "--body", "healthwatch"]
    assert run([*words, "--at", "2024-06-20", "--jobs", "1"]) == 0
    return folder / "out" / "report.html"


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
            chromium_sandbox=not hasattr(os, "geteuid") or os.geteuid() != 0,
        )
        yield started
        started.close()


@pytest.mark.parametrize("width", [1280, 375])
def test_it_has_no_barriers_and_nothing_leads_out_of_the_page(report: Path, browser: Any, width: int) -> None:
    from axe_playwright_python.sync_playwright import Axe

    context = browser.new_context(viewport={"width": width, "height": 800}, bypass_csp=True)
    page = context.new_page()
    page.goto(report.as_uri())

    assert page.evaluate("document.documentElement.scrollWidth") == width
    for part in ("still", "problems"):  # tables with sentences can be read without moving them aside
        table = page.locator(f"section[aria-labelledby={part}] table")
        assert table.evaluate("each => each.offsetWidth <= each.parentElement.clientWidth"), part
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    context.close()


def test_the_filters_work_under_the_pages_own_policy(report: Path, browser: Any) -> None:
    page = browser.new_page()
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.goto(report.as_uri())
    shown = page.locator("#worst-list > article:visible")
    everything = shown.count()

    page.select_option("#account", label="@thornley.council.1")

    assert 0 < shown.count() < everything
    assert page.locator("#filter-status").inner_text() == f"{shown.count()} items are shown."
    assert told == []
    page.close()
