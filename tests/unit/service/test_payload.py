from __future__ import annotations

import json
from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.elections import LONDON
from neutral_gate.model import GateError
from neutral_gate.service.judging.errors import JudgingError, RefusedError, UnreadableError
from neutral_gate.service.judging.jobs import moment_for
from neutral_gate.service.judging.payload import read_body, read_request
from neutral_gate.text.places import Places

WORDS = st.text(st.sampled_from('ab "\\/\n\r\tü😀<>&'), min_size=1, max_size=30).map(lambda text: f"x{text}y")


def placed(request, span) -> tuple[str, int, int]:
    start, end = Places(request.drafts[0].source).of(span)
    position = [{"line": each.line, "column": each.column, "offset": each.offset} for each in (start, end)]
    found = request.fields.placed({"start": position[0], "end": position[1]})
    return found["field"], found["start"]["offset"], found["end"]["offset"]


@given(WORDS, WORDS, WORDS, st.sampled_from(["html", "markdown", "text"]))
def test_every_block_beside_the_draft_is_found_again_in_its_field(content, title, alt, form) -> None:
    payload = {form: content, "title": title, "images": [{"src": "a.png", "alt": "no"}, {"src": "b.png", "alt": alt}]}
    request = read_request(payload)
    draft = request.drafts[0]
    wanted = {"title": title, "images[1].alt": alt}
    for block in draft.blocks:
        field, start, end = placed(request, block.where.span(0, len(block.text)))
        if field in wanted:
            assert wanted.pop(field)[start:end].strip()
    assert not wanted


def test_the_kind_body_and_author_of_the_request_hold() -> None:
    request = read_request({"html": "<p>a</p>", "kind": "press_release", "body": "council", "author": "Ann"})
    (draft,) = request.drafts
    assert (draft.kind, draft.body, draft.author) == ("press_release", "council", "Ann")


def test_two_drafts_that_differ_only_in_their_title_have_different_digests() -> None:
    one, other = (read_request({"html": "<p>a</p>", "title": title}).drafts[0].sha256 for title in ("A", "B"))
    assert one != other


@pytest.mark.parametrize(
    "payload",
    [
        {},
        {"title": "A"},
        {"images": [{"alt": "A"}]},
        {"html": None},
        {"html": "a", "markdown": "b"},
        {"html": "a", "hashtags": ["#b"]},
        {"html": "a", "repost_of": {"text": "b"}},
        {"source": "a", "format": "post-json"},
        {"html": "a", "images": {}},
        {"html": "a", "images": [{"alt": 5}]},
        {"html": "a", "title": 5},
    ],
)
def test_what_would_go_unread_is_refused(payload) -> None:
    with pytest.raises(RefusedError):
        read_request(payload)


JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        "html",
        "markdown",
        "text",
        "source",
        "format",
        "title",
        "kind",
        "published",
        "at",
        "body",
        "images",
        "media",
        "hashtags",
        "repost_of",
        "url",
        "path",
    ]
)


@given(st.dictionaries(KEYS, JSON | st.sampled_from(["html", "news", "2024-06-10", "<p>a</p>"]), max_size=5))
def test_any_object_is_read_or_refused_in_plain_words(payload) -> None:
    try:
        request = read_request(payload)
    except (JudgingError, GateError) as error:
        problem = error.problem
    else:
        assert request.drafts
        return
    assert problem.endswith(".")


@given(st.binary(max_size=60))
def test_any_bytes_are_an_object_or_refused(data) -> None:
    try:
        found: object = read_body(data)
    except UnreadableError as error:
        found = error.problem
    assert isinstance(found, dict) or str(found).endswith(".")


def test_the_moment_is_that_of_publication_but_never_in_the_past() -> None:
    today = datetime(2024, 6, 10, tzinfo=LONDON)

    def moment(**payload: str) -> str:
        return moment_for(read_request({"html": "<p>a</p>", **payload}), today).isoformat()[:10]

    assert moment() == "2024-06-10"
    assert moment(published="2024-01-01") == "2024-06-10"
    assert moment(published="2024-07-20T10:00") == "2024-07-20"
    assert moment(published="2024-07-20", at="2024-02-02") == "2024-02-02"
    front = read_request({"markdown": "---\ndate: 2024-08-01\n---\nHello."})
    assert moment_for(front, today).isoformat()[:10] == "2024-08-01"


def test_the_places_of_a_post_are_those_of_its_text() -> None:
    text = 'A "word"\\\n\tthen ü😀 Vote'
    request = read_request({"text": text})
    source = request.drafts[0].source
    start = source.index("Vote")
    from neutral_gate.model import Span

    field, begin, end = placed(request, Span(start, start + 4))
    assert (field, text[begin:end]) == ("text", "Vote")
    assert json.loads(source)["text"] == text
