from __future__ import annotations

import json
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.model import Draft, DraftError
from neutral_gate.readers.post_json import read_posts
from neutral_gate.readers.post_plain import read_post

WORDS = st.one_of(
    st.text(st.sampled_from('a 1#@."\\/\n\r\t\u00a0\u200b\u00ad\u2028é🎉'), max_size=12),
    st.sampled_from(["See https://a.example/b.", "www.a.example", "  two  spaces ", "It is “free”.", "\x00\x0b\x7f"]),
)
TEXTS = st.dictionaries(st.sampled_from(["type", "src", "alt", "alt_status", "caption", "captions"]), WORDS)
OTHERS = st.dictionaries(st.sampled_from(["account", "name", "text"]), WORDS)
POSTS = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(("text", "title", "account", "alt_status", "platform"), WORDS),
        "hashtags": st.lists(WORDS, max_size=3),
        "media": st.lists(TEXTS, max_size=2),
        **dict.fromkeys(("repost_of", "quote_of", "reply_to"), OTHERS),
    },
)


def by_its_json(post: dict[str, Any]) -> Draft | tuple[str, str]:
    try:
        return read_posts(json.dumps(post, ensure_ascii=False), "posts.csv", "")[0]
    except DraftError as error:
        return error.problem, error.mend


def as_it_is(post: dict[str, Any]) -> Draft | tuple[str, str]:
    try:
        return read_post(post, "posts.csv")
    except DraftError as error:
        return error.problem, error.mend


@given(POSTS)
def test_it_is_the_draft_that_its_json_gives(post: dict[str, Any]) -> None:
    assert as_it_is(post) == by_its_json(post)


def test_places_are_those_in_the_json() -> None:
    draft = read_post({"text": 'She said "no".\nTea', "media": [{"src": "a.jpg", "alt": "A cup"}]}, "-")

    text, alt = draft.blocks
    tea, cup = text.where.span(text.text.index("Tea"), len(text.text)), alt.where.span(2, 5)
    assert draft.source[tea.start : tea.end] == "Tea"
    assert draft.source[cup.start : cup.end] == "cup"
    assert json.loads(draft.source)["text"] == 'She said "no".\nTea'


@pytest.mark.parametrize(
    "post",
    [
        {"text": 7},
        {"text": "Tea", "hashtags": "#Tea"},
        {"text": "Tea", "hashtags": [None]},
        {"text": "Tea", "media": {"src": "a.jpg"}},
        {"text": "Tea", "media": [{"alt": 3}]},
        {"text": "Tea", "media": ["a.jpg"]},
        {"repost_of": "@a"},
        {"text": "", "account": "@a"},
    ],
)
def test_what_is_wrong_is_told_in_the_same_words(post: dict[str, Any]) -> None:
    found = as_it_is(post)

    assert isinstance(found, tuple)
    assert found == by_its_json(post)


@pytest.mark.parametrize(
    "post",
    [
        {"text": "Tea", "likes": 7},
        {"text": "Tea", "date": "2024-06-10", "kind": "blog", "body": "council"},
        {"text": "Tea", "media": [{"url": "a.jpg", "size": 3}]},
        {"text": "Tea", "repost_of": {"text": "b", "hashtags": ["#c"]}},
    ],
)
def test_keys_that_tables_do_not_have_are_read_like_any_json(post: dict[str, Any]) -> None:
    assert as_it_is(post) == by_its_json(post)


def test_kind_and_date_may_be_given() -> None:
    moment = datetime(2024, 6, 10, 12, tzinfo=ZoneInfo("Europe/London"))
    for post in ({"text": "Tea"}, {"text": "Tea", "likes": 7}):
        draft = read_post(post, "a.csv", "blog", moment)

        assert (draft.kind, draft.published, draft.path) == ("blog", moment, "a.csv")
