"""Input made to harm: it must be read or refused in plain words, and never take more than its share of time.

Time is measured against the same reader on half the input: twice the input may take at most four times as long, where
an input that makes a reader quadratic would settle at four and more with each doubling; small times are let pass.
"""

import contextlib
import gc
import time

import pytest

from neutral_gate.model import DraftError
from neutral_gate.readers import read

ENOUGH = 0.6
"""Seconds under which nothing is compared: start-up and the noise of the machine are larger than the growth."""

HTML = {
    "nested blocks": lambda n: "<div>" * n,
    "nested inline": lambda n: "<b>" * n,
    "unclosed paragraphs": lambda n: "<p>x" * n,
    "unclosed items": lambda n: "<ul><li>" * n,
    "unclosed tags": lambda n: "<a " * n,
    "unclosed values": lambda n: '<a href="' * n,
    "many attributes": lambda n: "<a " + "x " * n + ">",
    "open brackets": lambda n: "<" * n,
    "stray ends": lambda n: "<b>" + "</p></div>" * n,
    "unclosed comments": lambda n: "<!--" * n,
    "ampersands": lambda n: "&" * n + "&#" * n + "&x" * n,
    "one long word": lambda n: "a" * (8 * n),
    "white space": lambda n: "<p>" + " " * (8 * n) + "x",
    "links without end": lambda n: "<a href=x>y" * n,
    "cells": lambda n: "<table>" + "<tr><td>x" * n,
    "drawings": lambda n: "<svg><g><p>" * n,
    "scripts": lambda n: "<script></script>" * n,
    "unclosed titles": lambda n: "<title>" * n,
    "noscript": lambda n: "<noscript>" * n,
    "quotations": lambda n: "<q>x</q>" * n,
    "addresses": lambda n: "<p>" + "http://a.b/)) " * n,
    "one address": lambda n: "<p>http://a.b/" + ")" * (4 * n),
    "templates": lambda n: "<p>" + "{{ {% [a " * n,
    "comments of templates": lambda n: "<p>" + "{% comment %} {# " * n,
    "escapes in a template": lambda n: '<p>{{< note "' + '\\"' * n + " >}}",
    "marks in a template": lambda n: "<p>{{< note " + "\"\\'" * n + " >}}",
    "settings of a template": lambda n: "<p>{{< note " + "a-" * n + " " * n + "= >}}",
    "a letter written by a link": lambda n: "<p><a href='mailto:?" + "body=%e2%" * n + "'>x</a>",
    "letters written by a link": lambda n: "<p><a href='mailto:?" + "&body=%20" * n + "'>x</a>",
    "figures": lambda n: "<figure>" * 200 + "<img src=x>" * n,
    "posts in posts": lambda n: "<blockquote class=twitter-tweet>" * 200 + "<a href=x>y</a>" * n,
    "lists in a footer": lambda n: "<footer>" + "<ul>" * 200 + "<li>x</li>" * n,
    "paragraphs in a menu": lambda n: "<nav>" * 200 + "<p>x</p>" * n,
    "links in links": lambda n: "<a href=x><div>" * 200 + "<i>y</i>" * n,
}
MARKDOWN = {
    "quotations": lambda n: "> " * n,
    "quoted lines": lambda n: ("> " * 90 + "x\n") * (n // 40),
    "list marks": lambda n: "- " * n,
    "blank lines in a deep list": lambda n: "".join("  " * level + "- x\n" for level in range(95)) + "\n" * n,
    "stars": lambda n: "*a **b*" * n,
    "underscores": lambda n: "_a __b" * n,
    "open brackets": lambda n: "[" * n,
    "brackets": lambda n: "[]" * n,
    "half links": lambda n: "[x](" * n,
    "half angle links": lambda n: "[x](<" * n,
    "half titles": lambda n: '[x](y "' * n,
    "half images": lambda n: "![" * n,
    "links in links": lambda n: "[" * n + "a" + "](b)" * n,
    "back ticks": lambda n: "`a" * n,
    "growing back ticks": lambda n: "".join("`" * length + " " for length in range(n // 50)),
    "half tags": lambda n: "x " + "<a " * n,
    "half comments": lambda n: "x " + "<!-- <? <!A <![CDATA[ " * n,
    "half templates": lambda n: "x " + "{{ {% " * n,
    "half comments of templates": lambda n: "x " + "{% comment %} {# " * n,
    "half attribute lists": lambda n: "x " + '{.a b="' * n,
    "table": lambda n: "a|b\n-|-\n" + "c|d\n" * n,
    "wide table": lambda n: "|a" * n + "\n" + "|-" * n + "\n" + "|x" * n,
    "definitions": lambda n: "".join(f"[r{number}]: /x\n" for number in range(n // 4)) + "\n[r1]" * n,
    "half definitions": lambda n: "[a]: <" * n,
    "headings": lambda n: "# x\n" * n,
    "fences": lambda n: "```\n" * n,
    "open blocks of HTML": lambda n: "<div>\n\n" * n,
    "tabs": lambda n: "\t" * n + "x",
    "backslashes": lambda n: "\\" * n,
    "bracketed address": lambda n: "[a](" + "(" * n,
    "underlines": lambda n: "a\n=\n" * n,
    "lazy lines": lambda n: "> a\n" + "b\n" * n,
    "footnotes": lambda n: "[^a]: x\n" * n,
}
OTHERS = {
    "lines.txt": lambda n: "x\n" * n,
    "long.txt": lambda n: "x" * (8 * n),
    "quoted.txt": lambda n: "> " * n,
    "bullets.txt": lambda n: "- " * n,
    "colons.txt": lambda n: "A: b\n" * n,
    "lists.json": lambda n: "[" * n,
    "escapes.json": lambda n: '{"text": "' + "\\u0041\\n" * n + '"}',
    "numbers.json": lambda n: '{"text": "x", "n": [' + "1," * n + "1]}",
    "digits.json": lambda n: '{"text": "x", "n": ' + "9" * n + "}",
    "keys.json": lambda n: '{"text": "x"' + "".join(f', "k{number}": 1' for number in range(n)) + "}",
    "posts.json": lambda n: "[" + ",".join(['{"text": "Tea at ten"}'] * (n // 8)) + "]",
    "front.md": lambda n: "---\n" + "a: b\n" * (n // 4) + "---\n",
    "brackets.md": lambda n: "---\na: " + "[" * n + "\n---\n",
    "comments.md": lambda n: "---\n" + "#\n" * n + "x\n---\n",
    "rules.md": lambda n: "---\n" * n,
    "aliases.md": lambda n: "---\na: &a [x]\n" + "".join(f"b{k}: &b{k} [*a, *a]\n" for k in range(n // 800)) + "---\n",
    "keys.toml.md": lambda n: "+++\n" + "".join(f"k{number} = 'x'\n" for number in range(n // 100)) + "+++\n",
}
CASES = [(f"{label}.html", build) for label, build in HTML.items()]
CASES += [(f"{label}.md", build) for label, build in MARKDOWN.items()]
CASES += list(OTHERS.items())


def seconds(source, name):
    gc.disable()  # as `timeit` does: what thousands of other tests left behind would be gone through as well
    begun = time.process_time()
    try:
        with contextlib.suppress(DraftError):
            read(source.encode(), name)
        return time.process_time() - begun
    finally:
        gc.enable()


@pytest.mark.parametrize(("name", "build"), CASES, ids=[name for name, _ in CASES])
def test_twice_the_input_takes_about_twice_the_time(name, build):
    size = 8_000
    whole = half = float("inf")
    for _ in range(8):  # a busy machine makes single runs slow, so the best of several counts
        whole = min(whole, seconds(build(size), name))
        if whole <= ENOUGH:
            return
        half = min(half, seconds(build(size // 2), name))
        if whole < 3.3 * half:
            return
    raise AssertionError((whole, half))


@pytest.mark.parametrize("label", ["nested blocks", "unclosed items", "unclosed tags", "one long word", "stray ends"])
def test_the_second_engine_holds_too(label, monkeypatch):
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", "bs4")

    test_twice_the_input_takes_about_twice_the_time("a.html", HTML[label])


@pytest.mark.parametrize("tag", ["div", "b", "svg", "blockquote", "ul><li"])
def test_elements_inside_each_other_have_a_limit(tag):
    with pytest.raises(DraftError, match="inside each other"):
        read(f"<{tag}>".encode() * 100_000, "a.html")


@pytest.mark.parametrize("mark", ["> ", "- ", "1. "])
def test_lists_and_quotations_inside_each_other_have_a_limit(mark):
    with pytest.raises(DraftError, match="inside each other"):
        read(mark.encode() * 5000 + b"x", "a.md")


def test_a_word_of_a_million_letters_is_one_block():
    for name in ("a.html", "a.md", "a.txt"):
        (draft,) = read(b"a" * 1_000_000, name)
        assert len(draft.blocks[0].text) == 1_000_000


def test_a_hundred_thousand_unclosed_paragraphs_are_as_many_blocks():
    (draft,) = read(b"<p>x" * 100_000, "a.html")

    assert len(draft.blocks) == 100_000
