"""Areas that exist, and slips in their names."""

import pytest

from neutral_gate.elections import Body, load_windows
from neutral_gate.elections.areas import check_areas, known_areas, near_area
from neutral_gate.elections.terms import area_words, fold_area
from neutral_gate.model import UsageError

KNOWN = known_areas(load_windows(), Body("council", frozenset({"Harrowdale"}), None, frozenset({"Elmshire"})))


@pytest.mark.parametrize(
    "name",
    ["Sheffield", "Dyfed Powys", "dyfed-powys", "Northern Ireland", "Harrowdale", "Elmshire", "blacon", "St. Helens",
     "Armagh City, Banbridge and Craigavon", "Brighton & Hove", "Newcastle upon Tyne"],
)  # fmt: skip
def test_areas_that_exist(name: str) -> None:
    check_areas([name], KNOWN)


@pytest.mark.parametrize(
    ("slip", "meant"),
    [("Sheffeild", "sheffield"), ("Dyfed-Powis", "dyfed-powys"), ("Harowdale", "harrowdale"), ("Narnia", None)],
)
def test_slips(slip: str, meant: str | None) -> None:
    assert near_area(slip, KNOWN) == meant
    with pytest.raises(UsageError, match=f"no area “{slip}”"):
        check_areas([slip], KNOWN)


def test_a_ward_is_let_pass_where_it_may_be_one() -> None:
    check_areas(["Narnia"], KNOWN, strictly=False)
    with pytest.raises(UsageError, match="Did you mean “Sheffield”"):
        check_areas(["Sheffeild"], KNOWN, strictly=False)


def test_names_are_folded_and_said_as_people_write_them() -> None:
    assert fold_area("King’s Lynn & West Norfolk") == "kings-lynn-and-west-norfolk"
    assert area_words("newcastle-upon-tyne") == "Newcastle upon Tyne"
    assert area_words("northern-ireland") == "Northern Ireland"
