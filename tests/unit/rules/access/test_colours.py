import pytest

from neutral_gate.rules.access.colours import BLACK, WHITE, Colour, colour, contrast


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("#fff", WHITE),
        ("#FFFFFF", WHITE),
        ("white", WHITE),
        ("rgb(0, 0, 0)", BLACK),
        ("rgb(0 0 0 / 50%)", Colour(0, 0, 0, 0.5)),
        ("rgba(10,20,30,.4)", Colour(10, 20, 30, 0.4)),
        ("hsl(0, 100%, 50%)", Colour(255, 0, 0)),
        ("#0000", Colour(0, 0, 0, 0)),
    ],
)
def test_colours_are_read(text, expected):
    assert colour(text) == pytest.approx(expected)


@pytest.mark.parametrize("text", ["", "currentcolor", "var(--ink)", "rgb(1,2)", "#12", "#ggg", "rgb(a,b,c)", "blurple"])
def test_what_names_no_colour_is_none(text):
    assert colour(text) is None


def test_contrast_is_as_wcag_defines_it():
    assert contrast(BLACK, WHITE) == pytest.approx(21)
    assert contrast(colour("#767676"), WHITE) == pytest.approx(4.54, abs=0.01)
    assert contrast(WHITE, WHITE) == 1


@pytest.mark.parametrize(
    ("html", "rules"),
    [
        ('<p style="color:#999">Pale</p>', {"contrast"}),
        ('<body bgcolor="#000000"><font color="#333333">Dark</font></body>', {"contrast", "old-markup"}),
        ("<style>body{background:#222}p{color:#eee}</style><body><p>Light</p></body>", set()),
        ('<div style="background:#000"><p style="color:#fff">Light on dark</p></div>', set()),
        ('<div style="background:#000"><p>Black on black</p></div>', {"contrast"}),
        ('<p style="color:#999" aria-hidden="true">Pale</p>', set()),
        ('<p style="color:#999;background:url(x.png)">Picture behind</p>', set()),
        ('<p style="color:#999;background:var(--back)">Unknown</p>', set()),
        ('<div style="position:absolute;color:#fff">Lies over something</div>', set()),
        ('<button disabled style="color:#999">Off</button>', set()),
        ('<p style="color:#8a8a8a;font-size:24px">Large</p>', {"contrast-enhanced"}),
    ],
)
def test_text_is_judged_where_the_page_tells_both_colours(found, html, rules):
    assert {rule for rule in found(html) if rule != "heading-fake"} == rules
