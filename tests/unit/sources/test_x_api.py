import json

import pytest

from neutral_gate.sources import json_text, open_source
from neutral_gate.sources.items import Item

USERS = [
    {"id": "1", "username": "OwnBody", "name": "Own Body"},
    {"id": "2", "username": "vera_stand", "name": "Vera Stand"},
]


def post(number, text="Tea at ten", **keys):
    return {"id": str(number), "text": text, "author_id": "1", "created_at": "2024-07-03T23:30:00.000Z", **keys}


def page(*posts, tweets=(), media=(), users=USERS):
    return {"data": list(posts), "includes": {"users": users, "tweets": list(tweets), "media": list(media)}}


def test_a_retweet_has_the_whole_original_and_its_author(one):
    whole = "Vote for me on Thursday. " * 12
    item = one(
        page(
            post(10, f"RT @vera_stand: {whole[:100]}…", referenced_tweets=[{"type": "retweeted", "id": "7"}]),
            tweets=[{"id": "7", "author_id": "2", "text": whole}],
        )
    )
    assert (item.draft.kind, item.repost_source, item.account) == ("repost", "@vera_stand", "@OwnBody")
    assert item.draft.related["repost_of"].name == "Vera Stand"
    assert item.draft.related["repost_of"].blocks[0].text == whole.strip()
    assert item.draft.blocks == ()
    assert item.published.isoformat() == "2024-07-04T00:30:00+01:00"
    assert item.url == "https://x.com/OwnBody/status/10"


def test_a_retweet_whose_original_is_gone_is_told_by_its_words(one):
    item = one(
        page(post(10, "RT @Gone_Person: Hear, hear &amp; more", referenced_tweets=[{"type": "retweeted", "id": "7"}]))
    )
    assert item.repost_source == "@Gone_Person"
    assert item.draft.related["repost_of"].blocks[0].text == "Hear, hear & more"


def test_a_retweet_of_a_quote_amplifies_whom_it_retweets(one):
    item = one(
        page(
            post(10, "RT @vera_stand: Look", referenced_tweets=[{"type": "retweeted", "id": "7"}]),
            tweets=[
                {"id": "7", "author_id": "2", "text": "Look", "referenced_tweets": [{"type": "quoted", "id": "8"}]},
                {"id": "8", "author_id": "1", "text": "Ours"},
            ],
        )
    )
    assert (item.repost_source, item.quote_source) == ("@vera_stand", "")


def test_a_quote_that_answers_is_a_quote_and_keeps_both(one):
    references = [{"type": "replied_to", "id": "8"}, {"type": "quoted", "id": "7"}]
    item = one(
        page(
            post(
                10,
                "Well said https://t.co/q https://t.co/l",
                referenced_tweets=references,
                in_reply_to_user_id="2",
                entities={
                    "urls": [
                        {"url": "https://t.co/q", "expanded_url": "https://twitter.com/vera_stand/status/7"},
                        {"url": "https://t.co/l", "expanded_url": "https://clinic.example/flu"},
                    ]
                },
            ),
            tweets=[{"id": "7", "author_id": "2", "text": "My pledge"}],
        )
    )
    assert (item.draft.kind, item.quote_source, item.reply_source) == ("quote", "@vera_stand", "@vera_stand")
    assert item.draft.blocks[0].text == "Well said https://clinic.example/flu"
    assert [link.href for link in item.draft.links] == ["https://clinic.example/flu"]


def test_a_quote_that_is_gone_is_told_by_its_address(one):
    item = one(
        page(
            post(
                10,
                "So true https://t.co/q",
                referenced_tweets=[{"type": "quoted", "id": "7"}],
                entities={"urls": [{"url": "https://t.co/q", "expanded_url": "https://x.com/gone_person/status/7"}]},
            )
        )
    )
    assert item.quote_source == "https://x.com/gone_person/status/7"


def test_long_posts_are_whole(one):
    item = one(page(post(1, "Cut…", note_tweet={"text": "The whole of it, and more of it"})))
    assert item.draft.blocks[0].text == "The whole of it, and more of it"


@pytest.mark.parametrize(
    ("media", "alts", "status"),
    [
        ([{"media_key": "3_1", "type": "photo", "alt_text": "A teapot"}], ["A teapot"], None),
        ([{"media_key": "3_1", "type": "photo"}], [None], "unknown"),
        ([{"media_key": "3_1", "type": "photo"}, {"media_key": "3_2", "alt_text": "x"}], [None], None),
        ([], [None], "unknown"),
    ],
)
def test_an_alternative_text_is_missing_only_where_the_api_was_asked_for_it(one, media, alts, status):
    item = one(page(post(1, attachments={"media_keys": ["3_1"]}), media=media))
    assert [image.alt for image in item.draft.images] == alts
    assert item.draft.images[0].attributes.get("alt_status") == status


def test_flattened_posts_carry_what_they_refer_to(one):
    other = {"type": "retweeted", "id": "7", "text": "My pledge", "author": USERS[1]}
    item = one([post(1, "RT @vera_stand: My", author=USERS[0], referenced_tweets=[other])])
    assert (item.account, item.repost_source) == ("@OwnBody", "@vera_stand")


def test_lines_of_pages_each_use_their_own_includes(write, read):
    def named(name):
        users = [{"id": "1", "username": "OwnBody"}, {"id": "2", "username": name}]
        said = post(1, "RT", referenced_tweets=[{"type": "retweeted", "id": "7"}])
        return json.dumps(page(said, tweets=[{"id": "7", "author_id": "2", "text": "x"}], users=users))

    items, problems = read(write("\n".join([named("first_one"), '{"data": [broken', named("second_one")])))
    assert [item.repost_source for item in items] == ["@first_one", "@second_one"]
    assert [(problem.place.split(",")[0], "no valid JSON" in problem.problem) for problem in problems] == [
        ("line 2", True)
    ]


def test_a_page_too_long_for_memory_is_read_in_two_passes(write, monkeypatch):
    monkeypatch.setattr(json_text, "MAX_VALUE", 2_000)
    monkeypatch.setattr(json_text, "CHUNK", 512)
    posts = [
        post(number, "RT @x: y", referenced_tweets=[{"type": "retweeted", "id": f"9{number}"}]) for number in range(60)
    ]
    tweets = [{"id": f"9{number}", "author_id": "2", "text": f"Pledge {number}"} for number in range(60)]
    found = list(open_source(write(page(*posts, tweets=tweets))))
    assert all(isinstance(each, Item) and each.repost_source == "@vera_stand" for each in found)
    assert [each.draft.related["repost_of"].blocks[0].text for each in found] == [f"Pledge {n}" for n in range(60)]


def test_an_entry_that_is_no_post_is_a_problem(write, read):
    items, problems = read(write(page(post(1), {"id": "2"})))
    assert len(items) == 1
    assert problems[0].place == "entry 1, post 2"


def test_a_post_without_a_date_is_kept_and_told(write, read):
    items, problems = read(write(page({"id": "1", "text": "Hello", "author_id": "1"})))
    assert [item.published for item in items] == [None]
    assert "no date" in problems[0].problem


def v1(number, text, **keys):
    user = {"screen_name": "OwnBody", "name": "Own Body"}
    return {
        "id_str": number,
        "full_text": text,
        "user": user,
        "created_at": "Mon Jul 01 09:00:00 +0000 2024",
        "entities": {},
        **keys,
    }


def test_version_1_1_knows_every_relation(write, read):
    other = v1("7", "My pledge &amp; yours", user={"screen_name": "vera_stand", "name": "Vera Stand"})
    entries = [
        v1("1", "RT @vera_stand: My pl…", retweeted_status=other),
        v1("2", "Good https://t.co/a", quoted_status=other, quoted_status_id_str="7"),
        v1("3", "@vera_stand yes", in_reply_to_screen_name="vera_stand", in_reply_to_status_id_str="7"),
        v1(
            "4",
            "Gone",
            quoted_status_id_str="9",
            quoted_status_permalink={"expanded": "https://x.com/vera_stand/status/9"},
        ),
        v1("5", "Plain"),
    ]
    items, problems = read(write("\n".join(json.dumps(entry) for entry in entries)))
    assert problems == []
    assert [item.draft.kind for item in items] == ["repost", "quote", "reply", "quote", "post"]
    assert items[0].draft.related["repost_of"].blocks[0].text == "My pledge & yours"
    sources = [item.repost_source or item.quote_source or item.reply_source for item in items]
    assert sources == ["@vera_stand"] * 4 + [""]
    assert items[0].published.isoformat() == "2024-07-01T10:00:00+01:00"


@pytest.mark.parametrize(
    ("media", "alt", "known"),
    [
        ({"ext_alt_text": "A teapot"}, "A teapot", True),
        ({"ext_alt_text": None}, None, True),
        ({}, None, False),
    ],
)
def test_version_1_1_alternative_texts(one, media, alt, known):
    entry = v1(
        "1", "Tea https://t.co/p", extended_entities={"media": [{"type": "photo", "media_url": "p.jpg", **media}]}
    )
    entry["extended_entities"]["media"][0]["url"] = "https://t.co/p"
    image = one([entry]).draft.images[0]
    assert image.alt == alt
    assert ("alt_status" not in image.attributes) is known


def test_extended_tweets_of_the_stream_are_whole(one):
    entry = v1("1", "", extended_tweet={"full_text": "The whole of it"})
    entry["text"] = f"{entry.pop('full_text')}Cut…"
    assert one([entry]).draft.blocks[0].text == "The whole of it"
