"""Texts made to hang the gate or to get past it: the work grows with the text and no faster, and what is meant is seen.

Work is counted in calls of functions, which is the same on every machine, and never timed.
"""

import sys

import pytest

from neutral_gate.config import Config
from neutral_gate.elections import parse_moment
from neutral_gate.gate import Gate
from neutral_gate.model import DraftError
from neutral_gate.readers import read

INSIDE = parse_moment("2024-06-10")
GROWTH = 2.5
"""Twice the text may take so many times the work: sorting and searching grow a little faster than the text."""

GROWING = {
    "no space": "a",
    "a party without a space": "votelabour",
    "a contraction without end": "don't",
    "initials without end": "n.h.s.",
    "at signs": "@",
    "hashtags": "#VoteLabour",
    "an address without end": "a.b",
    "hyphens": "a-b-",
    "stops": ".",
    "quotation marks": '"',
    "single quotation marks": " '",
    "invisible letters in a name": "V\u200bo\u200bt\u200be L\u200ba\u200bbour ",
    "look-alike letters": "V\u043ete L\u0430bour ",
    "marks that turn the text round": "\u202eVote Labour\u202c ",
    "one endless sentence": "the Labour Party and ",
    "an endless report": "Cllr Jane Doe said we will vote Labour and ",
    "one line after the other": "Vote Labour\n",
}


@pytest.fixture(scope="module")
def gate():
    gate = Gate(Config())
    gate.judge(draft("Vote Labour."), INSIDE)  # what is loaded once is no part of the work
    return gate


def draft(text, name="draft.txt"):
    (found,) = read(text.encode(), name)
    return found


def work(gate, text):
    """Calls that judging a text takes."""
    calls = 0

    def count(frame, event, argument):
        nonlocal calls
        calls += event in ("call", "c_call")

    made = draft(text)
    sys.setprofile(count)
    try:
        gate.judge(made, INSIDE)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("piece", GROWING.values(), ids=GROWING)
def test_work_grows_with_the_text_and_no_faster(gate, piece):
    once, twice = (work(gate, piece * (size // len(piece))) for size in (4_000, 8_000))

    assert twice < GROWTH * once + 2_000


def test_a_megabyte_without_a_space_is_judged(gate):
    assert gate.judge(draft("votelabour" * 100_000), INSIDE).kind == "page"


def test_a_hundred_thousand_nested_tags_are_refused_in_plain_words():
    with pytest.raises(DraftError, match="inside each other"):
        draft("<div>" * 100_000 + "Vote Labour" + "</div>" * 100_000, "page.html")


@pytest.mark.parametrize(
    "text",
    [
        "V\u200bo\u200bt\u200be L\u200ba\u200bb\u200bo\u200bu\u200br on Thursday.",
        "Vo\u00adte La\u00adbour on Thursday.",
        "V\u043ete L\u0430bour on Thursday.",
        "\uff36\uff4f\uff54\uff45 \uff2c\uff41\uff42\uff4f\uff55\uff52 on Thursday.",
        "\u202eVote\u202c Labour on Thursday.",
        "Vote\u00a0Labour on Thursday.",
        "VOTE-LABOUR on Thursday.",
        "\U0001d5e9\U0001d5fc\U0001d601\U0001d5f2 \U0001d5df\U0001d5ee\U0001d5ef\U0001d5fc\U0001d602\U0001d5ff now.",
        "#VoteLabour",
        "Please read this. \U0001f5f3\ufe0fVote Labour\U0001f5f3\ufe0f",
    ],
)
def test_disguised_words_are_seen(gate, text):
    rules = {finding.rule for finding in gate.judge(draft(text), INSIDE).findings if finding.severity == "block"}

    assert "neutrality/vote-advocacy" in rules


def test_every_block_of_unicode_is_read_without_a_fault(gate):
    for first in range(0, 0x110000, 0x400):
        letters = "".join(chr(code) for code in range(max(first, 1), first + 0x400, 7) if not 0xD800 <= code < 0xE000)
        findings = gate.judge(draft(f"Vote Labour {letters} on Thursday."), INSIDE).findings
        assert "gate/internal-error" not in {finding.rule for finding in findings}
