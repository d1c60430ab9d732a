"""Letters of a party that are short for a thing: in a gene test, a list that says so, and a clipped word."""

import pytest

from neutral_gate import Config, Gate
from neutral_gate.elections import parse_moment
from neutral_gate.readers import read
from neutral_gate.rules.meanings.letters import is_short_for_a_thing

INSIDE = parse_moment("2024-06-10T09:00")


@pytest.fixture(scope="module")
def gate():
    return Gate(Config(body_type="nhs_trust"))


def mentioned(gate, text):
    """The words that name a party."""
    result = gate.judge(read(text.encode(), "draft.md")[0], INSIDE)
    return [finding.excerpt for finding in result.findings if finding.rule == "neutrality/party-mention"]


@pytest.mark.parametrize(
    ("short", "texts"),
    [
        ("DUP", ["Words in your gene report", "A DUP is there twice."]),
        ("CON", ["Con", "Connector, 15mm"]),
        ("LAB", ["Lab: laboratory allowance"]),
        ("LD", ["Here is what the letters mean.", "LD", "Late duty"]),
        ("IND", ["Letters on your payslip", "Ind"]),
    ],
)
def test_letters_are_short_for_a_thing(short, texts):
    assert is_short_for_a_thing(short, texts)


@pytest.mark.parametrize(
    ("short", "texts"),
    [
        ("CON", ["Con", "Conservative"]),
        ("LAB", ["Lab: Labour"]),
        ("DUP", ["DUP", "Asked about beds."]),
        ("DUP", ["A gene clinic has opened.", "The DUP asked who paid for it."]),
        ("LD", ["LD", "Ladders"]),
    ],
)
def test_letters_stay_those_of_a_party(short, texts):
    assert not is_short_for_a_thing(short, texts)


def test_a_list_of_letters_names_no_party(gate):
    assert mentioned(gate, "# Stock\n\n- DUP: duplicate label\n- Con: connector\n- Lab: label roll") == []


def test_a_list_of_seats_does(gate):
    assert mentioned(gate, "# Seats after the election\n\n- DUP: 12\n- Con: 9\n- Lab: 7") != []
