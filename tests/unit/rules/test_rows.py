"""Long rows of the same few letters: what nobody writes, and what must not hold the gate up.

Each row took minutes, or hours, when a search began anew at every letter of it. The time itself is not measured: a row
that is too much for the gate keeps these tests from ending.
"""

from __future__ import annotations

import json

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import INTERNAL_ERROR, Gate
from neutral_gate.readers import read

LETTERS = 200_000
NAMED = "The Labour MP said: join us, see https://example.org or write to a@example.org. Please vote Labour. "
INSIDE = parse_moment("2024-06-20")
ROWS = [
    *((piece, "text", NAMED) for piece in ("-", "a", ".", "_", "MP, ", "www.a.", "1,", "A-", "a'")),
    *((piece, "html", "") for piece in ("<p>", "<li>", "<h1>", "A&", "<td>")),
    *((piece, "markdown", "") for piece in ("`", "a  ", "``` a ", "[", "<!-- wp:a ")),
    *((piece, "post-json", NAMED) for piece in ("\u2028", "a", "#", "\u200b")),
]


@pytest.fixture(scope="module")
def gate() -> Gate:
    return Gate(Config(body_type="council"))


@pytest.mark.parametrize(("piece", "kind", "before"), ROWS)
def test_a_row_is_judged(gate: Gate, piece: str, kind: str, before: str) -> None:
    text = before + piece * (LETTERS // len(piece))
    source = json.dumps({"text": text, "account": "@own"}) if kind == "post-json" else text

    (draft,) = read(source.encode(), "draft", kind)
    found = {finding.rule for finding in gate.judge(draft, INSIDE).findings}

    assert INTERNAL_ERROR not in found
    assert not before or "neutrality/vote-advocacy" in found


def test_a_sentence_that_never_ends_is_read_to_its_end(gate: Gate) -> None:
    text = "the bus, the tram, " * 2_000 + "and please vote Labour on Thursday"

    (draft,) = read(text.encode(), "draft", "text")

    assert "vote Labour" in " ".join(each.excerpt for each in gate.judge(draft, INSIDE).findings)
