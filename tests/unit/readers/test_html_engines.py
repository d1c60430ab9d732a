import json
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.model import DraftError, UsageError
from neutral_gate.model.page import Comment, Element, Text
from neutral_gate.readers import html_engine, html_soup, html_turbo, read
from neutral_gate.readers.html_blocks import collect
from neutral_gate.readers.html_engine import engine_name, parse_html

FIXTURES = [
    "",
    "words only",
    "<p>one<p>two",
    "<ul><li>1<li>2 <ul><li>in</ul><li>3</ul>",
    "<dl><dt>a<dd>b<dt>c</dl>",
    "<table><tr><th>h<td>a<td>b<tr><td>c</table>after",
    "<table><caption>x<thead><tr><th>y<tbody><tr><td>z</table>",
    "<select><option>a<option>b<optgroup label=x><option>c</select>",
    "<p>a<div>b</div>c</p>d",
    "<b>a<i>b</b>c</i>d",
    "<p><b>a<p>b</b>c",
    "<a href=1>x<a href=2>y</a>",
    "<h1>a<h2>b</h1>c",
    "x</p></div></br>y",
    "<div><p>x</div>y</p>",
    "a<!-- c -->b<!-- d",
    "a<!>b<!-->c<!--->d<!-- x --!>e",
    "<?php echo 1 ?>x",
    "<![CDATA[x]]>y",
    "</>x</ y>z",
    "1 < 2 <3 <- a<",
    "<p title=a&amp;b class='x y' data-z=\"1\" checked>x",
    "<a href='?a=1&copy=2&amp;lt&notit;'>x</a>",
    '<p a=1 a=2 /b=3 "c=4 =d>x',
    "<p\ntitle\n=\n'x\ny'\n>z",
    "AT&amp;T &notit; &copy &#8217; &#x2019 &#0; &bogus; &",
    "<script>if (a<b) '<p>x</p>'</script>y<style>p > a</style>",
    "<title>a<b>c</title><textarea><p>x</textarea>",
    "<script><!-- <script src=a></script> --></script>x",
    "<script><!-- <script>a</script> b</script>x",
    "<script><!--><script></script>x",
    "<script><!-- --> <script></script>x",
    "<SCRIPT><!-- <scripty></SCRIPT>x",
    "<script><!-- <script> --> </script>x",
    "<script><!-- <script> <!--> </script>x",
    "<noscript><p>read me</p></noscript>",
    "<iframe><p>not me</p></iframe><xmp><b></xmp>",
    "<svg><title>t</title><path d='x'/><g/></svg>after",
    "<svg><g><p>out</svg>",
    "<svg><foreignObject><p>in</p></foreignObject></svg>",
    "<math><mi>x</mi></math>",
    "<br/><img src=x><hr><input><div/>x",
    "<html lang=en><head><title>t</title></head><body class=a>x</body></html>",
    "<!DOCTYPE html><head><meta charset=utf-8>text ends the head",
    "<body><body class=b><html lang=cy>x",
    "<template><p>x</p></template>y",
    "<p>\r\na\rb\r\n<b>c</b>\r\n</p>",
    "<p>é😀<b>ü</b>\u2028x</p>\n<i>y</i>",
    "<a href=x",
    '<a href="x',
    "<p>x</p",
    "<button>a<button>b",
    "<P CLASS=X>Y</P><SCRIPT>z</SCRIPT >w",
    "<ruby>a<rt>b<rp>c</ruby>",
    "<form><form><input></form>x</form>",
    "<x-card heading='h'><slot-a>t</slot-a></x-card>",
    "<li>a<p>b<li>c",
    "<td>a<td>b",
]


def shape(tree):
    """Every node with its places, for comparing trees."""
    nodes = []
    for node in tree.root.descendants():
        if isinstance(node, Element):
            places = (node.start, node.open_end, node.close_start, node.end)
            nodes.append((node.tag, places, tuple(sorted(node.attributes.items()))))
        else:
            nodes.append((type(node).__name__, node.start, node.end))
    return nodes


def outcome(build, source):
    """What an engine makes of a source: all nodes and all parts."""
    try:
        tree = build(source, 0)
    except DraftError as error:
        return error.problem
    return shape(tree), tree.doctype, collect(tree)._replace(metas=[])


@pytest.mark.parametrize("source", FIXTURES)
def test_both_engines_make_the_same_tree_and_parts(source):
    assert outcome(html_turbo.build, source) == outcome(html_soup.build, source)


@pytest.mark.parametrize("source", FIXTURES)
def test_all_text_of_a_tree_stands_where_it_says(source):
    for node in html_turbo.build(source, 0).root.descendants():
        assert 0 <= node.start <= node.end <= len(source)
        if isinstance(node, Text):
            assert "<p" not in source[node.start : node.end] or node.parent.tag in ("script", "textarea", "iframe")
        elif isinstance(node, Comment):
            assert source[node.start] == "<"
        elif node.place is None:
            assert source[node.start : node.start + 1 + len(node.tag)].lower() == f"<{node.tag}"
            assert source[node.open_end - 1] == ">"
            if node.close_start != node.end:
                assert source[node.close_start : node.close_start + 2] == "</"


_PARTS = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<div>",
    "</div>",
    "<li>",
    "<ul>",
    "</ul>",
    "<td>",
    "<table>",
    "</table>",
    "<tr>",
]
_PARTS += [
    "<a href=x>",
    "</a>",
    "<!-- c -->",
    "&amp;",
    "&lt",
    "x",
    " ",
    "\r\n",
    "<",
    ">",
    "<br>",
    "<h1>",
    "</h2>",
    "é😀",
]
_PARTS += [
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<svg>",
    "</svg>",
    "<q>",
    "</q>",
    "<img alt='y'>",
    '"',
    "'",
    "=",
]
_PARTS += [
    "<blockquote>",
    "</blockquote>",
    "<option>",
    "<button>",
    "<body>",
    "<head>",
    "/>",
]


@given(st.lists(st.sampled_from(_PARTS), max_size=25).map("".join))
@settings(deadline=None, max_examples=300)
def test_both_engines_agree_on_any_heap_of_tags(source):
    turbo = html_turbo.build(source, 0)
    soup = html_soup.build(source, 0)

    assert shape(turbo) == shape(soup)


@given(st.text(alphabet="<>/!-?ab =\"'&;#x\n", max_size=40))
@settings(deadline=None, max_examples=300)
def test_no_heap_of_signs_breaks_an_engine(source):
    for build in (html_turbo.build, html_soup.build):
        tree = build(source, 0)
        texts = [node for node in tree.root.descendants() if isinstance(node, Text)]
        assert [node.start for node in texts] == sorted(node.start for node in texts)
        collect(tree)


_IMPLIED = frozenset({"html", "head", "body", "tbody", "colgroup", "tr"})


def seen_tags(tree):
    return [element.tag for element in tree.elements() if element.tag not in _IMPLIED]


def standard_tags(source):
    """The tags that a parser which follows the HTML standard to the letter finds, in order."""
    from turbohtml import parse

    return [found.tag.lower() for found in parse(source).find_all() if found.tag.lower() not in _IMPLIED]


_ON_PURPOSE_UNLIKE = {
    "<b>a<i>b</b>c</i>d",
    "<p><b>a<p>b</b>c",
    "<form><form><input></form>x</form>",
    "<svg><g><p>out</svg>",
    "<template><p>x</p></template>y",
    "<td>a<td>b",
}
"""What the decision on HTML engines leaves out, and what the other parser's list of elements does not show."""


@pytest.mark.parametrize("source", [source for source in FIXTURES if source not in _ON_PURPOSE_UNLIKE])
def test_the_tree_has_the_elements_that_the_standard_says(source):
    assert seen_tags(html_turbo.build(source, 0)) == standard_tags(source)


def test_real_pages_have_the_same_tree_in_both_engines_and_in_the_standard(shared):
    cases = (shared / "data/act/cases_tuning.jsonl").read_text(encoding="utf-8").splitlines()
    pages = [json.loads(case)["html"] for case in cases]
    for file in sorted((shared / "data/prose").rglob("*.html"))[::9]:
        pages.append(file.read_bytes().decode("utf-8", "replace"))
    unlike = 0
    for page in pages:
        turbo = html_turbo.build(page, 0)
        assert shape(turbo) == shape(html_soup.build(page, 0))
        unlike += seen_tags(turbo) != standard_tags(page)

    assert len(pages) > 500
    assert unlike <= len(pages) // 200


def test_places_count_from_the_start_of_the_file():
    tree = parse_html("---\nx: 1\n---\n<p>y", 13)

    (element,) = tree.elements()
    assert (element.start, element.end) == (13, 17)


def test_the_variable_chooses_the_engine(engine):
    assert engine_name() == engine
    assert [element.tag for element in parse_html("<p>x").elements()] == ["p"]


def test_without_the_variable_turbohtml_is_taken(monkeypatch):
    monkeypatch.delenv("NEUTRAL_GATE_HTML_ENGINE", raising=False)

    assert engine_name() == "turbohtml"


def test_an_unknown_engine_is_a_usage_error(monkeypatch):
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", "netscape")

    with pytest.raises(UsageError, match="netscape"):
        read(b"<p>x", "a.html")


@pytest.fixture
def without(monkeypatch):
    """Makes engines impossible to import."""

    def take_away(*names):
        monkeypatch.delenv("NEUTRAL_GATE_HTML_ENGINE", raising=False)
        for name in names:
            monkeypatch.setitem(sys.modules, name, None)
        for module in ("html_turbo", "html_soup"):
            monkeypatch.delitem(sys.modules, f"neutral_gate.readers.{module}", raising=False)
            monkeypatch.delattr(f"neutral_gate.readers.{module}", raising=False)
        html_engine._engine.cache_clear()

    yield take_away
    html_engine._engine.cache_clear()


def test_where_turbohtml_cannot_be_imported_beautiful_soup_reads(without):
    without("turbohtml")

    (draft,) = read(b"<ul><li>a<li>b</ul>", "a.html")
    assert [block.text for block in draft.blocks] == ["a", "b"]
    assert engine_name() == "bs4"


def test_an_engine_that_is_asked_for_and_missing_is_a_usage_error(without, monkeypatch):
    without("bs4")
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", "bs4")

    with pytest.raises(UsageError, match="bs4 cannot be loaded"):
        read(b"<p>x", "a.html")


def test_without_any_engine_the_mend_is_named(without):
    without("turbohtml", "bs4")

    with pytest.raises(UsageError, match="pip install"):
        read(b"<p>x", "a.html")
