"""Where the values of attributes stand in a start tag."""

import pytest

from neutral_gate.model.attributes import attribute_span, scan_attributes

TAGS = (
    "<a href=/fair>",
    "<a HREF='/fair?a=1&amp;b=2' title=\"The &quot;fair&quot;\">",
    "<input disabled value= 'x y' / checked>",
    "<p class=first class=second>",
    "<img alt src=\"a.png\"alt='twice'>",
    "<p title=>",
    "<br>",
)


@pytest.mark.parametrize("tag", TAGS)
def test_one_attribute_stands_where_the_list_of_all_has_it(tag):
    source = f"<!-- -->{tag} class=no"
    start, end = 8, 8 + len(tag)
    listed = scan_attributes(source, start, end)
    for name, attribute in listed.items():
        assert attribute_span(source, start, end, name) == (attribute.start, attribute.end)
    assert attribute_span(source, start, end, "id") is None
