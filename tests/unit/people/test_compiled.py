"""The people file: what goes in comes out, at once, and nothing else is taken for one."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.model import UsageError
from neutral_gate.people import ROLES, Handle, Person, load_people
from neutral_gate.people.compiled import _FIELDS, is_compiled, read_compiled, to_bytes
from neutral_gate.people.provenance import Source

SOURCE = Source(
    "candidates.csv", "a simple list of your own", "ab" * 32, 3, 2, (("the same row again", 1),), date(2027, 4, 9),
    licence="CC BY 4.0", credit="Somebody", imported=date(2027, 4, 10), url="https://lists.example/c.csv", etag='"7"',
)  # fmt: skip
ODETTE = Person(
    "Odette Farrowby", "candidate", "Quill Party", ("PP9901",),
    (Handle("x", "ofarrowby"), Handle("mastodon", "o@m.example")),
    ("Harrowdale", "E14009999"), ("parl.harrowdale.2029-05-03",), ("Dettie",), "Farrowby", True, "candidates.csv",
    date(2027, 4, 9), date(2027, 4, 1), date(2029, 5, 3), ("odette.example",), "dc:7",
)  # fmt: skip
PATH = Path("people.ngp")
_texts = st.text(max_size=12)
_handles = st.builds(Handle, st.sampled_from(["x", "bluesky"]), st.text("abc.@:_", min_size=1, max_size=8))
_people = st.builds(
    Person,
    name=st.text(min_size=1, max_size=20),
    role=st.sampled_from(ROLES),
    party=_texts,
    party_ids=st.lists(_texts, max_size=2).map(tuple),
    handles=st.lists(_handles, max_size=3).map(tuple),
    areas=st.lists(_texts, max_size=3).map(tuple),
    elections=st.lists(_texts, max_size=2).map(tuple),
    nicknames=st.lists(_texts, max_size=2).map(tuple),
    surname=_texts,
    holds_seat=st.booleans(),
    source=_texts,
    as_of=st.none() | st.dates(),
    valid_from=st.none() | st.dates(),
    valid_until=st.none() | st.dates(),
    websites=st.lists(_texts, max_size=2).map(tuple),
    key=_texts,
)


def test_every_field_of_a_person_is_kept() -> None:
    assert set(_FIELDS) == {field.name for field in fields(Person)}


@given(st.lists(_people, min_size=1, max_size=12))
def test_what_goes_in_comes_out(people: list[Person]) -> None:
    data = to_bytes(people, (SOURCE,))

    assert read_compiled(data, PATH) == (tuple(people), (SOURCE,))
    assert to_bytes(people, (SOURCE,)) == data


def test_load_people_takes_one_like_any_list(tmp_path: Path) -> None:
    path = tmp_path / "people.ngp"
    path.write_bytes(to_bytes([ODETTE], (SOURCE,)))
    other = tmp_path / "own.csv"
    other.write_text("name,role\nUna Reed,mp\n")
    alone, both = load_people([path]), load_people([other, path])

    assert alone.people == (ODETTE,)
    assert (alone.files[0].name, alone.files[0].rows, alone.files[0].as_of) == ("people.ngp", 3, date(2027, 4, 9))
    assert [each.name for each in both.people] == ["Una Reed", "Odette Farrowby"]
    assert alone.digest != both.digest


def test_personal_fields_have_no_place_in_it() -> None:
    named = {field.name for field in fields(Person)}

    assert not named & {"email", "birth_date", "address", "phone", "postcode", "gender"}


def change(data: bytes, **head: object) -> bytes:
    line, _, body = data.partition(b"\n")
    return json.dumps({**json.loads(line), **head}, separators=(",", ":")).encode() + b"\n" + body


GOOD = to_bytes([ODETTE], (SOURCE,))


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (change(GOOD, version=2), "written by a newer Neutral Gate"),
        (change(GOOD, version="1"), "is broken"),
        (change(GOOD, version=0), "is broken"),
        (change(GOOD, people=2), "is broken"),
        (change(GOOD, people="many"), "is broken"),
        (change(GOOD, sources=[]), "is broken"),
        (change(GOOD, sources=[7]), "is broken"),
        (change(GOOD, sha256="00"), "cut off, or was changed"),
        (GOOD[:-20], "cut off, or was changed"),
        (GOOD.replace(b"Farrowby", b"Farrowbi"), "cut off, or was changed"),
        (GOOD[:60], "is broken"),
        (GOOD.partition(b"\n")[0], "cut off, or was changed"),
    ],
)
def test_a_broken_file_is_never_read(tmp_path: Path, data: bytes, problem: str) -> None:
    path = tmp_path / "people.ngp"
    path.write_bytes(data)
    assert is_compiled(data)
    with pytest.raises(UsageError) as caught:
        load_people([path])

    assert problem in caught.value.problem
    assert str(path) in caught.value.problem
    assert "mport" in caught.value.mend


@given(st.binary(max_size=60), st.integers(0, len(GOOD) - 1))
def test_no_change_to_a_file_gets_past(rest: bytes, cut: int) -> None:
    data = GOOD[:cut] + rest
    try:
        people, _ = read_compiled(data, PATH)
    except UsageError:
        return
    assert people == (ODETTE,)


def test_25_000_people_come_back_as_they_went_in(tmp_path: Path) -> None:
    people = [
        Person(
            f"Odette{number} Farrowby", "candidate", f"Party {number % 300}", (f"PP{number % 300}",),
            (Handle("x", f"odette{number}"),) if number % 2 else (),
            (f"Ward {number % 8000}", f"Council {number % 300}"),
            (f"local.council-{number % 300}.ward-{number % 8000}.2027-05-06",), (), "Farrowby", False, "candidates.csv",
            date(2027, 4, 9), None, date(2027, 5, 6), (), f"dc:{number}",
        )
        for number in range(25_000)
    ]  # fmt: skip
    path = tmp_path / "people.ngp"
    path.write_bytes(to_bytes(people, (SOURCE,)))

    assert load_people([path]).people == tuple(people)
