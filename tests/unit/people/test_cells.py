from datetime import date

import pytest

from neutral_gate.people.cells import date_in, flag, handles_in, party_ids, polling_day, role_of, website
from neutral_gate.people.person import Handle


@pytest.mark.parametrize(
    ("cell", "platform", "expected"),
    [
        ("OFarrowby", "x", [("x", "ofarrowby")]),
        ("@OFarrowby", "x", [("x", "ofarrowby")]),
        ('"OFarrowby"', "x", [("x", "ofarrowby")]),
        ("https://twitter.com/OFarrowby?lang=en", "x", [("x", "ofarrowby")]),
        ("https://x.com/OFarrowby/", "x", [("x", "ofarrowby")]),
        ("www.facebook.com/OdetteForHarrowdale", "facebook", [("facebook", "odetteforharrowdale")]),
        ("https://www.facebook.com/people/Odette-F/615503/", "facebook", [("facebook", "odette-f")]),
        ("https://www.facebook.com/profile.php?id=1000", "facebook", []),
        ("https://bsky.app/profile/odette.bsky.social", "bluesky", [("bluesky", "odette.bsky.social")]),
        ("https://odette.bsky.social/", "bluesky", [("bluesky", "odette.bsky.social")]),
        ("@odette.bsky.social", "x", [("bluesky", "odette.bsky.social")]),
        ("https://mastodon.example/@odette", "mastodon", [("mastodon", "odette@mastodon.example")]),
        ("@odette@mastodon.example", "mastodon", [("mastodon", "odette@mastodon.example")]),
        ("https://www.threads.net/@odette.f", "threads", [("threads", "odette.f")]),
        ("https://www.tiktok.com/@odette", "tiktok", [("tiktok", "odette")]),
        ("https://www.youtube.com/@odette", "youtube", [("youtube", "odette")]),
        ("https://www.youtube.com/watch?v=abc", "youtube", []),
        ("https://uk.linkedin.com/pub/odette-farrowby/56/226/558/en", "linkedin", [("linkedin", "odette-farrowby")]),
        ("https://www.linkedin.com/in/odette-f?trk=pub", "linkedin", [("linkedin", "odette-f")]),
        ("a_name_of_more_than_15_letters", "x", [("x", "a_name_of_more_than_15_letters")]),
        ("@OFarrowby; @OdetteMP", "x", [("x", "ofarrowby"), ("x", "odettemp")]),
        ("", "x", []),
        ("n/a", "x", []),
        ("http://[broken", "x", []),
    ],
)
def test_handles(cell: str, platform: str, expected: list[tuple[str, str]]) -> None:
    assert list(handles_in(cell, platform)) == [Handle(*each) for each in expected]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("PP53", ("PP53",)),
        ("pp53", ("PP53",)),
        ("party:53", ("PP53",)),
        ("joint-party:53-119", ("PP53", "PP119")),
        ("ynmp-party:2", ()),
        ("ynmp-party:12522", ()),
        ("", ()),
    ],
)
def test_party_ids(cell: str, expected: tuple[str, ...]) -> None:
    assert party_ids(cell) == expected


@pytest.mark.parametrize(
    "cell",
    [
        *(
            "2024-07-04",
            "04/07/2024",
            "2024-07-04T22:00:00",
            " 04/07/2024 00:00",
            "4.7.2024",
            "04-07-2024",
            "4 July 2024",
        ),
        *("Thursday 4th Jul 2024", "/Date(1720051200000)/", "/Date(1720051200000+0100)/"),
    ],
)
def test_dates(cell: str) -> None:
    assert date_in(cell) == date(2024, 7, 4)


def test_no_date_and_no_such_date() -> None:
    assert date_in(" ") is None
    for cell in ("soon", "31/02/2024", "4 Smarch 2024", "04/07/24", "2027"):
        with pytest.raises(ValueError, match=r"."):
            date_in(cell)


@pytest.mark.parametrize(("cell", "expected"), [("t", True), ("True", True), ("Yes", True), ("f", False), ("", False)])
def test_flags(cell: str, expected: bool) -> None:
    assert flag(cell) is expected


def test_a_flag_that_is_neither() -> None:
    with pytest.raises(ValueError, match="perhaps"):
        flag("perhaps")


@pytest.mark.parametrize(
    ("word", "role"), [("MP", "mp"), ("Cllr", "councillor"), ("Police and Crime Commissioner", "pcc"), ("baker", None)]
)
def test_roles(word: str, role: str | None) -> None:
    assert role_of(word) == role


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("https://www.odette.example/", "odette.example"),
        ("odette.example", "odette.example"),
        ("https://members.parliament.uk/", ""),
        ("https://www.facebook.com/odette", ""),
        ("https://sites.example/odette", ""),
        ("", ""),
    ],
)
def test_websites(cell: str, expected: str) -> None:
    assert website(cell) == expected


@pytest.mark.parametrize(
    ("election", "day"),
    [
        ("local.harrowdale.2027-05-06", date(2027, 5, 6)),
        ("local.harrowdale.by.2027-05-06", date(2027, 5, 6)),
        ("2015", None),
        ("", None),
        ("local.harrowdale.2027-02-30", None),
    ],
)
def test_polling_days_in_the_ids_of_elections(election: str, day: date | None) -> None:
    assert polling_day(election) == day
