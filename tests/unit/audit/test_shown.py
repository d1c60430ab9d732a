from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.audit.shown import LONGEST, Shown
from neutral_gate.model import Block, Draft, Role, SourceMap
from neutral_gate.readers import read


def test_own_words_come_first_and_those_of_others_behind() -> None:
    post = {"title": "T", "text": "Hello &\nall", "hashtags": ["FunRun"], "media": [{"alt": "A cat"}]}
    post["quote_of"] = {"account": "@a", "name": "Ann", "text": "Quoted"}
    draft = read(json.dumps(post).encode(), "post.json")[0]

    assert Shown(draft).text == "T\nHello &\nall\n#FunRun\nPicture: A cat\nQuote of Ann @a:\nQuoted"


@given(st.text(min_size=1, max_size=30), st.text(max_size=30))
def test_a_place_in_the_source_is_found_again(before: str, after: str) -> None:
    text = f"{before} needle {after}"
    draft = read(json.dumps({"text": text}).encode(), "post.json")[0]
    block = next(block for block in draft.blocks if "needle" in block.text)
    at = block.text.index("needle")
    span = block.where.span(at, at + 6)
    shown = Shown(draft)

    start, end = shown.place(span.start, span.end, "needle")

    assert shown.text[start:end] == "needle"


def test_the_pages_of_a_document_are_told() -> None:
    blocks = (("T", ()), ("One", ("page-1",)), ("Two", ("page-1",)), ("Three needle", ("page-3",)))
    source = "T   One   Two\n\nThree needle"
    made = tuple(
        Block(text, Role.PARAGRAPH, SourceMap.identity(source.index(text), len(text)), path=path)
        for text, path in blocks
    )
    shown = Shown(Draft(source, "text", blocks=made))

    assert shown.text == "T\n[page 1]\nOne\nTwo\n[page 3]\nThree needle"
    place = source.index("needle")
    start, end = shown.place(place, place + 6, "needle")
    assert shown.text[start:end] == "needle"


def test_words_that_stand_nowhere_have_no_place() -> None:
    draft = read(b'{"text": "Hello"}', "post.json")[0]

    assert Shown(draft).place(0, 1, "image") == (-1, -1)


def test_a_long_page_is_cut() -> None:
    draft = read(("word " * LONGEST).encode(), "long.txt")[0]

    assert len(Shown(draft).text) == LONGEST
