"""An `a` without an address is told of where people take it for a link, or where it is an anchor around words."""

import pytest

WHOLE = (
    '<!DOCTYPE html><html lang="en"><head><title>Garden day</title>{}</head><body><h1>Garden day</h1>{}</body></html>'
)


@pytest.mark.parametrize(
    "html",
    [
        '<h2><a name="hours">Opening hours</a></h2>',
        '<h2><a id="hours">Opening hours</a></h2>',
        '<p>We meet in the <a name="hall">town hall</a> on Monday.</p>',
        "<a>Book a place</a>",
        "<div><a>Book a place</a></div>",
        '<ul><li><a target="_blank">Our news</a></li><li><a target="_blank">Our dates</a></li></ul>',
        '<a id="logo"><img src="logo.png" alt="Ashby Council"></a>',
        '<a id="news" tabindex="0"></a>',
        '<p><a id="hall">Town hall</a></p><p>Another <a href="#hall">way in</a>.</p><script src="/site.js"></script>',
        WHOLE.format('<script src="/site.js"></script>', '<h2><a id="hours">Opening hours</a></h2>'),
    ],
)
def test_it_is_found(found, html):
    assert found(html)["link-no-address"]


@pytest.mark.parametrize(
    "html",
    [
        '<a name="hours"></a><h2>Opening hours</h2>',
        '<h2><a id="hours"> </a>Opening hours</h2>',
        '<a id="news" tabindex="-1"></a>',
        '<p><a href="/hours">Opening hours</a></p>',
        "<p>The <a>human language</a> of each page can be told by a program.</p>",
        "The <a>human language</a> of each page can be told by a program.",
        "<p>Each <em><a>web page</a></em> counts.</p><ul><li><a>web page</a></li></ul>",
        "<dl><dt><a>Footpath</a></dt><dd>A way for people on foot.</dd></dl>",
        '<nav><a>Home</a> <a href="/news">News</a></nav>',
        '<ul><li><a>Services</a><ul><li><a href="/bins">Bins</a></li></ul></li></ul>',
        '<table><tr><td><a>1</a></td><td><a href="?page=2">2</a></td></tr></table>',
        '<p><a aria-current="page">Home</a></p>',
        '<p><a aria-disabled="true">Next page</a></p>',
        '<p><a role="button" tabindex="0">Open the map</a></p>',
        '<p><a role="link" aria-disabled="true">Next page</a></p>',
        '<svg viewBox="0 0 9 9"><a id="hall"><text>Town hall</text></a></svg>',
        '<p hidden><a id="hall">Town hall</a></p>',
        '<div aria-hidden="true"><a id="hall">Town hall</a></div>',
        '<a :href="page">Menu</a><a routerlink="/menu">Menu</a>',
        '<h2><a name="hours">Opening hours</a></h2>{% for day in days %}<p>{{ day }}</p>{% endfor %}',
        '<p><a id="next">Next page</a></p><script>document.getElementById("next").href = "/2"</script>',
        WHOLE.format('<script src="/site.js"></script>', '<p><a id="next">Next page</a></p>'),
    ],
)
def test_it_is_left_alone(found, html):
    assert "link-no-address" not in found(html)


def test_what_acts_like_a_link_is_told_of_once(found):
    by_rule = found('<a class="button">Menu</a>')

    assert "link-no-target" in by_rule
    assert "link-no-address" not in by_rule


def test_old_anchors_of_a_page_are_one_finding(found):
    page = "".join(f'<h2><a name="part-{number}">Part {number} of the plan</a></h2><p>Text.</p>' for number in range(9))

    (only,) = found(page)["link-no-address"]

    assert only.where.start == page.index("<a")
    assert only.evidence["links"] == 9
    assert "9 like it" in only.message


def test_many_of_them_are_looked_at_in_one_go(found):
    page = f"{'<b>' * 500}{'<a>Book</a>' * 2000}"

    assert len(found(page)["link-no-address"]) == 2000
