from __future__ import annotations

from datetime import UTC, datetime

from neutral_gate.audit.posts import digest_of
from neutral_gate.elections import LONDON

NINE = datetime(2024, 6, 10, 9, tzinfo=LONDON)


def test_the_name_of_a_row_does_not_hang_on_how_an_engine_hands_it_over() -> None:
    picture = {"type": "image", "src": "a.jpg"}
    row = {"text": "Tea", "published": NINE, "media": [picture], "repost_of": {"account": "@a"}}
    same = {
        **row,
        "published": datetime(2024, 6, 10, 8, tzinfo=UTC),
        "media": [{**picture, "alt": None}],
        "repost_of": {"account": "@a", "name": None},
        "title": "",
        "url": None,
    }

    assert digest_of(same) == digest_of(row)
    assert digest_of({**row, "published": NINE.replace(tzinfo=None)}) == digest_of(row)


def test_rows_that_differ_have_other_names() -> None:
    row = {"text": "Tea", "published": NINE, "media": [{"src": "a.jpg", "alt": None}]}
    others = [
        {**row, "text": "Tea."},
        {**row, "published": NINE.replace(hour=10)},
        {**row, "media": [{"src": "a.jpg", "alt": ""}]},
        {**row, "place": "row 2"},
    ]

    assert len({digest_of(each) for each in [row, *others]}) == 5
