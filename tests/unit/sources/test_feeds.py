import json

import pytest

from neutral_gate.sources.feed_media import media_of_entries

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>"""
WORDPRESS = (
    HEAD
    + """<title>Own Body</title><link>https://www.own.example</link><generator>https://wordpress.org/?v=6.1</generator>
<item><title>Tea &amp; talk</title><link>https://www.own.example/blog/tea</link><guid>g1</guid><dc:creator>Ann</dc:creator>
<pubDate>Wed, 03 Jul 2024 23:30:00 +0000</pubDate><description>The beginning […]</description>
<content:encoded><![CDATA[<p>The whole text</p><script>x()</script>
<img src="a.png"><img src="b.png" alt="A teapot">]]></content:encoded></item>
<item><title>News</title><link>https://www.own.example/news/1</link><pubDate>Mon, 01 Jul 2024 09:00:00</pubDate>
<description>Short news</description></item></channel></rss>"""
)
MASTODON = (
    HEAD
    + """<title>Own</title><link>https://m.example/@own</link><generator>Mastodon v4.2</generator>
<item><guid isPermaLink="true">https://m.example/@own/1</guid><link>https://m.example/@own/1</link>
<pubDate>Mon, 01 Jul 2024 09:00:00 +0000</pubDate><description>&lt;p&gt;Tea &amp;amp; talk&lt;/p&gt;</description>
<media:content url="https://i/1.png" type="image/png" medium="image">
<media:rating>nonadult</media:rating></media:content>
<media:content url="https://i/2.png" type="image/png" medium="image">
<media:description type="plain">A teapot</media:description>
</media:content></item></channel></rss>"""
)
MIRROR = (
    HEAD
    + """<title>Own Body / @OwnBody</title><link>https://mirror.example/OwnBody</link>
<item><title>RT by @OwnBody: My pledge</title><dc:creator>@vera_stand</dc:creator>
<description>&lt;p&gt;My pledge&lt;/p&gt;</description>
<pubDate>Mon, 01 Jul 2024 09:00:00 GMT</pubDate><link>https://mirror.example/vera_stand/status/7#m</link></item>
<item><title>R to @vera_stand: No</title><dc:creator>@OwnBody</dc:creator>
<description>&lt;p&gt;No&lt;/p&gt;</description>
<pubDate>Mon, 01 Jul 2024 09:00:00 GMT</pubDate><link>https://mirror.example/OwnBody/status/8#m</link></item>
</channel></rss>"""
)
YOUTUBE = """<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/"
 xmlns="http://www.w3.org/2005/Atom"><link rel="alternate" href="https://www.youtube.com/channel/C1"/><title>Own</title>
<author><name>Own Body</name></author><entry><id>yt:video:1</id><title>A talk</title>
<published>2024-07-01T09:00:00+00:00</published>
<link rel="alternate" href="https://www.youtube.com/watch?v=1"/><media:group><media:title>A talk</media:title>
<media:content url="https://v/1" type="application/x-shockwave-flash"/><media:description>About flu</media:description>
</media:group></entry></feed>"""


def test_articles_are_whole_and_dated_in_london(write, read):
    items, problems = read(write(WORDPRESS))
    first, second = items
    assert problems == []
    assert [block.text for block in first.draft.blocks] == ["Tea & talk", "The whole text", "A teapot"]
    assert [(image.src, image.alt) for image in first.draft.images] == [("a.png", None), ("b.png", "A teapot")]
    assert (first.draft.kind, first.account, first.draft.author, first.platform) == (
        "blog",
        "own.example",
        "Ann",
        "web",
    )
    assert (first.published.isoformat(), first.zone_assumed) == ("2024-07-04T00:30:00+01:00", "")
    assert (second.draft.kind, second.zone_assumed) == ("news", "UTC")
    assert [block.text for block in second.draft.blocks] == ["News", "Short news"]


BESIDE = (
    HEAD
    + """<title>Own Body</title><link>https://www.own.example</link>
<item><title>Tea</title><link>https://www.own.example/news/tea</link><guid>g1</guid>
<pubDate>Wed, 03 Jul 2024 10:00:00 +0000</pubDate>
<description>&lt;p&gt;Tea at ten.&lt;/p&gt;
&lt;img src="https://own.example/in.jpg?a=1&amp;amp;b=2" alt="A cup"&gt;</description>
<media:content url="https://own.example/in.jpg?a=1&amp;b=2" medium="image"><media:description>A cup</media:description>
</media:content>
<media:content url="https://own.example/hall.jpg?a=1&amp;b=2" type="image/jpeg">
<media:description type="plain">Ann &amp; "Bo" &lt;b&gt; at the door</media:description></media:content>
<media:content url="https://own.example/none.jpg" medium="image"/>
<media:content url="https://own.example/talk.mp4" medium="video"><media:description>The talk</media:description>
</media:content></item></channel></rss>"""
)


def test_pictures_beside_an_article_keep_their_words(write, read):
    items, problems = read(write(BESIDE))
    (draft,) = [item.draft for item in items]
    assert problems == []
    alt = 'Ann & "Bo" <b> at the door'
    assert [block.text for block in draft.blocks] == ["Tea", "Tea at ten.", "A cup", alt]
    assert [(image.src, image.alt, image.attributes.get("alt_status")) for image in draft.images] == [
        ("https://own.example/in.jpg?a=1&b=2", "A cup", None),
        ("https://own.example/hall.jpg?a=1&b=2", alt, None),
        ("https://own.example/none.jpg", None, "unknown"),
        ("https://own.example/talk.mp4", "The talk", None),
    ]
    hall = draft.images[1]
    assert draft.source[hall.alt_where.start : hall.alt_where.end].startswith("Ann &amp; &quot;Bo&quot;")
    assert [(image.where.start, image.where.end) for image in draft.images[2:]] == [(0, 0), (0, 0)]


def test_mastodon_ties_each_description_to_its_picture(write, read):
    items, problems = read(write(MASTODON))
    item = items[0]
    assert (problems, item.account, item.platform) == ([], "@own@m.example", "mastodon")
    assert [block.text for block in item.draft.blocks] == ["Tea & talk", "A teapot"]
    assert [image.alt for image in item.draft.images] == [None, "A teapot"]
    assert all("alt_status" not in image.attributes for image in item.draft.images)


def test_mirrors_of_x_name_whom_they_amplify(write, read):
    items, problems = read(write(MIRROR))
    assert problems == []
    assert [(item.draft.kind, item.account) for item in items] == [("repost", "@OwnBody"), ("reply", "@OwnBody")]
    assert (items[0].repost_source, items[1].reply_source) == ("@vera_stand", "@vera_stand")
    assert items[0].draft.related["repost_of"].blocks[0].text == "My pledge"
    assert items[1].draft.blocks[0].text == "No"


def test_videos(write, read):
    items, problems = read(write(YOUTUBE))
    assert problems == []
    assert (items[0].platform, items[0].account) == ("youtube", "Own Body")
    assert [block.text for block in items[0].draft.blocks] == ["A talk", "About flu"]


def test_a_badly_formed_feed_is_told_and_read(write, read):
    items, problems = read(write(WORDPRESS.replace("</item></channel></rss>", "</item> & <oops></channel>")))
    assert len(items) == 2
    assert "badly formed" in problems[0].problem


def test_one_entry_that_cannot_be_read_is_told_and_the_rest_is_read(write, read):
    deep = WORDPRESS.replace("<p>The whole text</p>", "<div>" * 5_000)
    items, problems = read(write(deep))
    assert [item.draft.title for item in items] == ["News"]
    assert problems[0].place == "entry 1"


def test_a_feed_that_the_library_cannot_bear_is_told(write, read):
    place = '<item xmlns:gml="http://www.opengis.net/gml"><gml:pos>1 2</gml:pos></item>'
    items, problems = read(write(f"{HEAD}{place}</channel></rss>"))
    assert items == []
    assert "cannot be read" in problems[0].problem


def test_entities_that_grow_are_not_followed(write, read):
    grown = '<!DOCTYPE r [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    text = MASTODON.replace("?>", f"?>{grown}", 1).replace("A teapot", "&b;&b;&b;")
    assert media_of_entries(text.encode()) is None
    items, _ = read(write(text))
    assert len(items) == 1


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1", "windows-1252", "utf-16"])
def test_encodings_that_the_feed_names(write, read, charset):
    text = WORDPRESS.replace("UTF-8", charset).replace("Tea &amp; talk", "Café").replace("…", "")
    items, _ = read(write(text.encode(charset)))
    assert items[0].draft.title == "Café"


def test_json_feeds(write, read):
    entries = [
        {
            "id": "1",
            "url": "https://own.example/blog/tea",
            "title": "Tea",
            "content_html": '<p>Whole</p><img src="a.png">',
            "date_published": "2024-07-03T23:30:00Z",
            "image": "https://i/x.png",
            "authors": [{"name": "Ann"}],
        },
        {"id": "2", "content_text": "One <two>\nthree", "date_published": "2024-07-01T09:00:00"},
        {"id": "3", "content_text": "Undated"},
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": entries,
        "home_page_url": "https://www.own.example/",
    }
    items, problems = read(write(json.dumps(feed)))
    assert [item.account for item in items] == ["own.example"] * 3
    assert [block.text for block in items[0].draft.blocks] == ["Tea", "Whole"]
    assert [(image.alt, image.attributes.get("alt_status")) for image in items[0].draft.images] == [
        (None, None),
        (None, "unknown"),
    ]
    assert items[0].published.isoformat() == "2024-07-04T00:30:00+01:00"
    assert [block.text for block in items[1].draft.blocks] == ["One <two>", "three"]
    assert items[1].zone_assumed == "UTC"
    assert [problem.place for problem in problems] == ["entry 3"]


def test_samples_of_feeds(social, read):
    counts = {}
    for path in sorted((social / "feeds").glob("fp_*")):
        if path.name == "fp_rss_empty_document.xml":
            continue
        items, problems = read(path)
        counts[path.name] = len(items)
        assert (
            items
            or problems
            or path.name in ("fp_always_strip_doctype.xml", "fp_big5.xml", "fp_http_high_bit_date.xml")
        )
    assert sum(counts.values()) == 27
    assert counts["fp_example.json"] == 2
    for path in (social / "granary").glob("*.rss.xml"):
        assert len(read(path)[0]) == (1 if "note" in path.name else 2)
