"""What the kinds of elements say about styles, against the cascade worked out for each element alone."""

import random

import pytest

from neutral_gate.rules.access.kinds import _cascaded
from neutral_gate.rules.access.stylesheet import declarations

SELECTORS = (
    "*",
    "p",
    "li",
    ".a",
    ".b.c",
    "#one",
    "div p",
    "ul > li",
    ".a .b",
    "li + li",
    "li:first-child",
    "a[href]",
    "p:not(.a)",
    "div > .c ~ p",
    "[lang] p",
    ":is(.a, .b) li",
    "div .c",
    "#one p",
    ".a > .b",
    "[class^=a]",
    "p[lang=cy].b",
    "div[class~=b] > p",
    ".a [href]",
    "p:not([lang])",
    ".c:not([class$=a]) li",
    "li:nth-child(2n)",
)
VALUES = (
    "color: red",
    "color: blue !important",
    "display: none",
    "font-size: 20px",
    "visibility: hidden",
    "color: #123",
)


def straight(view, element):
    """The winning declarations of one element, without any sharing."""
    matching = [rule for rule in view.styles.rules if rule.selector.matches(element)]
    matching.sort(key=lambda rule: (rule.selector.specificity, rule.order))
    return _cascaded(matching, declarations(element.get("style")))


def page(chance: random.Random) -> str:
    css = "".join(f"{chance.choice(SELECTORS)} {{ {chance.choice(VALUES)} }}" for _ in range(chance.randint(1, 12)))

    def some(depth: int) -> str:
        parts = []
        for _ in range(chance.randint(1, 4)):
            tag = chance.choice(("p", "div", "ul", "li", "a", "span"))
            given = [f'class="{" ".join(chance.sample("abc", chance.randint(1, 3)))}"'] if chance.random() < 0.6 else []
            given += ['id="one"'] if chance.random() < 0.1 else []
            given += ['href="/"'] if chance.random() < 0.3 else []
            given += ['lang="cy"'] if chance.random() < 0.1 else []
            given += [f'style="{chance.choice(VALUES)}"'] if chance.random() < 0.2 else []
            inside = some(depth - 1) if depth else "words"
            parts.append(f"<{' '.join([tag, *given])}>{inside}</{tag}>")
        return "".join(parts)

    return f"<style>{css}</style><div>{some(3)}</div>"


@pytest.mark.parametrize("seed", range(80))
def test_each_element_gets_the_styles_that_it_would_get_alone(view, seed):
    seen = view(page(random.Random(seed)))
    for element in seen.survey.page.in_order:
        assert list(seen.styles.declared(element).items()) == list(straight(seen, element).items()), element


@pytest.mark.parametrize("condition", ["[data-state]", "[data-state=on]", "[data-state^=o]", '[class*="ow"]'])
def test_what_a_style_asks_of_attributes_tells_kinds_apart(view, condition):
    rows = '<p class="row" data-state="on">A</p><p class="cell" data-state="">B</p>' * 20
    seen = view(f"<style>p{condition} {{ color: red }}</style>{rows}<p>C</p>")
    numbers = {seen.styles.sorted.number[each] for each in seen.survey.get("p")}
    assert len(numbers) == 2
    assert not any(kind.picky for kind in seen.styles.sorted.kinds)
    for element in seen.survey.get("p"):
        assert list(seen.styles.declared(element).items()) == list(straight(seen, element).items())


def test_rows_that_look_alike_are_one_kind(view):
    rows = "".join(f'<tr id="row{number}"><td class="cell x{number}">{number}</td></tr>' for number in range(50))
    seen = view(f"<style>.cell {{ color: red }}</style><table>{rows}</table>")
    assert len(seen.styles.sorted.kinds) < 8
    assert {seen.styles.value(cell, "color") for cell in seen.survey.get("td")} == {"red"}


def test_ids_and_classes_that_no_rule_asks_for_make_no_kind(view):
    seen = view('<style>.x { color: red }</style><p id="a">A</p><p id="b" class="y">B</p><p class="x y">C</p>')
    first, second, third = (seen.styles.sorted.number[each] for each in seen.survey.get("p"))
    assert first == second != third


def test_style_attributes_that_declare_the_same_make_one_kind(view):
    page = view('<p style="color: red">A</p><p style="COLOR:red; margin: 0">B</p><p style="color: blue">C</p>')
    kinds = [page.styles.sorted.number[element] for element in page.survey.get("p")]
    assert kinds[0] == kinds[1] != kinds[2]
