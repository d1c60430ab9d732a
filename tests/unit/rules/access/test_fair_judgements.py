"""Faults that were once missed or wrongly found; each stands for many pages."""

import pytest

WHOLE = '<!DOCTYPE html><html lang="en"><head><title>Garden day</title></head><body><h1>Garden day</h1>{}</body></html>'
_TITLED = (
    '<!DOCTYPE html><html lang="en"><head><title>Expanding words</title></head><body>{}<p>Our garden is open to '
    "everybody in June and July, and on most of the first days of each month from then on.</p></body></html>"
)


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("link-url", '<a href="/news/flu">/news/flu</a>'),
        ("link-no-target", '<a href="">Our offices</a>'),
        ("link-no-target", '<a href="https://example.org:clinics/flu">Flu clinics</a>'),
        ("link-no-target", '<a href="http:///flu">Flu clinics</a>'),
        ("alt-vague", '<img src="dot.png" alt="Bullet point">'),
        ("table-header-empty", '<table><tr><th aria-hidden="true">Day</th></tr><tr><td>Monday</td></tr></table>'),
        ("aria-reference", WHOLE.format('<b id="one">Name</b><input aria-labelledby="one gone">')),
        (
            "heading-fake",
            '<p style="font-weight: bold">Opening hours</p><p>We are open from nine to five each day.</p>',
        ),
        (
            "heading-fake",
            '<p style="font-size: 14px; font-weight: bold">Opening hours</p><p style="font-size: 14px">We open from '
            "nine to five each day.</p>",
        ),
        (
            "heading-fake",
            '<p style="font-size: 12px"><span style="font-size: 22px; font-weight: bold">Opening hours</span></p>'
            "<p>We are open from nine to five each day.</p>",
        ),
        ("heading-deep", '<div role="heading" aria-level="7">Parking</div>'),
        ("aria-reference-empty", '<button aria-labelledby=" ">Send</button>'),
        ("aria-reference-empty", "<label>Name <input aria-describedby></label>"),
        ("small-text", '<div style="font-size: 8px"><span>Offers end on Sunday.</span></div>'),
        ("focus-outline", "<style>a:focus { outline: none; background: none }</style>"),
        ("id-repeated", '<p id="day-{ 1 }">Monday</p><p id="day-{ 1 }">Friday</p>'),
        ("link-no-target", '<a class="btn btn-primary">Menu</a>'),
        ("link-no-target", '<a onclick="openMenu()">Menu</a>'),
        ("link-no-target", '<a tabindex="0">Menu</a>'),
        ("empty-paragraph", "{% if open %}<p>News</p>{% else %}<p></p>\n{% endif %}"),
        ("heading-vague", '<h2 id="heading">Heading</h2>'),
        ("title-unlike", _TITLED.format('<input name="value" value="Send">')),
        (
            "table-uneven",
            '<table><tr><th>Day</th><th>From</th><th>To</th></tr><tr><td colspan="2">Monday</td></tr></table>',
        ),
        ("abbr-title", "<p>The <abbr>ICB</abbr> meets in May.</p>"),
    ],
)
def test_it_is_found(found, rule, html):
    assert rule in found(html, "page.html")


@pytest.mark.parametrize(
    ("rule", "html"),
    [
        ("link-url", '<a href="/news/flu">News / flu</a>'),
        ("link-no-target", '<a href="https://example.org:8080/flu">Flu clinics</a>'),
        ("link-no-target", '<a href="https://[2001:db8::1]:8080/flu">Flu clinics</a>'),
        ("link-no-target", '<a href="https://sam:pass@example.org/flu">Flu clinics</a>'),
        (
            "alt-repeats",
            '<a href="/"><img src="one.svg" alt="Home page"></a><a href="/"><img src="two.svg" alt="Home page"></a>',
        ),
        (
            "table-header-empty",
            '<table><tr><th aria-hidden="true">Day</th></tr><tr><td aria-hidden="true">Monday</td></tr></table>',
        ),
        ("aria-reference", WHOLE.format('<b id="one">Name</b><input aria-label="Name" aria-describedby="one later">')),
        ("aria-reference", '<button aria-labelledby="">Send</button>'),
        ("aria-reference-empty", '<button aria-labelledby="gone">Send</button>'),
        ("aria-reference-empty", '<button aria-controls="" aria-label="">Send</button>'),
        ("aria-reference-empty", '<div hidden><button aria-describedby="">Send</button></div>'),
        ("heading-deep", '<div role="heading" aria-level="6">Parking</div>'),
        ("heading-deep", '<ul role="tree"><li role="treeitem" aria-level="7">Parking</li></ul>'),
        (
            "heading-fake",
            '<p style="font-size: 12px; font-weight: bold">Prices are for 2024</p><p>We open from nine to five.</p>',
        ),
        (
            "heading-fake",
            '<p><b style="font-size: 12px">Prices are for 2024</b></p><p style="font-size: 18px">We open from '
            "nine to five each day.</p>",
        ),
        ("underlined", '<div role="link" tabindex="0"><u>Read about flu</u></div>'),
        (
            "heading-fake",
            '<p role="heading" aria-level="2" style="font-size: 24px">Hours</p><p>We open from nine to five.</p>',
        ),
        ("small-text", '<span style="clip-path: inset(50%); font-size: 8px">Skip to the news</span>'),
        (
            "small-text",
            '<p style="position: absolute; width: 1px; height: 1px; overflow: hidden; font-size: 8px">To the news</p>',
        ),
        (
            "small-text",
            '<a href="/news" style="font-size: 8px"><span style="position: absolute; width: 1px; height: 1px; '
            'overflow: hidden">News</span><svg aria-hidden="true"></svg></a>',
        ),
        ("small-text", "<style>body { font-size: 8px } p { font-size: 16px }</style><body><p>Bring your gloves.</p>"),
        ("small-text", "<html><style>html { font-size: 125% } p { font-size: .55rem }</style><p>Bring gloves.</p>"),
        ("focus-outline", "<style>a:focus { outline: none; background: yellow }</style>"),
        ("id-repeated", '<p id="day-{{ day }}">Monday</p><p id="day-{{ day }}">Friday</p>'),
        ("id-twice", '<p id="{{ a }}">1</p><p id="{{ a }}">2</p><input aria-describedby="{{ a }}">'),
        ("link-no-target", '<a class="glossary">keyboard interface</a>'),
        ("link-no-target", '<a class="page-link" aria-current="page">1</a>'),
        ("link-no-target", '<a class="btn" :href="menu">Menu</a>'),
        ("empty-paragraph", '<p>Begin with {{ "<h1>" | escape }}.</p>'),
        ("heading-vague", '<h3 id="text-colours">Text</h3>'),
        ("title-unlike", _TITLED.format('<input type="button" value="Expand">')),
        ("title-unlike", _TITLED.format('<img src="a.png" alt="A line that expands">')),
        (
            "table-uneven",
            '<table><tr><td colspan="3">Week 1</td></tr><tr><th scope="row">Monday</th><td>9am</td></tr></table>',
        ),
        ("alt-image-of", '<img src="menu.png" alt="The menu for adding words to an image">'),
        ("video-captions", '<video controls src="waves.mp4" aria-label="The waves, without sound"></video>'),
        ("abbr-title", "<p>The integrated care board (<abbr>ICB</abbr>) meets in May.</p>"),
    ],
)
def test_it_is_no_fault(found, rule, html):
    assert rule not in found(html, "page.html")
