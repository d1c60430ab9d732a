from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from neutral_gate.audit.engine import Settings, judge, judge_batches
from neutral_gate.audit.frozen import freeze, thaw
from neutral_gate.audit.posts import post_of, row_of
from neutral_gate.audit.schema import schemas
from neutral_gate.elections import LONDON
from neutral_gate.gate import Gate
from neutral_gate.readers import read
from neutral_gate.sources import Item

Make = Callable[..., Any]


def judged(table: Any, settings: Settings) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for batch in judge_batches(table.to_batches(), settings):
        found += batch.to_pylist()
    return found


def test_rows_come_out_in_order_with_verdicts_and_places(table: Make, settings: Settings) -> None:
    rows = judged(
        table(
            {"id": "1", "text": "Please vote for Odette Farrowby on Thursday."},
            {"id": "2", "text": "Bins are emptied on Tuesday."},
            {
                "id": "3",
                "text": "",
                "repost_of": {"account": "@UKLabour", "name": "The Labour Party", "text": "Join us"},
            },
        ),
        settings,
    )

    assert [(row["id"], row["verdict"], row["in_window"]) for row in rows] == [
        ("1", "block", True),
        ("2", "pass", True),
        ("3", "block", True),
    ]
    found = rows[0]["found"][0]
    assert found["rule"] == "neutrality/vote-advocacy"
    assert rows[0]["shown"][found["start"] : found["end"]] == found["words"]
    assert rows[0]["blocks"] >= 1
    assert "source/political-repost" in {each["rule"] for each in rows[2]["found"]}
    assert rows[2]["kind"] == "repost"


def test_the_answer_is_that_of_the_gate(table: Make, settings: Settings) -> None:
    """An audit and `neutral-gate check` say the same of the same post."""
    text = "Only the Conservatives will protect the NHS. #VoteConservative"
    media = [{"type": "image", "src": "a.jpg", "alt": None}]
    posts = table({"text": text, "media": media, "quote_of": {"account": "@LibDems", "name": "", "text": "Vote!"}})
    row = posts.to_pylist()[0]
    draft = read(json.dumps(post_of(row)).encode(), "post.json")[0]
    result = Gate(settings.config).judge(draft, row["published"])

    found = judged(posts, settings)[0]

    assert found["verdict"] == result.verdict.value
    assert sorted(each["rule"] for each in found["found"]) == sorted(each.rule for each in result.findings)
    assert (found["images"], found["no_alt"], found["alt_unknown"]) == (1, 1, 0)


def test_one_bad_row_is_one_problem(table: Make, settings: Settings) -> None:
    rows = judged(
        table(
            {"text": "Fine.", "kind": "post"},
            {"text": "Fine.", "kind": "sermon", "place": "row 2"},
            {"text": ""},
            {"format": "draft", "content": "{}"},
            {"format": "pdf", "content": "x"},
            {"text": "Fine too."},
        ),
        settings,
    )

    assert [row["verdict"] for row in rows] == ["pass", None, None, None, None, "pass"]
    assert "sermon" in rows[1]["problem"]
    assert rows[1]["place"] == "row 2"
    assert all(row["problem"] and row["mend"] for row in rows[1:5])
    assert rows[0]["problem"] is None


def test_what_was_there_before_is_judged_for_the_period_too(table: Make, settings: Settings) -> None:
    opening = datetime(2024, 5, 25, 0, 1, tzinfo=LONDON)
    before, within = datetime(2024, 2, 1, tzinfo=LONDON), datetime(2024, 6, 1, tzinfo=LONDON)
    text = "Tell us what you think in our new consultation on parking."
    rows = judged(
        table({"text": text, "published": before}, {"text": text, "published": within}),
        replace(settings, opening=opening, key="other"),
    )

    assert rows[0]["verdict"] == "pass"
    assert rows[0]["there_verdict"] == rows[1]["verdict"] != "pass"
    assert rows[1]["there_verdict"] is None


def test_columns_may_be_missing_and_others_are_left_out(settings: Settings) -> None:
    pa = pytest.importorskip("pyarrow")
    batch = pa.RecordBatch.from_pylist([{"text": "Bins are emptied on Tuesday.", "likes": 7}])

    found = judge(batch, settings)

    assert found.schema.equals(schemas().results)
    assert found.column("verdict").to_pylist() == ["pass"]
    assert found.column("published").to_pylist() == [None]


@pytest.mark.parametrize(
    ("name", "source"),
    [
        (
            "post.json",
            '{"text": "Hello\\n“all” \\ud83d\\ude00", "media": [{"alt": "A", "src": "b.png"}], "platform": "x"}',
        ),
        ("post.json", '{"text": "See https://a.example", "repost_of": {"account": "@a", "text": "b"}, "likes": [1]}'),
        ("plain.txt", "A title\n\nSome words.\n\n- one\n- two\n"),
    ],
)
def test_a_draft_survives_the_table(name: str, source: str) -> None:
    draft = replace(read(source.encode("utf-8", "surrogatepass"), name)[0], published=None)

    assert thaw(freeze(draft)) == draft


def test_a_page_survives_the_table(settings: Settings) -> None:
    pa = pytest.importorskip("pyarrow")
    source = (
        b"<!doctype html><html><body><p>Please vote for Odette Farrowby on Thursday.</p><img src=a.png></body></html>"
    )
    page = read(source, "a.html")[0]
    row = row_of(Item(page, "web", published=datetime(2024, 6, 10, tzinfo=LONDON)), "a.html")

    found = judge(pa.RecordBatch.from_pylist([row], schema=schemas().posts), settings).to_pylist()[0]

    rules = {each["rule"] for each in found["found"]}
    assert {"neutrality/vote-advocacy", "access/page-language"} <= rules
    assert found["no_alt"] == 1


def test_it_makes_no_difference_how_rows_are_put_into_batches(table: Make, settings: Settings) -> None:
    rows = table(
        *({"text": f"Please vote for Odette Farrowby on {day} May.", "place": str(day)} for day in range(1, 8))
    )
    (whole,) = rows.to_batches()

    found = [judge(whole.slice(start, 3), settings).to_pylist() for start in (0, 3, 6)]

    assert [row for part in found for row in part] == judge(whole, settings).to_pylist()
    assert len({row["post"] for part in found for row in part}) == 7
