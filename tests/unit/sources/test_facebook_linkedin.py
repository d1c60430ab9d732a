import pytest

from neutral_gate.model import DraftError
from neutral_gate.sources import open_source
from neutral_gate.sources.facebook import mended


def latin(text):
    """As the export writes it: UTF-8 bytes, each as a letter."""
    return text.encode().decode("latin-1")


def entry(text, **keys):
    return {"timestamp": 1720049400, "data": [{"post": latin(text)}] if text else [], **keys}


def test_letters_are_mended(one):
    item = one([entry("Café – it’s open 👋", title=latin("Zoë’s Clinic updated their status."))])
    assert item.draft.blocks[0].text == "Café – it’s open 👋"
    assert item.account == "Zoë’s Clinic"
    assert item.published.isoformat() == "2024-07-04T00:30:00+01:00"


@pytest.mark.parametrize("right", ["Café", "plain", "日本", "Ã", "naïve – yes"])
def test_letters_that_are_right_stay(right):
    assert mended({"a": [right]}) == {"a": [right]}


def test_shared_posts_name_whom_they_amplify(write, read):
    other = {"data": [{"external_context": {"url": "https://www.facebook.com/VeraStand/posts/1"}}]}
    posts = [
        entry("", title="Own Body shared Vera Stand's post."),
        entry("Well said", title="Own Body shared Vera Stand's video."),
        entry("", title="Own Body shared a post.", attachments=[other]),
        entry(
            "News",
            title="Own Body shared a link.",
            attachments=[{"data": [{"external_context": {"url": "https://a.example"}}]}],
        ),
    ]
    items, problems = read(write({"posts_v2": posts}))
    assert problems == []
    assert [item.draft.kind for item in items] == ["repost", "quote", "repost", "post"]
    assert [item.repost_source or item.quote_source for item in items] == ["Vera Stand", "Vera Stand", "@VeraStand", ""]
    assert [link.href for link in items[3].draft.links] == ["https://a.example"]


def test_pictures_of_an_export_have_unknown_alternative_texts(one):
    media = {"data": [{"media": {"uri": "posts/media/a.jpg", "description": "Tea"}}, {"media": {"uri": "b.mp4"}}]}
    images = one([entry("Tea", attachments=[media])]).draft.images
    assert [(image.alt, image.attributes) for image in images] == [
        (None, {"type": "image", "alt_status": "unknown"}),
        (None, {"type": "video", "alt_status": "unknown"}),
    ]


def test_pages_of_the_graph_interface(write, read):
    posts = [
        {
            "id": "1_2",
            "message": "Flu clinics https://c.example",
            "created_time": "2024-07-03T23:30:00+0000",
            "from": {"name": "Own Body", "id": "1"},
            "permalink_url": "https://www.facebook.com/1/posts/2",
            "attachments": {"data": [{"type": "photo", "media": {"image": {"src": "https://i/a.jpg"}}}]},
        },
        {"id": "1_3", "story": "Own Body shared Vera Stand's post.", "created_time": "2024-07-01T09:00:00+0000"},
        {"id": "1_4", "message": "So true", "parent_id": "9_9", "created_time": "2024-07-01T09:00:00+0000"},
        {"id": "1_5", "message": "Soon", "is_published": False, "scheduled_publish_time": 1720049400},
    ]
    items, problems = read(write({"data": posts, "paging": {}}))
    assert problems == []
    assert [item.draft.kind for item in items] == ["post", "repost", "quote", "post"]
    assert items[0].published.isoformat() == "2024-07-04T00:30:00+01:00"
    assert items[0].draft.images[0].attributes["alt_status"] == "unknown"
    assert items[1].repost_source == "Vera Stand"
    assert items[2].quote_source == "https://www.facebook.com/9_9"
    assert [item.scheduled for item in items] == [False, False, False, True]


HEAD = "Date,ShareLink,ShareCommentary,SharedUrl,MediaUrl,Visibility\n"


def test_shares(write, read):
    text = (
        "\ufeff"
        + HEAD
        + '2024-07-03 23:30:00,https://l/urn%3Ali%3Ashare%3A12,"One, two\n""three""\nfour",,https://m/a.png,PUBLIC\n'
        "2024-07-01 09:00:00,https://l/2,,https://party.example/pledge,,PUBLIC\n"
        "2024-07-01 09:00:00,https://l/3,See,https://a.example,,PUBLIC\n"
        "2024-07-01 09:00:00,https://l/4,See,https://www.linkedin.com/feed/update/urn:li:activity:9,,PUBLIC\n"
        "soon,https://l/5,Later,,,PUBLIC\n"
        "2024-07-01 09:00:00,https://l/6,a,b,c,d,e,f\n"
    )
    items, problems = read(write(text, "whatever.txt"))
    assert [item.draft.kind for item in items] == ["post", "repost", "post", "quote", "post"]
    assert items[0].draft.blocks[0].text == 'One, two\n"three"\nfour'
    assert (items[0].id, items[0].published.isoformat(), items[0].zone_assumed) == (
        "12",
        "2024-07-04T00:30:00+01:00",
        "UTC",
    )
    assert items[0].draft.images[0].attributes["alt_status"] == "unknown"
    assert items[1].repost_source == "https://party.example/pledge"
    assert [link.href for link in items[2].draft.links] == ["https://a.example"]
    assert [problem.place for problem in problems] == ["line 8", "line 9"]


def test_columns_in_another_order_after_a_preface(write, read):
    text = (
        "Notes:\nSome words about this table\n\nShareCommentary,Date,ShareLink\nHello,2024-07-01 09:00:00,https://l/1\n"
    )
    items, problems = read(write(text))
    assert ([item.draft.blocks[0].text for item in items], problems) == (["Hello"], [])


def test_a_table_in_an_older_encoding_is_read_and_told(write, read):
    items, problems = read(write((HEAD + "2024-07-01 09:00:00,https://l/1,Café,,,PUBLIC\n").encode("cp1252")))
    assert items[0].draft.blocks[0].text == "Café"
    assert "not UTF-8" in problems[0].problem


def test_comments_reactions_and_searches_of_an_export_are_no_posts(write, read, tmp_path):
    def beside(key):
        return [
            {"timestamp": 1720049400, "data": [{key: "secret"}], "title": "Own Body did something.", "attachments": []}
        ]

    for name in ("comment", "reaction", "text"):
        write({f"{name}_v2": beside(name)}, f"export/{name}.json")
    write([entry("Hello")], "export/posts.json")
    items, problems = read(tmp_path / "export")
    assert [item.draft.blocks[0].text for item in items] == ["Hello"]
    assert problems == []


def test_messages_and_comments_beside_shares_are_left_alone(write, read, tmp_path):
    write(HEAD + "2024-07-01 09:00:00,https://l/1,Hello,,,PUBLIC\n", "export/Shares.csv")
    write("Date,Link,Message\n2024-07-01 09:00:00,https://l/1,a comment\n", "export/Comments.csv")
    messages = write("CONVERSATION ID,FROM,TO,DATE,CONTENT\n1,a,b,2024-07-01 09:00:00,secret\n", "export/messages.csv")
    items, _ = read(tmp_path / "export")
    assert [item.draft.blocks[0].text for item in items] == ["Hello"]
    with pytest.raises(DraftError):
        open_source(messages)


def test_instant_reposts_are_reposts(write, read):
    post = "https://www.linkedin.com/feed/update/urn%3Ali%3Ashare%3A7"
    items, problems = read(write(f"Date,Link\n2024-07-03 23:30:00,{post}\n"))
    assert problems == []
    (item,) = items
    assert (item.draft.kind, item.repost_source, item.platform) == ("repost", post, "linkedin")
    assert (item.id, item.url) == ("", "")
    assert (item.published.isoformat(), item.zone_assumed) == ("2024-07-04T00:30:00+01:00", "UTC")


def test_in_an_export_instant_reposts_stand_beside_shares_and_other_tables_do_not(write, read, tmp_path):
    post = "https://www.linkedin.com/feed/update/urn:li:activity:9"
    write(HEAD + "2024-07-01 09:00:00,https://l/1,Hello,,,PUBLIC\n", "export/Shares_1.csv")
    write(f"Date,Link\n2024-07-02 09:00:00,{post}\n", "export/InstantReposts_1.csv")
    write(f"Date,Type,Link\n2024-07-02 09:00:00,LIKE,{post}\n", "export/Reactions_1.csv")
    write("Date,Link\n2024-07-02 09:00:00,https://a.example\n", "export/Saved.csv")
    items, problems = read(tmp_path / "export")
    assert ([item.place for item in items], problems) == (["InstantReposts_1.csv, line 2", "Shares_1.csv, line 2"], [])
