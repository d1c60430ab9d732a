"""Pictures that a feed or a table puts beside an article count in an audit as those in its text do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from neutral_gate.cli.main import run

pa = pytest.importorskip("pyarrow")
pytest.importorskip("duckdb")
from pyarrow import parquet  # noqa: E402 - the extra may be missing

FEED = """<?xml version="1.0"?><rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>News</title><link>https://www.body-site.org/</link>
<item><title>Tea</title><link>https://www.body-site.org/tea</link><guid>1</guid>
<pubDate>Mon, 10 Jun 2024 09:00:00 GMT</pubDate>
<description>&lt;p&gt;Tea at ten. &lt;img src="https://www.body-site.org/in.jpg"&gt;&lt;/p&gt;</description>
<media:content medium="image" url="https://www.body-site.org/in.jpg"/>
<media:content medium="image" url="https://www.body-site.org/beside.jpg"/></item></channel></rss>"""


def audited(source: Path, out: Path) -> dict[str, Any]:
    words = ["audit", str(source), "--out", str(out), "--body", "council", "--at", "2024-06-20", "--jobs", "1"]
    assert run(words) == 0
    (row,) = parquet.read_table(out / "verdicts.parquet").to_pylist()
    return dict(row)


def test_a_picture_beside_an_article_of_a_feed_is_counted(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_text(FEED)

    row = audited(feed, tmp_path / "out")

    assert (row["images"], row["no_alt"], row["alt_unknown"]) == (2, 1, 1)


def test_the_words_of_a_picture_beside_an_article_are_judged(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    alt = "<media:description>Please vote Labour on Thursday</media:description>"
    feed.write_text(FEED.replace('beside.jpg"/>', f'beside.jpg">{alt}</media:content>'))

    row = audited(feed, tmp_path / "out")

    assert (row["images"], row["no_alt"], row["alt_unknown"]) == (2, 1, 0)
    assert row["verdict"] == "block"
    (finding,) = [
        each
        for each in parquet.read_table(tmp_path / "out" / "findings.parquet").to_pylist()
        if each["rule"] == "neutrality/vote-advocacy"
    ]
    assert row["shown"][finding["start"] : finding["end"]] == finding["words"]


@pytest.mark.parametrize(("alt", "without"), [(None, 1), ("A full teapot.", 0)])
def test_a_picture_beside_a_page_in_a_table_is_counted(tmp_path: Path, alt: str | None, without: int) -> None:
    page = {"format": "html", "content": "<h1>Tea</h1><p>Tea at ten.</p>", "published": "2024-06-10T09:00:00Z"}
    rows = [{**page, "media": [{"type": "image", "src": "a.jpg", "alt": alt}]}]
    table = tmp_path / "pages.parquet"
    media = pa.list_(pa.struct([(name, pa.string()) for name in ("type", "src", "alt")]))
    text = [pa.field(name, pa.string()) for name in page]
    parquet.write_table(pa.Table.from_pylist(rows, pa.schema([*text, pa.field("media", media)])), table)

    row = audited(table, tmp_path / "out")

    assert (row["images"], row["no_alt"], row["alt_unknown"]) == (1, without, 0)


def test_a_saved_page_has_its_pictures_once(tmp_path: Path) -> None:
    page = tmp_path / "tea.html"
    page.write_text('<!doctype html><html lang="en"><title>Tea</title><h1>Tea</h1><img src="a.jpg"><img src="b.jpg">')

    assert audited(page, tmp_path / "out")["images"] == 2
