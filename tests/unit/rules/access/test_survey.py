"""What is known of a page after it was gone through once."""

import gc

import pytest

from neutral_gate.readers import read
from neutral_gate.rules.access.patterns import TEMPLATE_MARKS
from neutral_gate.rules.access.runner import all_findings


def names(elements):
    return [element.get("id") for element in elements]


def test_a_test_of_classes_is_asked_once_for_each_value(view):
    survey = view('<p id="a" class="Btn x">A</p><p id="b" class="y">B</p>' * 3 + '<p id="c" class="Btn x">C</p>').survey
    asked = []

    def test(value):
        asked.append(value)
        return "x" in value

    assert names(survey.classed(test, "btn", "button")) == ["a", "a", "a", "c"]
    assert sorted(asked) == ["Btn x", "y"]


def test_classes_without_the_words_are_not_tested(view):
    survey = view('<p class="lead">A</p>').survey
    assert survey.classed(lambda value: 1 / 0, "btn") == []


def test_what_is_inside_templates_is_left_out(view):
    survey = view(
        "<div><template><p>A<span>B</span></p><template><i>C</i></template></template><p>D</p></div>"
        "<noscript><b>E</b></noscript>"
    ).survey
    assert [element.tag for element in survey.elements] == ["div", "template", "p", "noscript"]
    assert [text.data for text in survey.texts] == ["D"]
    assert not survey.get("b", "i", "span")


def test_elements_of_several_names_come_in_the_order_of_the_source(view):
    survey = view("<h2>A</h2><h1>B</h1><p>C</p><h2>D</h2>").survey
    assert [element.text() for element in survey.get("h1", "h2", "h3")] == ["A", "B", "D"]


@pytest.mark.parametrize("mark", TEMPLATE_MARKS)
def test_every_mark_of_a_template_is_found(view, mark):
    assert view(f'<p style="width: 50%">50 % off</p>{mark} name').survey.templated


def test_percentages_and_braces_are_no_marks_of_a_template(view):
    assert not view("%<p style='width: 50%'>50% { % } < % [ % <? { {</p>%").survey.templated


def test_white_space_counts_only_where_it_was_meant(view):
    survey = view("<p> \n </p><p>&nbsp;</p><p>A</p>").survey
    assert [text.data for text in survey.texts] == ["\u00a0", "A"]


def test_nothing_that_is_known_of_a_page_is_left_for_the_search_for_dead_rings():
    page = (
        '<html lang="en"><title>Flu</title><style>p:first-child, .a [href] { color: #777; position: absolute }</style>'
        + '<div class="a"><p id="x">Words <a href="/a">here</a></p><label for="f">Name</label><input id="f"></div>' * 20
    )
    for _ in range(2):  # what is loaded and compiled at first use may be in rings
        (draft,) = read(page.encode(), "page.html", "html")
        gc.collect()
        gc.disable()
        try:
            assert all_findings(draft)
            left = gc.collect()
        finally:
            gc.enable()
    assert left == 0
