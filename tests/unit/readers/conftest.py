"""Shared checks for readers: every letter of a block must lead back to its own place in the source."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from neutral_gate.readers import read

SHARED = Path(__file__).resolve().parents[4] / "shared"
_SPACE = " \t\n\r\f"


def check_places(draft):
    """Asserts that every letter of every block stands where its map says, as itself or as an escape."""
    for block in [*draft.blocks, *(block for post in draft.related.values() for block in post.blocks)]:
        where = block.where
        assert where.length == len(block.text)
        assert list(where.source) == sorted(where.source), (block.text, where)
        assert list(where.text) == sorted(set(where.text))
        assert where.text[0] == 0
        for place, letter in enumerate(block.text):
            span = where.span(place, place + 1)
            written = draft.source[span.start : span.end]
            assert span.end <= len(draft.source)
            if letter in _SPACE:
                continue
            if span.start == span.end:
                assert letter in "“”‘’", (block.text, letter)
            elif len(written) > 1:
                assert _stands_for(written, letter), (block.text, letter, written)
            else:
                assert written == letter, (block.text, letter, written)
    for image in draft.images:
        assert 0 <= image.where.start <= image.where.end <= len(draft.source)
    for link in draft.links:
        assert 0 <= link.href_where.start <= link.href_where.end <= len(draft.source)


def _stands_for(written, letter):
    if written[0] == "&":
        return letter in unescape(written)
    if written[0] == "%":
        return unquote(written) == letter
    if written[0] == "\\":
        return True
    return written == "''" and letter == "'"


@pytest.fixture
def places():
    """The check that all letters stand where they should."""
    return check_places


@pytest.fixture
def one():
    """Reads one draft from a string and checks its places."""

    def read_one(source, name="draft.md", **options):
        (draft,) = read(source.encode(), name, **options)
        check_places(draft)
        return draft

    return read_one


@pytest.fixture
def texts(one):
    """Reads one draft from a string: role and text of each block."""

    def read_texts(source, name="draft.md"):
        return [(block.role.value, block.text) for block in one(source, name).blocks]

    return read_texts


@pytest.fixture(params=["turbohtml", "bs4"])
def engine(request, monkeypatch):
    """Runs a test with each HTML engine."""
    pytest.importorskip(request.param)
    monkeypatch.setenv("NEUTRAL_GATE_HTML_ENGINE", request.param)
    return request.param


@pytest.fixture
def shared():
    """The folder of data beside the repository that is no part of it (see its README); tests skip without it."""
    if not SHARED.is_dir():
        pytest.skip("needs the data folder `shared` beside the repository")
    return SHARED
