import json

import pytest

POSTS = [
    {"text": "Tea", "account": "@OwnBody", "date": "2024-06-10T09:00:00Z", "id": 5, "platform": "x"},
    {"account": "@OwnBody", "repost_of": {"account": "@vera_stand", "text": "My pledge"}, "date": "2024-06-10"},
    {"text": "Soon", "scheduled": True, "media": [{"alt": "A teapot"}]},
]


@pytest.mark.parametrize("as_lines", [True, False])
def test_posts_in_the_form_of_the_gate(write, read, as_lines):
    items, problems = read(write("\n".join(map(json.dumps, POSTS)) if as_lines else json.dumps(POSTS)))
    assert problems == []
    assert [(item.draft.kind, item.repost_source) for item in items] == [
        ("post", ""),
        ("repost", "@vera_stand"),
        ("post", ""),
    ]
    assert (items[0].published.isoformat(), items[0].id, items[0].platform) == ("2024-06-10T10:00:00+01:00", "5", "x")
    assert [item.scheduled for item in items] == [False, False, True]
    assert items[2].draft.images[0].alt == "A teapot"


def test_one_wrong_post_costs_only_itself(write, read):
    items, problems = read(write([POSTS[0], {"text": 5}, [], POSTS[1]]))
    assert len(items) == 2
    assert [problem.place for problem in problems] == ["entry 2", "entry 3"]
