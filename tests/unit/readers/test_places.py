"""Every letter of every block leads back to its own place in the source, whatever the source."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import Draft, DraftError
from neutral_gate.readers import read

_WORDS = [
    "Vote",
    "now",
    "é",
    "😀",
    "\u00ad",
    "\u200b",
    "\xa0",
    "“so”",
    "it's",
    "a.b",
    "https://a.example/x_(y).",
    "\u2028",
]
_MARKS = [
    "&amp;",
    "&nbsp;",
    "&#8217;",
    "&lt",
    "&bogus;",
    "&",
    "\\*",
    "\\",
    " ",
    "  ",
    "\t",
    "\n",
    "\r\n",
    "\n\n",
    "\r",
    "\x0c",
]
_MARKDOWN = [
    "*",
    "**",
    "_",
    "`",
    "# ",
    "- ",
    "1. ",
    "> ",
    "|",
    "\n|-|-|\n",
    "[",
    "](/u 'T')",
    "![",
    "{{ x }}",
    "{% y %}",
]
_MARKDOWN += ["~~", "<!-- c -->", "[^1]", "\n[^1]: ", "    ", "\n---\n", "{#id}", "<br>", "[a]", "\n\n[a]: /x 'T'\n\n"]
_HTML = [
    "<p>",
    "</p>",
    "<b>",
    "</b>",
    "<q>",
    "</q>",
    "<br>",
    "<wbr>",
    "<td>",
    "<li>",
    "<!-- c -->",
    "<img alt='a &amp;\nb'>",
]
_HTML += [
    "<a href='/x?a&amp;b' title=\"T &quot;t&quot;\">",
    "</a>",
    "<h1>",
    "</h1>",
    "<code>",
    "</code>",
    "<title>",
    "</title>",
]
_HTML += [
    "<blockquote>",
    "</blockquote>",
    "<svg><title>",
    "</title></svg>",
    "<meta name=description content='&pound;5'>",
]
_FRONT = ["", '---\ntitle: It\'s "here"\n---\n', "---\r\ntitle: 'a''b'\r\n---\r\n", '---\ntitle: "a\\u2019\\"b"\n---\n']
_FRONT += [
    "---\ndescription: >\n  fo\n  bar\n---\n",
    "+++\ntitle = 'x'\n+++\n",
    "---\ndescription: |\n  - a\n   b\n---\n",
]


def heaps(*marks):
    parts = st.lists(st.sampled_from([*_WORDS, *_MARKS, *(mark for group in marks for mark in group)]), max_size=20)
    return st.tuples(st.sampled_from(_FRONT), parts.map("".join)).map("".join)


def check(places, source, name):
    for draft in read(source.encode(), name):
        assert draft.source == source
        places(draft)


def read_or_refuse(data, name):
    """The drafts, or none where the reader refuses: any other error fails the test."""
    try:
        return read(data, name)
    except DraftError as error:
        return () if error.problem and error.mend else (error,)


def thorough(test):
    return settings(
        deadline=None,
        max_examples=250,
        suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    )(test)


@thorough
@given(source=heaps())
def test_text(places, source):
    check(places, source, "a.txt")


@thorough
@given(source=heaps(_MARKDOWN, _HTML))
def test_markdown(places, source):
    check(places, source, "a.md")


@thorough
@given(source=heaps(_HTML))
def test_html(places, source):
    check(places, source, "a.html")


@thorough
@given(source=heaps(_HTML).filter(lambda text: "\r" not in text))
def test_the_second_engine(places, source):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEUTRAL_GATE_HTML_ENGINE", "bs4")
        check(places, source, "a.html")


@thorough
@given(
    source=st.text(st.characters(codec="utf-8"), max_size=60),
    name=st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "-"]),
)
def test_any_text_is_read_or_refused_in_plain_words(places, source, name):
    for draft in read_or_refuse(source.encode(), name):
        places(draft)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60), st.sampled_from(["a.txt", "a.md", "a.html", "a.json", "-"]))
def test_any_bytes_are_read_or_refused_in_plain_words(data, name):
    assert all(isinstance(draft, Draft) for draft in read_or_refuse(data, name))


def test_the_cases_of_the_project_are_read_with_true_places(places, shared):
    names = {"text": "a.txt", "markdown": "a.md", "html": "a.html", "post-json": "a.json"}
    for line in (shared / "data/cases/cases.jsonl").read_text(encoding="utf-8").splitlines():
        case = json.loads(line)
        (draft,) = read(case["text"].encode(), names[case["format"]])
        assert draft.format == case["format"]
        assert draft.blocks or draft.related
        places(draft)


def test_real_files_are_read_with_true_places(places, shared):
    files = sorted(path for path in (shared / "data/prose").rglob("*") if path.is_file())[::11]

    unread = 0
    for file in files:
        for draft in read(file.read_bytes(), file.name):
            unread += not draft.blocks
            places(draft)

    assert len(files) > 200
    assert unread < len(files) // 20
