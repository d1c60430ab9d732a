"""Nothing in a draft can steer the program that reads a report: a terminal, a browser, a spreadsheet, a workflow."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from types import SimpleNamespace
from xml.etree import ElementTree as Xml

import pytest
from markdown_it import MarkdownIt

from neutral_gate.model import Decision
from neutral_gate.reports import Options, render
from neutral_gate.reports.registry import FORMATS

HOSTILE = [
    "\x1b]0;owned\x07\x1b[2J red",
    "<script>alert(1)</script>",
    "</script></pre></style><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "::error file=x::owned",
    "\n::set-output name=verdict::pass\n##[error]owned",
    "a%0A::stop-commands::x",
    '=HYPERLINK("https://evil.example";"x")',
    "@SUM(1+1)",
    "+1+1",
    "-2+3",
    "\t=1+1",
    " =1+1",
    "\uff1d1+1",
    "![x](https://evil.example/p.png) [y](javascript:alert(1)) https://evil.example www.evil.example",
    "``` ` x",
    "@octocat #1 $x$ |a|b| <b>bold</b> &lt;",
    "\u202eevil\u2066",
    "]]> <!-- & \x00 \x0b \ufffe",
    "{{ 7 * 7 }} {% raw %}",
    "\ud800 half a letter",
]


@pytest.fixture(params=range(len(HOSTILE)))
def hostile(request: pytest.FixtureRequest, make: SimpleNamespace) -> tuple[str, Decision]:
    """One hostile text, and a decision that has it in every place that a draft can fill."""
    words = HOSTILE[request.param]
    source = f"Before {words} after"
    one = make.finding(source, words, message=f"Message {words}", suggestion=f"{words} instead")
    two = make.finding(source, words, "own/rule", suppressed=f"{words} reason")
    draft = make.result(source, one, two, path=f"drafts/{words.replace('/', '')}.md", checklist=(f"Look {words}",))
    return words, make.decision(draft, notices=(f"{words} notice",))


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_no_report_holds_a_raw_control_code(hostile: tuple[str, Decision], name: str) -> None:
    report = render(name, hostile[1], Options(verbose=True))

    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]", report) or name == "csv"
    assert "\x1b" not in report or name == "csv"


@pytest.mark.parametrize("name", sorted(FORMATS))
def test_every_report_can_be_written_as_utf_8(hostile: tuple[str, Decision], name: str) -> None:
    assert render(name, hostile[1], Options(verbose=True)).encode("utf-8")


def test_a_workflow_sees_no_command_but_ours(hostile: tuple[str, Decision]) -> None:
    lines = render("github", hostile[1], Options(verbose=True)).splitlines()

    commands = [line for line in lines if line.lstrip().startswith(("::", "##["))]
    assert [line for line in commands if line == line.lstrip()] == commands[:1]
    assert commands[0].startswith("::error file=")
    properties = commands[0].removeprefix("::error ").partition("::")[0]
    assert {part.partition("=")[0] for part in properties.split(",")} <= {
        "file",
        "line",
        "endLine",
        "col",
        "endColumn",
        "title",
    }


def test_a_browser_sees_no_element_and_no_attribute_but_ours(
    hostile: tuple[str, Decision], make: SimpleNamespace
) -> None:
    class Tags(HTMLParser):
        def __init__(self) -> None:
            super().__init__()
            self.seen: list[str] = []

        def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
            self.seen += [tag, *(name for name, _ in attrs)]
            assert not [name for name, value in attrs if name in ("src", "style") or name.startswith("on")]
            assert not [value for name, value in attrs if name == "href" and not str(value).startswith("#")]

    tags = Tags()
    tags.feed(render("html", hostile[1], Options()))
    plain = Tags()
    words = "plain words"
    source = f"Before {words} after"
    one = make.finding(source, words, suggestion="x")
    two = make.finding(source, words, "own/rule", suppressed="reason")
    plain.feed(
        render("html", make.decision(make.result(source, one, two, checklist=("Look",)), notices=("n",)), Options())
    )
    assert tags.seen == plain.seen


def test_the_page_says_what_it_may_load_and_run(hostile: tuple[str, Decision]) -> None:
    page = render("html", hostile[1], Options())

    assert "default-src 'none'" in page
    assert page.count("<script>") == 1
    assert ("{{ 7 * 7 }}" in page) == ("{{" in hostile[0])


def test_a_spreadsheet_sees_no_formula(hostile: tuple[str, Decision]) -> None:
    rows = list(csv.reader(io.StringIO(render("csv", hostile[1], Options()).removeprefix("\ufeff"), newline="")))

    assert len(rows) == 3
    assert {len(row) for row in rows} == {len(rows[0])}
    for cell in (cell for row in rows for cell in row):
        assert not cell.lstrip(" \u00a0").startswith(("=", "+", "-", "@", "\t", "\r", "\uff1d"))


def test_markdown_shows_the_words_and_makes_nothing_of_them(hostile: tuple[str, Decision]) -> None:
    report = render("markdown", hostile[1], Options(verbose=True))
    tokens = [inner for token in MarkdownIt("gfm-like").parse(report) for inner in (token, *(token.children or ()))]

    assert not [token for token in tokens if token.type in ("link_open", "image", "html_inline", "html_block", "fence")]
    assert not re.search(r"@\w", "".join(token.content for token in tokens if token.type == "text"))


def test_junit_is_well_formed(hostile: tuple[str, Decision]) -> None:
    root = Xml.fromstring(render("junit", hostile[1], Options()).encode())

    assert {element.tag for element in root.iter()} == {"testsuites", "testsuite", "testcase", "failure", "skipped"}


def test_sarif_is_json_with_a_relative_address(hostile: tuple[str, Decision]) -> None:
    run = json.loads(render("sarif", hostile[1], Options()))["runs"][0]

    uri = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"drafts/[A-Za-z0-9%!$&'()*+,;=@~._-]+\.md", uri)
