import json
import zipfile

import pytest


def tweet(number, text, **keys):
    return {
        "tweet": {
            "id_str": str(number),
            "full_text": text,
            "created_at": "Mon Jul 01 23:30:00 +0000 2024",
            "retweeted": False,
            "entities": {"urls": [], "user_mentions": []},
            **keys,
        }
    }


def part(name, number, values):
    return f"window.YTD.{name}.part{number} = {json.dumps(values, indent=2)}"


@pytest.fixture
def archive():
    mention = {"screen_name": "vera_stand", "name": "Vera Stand", "id_str": "2"}
    quote = {"url": "https://t.co/q", "expanded_url": "https://twitter.com/vera_stand/status/7", "display_url": "t…"}
    picture = {"url": "https://t.co/p", "media_url_https": "https://pics.example/p.png", "type": "photo"}
    note = "A long post of more than 280 letters begins here and goes on and on"
    return {
        "data/account.js": part("account", 0, [{"account": {"username": "OwnBody", "accountDisplayName": "Own Body"}}]),
        "data/tweets.js": part(
            "tweets",
            0,
            [
                tweet(1, "RT @vera_stand: Vote for me &amp; a friend", entities={"user_mentions": [mention]}),
                tweet(2, "Look https://t.co/q https://t.co/p", entities={"urls": [quote], "media": [picture]}),
                tweet(3, f"{note[:40]}… https://t.co/n"),
            ],
        ),
        "data/tweets-part1.js": part(
            "tweets",
            1,
            [tweet(4, "@vera_stand no", in_reply_to_screen_name="vera_stand", in_reply_to_status_id_str="7")],
        ),
        "data/tweets-part10.js": part("tweets", 10, [tweet(6, "Six")]),
        "data/tweets-part2.js": part("tweets", 2, [tweet(5, "Five")]),
        "data/note-tweet.js": part(
            "note_tweet",
            0,
            [{"noteTweet": {"noteTweetId": "99", "createdAt": "2024-07-01T23:30:00.000Z", "core": {"text": note}}}],
        ),
        "data/direct-messages.js": part("direct_messages", 0, [{"dmConversation": {"messages": [{"text": "secret"}]}}]),
        "data/deleted-tweets.js": part("deleted_tweets", 0, [tweet(9, "Gone")]),
        "data/tweets_media/1-p.png": "no picture",
    }


@pytest.fixture(params=["folder", "zip"])
def path(request, archive, write, tmp_path):
    if request.param == "folder":
        for name, content in archive.items():
            write(content, f"archive/{name}")
        return tmp_path / "archive"
    with zipfile.ZipFile(tmp_path / "archive.bin", "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in archive.items():
            packed.writestr(name, content)
    return tmp_path / "archive.bin"


def test_every_part_is_read_and_nothing_private(path, read):
    items, problems = read(path)
    assert problems == []
    assert [item.id for item in items] == ["1", "2", "3", "4", "5", "6"]
    assert [item.draft.kind for item in items] == ["repost", "quote", "post", "reply", "post", "post"]
    assert {(item.account, item.draft.author) for item in items} == {("@OwnBody", "Own Body")}
    assert items[0].place == "data/tweets.js, entry 1"


def test_a_retweet_is_told_by_its_words(path, read):
    item = read(path)[0][0]
    other = item.draft.related["repost_of"]
    assert (item.repost_source, other.name, other.blocks[0].text) == (
        "@vera_stand",
        "Vera Stand",
        "Vote for me & a friend",
    )
    assert item.published.isoformat() == "2024-07-02T00:30:00+01:00"


def test_a_quote_is_told_by_the_address_and_a_picture_has_an_unknown_alternative_text(path, read):
    item = read(path)[0][1]
    assert item.quote_source == "@vera_stand"
    assert [block.text for block in item.draft.blocks] == ["Look"]
    assert [(image.alt, image.attributes["alt_status"]) for image in item.draft.images] == [(None, "unknown")]


def test_a_long_post_is_joined_by_its_second_and_beginning(path, read):
    item = read(path)[0][2]
    assert item.draft.blocks[0].text.endswith("goes on and on")


def test_an_old_archive_has_posts_without_a_wrapper(write, read):
    items, problems = read(write(part("tweet", 0, [tweet(1, "Tea")["tweet"]])))
    assert ([item.id for item in items], problems) == (["1"], [])


def test_a_broken_entry_costs_only_itself(write, read):
    good = json.dumps(tweet(1, "One"))
    text = f'window.YTD.tweets.part0 = [{good}, {{"tweet": {{"id_str": "2", oops}}}}, {json.dumps(tweet(3, "Three"))}]'
    items, problems = read(write(text))
    assert [item.id for item in items] == ["1", "3"]
    assert len(problems) == 1
    assert problems[0].place.startswith("entry 2, line 1, byte ")
    assert text.encode()[int(problems[0].place.rpartition(" ")[2]) :].startswith(b'{"tweet": {"id_str": "2", oops')


def test_a_cut_file_gives_all_before_the_cut(write, read):
    text = part("tweets", 0, [tweet(number, "Tea") for number in range(20)])
    items, problems = read(write(text[: len(text) * 2 // 3]))
    assert 10 <= len(items) <= 15
    assert "cut off" in problems[-1].problem
