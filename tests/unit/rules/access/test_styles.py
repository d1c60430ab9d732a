import pytest

from neutral_gate.rules.access.selectors import selectors
from neutral_gate.rules.access.stylesheet import declarations, style_rules

PAGE = '<main id="m"><ul class="list big"><li data-a="one two">A</li><li id="x" class="item last">B</li></ul></main>'


@pytest.mark.parametrize(
    "selector",
    [
        "li",
        "*",
        "#x",
        ".item",
        ".item.last",
        "li#x.item",
        "ul li",
        "ul > li",
        "main li",
        "li + li",
        "li ~ .last",
        "[id]",
        "[id=x]",
        "[class~=last]",
        '[class^="item"]',
        "[class*=m]",
        "[class$=last]",
        ":last-child",
        "li:not(.first)",
        "li:nth-child(2)",
        "li:nth-child(2n)",
        "li:nth-child(even)",
        ":is(.item, b)",
        "p, .item",
        "MAIN LI",
    ],
)
def test_a_selector_selects(view, selector):
    page = view(PAGE)

    assert any(each.matches(page.survey.ids["x"]) for each in selectors(selector))


@pytest.mark.parametrize(
    "selector",
    [
        "p",
        "#y",
        ".other",
        "main > li",
        "li + ul",
        ".last ~ li",
        "[id=y]",
        ":first-child",
        "li:not(.item)",
        "li:hover",
        "li::before",
        "li:nth-child(3)",
        "li:nth-child(odd)",
        "li:nth-child(2n+3)",
        "li >",
        ".",
        "{}",
        "",
    ],
)
def test_a_selector_leaves_others_alone(view, selector):
    page = view(PAGE)

    assert not any(each.matches(page.survey.ids["x"]) for each in selectors(selector))


def test_declarations_keep_the_winner():
    found = declarations("color: red !important; color: blue; display:none; display:block; margin: 0")

    assert found["color"] == ("red", True)
    assert found["display"] == ("block", False)
    assert "margin" not in found


@pytest.mark.parametrize(
    ("css", "count"),
    [
        ("p{color:red}", 1),
        ("/* p{color:red} */ b{color:red}", 1),
        ("@media print{p{color:red}}", 0),
        ("@media screen and (min-width:600px){p{color:red}} b{color:red}", 2),
        ("@media (max-width:600px){p{color:red}}", 0),
        ("@media (prefers-color-scheme:dark){p{color:red}}", 0),
        ("@import url(x.css); p{color:red}", 1),
        ("@font-face{font-family:x} p{color:red}", 1),
        ("@supports (display:grid){p{color:red}}", 1),
        ('p::before{content:"}"} b{color:red}', 1),
        ("p{color:red", 0),
        ("}}} p{color:red}", 1),
    ],
)
def test_rules_that_hold_on_a_screen_are_read(css, count):
    assert len(style_rules(css)) == count


def test_the_cascade_goes_by_importance_then_specificity_then_order(view):
    page = view(
        "<style>p{color:red} #x{color:green} .c{color:blue} p{text-align:left!important}</style>"
        '<p id="x" class="c" style="text-align:justify">Text</p>'
    )
    declared = page.styles.declared(page.survey.ids["x"])

    assert declared["color"].value == "green"
    assert declared["text-align"].value == "left"


@pytest.mark.parametrize("css", ["{" * 50_000, "a" * 200_000, "p{color:" + "(" * 50_000, "'" * 50_001, ":not(" * 9_000])
def test_a_style_sheet_without_sense_ends_at_once(css):
    assert style_rules(css) == []
