"""Offices in titles of books and films."""

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.readers import read

INSIDE = parse_moment("2024-06-10T09:00")


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="council"))


def mentioned(gate, text):
    """The words that name somebody in politics."""
    result = gate.judge(read(text.encode(), "draft.md")[0], INSIDE)
    return [finding.excerpt for finding in result.findings if finding.rule == "neutrality/politician-mention"]


@pytest.mark.parametrize(
    "text",
    [
        "# Library\n\n- *The Prime Minister* by Anthony Trollope, Thursday",
        "# Library\n\n- *The Prime Minister*, Anthony Trollope",
        "# Large print books\n\n- Trollope, Anthony: *The Prime Minister*",
        "# Film club\n\n- *The Prime Minister* (1941), 7 July",
        'Among the novels are "The Prime Minister" by Anthony Trollope and "Emma" by Jane Austen.',
        "# Paperbacks\n\n- *The MP's Aunt* by Ada Finch\n- *The Councillor* by Lee Poole",
    ],
)
def test_a_title_names_nobody(gate, text):
    assert mentioned(gate, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "A letter to the Prime Minister by Ada Finch, aged 8, hangs in the library.",
        "The Prime Minister has lent the library a book.",
        "Books signed by the Prime Minister are at the desk.",
        "- *The Prime Minister* by Ada Finch",
        "Library talk: the Prime Minister, in a speech by Ada Finch.",
    ],
)
def test_a_person_in_office_stays_one(gate, text):
    assert mentioned(gate, text) != []
