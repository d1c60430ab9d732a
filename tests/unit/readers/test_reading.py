import pytest

from neutral_gate.readers import format_of, read, sniff


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.md", "markdown"),
        ("A.MARKDOWN", "markdown"),
        ("page.html.md", "markdown"),
        ("a.htm", "html"),
        ("a.xhtml", "html"),
        ("a.txt", "text"),
        ("a.json", "post-json"),
        ("a.docx", None),
        ("-", None),
        ("Makefile", None),
    ],
)
def test_the_name_tells_the_format(name, expected):
    assert format_of(name) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("<!doctype html><p>x", "html"),
        ("\n <!-- note --> <main>x", "html"),
        ('<?xml version="1.0"?><html>', "html"),
        ("<p class=x>y", "html"),
        ("<h2>y", "html"),
        ('{"text": "x"}', "post-json"),
        (' [ {"text": "x"}]', "post-json"),
        ("---\ntitle: x\n---\ny", "markdown"),
        ("+++\ntitle = 'x'\n+++\ny", "markdown"),
        ("Plain words", "text"),
        ("<3 our volunteers", "text"),
        ("[Draft] words", "text"),
        ("", "text"),
    ],
)
def test_without_a_name_the_content_tells_the_format(source, expected):
    assert sniff(source) == expected
    if source:
        assert read(source.encode(), "-")[0].format == expected


def test_a_format_that_is_given_beats_the_name():
    assert read(b"# x", "a.txt", format="markdown")[0].blocks[0].level == 1


def test_the_digest_is_of_the_bytes():
    assert read(b"x", "a.txt")[0].sha256 == "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"


@pytest.mark.parametrize("name", ["a.md", "a.html", "a.txt"])
def test_an_empty_file_is_a_draft_without_blocks(name):
    assert read(b"", name)[0].blocks == ()
