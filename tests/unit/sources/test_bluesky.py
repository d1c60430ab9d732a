import json

import pytest

OWN = {"did": "did:plc:own", "handle": "own.example", "displayName": "Own"}
VERA = {"did": "did:plc:vera", "handle": "vera.example", "displayName": "Vera Stand"}


def view(number, text, author=OWN, embed=None, **record):
    found = {
        "uri": f"at://{author['did']}/app.bsky.feed.post/{number}",
        "author": author,
        "record": {"$type": "app.bsky.feed.post", "text": text, "createdAt": "2024-07-03T23:30:00.000Z", **record},
        "indexedAt": "2024-07-04T00:00:00.000Z",
    }
    return {**found, "embed": embed} if embed else found


def quoted(number, text):
    return {**view(number, text, VERA), "$type": "app.bsky.embed.record#viewRecord", "value": {"text": text}}


def test_a_repost_amplifies_the_author_of_the_post(write, read):
    repost = {"$type": "app.bsky.feed.defs#reasonRepost", "by": OWN, "indexedAt": "2024-07-01T09:00:00Z"}
    items, problems = read(write({"feed": [{"post": view("a", "My pledge", VERA), "reason": repost}], "cursor": "x"}))
    item = items[0]
    assert problems == []
    assert (item.draft.kind, item.account, item.repost_source) == ("repost", "@own.example", "@vera.example")
    assert item.published.isoformat() == "2024-07-01T10:00:00+01:00"
    assert item.draft.blocks == ()
    assert item.draft.related["repost_of"].blocks[0].text == "My pledge"


@pytest.mark.parametrize(
    ("embed", "pictures"),
    [
        ({"$type": "app.bsky.embed.record#view", "record": quoted("b", "My pledge")}, 0),
        (
            {
                "$type": "app.bsky.embed.recordWithMedia#view",
                "record": {"record": quoted("b", "My pledge")},
                "media": {"$type": "app.bsky.embed.images#view", "images": [{"alt": "Tea", "fullsize": "https://i"}]},
            },
            1,
        ),
    ],
)
def test_quotes_with_and_without_pictures(one, embed, pictures):
    item = one({"feed": [{"post": view("a", "So true", embed=embed)}]})
    assert (item.draft.kind, item.quote_source) == ("quote", "@vera.example")
    assert item.draft.related["quote_of"].blocks[0].text == "My pledge"
    assert [image.alt for image in item.draft.images] == ["Tea"] * pictures


@pytest.mark.parametrize("sort", ["viewNotFound", "viewBlocked", "viewDetached"])
def test_a_quote_that_cannot_be_seen_still_names_its_account(one, sort):
    record = {"$type": f"app.bsky.embed.record#{sort}", "uri": "at://did:plc:vera/app.bsky.feed.post/b"}
    item = one([{"post": view("a", "So true", embed={"$type": "app.bsky.embed.record#view", "record": record})}])
    assert (item.draft.kind, item.quote_source) == ("quote", "did:plc:vera")


def test_a_feed_that_is_embedded_is_no_quote(one):
    record = {"uri": "at://did:plc:vera/app.bsky.feed.generator/mutuals"}
    item = one([{"post": view("a", "Try it", embed={"$type": "app.bsky.embed.record#view", "record": record})}])
    assert item.draft.kind == "post"


def test_answers_name_the_author_or_at_least_the_account(write, read):
    reply = {"parent": {"uri": "at://did:plc:vera/app.bsky.feed.post/b"}}
    own = {"parent": {"uri": "at://did:plc:own/app.bsky.feed.post/a"}}
    entries = [
        {"post": view("c", "Yes", reply=reply), "reply": {"parent": view("b", "Will you?", VERA)}},
        {"post": view("d", "Yes", reply=reply)},
        {"post": view("e", "And more", reply=own)},
    ]
    items, _ = read(write("\n".join(map(json.dumps, entries))))
    assert [item.draft.kind for item in items] == ["reply"] * 3
    assert [item.reply_source for item in items] == ["@vera.example", "did:plc:vera", "@own.example"]


def test_an_empty_alternative_text_is_none_and_links_count_bytes(one):
    images = {"$type": "app.bsky.embed.images#view", "images": [{"alt": "", "fullsize": "https://i"}]}
    facet = {
        "index": {"byteStart": len("Té 👋 ".encode()), "byteEnd": len("Té 👋 c.example/…".encode())},
        "features": [{"$type": "app.bsky.richtext.facet#link", "uri": "https://c.example/long/way"}],
    }
    item = one([{"post": view("a", "Té 👋 c.example/…", embed=images, facets=[facet], langs=["cy"])}])
    assert item.draft.images[0].alt is None
    assert "alt_status" not in item.draft.images[0].attributes
    assert [(link.href, link.text) for link in item.draft.links] == [("https://c.example/long/way", "c.example/…")]
    assert (item.language, item.url) == ("cy", "https://bsky.app/profile/own.example/post/a")


def test_videos_and_galleries(write, read):
    video = {"$type": "app.bsky.embed.video#view", "alt": "A talk", "playlist": "https://v"}
    gallery = {"$type": "app.bsky.embed.gallery#view", "items": [{"alt": "One", "thumb": "https://t"}, {"alt": ""}]}
    captions = {"$type": "app.bsky.embed.video", "captions": [{"lang": "en"}]}
    posts = [view("a", "Talk", embed=video), view("b", "Fair", embed=gallery)]
    posts[0]["record"]["embed"] = captions
    items, _ = read(write({"posts": posts}))
    assert items[0].draft.images[0].attributes == {"type": "video", "captions": "captions"}
    assert [image.alt for image in items[1].draft.images] == ["One", None]


def test_records_of_a_repository(write, read):
    post = {"uri": "at://did:plc:own/app.bsky.feed.post/a", "value": view("a", "Hello")["record"]}
    repost = {
        "uri": "at://did:plc:own/app.bsky.feed.repost/r",
        "value": {
            "$type": "app.bsky.feed.repost",
            "subject": {"uri": "at://did:plc:vera/app.bsky.feed.post/b"},
            "createdAt": "2024-07-01T09:00:00Z",
        },
    }
    like = {"uri": "at://did:plc:own/app.bsky.feed.like/l", "value": {"$type": "app.bsky.feed.like"}}
    items, problems = read(write({"records": [post, repost, like]}))
    assert problems == []
    assert [(item.draft.kind, item.repost_source) for item in items] == [("post", ""), ("repost", "did:plc:vera")]
