import pytest


def name(view, html):
    page = view(html)
    return page.names.name(next(e for e in page.survey.elements if e.get("id") == "x"))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<b id="l">Your name</b><input id="x" aria-labelledby="l" aria-label="Other" title="T">', "Your name"),
        ('<b id="a">Home</b><b id="b">phone</b><input id="x" aria-labelledby="b a">', "phone Home"),
        ('<input id="x" aria-labelledby="gone" aria-label="Town">', "Town"),
        ('<label for="x">Town</label><input id="x" title="T">', "Town"),
        ('<label>Town <input id="x"> of birth</label>', "Town of birth"),
        ('<label for="other">Town <input id="x"></label>', ""),
        ('<label for="x">A</label><label for="x">B</label><input id="x">', "A B"),
        ('<input id="x" placeholder="Town">', "Town"),
        ('<input id="x" type="submit">', "Submit"),
        ('<input id="x" type="submit" value="Send">', "Send"),
        ('<input id="x" type="image" alt="Go">', "Go"),
        ('<fieldset id="x"><legend>You</legend></fieldset>', "You"),
        ('<table id="x"><caption>Days</caption><tr><td>1</table>', "Days"),
        ('<svg id="x"><title>Bus</title><path/></svg>', "Bus"),
        ('<a id="x" href="/"><img alt="Home" src="h.png"></a>', "Home"),
        ('<a id="x" href="/"><svg><title>Home</title></svg></a>', "Home"),
        ('<a id="x" href="/">Read<br>on</a>', "Read on"),
        ('<a id="x" href="/"><div>Clinics</div><div>North</div></a>', "Clinics North"),
        ('<a id="x" href="/"><i title="Home"></i></a>', "Home"),
        ('<a id="x" href="/" title="Home"></a>', "Home"),
        ('<a id="x" href="/">&nbsp;</a>', ""),
        ('<button id="x">Save <span aria-label="draft">d</span></button>', "Save draft"),
        ('<iframe id="x" title=" Map "></iframe>', "Map"),
        ('<div id="x" role="group" title="Group">Words</div>', "Group"),
    ],
)
def test_name_comes_from_the_first_source_that_has_one(view, html, expected):
    assert name(view, html) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ('<a id="x" href="/">News <span hidden>now</span></a>', "News"),
        ('<a id="x" href="/">News <span aria-hidden="true">now</span></a>', "News"),
        ('<a id="x" href="/">News <span style="display:none">now</span></a>', "News"),
        ('<style>.gone{visibility:hidden}</style><a id="x" href="/">News <span class="gone">now</span></a>', "News"),
        ('<a id="x" href="/">News <span style="position:absolute;left:-999em">now</span></a>', "News now"),
        ('<span id="l" hidden>Hidden <b>label</b></span><input id="x" aria-labelledby="l">', "Hidden label"),
        ('<span id="l">Shown <b hidden>label</b></span><input id="x" aria-labelledby="l">', "Shown"),
    ],
)
def test_hidden_content_counts_only_where_an_id_points_at_it(view, html, expected):
    assert name(view, html) == expected


def test_labels_that_point_at_each_other_end(view):
    html = '<b id="x" aria-labelledby="y" role="button">One</b><b id="y" aria-labelledby="x">Two</b>'

    assert name(view, html) == "Two"


def test_where_a_name_comes_from_is_told(view):
    page = view('<input placeholder="Town">')

    assert page.names.full(page.survey.get("input")[0]).source == "placeholder"
