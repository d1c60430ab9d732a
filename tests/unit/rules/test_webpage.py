import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.readers import read

INSIDE = parse_moment("2024-06-10T09:00")
OUTSIDE = parse_moment("2024-01-15T09:00")
LINK, EMBED, SHARE = "source/political-link", "source/political-embed", "source/auto-share"


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"))


def found(gate, text, name="page.html", at=INSIDE):
    """Rule, severity and the source behind each finding of the family."""
    result = gate.judge(read(text.encode(), name)[0], at)
    return [
        (each.rule, each.severity.value, text[each.start.offset : each.end.offset])
        for each in result.findings
        if each.rule.startswith("source/") and each.severity != "note"
    ]


def rules(gate, text, name="page.html", at=INSIDE):
    return [rule for rule, _, _ in found(gate, text, name, at)]


def test_a_link_to_a_party_blocks_inside_and_warns_outside(gate):
    link = '<a href="https://www.labour.org.uk/">Advice</a>'
    page = f"<main><h1>Links</h1><p>{link}</p></main>"

    assert found(gate, page) == [(LINK, "block", link)]
    assert found(gate, page, at=OUTSIDE) == [(LINK, "warn", link)]


def test_a_site_in_plain_text_is_a_link_with_or_without_its_scheme(gate):
    assert found(gate, "Times: https://www.libdems.org.uk/fair.", "a.txt") == [
        (LINK, "block", "https://www.libdems.org.uk/fair")
    ]
    assert found(gate, "Times are at ashdalelabour.org.uk/fair on Monday.", "a.txt") == [
        (LINK, "block", "ashdalelabour.org.uk/fair")
    ]


def test_an_email_address_is_no_link(gate):
    assert rules(gate, "Write to office@ashdalelabour.org.uk.", "a.txt") == []
    assert rules(gate, '<p><a href="mailto:office@labour.org.uk">Write</a></p>') == []


def test_a_link_in_the_post_that_is_answered_is_not_ours(gate):
    post = (
        '{"text": "It is in table 3.", "reply_to": {"account": "@sam_b", "text": "See https://www.libdems.org.uk/ ?"}}'
    )

    assert rules(gate, post, "post.json") == []


POST = """<blockquote class="twitter-tweet"><p>Cakes at two.</p>{name} (@{handle})
<a href="https://twitter.com/{handle}/status/1">12 June</a></blockquote>"""


def test_an_embedded_post_is_one_finding_and_its_link_none(gate):
    political = POST.format(name="Ashdale news", handle="AshdaleLabour")

    assert found(gate, f"<h1>Fair</h1>{political}") == [(EMBED, "block", political)]
    assert rules(gate, f"<h1>Fair</h1>{POST.format(name='Ashdale Fire', handle='AshdaleFire')}") == []


@pytest.mark.parametrize(
    "code",
    [
        '<iframe title="Post" src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fashdalelabour%2Fposts%2F7"></iframe>',
        '<iframe title="Ashdale Conservatives: our film" src="https://www.youtube.com/embed/a1"></iframe>',
        '<iframe title="Film" src="https://www.youtube.com/embed?listType=user_uploads&list=AshdaleLabour"></iframe>',
        '<blockquote class="bluesky-embed" data-bluesky-uri="at://ashdalelabour.bsky.social/p/1"><p>Hi</p></blockquote>',
        '<blockquote class="twitter-tweet"><p>Hi</p>— Save Ashdale Baths (@baths24)</blockquote>',
        '<blockquote class="twitter-tweet"><p>The Labour Party met here.</p>Post (@penmoorpost)</blockquote>',
        '<bsky-post username="ashdalelabour.bsky.social"></bsky-post>',
        '<!-- wp:embed {"url":"https:\\/\\/x.com\\/AshdaleLabour\\/status\\/1"} /-->',
    ],
)
def test_whose_an_embed_is_shows_in_its_account_address_title_signature_or_text(gate, code):
    assert EMBED in rules(gate, f"<h1>Fair</h1><p>Open at ten.</p>{code}")


def test_a_shortcode_embeds_but_other_words_in_brackets_do_not(gate):
    assert rules(gate, '# Fair\n\n{{< tweet user="AshdaleLabour" id="1" >}}\n', "a.md") == [EMBED]
    assert rules(gate, "# Fair\n\nSee [minutes https://www.labour.org.uk/] please.\n", "a.md") == [LINK]


@pytest.mark.parametrize(
    "code",
    [
        '<a class="twitter-timeline" href="https://twitter.com/BrindlewoodCouncil">Posts</a>',
        '<div class="NewsTicker"></div>',
        '<section data-feed-url="/all.xml"></section>',
        '<script src="https://static.elfsight.com/platform/platform.js"></script>',
        '<iframe src="https://www.facebook.com/plugins/page.php?href=https%3A%2F%2Fwww.facebook.com%2FBrindle"></iframe>',
        '<iframe title="Latest tweets" src="https://widgets.example/1"></iframe>',
        "<script>twttr.widgets.createTimeline({})</script>",
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/brindlewood/"></blockquote>',
        '<!-- wp:latest-posts {"postsToShow":5} /-->',
        "<p>[custom_facebook_feed num=4]</p>",
        "<mastodon-timeline></mastodon-timeline>",
    ],
)
def test_what_shows_content_by_itself_warns_once_inside_a_window(gate, code):
    page = f"<h1>Pool</h1><p>Open at ten.</p>{code}"

    assert [(rule, level) for rule, level, _ in found(gate, page)] == [(SHARE, "warn")]
    assert rules(gate, page, at=OUTSIDE) == []


@pytest.mark.parametrize(
    "code",
    [
        '<a class="share-twitter" href="https://twitter.com/intent/tweet?url=https://brindle.example">Share</a>',
        '<iframe title="Film: swim safely" src="https://www.youtube.com/embed/a1"></iframe>',
        '<a href="/rss.xml" class="rss-link">RSS feed</a>',
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/C1/"></blockquote>',
        '<!-- <div class="news-ticker"></div> -->',
        '<pre><code>[instagram-feed] &lt;div class="news-ticker"&gt;</code></pre>',
        '<p class="feed-times">Feed your baby. Records are shared automatically.</p>',
    ],
)
def test_what_a_reader_starts_and_plain_words_do_not(gate, code):
    assert rules(gate, f"<h1>Pool</h1><p>Open at ten.</p>{code}") == []


@pytest.mark.parametrize(
    ("setting", "fires"),
    [
        ("publicize: true", True),
        ("syndicate-to: [https://social.example/@brindle]", True),
        ("social:\n  autoPost: {x: false, facebook: true}", True),
        ("tweet: true", True),
        ("plugins: [auto-tweet]", True),
        ("publicize: false", False),
        ("publicize: []", False),
        ("social:\n  autoPost: {x: false, facebook: no}", False),
        ("tweet: Swim for a pound", False),
        ("share: true", False),
    ],
)
def test_settings_that_post_elsewhere_count_where_they_are_on(gate, setting, fires):
    page = f"---\ntitle: Pool\n{setting}\n---\n\nThe pool is open.\n"

    assert rules(gate, page, "page.md") == ([SHARE] if fires else [])
