import pytest


def look(view, html):
    page = view(html)
    element = page.survey.ids["x"]
    see = page.visibility
    return see.shown(element), see.heard(element), see.on_screen(element)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<p id="x">A</p>', (True, True, True)),
        ('<p id="x" hidden>A</p>', (False, False, False)),
        ('<p id="x" hidden style="display:block">A</p>', (True, True, True)),
        ('<div hidden><p id="x">A</p></div>', (False, False, False)),
        ('<p id="x" aria-hidden="true">A</p>', (True, False, True)),
        ('<div aria-hidden="true"><p id="x" aria-hidden="false">A</p></div>', (True, False, True)),
        ('<p id="x" style="visibility:hidden">A</p>', (False, False, False)),
        ('<div style="visibility:hidden"><p id="x" style="visibility:visible">A</p></div>', (True, True, True)),
        ('<div style="display:none"><p id="x" style="display:block">A</p></div>', (False, False, False)),
        ('<p id="x" style="position:absolute;left:-9999px">A</p>', (True, True, False)),
        ('<div style="position:absolute;top:-999em"><p id="x">A</p></div>', (True, True, False)),
        ('<p id="x" style="left:-9999px">A</p>', (True, True, True)),
        ('<style>.sr{position:absolute;clip:rect(0 0 0 0)}</style><p id="x" class="sr">A</p>', (True, True, False)),
        ('<dialog><p id="x">A</p></dialog>', (False, False, False)),
        ('<dialog open><p id="x">A</p></dialog>', (True, True, True)),
        ('<details><p id="x">A</p></details>', (True, True, True)),
    ],
)
def test_who_sees_and_hears_an_element(view, html, expected):
    assert look(view, html) == expected
