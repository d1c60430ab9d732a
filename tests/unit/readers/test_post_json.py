import json
from datetime import UTC, datetime

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import DraftError, Role
from neutral_gate.readers import read


def post(one, **keys):
    return one(json.dumps(keys), "post.json")


def test_a_post_with_everything(one):
    draft = post(
        one,
        text="Tea at ten",
        account="@OwnBody",
        author="A Writer",
        hashtags=["#Carers", "Tea"],
        media=[{"type": "image", "alt": "A teapot"}, {"type": "image"}, {"type": "image", "alt": ""}],
        date="2024-06-10",
        body="healthwatch",
        unknown={"deep": [1, None, True, 2.5]},
    )

    assert [(block.role, block.text) for block in draft.blocks] == [
        (Role.PARAGRAPH, "Tea at ten"),
        (Role.HASHTAG, "#Carers"),
        (Role.HASHTAG, "Tea"),
        (Role.ALT, "A teapot"),
    ]
    assert [image.alt for image in draft.images] == ["A teapot", None, ""]
    assert draft.source[draft.images[0].alt_where.start : draft.images[0].alt_where.end] == "A teapot"
    assert (draft.kind, draft.body, draft.account, draft.author) == ("post", "healthwatch", "@OwnBody", "A Writer")
    assert draft.published is not None
    assert draft.published.isoformat() == "2024-06-10T12:00:00+01:00"
    assert draft.settings["unknown"][0] == {"deep": [1, None, True, 2.5]}


@pytest.mark.parametrize(("relation", "kind"), [("repost_of", "repost"), ("quote_of", "quote"), ("reply_to", "reply")])
def test_what_a_post_relates_to_makes_its_kind(one, relation, kind):
    other = {"account": "@Other", "name": "Other Body", "text": "Our words at https://other.example", "hashtags": ["A"]}
    draft = post(one, text="", account="@Own", **{relation: other})

    related = draft.related[relation]
    assert draft.kind == kind
    assert draft.blocks == ()
    assert (related.account, related.name) == ("@Other", "Other Body")
    assert [(block.text, block.quoted) for block in related.blocks] == [
        ("Our words at https://other.example", True),
        ("A", True),
    ]
    assert draft.source[related.account_where.start : related.account_where.end] == "@Other"
    assert draft.source[related.where.start] == "{"
    assert draft.links[0].href == "https://other.example"


def test_without_a_handle_the_name_is_the_place(one):
    draft = post(one, repost_of={"name": "Other Body", "text": "x"})
    where = draft.related["repost_of"].account_where

    assert draft.source[where.start : where.end] == "Other Body"


def test_a_kind_that_is_given_counts_and_tweet_is_post(one):
    assert post(one, text="x", kind="advert").kind == "advert"
    assert post(one, text="x", kind="tweet").kind == "post"
    assert post(one, text="x", kind="post", repost_of={"text": "y"}).kind == "repost"


def test_escapes_lead_back_to_their_place(one):
    source = r'{"text": "caf\u00e9 \ud83d\ude00 \"so\" https:\/\/a.example\nnext"}'
    draft = one(source, "post.json")
    block = draft.blocks[0]

    assert block.text == 'café 😀 "so" https://a.example\nnext'
    span = block.where.span(block.text.index("😀"), block.text.index("😀") + 1)
    assert source[span.start : span.end] == r"\ud83d\ude00"
    assert draft.links[0].href == "https://a.example"
    assert source[draft.links[0].where.start : draft.links[0].where.end] == r"https:\/\/a.example"


def test_half_a_surrogate_pair_is_replaced(one):
    assert one(r'{"text": "a \ud83d b"}', "post.json").blocks[0].text == "a \ufffd b"


def test_a_list_of_posts_is_several_drafts_with_true_places():
    source = '[{"text": "one"},\n {"text": "two"}]'
    drafts = read(source.encode(), "posts.json")

    assert [draft.source[draft.blocks[0].where.source[0] :][:3] for draft in drafts] == ["one", "two"]
    assert all(draft.source == source for draft in drafts)


@pytest.mark.parametrize(
    "source",
    ["[]", "{}", '"text"', "3", "null", "[1]", '{"text": ""}', '{"text": null}', '{"words": "x"}', '{"hashtags": []}'],
)
def test_json_without_a_post_is_an_error_not_a_pass(source):
    with pytest.raises(DraftError) as caught:
        read(source.encode(), "x.json")

    assert "x.json" in caught.value.problem
    assert '{"text"' in caught.value.mend


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"text": 3}, '"text"'),
        ({"text": ["x"]}, '"text"'),
        ({"text": "x", "hashtags": "y"}, '"hashtags"'),
        ({"text": "x", "hashtags": [1]}, '"hashtags"'),
        ({"text": "x", "media": {}}, '"media"'),
        ({"text": "x", "media": ["y"]}, '"media"'),
        ({"text": "x", "media": [{"alt": 1}]}, '"alt"'),
        ({"text": "x", "repost_of": "@y"}, '"repost_of"'),
        ({"text": "x", "account": {}}, '"account"'),
        ({"text": "x", "kind": "poem"}, "poem"),
        ({"text": "x", "body": "parish"}, "parish"),
        ({"text": "x", "date": "soon"}, "soon"),
    ],
)
def test_wrong_types_and_words_are_named(keys, named):
    with pytest.raises(DraftError) as caught:
        read(json.dumps(keys).encode(), "x.json")

    assert named in caught.value.problem


def test_dates_with_an_offset_keep_it(one):
    assert post(one, text="x", published="2024-01-10T09:30:00Z").published == datetime(2024, 1, 10, 9, 30, tzinfo=UTC)


@given(text=st.text(min_size=1), ascii_only=st.booleans())
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_any_text_comes_back_with_its_places(places, text, ascii_only):
    source = json.dumps({"text": text, "hashtags": ["x"]}, ensure_ascii=ascii_only)
    (draft,) = read(source.encode(), "x.json")
    places(draft)
    own = [block.text for block in draft.blocks if block.role is Role.PARAGRAPH]

    assert "".join("".join(own).split()) in ("", "".join(text.split()))
    assert own or not text.strip(" \t\n\r\f\xa0\u200b\u200c\u200d\u2060\ufeff\u00ad")
