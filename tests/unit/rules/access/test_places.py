import os
import subprocess
import sys

import pytest

from neutral_gate.readers import read
from neutral_gate.rules.access.runner import all_findings

PAGE = """<!DOCTYPE html>
<html>
<head><title>Garden day</title></head>
<body>
<h2>When</h2>
<p>See <a href="/x" target="_blank">the times</a>.</p>
<img
   src='a.jpg' alt='IMG_2041.jpg'>
<h4>Where</h4>
<button></button>
</body></html>
"""


def where(source, findings, rule):
    (only,) = findings[rule]
    return source[only.where.start : only.where.end]


@pytest.mark.parametrize("engine", ["turbohtml", "bs4"])
def test_every_finding_stands_at_its_element_attribute_or_words(monkeypatch, engine):
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", engine)
    (draft,) = read(PAGE.encode(), "page.html")
    findings = all_findings(draft)

    assert where(PAGE, findings, "page-language") == "<html>"
    assert where(PAGE, findings, "link-new-tab") == "_blank"
    assert where(PAGE, findings, "alt-file-name") == "IMG_2041.jpg"
    assert where(PAGE, findings, "heading-skipped") == "Where"
    assert where(PAGE, findings, "button-name") == "<button>"


def test_places_in_markdown_are_places_in_the_file(found):
    text = "# Garden day\n\nTo book, [click here](/book).\n\n![IMG_2041.jpg](a.jpg)\n"
    findings = found(text, "page.md")

    assert where(text, findings, "link-vague") == "click here"
    assert where(text, findings, "alt-file-name") == "IMG_2041.jpg"


def test_a_fragment_is_not_asked_for_what_only_a_whole_page_has(found):
    assert not found("<h3>Part</h3><p>See <a href='#times'>the times</a>.</p>")


def test_marks_of_templates_are_not_taken_for_nothing(found):
    assert not found(
        '<h2>{{ title }}</h2><a href="/x"><?= $name ?></a><ul>{% for x in y %}<li>{{ x }}</li>{% endfor %}</ul>'
    )


def test_nothing_of_it_is_loaded_for_drafts_that_are_no_pages():
    code = (
        "import sys\n"
        "from neutral_gate.gate import Gate\n"
        "from neutral_gate.readers import read\n"
        "Gate().judge(read(b'The clinic is open.', 'x.txt')[0])\n"
        "print([name for name in sys.modules if name.startswith('neutral_gate.rules.access')])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=dict(os.environ)
    )

    assert done.stdout.strip() == "[]"


def test_the_gate_gives_the_findings_with_the_rule_s_words():
    from neutral_gate.gate import Gate

    (draft,) = read(b'<p>News</p><img src="a.jpg">', "page.html")
    (finding,) = [each for each in Gate().judge(draft).findings if each.rule.startswith("access/")]

    assert (finding.rule, finding.severity.value, finding.start.line) == ("access/alt-text", "block", 1)
    assert finding.suggestion.startswith("Describe")


@pytest.mark.parametrize(
    "html",
    [
        "<table>" * 300,
        "<a href=x>" * 2000,
        '<p id="x" aria-labelledby="x">' * 300,
        "<ul><li>" * 200,
        "<b>" * 400,
        '<div role="list" aria-owns="a"><div id="a" role="list" aria-owns="a">',
        "<p>" + "A " * 50_000,
        "<p>" + "- <br>" * 5000,
    ],
)
def test_strange_pages_end_in_findings_and_in_time(found, html):
    assert isinstance(found(html), dict)
