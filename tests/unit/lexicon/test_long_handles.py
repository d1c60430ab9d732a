"""A handle of any length is looked at in a time that grows with its length, and not faster."""

import sys

from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.people import People, Person


def calls(account, handle):
    count = 0

    def trace(frame, event, arg):
        nonlocal count
        count += event in ("call", "c_call")

    sys.setprofile(trace)
    try:
        account(handle)
    finally:
        sys.setprofile(None)
    return count


def test_the_work_grows_with_the_handle_and_not_with_its_square():
    people = People([Person("Fenella Mardle", "candidate")])
    account = load_lexicon().with_people((), None, (), people.names(), None, ()).accounts.account

    account("@vote")  # what is loaded at first use
    short, long = (calls(account, "@" + "vote" * number) for number in (500, 2_000))

    assert long < 5 * short
    found = account("@" + "x" * 300 + "FenellaMardle")
    assert found is not None
    assert found.entity == "Fenella Mardle"
