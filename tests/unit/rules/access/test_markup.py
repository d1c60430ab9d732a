"""Where the checks of markup, forms, links and tables stop."""

import pytest

PAGE = "<!DOCTYPE html><html lang=en><head><title>Flu clinics</title></head><body>{}</body></html>"


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<div><label for=d>Date</label><p class=hint>Day, month</p><input id=d></div>", "hint-lost"),
        ("<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>&nbsp;</td></tr></table>", "table-cell-empty"),
        ("<fieldset><legend></legend></fieldset>", "group-name"),
        ("<div>* apples<br>* pears<br>* plums</div>", "list-fake"),
        ("<main><p>Bring:</p>* apples<br>* pears<br>* plums</main>", "list-fake"),
        ("<h2>___</h2>", "heading-empty"),
        ("<p> &nbsp; </p>", "empty-paragraph"),
        ('<p><a href="file:///C:/plan.txt">Plan</a></p>', "link-no-target"),
        ('<embed src="film.swf">', "old-markup"),
        ('<p><a href="talk.mp3">Talk</a>, without transcript</p>', "link-media"),
    ],
)
def test_a_fault_is_found(found, html, rule):
    assert rule in found(html)


@pytest.mark.parametrize(
    ("html", "rule"),
    [
        ("<main><p>* apples</p><p>Pears grow on trees.</p></main>", "list-fake"),
        ("<p>{{ start }}</p><li>One</li>", "list-parts"),
        ("<dt>Ward</dt><dd>A room</dd>", "list-parts"),
        ('<p><a href="plan.pdf">PDF</a> <a href="plan.html">HTML</a></p>', "pdf-only"),
        ("<p>Do not write <q>press the red button</q>.</p>", "sensory"),
        ("<p>Do not write “press the red button”.</p>", "sensory"),
        ("<table><caption>Terms</caption><tr><td><ul><li>a</ul><td>b</table>", "table-layout"),
        ('<p>Our parts: <a href="/parts/details">details</a></p>', "link-vague"),
        ('<p><a href="/wiki/File:Hall.jpg">Hall</a></p>', "link-image-file"),
        ('<p>A word: <span lang="ar">مرحبا</span></p>', "text-direction"),
        ('<ul style="background:#800"><li style="font-size:0;color:#000">Red</li></ul>', "contrast"),
        ('<p style="color:#ccc;-webkit-text-stroke:1px #000">Big sale</p>', "contrast"),
        ('<div role="button"><span aria-label="x">Send</span></div>', "aria-prohibited"),
        ('<input autocomplete="false" aria-label="Search">', "autocomplete"),
        ('<h2 id="top">🎉</h2>', "heading-empty"),
        ("<abbr>15 March</abbr>", "abbr-title"),
    ],
)
def test_what_is_no_fault_is_left_alone(found, html, rule):
    assert rule not in found(html)


def test_an_end_tag_that_closes_nothing_is_found_where_it_stands(found):
    text = PAGE.format("<h1>Flu clinics</h1><div>Open</span></div>")

    (stray,) = found(text)["end-tag-stray"]

    assert text[stray.where.start : stray.where.end] == "</span>"


def test_end_tags_of_templates_are_left_alone(found):
    assert "end-tag-stray" not in found(PAGE.format("<h1>Flu clinics</h1>{% include top %}</div>"))


def test_the_places_of_a_false_list_are_its_lines(found):
    text = "<main><p>Bring:</p>* apples<br>* pears<br>* plums</main>"

    (fake,) = found(text)["list-fake"]

    assert text[fake.where.start : fake.where.end] == "* apples<br>* pears<br>* plums"


def test_an_outline_is_looked_for_in_time(found):
    css = ("a" * 50 + " ") * 4000 + "a:focus{outline:0}"

    assert "focus-outline" in found(f"<style>{css}</style><p><a href=/x>Flu clinics</a></p>")


def test_rules_for_what_is_not_on_the_page_change_nothing(found):
    css = ".gone p{display:none} #away{display:none} .here:not(.gone) a{display:none}"

    assert "link-vague" in found(f'<style>{css}</style><p class="there"><a href="/x">click here</a></p>')
    assert "link-vague" not in found(f'<style>{css}</style><p class="here"><a href="/x">click here</a></p>')
