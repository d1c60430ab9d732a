import pytest

pytestmark = pytest.mark.usefixtures("engine")


def cut(draft, span):
    return draft.source[span.start : span.end]


def test_links_have_a_decoded_address_and_its_place(one):
    draft = one(
        '<a href=" /a?b=1&amp;c=2 ">The <b>plan</b> <img src=x alt="in full"></a><area href=/m alt="Map">', "a.html"
    )

    assert [(link.href, link.text) for link in draft.links] == [("/a?b=1&c=2", "The plan in full"), ("/m", "Map")]
    assert cut(draft, draft.links[0].href_where) == " /a?b=1&amp;c=2 "
    assert cut(draft, draft.links[0].where).endswith("</a>")


def test_an_anchor_without_address_is_no_link(one):
    assert one("<a name=x>y</a>", "a.html").links == ()


def test_addresses_in_the_text_are_links_once(one):
    draft = one("<p>See https://a.example/x?a=1&amp;b=2. <a href=https://b.example>https://b.example</a></p>", "a.html")

    assert [link.href for link in draft.links] == ["https://a.example/x?a=1&b=2", "https://b.example"]
    assert cut(draft, draft.links[0].where) == "https://a.example/x?a=1&amp;b=2"


@pytest.mark.parametrize(
    ("source", "alt"),
    [
        ("<img src=x>", None),
        ("<img src=x alt>", ""),
        ("<img src=x alt=''>", ""),
        ("<img src=x role=presentation>", ""),
        ("<img src=x role=none alt=''>", ""),
        ("<img src=x alt='A &amp; B'>", "A & B"),
        ("<input type=image src=x alt=Go>", "Go"),
        ("<svg role=img aria-label='Map'></svg>", "Map"),
        ("<svg role=img></svg>", None),
    ],
)
def test_alt_texts_of_images(one, source, alt):
    (image,) = one(source, "a.html").images

    assert image.alt == alt


def test_an_image_knows_its_caption_and_places(one):
    draft = one("<figure><img src='a b.jpg' alt='C'><figcaption>D <i>E</i></figcaption></figure>", "a.html")
    (image,) = draft.images

    assert (image.src, image.caption) == ("a b.jpg", "D E")
    assert (cut(draft, image.src_where), cut(draft, image.alt_where)) == ("a b.jpg", "C")
    assert image.attributes == {"src": "a b.jpg", "alt": "C"}


def test_a_lazy_image_shows_its_real_source(one):
    (image,) = one("<img src='data:image/gif;base64,R0' data-src=/real.jpg alt=x>", "a.html").images

    assert image.src == "/real.jpg"


def test_hidden_images_are_left_out(one):
    assert one("<div hidden><img src=x></div><template><img src=y></template>", "a.html").images == ()


@pytest.mark.parametrize(
    ("source", "what", "address", "label"),
    [
        ("<iframe src='//v.example/1' title='Film'></iframe>", "iframe", "//v.example/1", "Film"),
        ("<iframe data-src='//v.example/1'></iframe>", "iframe", "//v.example/1", ""),
        ("<object data=a.swf></object>", "iframe", "a.swf", ""),
        ("<embed src=a.swf>", "iframe", "a.swf", ""),
        ("<script async src=//w.example/x.js></script>", "script", "//w.example/x.js", ""),
        ("<script>load('//w.example')</script>", "script", "", ""),
        (
            "<blockquote class='twitter-tweet'><a href=/u>U</a><a href=//x.example/u/status/1>P</a></blockquote>",
            "blockquote",
            "//x.example/u/status/1",
            "twitter-tweet",
        ),
        (
            "<blockquote class=instagram-media data-instgrm-permalink=//i.example/p/1/></blockquote>",
            "blockquote",
            "//i.example/p/1/",
            "instagram-media",
        ),
        (
            "<blockquote class=tiktok-embed cite=//t.example/@a/video/1></blockquote>",
            "blockquote",
            "//t.example/@a/video/1",
            "tiktok-embed",
        ),
        (
            "<blockquote class=bluesky-embed data-bluesky-uri=at://d/p/1></blockquote>",
            "blockquote",
            "at://d/p/1",
            "bluesky-embed",
        ),
        ("<a class=twitter-timeline href=//t.example/own>Posts</a>", "widget", "//t.example/own", "twitter-timeline"),
        ("<div class=fb-post data-href=//f.example/p/1></div>", "widget", "//f.example/p/1", "fb-post"),
        ("<div class='news-ticker' data-feed='/all.rss'></div>", "widget", "/all.rss", "news-ticker"),
        ("<div data-rss-url='/a.rss'></div>", "widget", "", "data-rss-url"),
        ("<marquee>News</marquee>", "widget", "", "marquee"),
        ("<p>[custom-twitter-feeds feed=1]</p>", "widget", "", "custom-twitter-feeds"),
        ("<p>{% twitter https://x.example/u/status/1 %}</p>", "widget", "https://x.example/u/status/1", "twitter"),
    ],
)
def test_what_is_shown_from_elsewhere_is_an_embed(one, source, what, address, label):
    (embed,) = one(source, "a.html").embeds

    assert (embed.what, embed.address, embed.label) == (what, address, label)


@pytest.mark.parametrize(
    "source",
    [
        "<blockquote>Words</blockquote>",
        "<div class='feedback streamlined'>x</div>",
        "<script type=application/ld+json>{}</script>",
        "<p>He said [sic] that [redacted] came</p>",
        "<p>{{ x }} and {{ share }}</p>",
    ],
)
def test_ordinary_things_are_no_embeds(one, source):
    assert one(source, "a.html").embeds == ()


def test_the_words_of_an_embedded_post_are_kept_and_quoted(one):
    draft = one("<blockquote class=twitter-tweet><p>Tea at ten</p>Body (@body)</blockquote>", "a.html")

    assert draft.embeds[0].text == "Tea at ten Body (@body)"
    assert all(block.quoted for block in draft.blocks)


def test_an_embed_in_a_frame_around_it_is_seen_too(one):
    draft = one(
        "<div class='tweet-wrapper embed'><blockquote class=twitter-tweet><a href=/a/status/1>x</a></blockquote></div>",
        "a.html",
    )

    assert [(embed.what, embed.address) for embed in draft.embeds] == [
        ("widget", "/a/status/1"),
        ("blockquote", "/a/status/1"),
    ]
