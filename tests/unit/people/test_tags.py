import pytest

from neutral_gate.people import People, Person

LIST = (
    Person("Jane Tregarthen", "candidate", areas=("Harrowdale",)),
    Person("Wilf (Wilfy) Ormsgill-Quill", "mp", areas=("Harrowdale",)),
    Person("Bo Hall", "candidate", areas=("Harrowdale",)),
    Person("Ottoline Brask", "candidate", areas=("Elsewhere",)),
    Person("Penmoor Party", "party", areas=("Harrowdale",)),
)


@pytest.fixture(scope="module")
def names():
    return People(LIST).names(areas=("Harrowdale",))


@pytest.mark.parametrize(
    ("tag", "owner"),
    [
        ("#backtregarthen", ("candidate", "Jane Tregarthen", True)),
        ("#tregarthen4harrowdale", ("candidate", "Jane Tregarthen", True)),
        ("#harrowdalefortregarthen", ("candidate", "Jane Tregarthen", True)),
        ("#reelectormsgillquill", ("politician", "Wilf (Wilfy) Ormsgill-Quill", True)),
        ("#teamwilfy", ("politician", "Wilf (Wilfy) Ormsgill-Quill", True)),
        ("#votejane", ("candidate", "Jane Tregarthen", True)),
        ("#teamjane", ("candidate", "Jane Tregarthen", False)),  # many a club has a Jane
        ("#votehall", ("candidate", "Bo Hall", True)),
    ],
)
def test_a_campaign_hashtag_has_an_owner(names, tag, owner):
    assert names.campaign_of(tag) == owner
    assert names.campaign_of(tag) == owner  # also from memory


@pytest.mark.parametrize(
    "tag", ["#teamhall", "#tregarthen", "#teamgb", "#backtowork", "#teambrask", "#votepenmoor", "#"]
)
def test_other_hashtags_have_none(names, tag):
    assert names.campaign_of(tag) is None


def test_first_names_are_of_own_candidates_only(names):
    assert names.first_names == {
        "jane": ("candidate", "Jane Tregarthen"),
        "bo": ("candidate", "Bo Hall"),
    }
    assert names.all_first_names["wilfy"] == ("politician", "Wilf (Wilfy) Ormsgill-Quill")
    assert names.called("Wilf (Wilfy) Ormsgill-Quill") == {"wilf", "wilfy"}
    assert names.called("Nobody Listed") == frozenset()
