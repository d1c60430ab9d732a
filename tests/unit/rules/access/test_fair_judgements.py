"""Faults that were once missed or wrongly found; each stands for many pages."""

import pytest

WHOLE = '<!DOCTYPE html><html lang="en"><head><title>Garden day</title></head><body><h1>Garden day</h1>{}</body></html>'


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
        ("small-text", '<div style="font-size: 8px"><span>Offers end on Sunday.</span></div>'),
        ("focus-outline", "<style>a:focus { outline: none; background: none }</style>"),
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
    ],
)
def test_it_is_no_fault(found, rule, html):
    assert rule not in found(html, "page.html")
