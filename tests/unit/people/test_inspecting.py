from __future__ import annotations

from datetime import date

import pytest

from neutral_gate.people import Handle, Person
from neutral_gate.people.alike import may_be_one, may_be_one_party
from neutral_gate.people.finding import find, nearest
from neutral_gate.people.inspecting import STALE_DAYS, STALE_DAYS_OFFICE, Own, Point, inspect
from neutral_gate.people.provenance import Source

TODAY = date(2027, 4, 10)
ODETTE = Person("Odette Farrowby", "candidate", "Quill Party", areas=("Harrowdale",), source="list.csv")


def source(as_of: date = TODAY, name: str = "list.csv") -> Source:
    return Source(name, "a simple list of your own", "00" * 32, 1, 1, (), as_of)


def points(*people: Person, own: Own | None = None, as_of: date = TODAY) -> tuple[Point, ...]:
    return inspect(people, [source(as_of)], own or Own(), TODAY)


def person(name: str, **values: object) -> Person:
    return Person(name, "candidate", source="list.csv", **values)  # type: ignore[arg-type]


def test_nothing_to_say() -> None:
    own = Own(areas={"Harrowdale"}, staff={"Ada Thorn"}, accounts={"@HWHarrowdale"})

    assert points(ODETTE, own=own) == ()


def test_one_account_of_two_people() -> None:
    handle = (Handle("x", "quillparty"),)
    (point,) = points(person("Odette Farrowby", handles=handle), person("Una Reed", handles=handle))

    assert point.needs_a_person
    assert "@quillparty (x) is listed for Odette Farrowby and Una Reed" in point.text
    assert points(person("Odette Farrowby", handles=handle), person("Odette Mary Farrowby", handles=handle)) == ()
    assert (
        points(person("Odette Farrowby", handles=handle), person("Una Reed", handles=(Handle("bluesky", "q"),))) == ()
    )


def test_an_account_of_the_bodys_own() -> None:
    (point,) = points(
        person("Odette Farrowby", handles=(Handle("x", "hwharrowdale"),)), own=Own(accounts={"@HWHarrowdale"})
    )

    assert point == Point("Your own account @hwharrowdale is listed as that of Odette Farrowby. Mend the list.", True)


def test_one_name_in_one_area_for_two_parties() -> None:
    other = person("odette farrowby", party="Reed Party", areas=("Harrowdale",))
    (point,) = points(ODETTE, other)

    assert "for Quill Party and for Reed Party" in point.text
    assert points(ODETTE, person("Odette Farrowby", party="quill", areas=("Harrowdale",))) == ()
    assert points(ODETTE, person("Odette Farrowby", party="Reed Party", areas=("Eastmere",))) == ()
    told_apart = [
        person("Odette Farrowby", party=party, areas=("Harrowdale",), key=key)
        for party, key in (("Quill Party", "dc:7"), ("Reed Party", "dc:8"))
    ]
    assert points(*told_apart) == ()


@pytest.mark.parametrize(
    ("role", "age", "told"),
    [
        ("candidate", STALE_DAYS, False),
        ("candidate", STALE_DAYS + 1, True),
        ("mp", STALE_DAYS_OFFICE, False),
        ("mp", STALE_DAYS_OFFICE + 1, True),
    ],
)
def test_an_old_list(role: str, age: int, told: bool) -> None:
    found = points(Person("Odette Farrowby", role, source="list.csv"), as_of=date.fromordinal(TODAY.toordinal() - age))  # type: ignore[arg-type]

    assert [f"list.csv is {age} days old" in point.text for point in found] == [True] * told


def test_a_list_of_an_election_that_is_over() -> None:
    people = [person("Odette Farrowby", valid_until=date(2027, 4, 8)), person("Una Reed", valid_until=date(2027, 4, 9))]
    (point,) = points(*people)

    assert point.needs_a_person
    assert "list.csv is over: its last day was 9 April 2027" in point.text
    assert points(*people, person("Ada Thorn", valid_until=TODAY)) == ()


def test_an_area_of_which_nobody_is_listed() -> None:
    (point,) = points(ODETTE, own=Own(areas={"Harrowdale", "Eastmeer"}))

    assert point.needs_a_person
    assert "your area Eastmeer" in point.text


def test_names_of_staff_and_of_common_words_are_good_to_know() -> None:
    found = points(ODETTE, person("Hope Street"), own=Own(staff={"odette farrowby"}))

    assert [point.needs_a_person for point in found] == [False, False]
    assert "Odette Farrowby is both in the lists and in your staff" in found[0].text
    assert "Hope Street is also made of common words" in found[1].text


def test_many_points_of_one_sort_are_counted() -> None:
    found = points(*(person(f"{first} Street", key=first) for first in ("Hope", "Park", "King", "Lake", "Mill") * 5))

    assert len(found) == 21
    assert found[-1].text == "There are 5 more names like these."


def test_people_are_found_by_name_part_and_account() -> None:
    una = person("Una Reed", nicknames=("Unity Jane Reed",), handles=(Handle("x", "unareed"),))
    reeds = (una, person("Una Reed-Thorn"), ODETTE)

    assert find(reeds, "una reed") == (una, reeds[1])
    assert find(reeds, "FARROWBY") == (ODETTE,)
    assert find(reeds, "@UnaReed") == (una,)
    assert find(reeds, "jane reed") == (una,)
    assert find(reeds, "nobody") == ()
    assert find(reeds, " ") == ()
    assert nearest(reeds, "Odete Farowby") == "Odette Farrowby"
    assert nearest(reeds, "Xyz") == ""


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Una Reed", "Una Mary Reed", True),
        ("Una Reed", "U. Reed", True),
        ("Màiri O’Thorn", "Mairi OThorn", True),
        ("Una Reed", "Una Reed (Baroness)", True),
        ("Una Reed", "Ada Reed", False),
        ("Una Reed", "Una Thorn", False),
    ],
)
def test_names_that_can_be_one(one: str, other: str, same: bool) -> None:
    assert may_be_one(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Quill Party", "quill", True),
        ("quill-reed", "Quills", True),
        ("Quill Party", "Reed Party", False),
        ("", "Quill", True),
    ],
)
def test_parties_that_can_be_one(one: str, other: str, same: bool) -> None:
    assert may_be_one_party(one, other) is same
