"""Real lists, which the project does not ship: they lie in `shared/data/elections` beside the checkout."""

import csv
from pathlib import Path

import pytest

from neutral_gate.people import load_people

FOLDER = Path(__file__).parents[4] / "shared" / "data" / "elections"
LISTS = [
    ("candidates_ge2024_slim.csv", "person_id", "ballot_paper_id", 4515),
    ("candidates_2026-05-07_slim.csv", "person_id", "ballot_paper_id", 1750),
    ("candidates_local_scotland_2017-05-04_slim.csv", "id", "election", 2572),
    ("politicians_current_2026-06.csv", "person_id", "", 965),
]


@pytest.mark.parametrize(("name", "id_column", "ballot_column", "count"), LISTS)
def test_nothing_is_lost(name: str, id_column: str, ballot_column: str, count: int) -> None:
    path = FOLDER / name
    if not path.is_file():
        pytest.skip(f"there is no {path}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    people = load_people([path])

    assert people.files[0].rows == len(rows) == count
    assert len(people) == len({row[id_column] for row in rows})
    wanted = {(row[id_column], row[ballot_column]) for row in rows} if ballot_column else set()
    assert sum(len(person.elections) for person in people.people) == len(wanted)
    handles = {row["twitter_username"].strip('"@ ').casefold() for row in rows} - {""}
    assert handles <= people.handles.keys()
    forms = {term.form for term in people.terms()}
    assert all(any(person.name in form or form in person.name for form in forms) for person in people.people[:50])


def test_hardly_a_real_name_is_weak() -> None:
    path = FOLDER / LISTS[0][0]
    if not path.is_file():
        pytest.skip(f"there is no {path}")
    people = load_people([path])
    strong = {term.entity for term in people.terms() if not term.weak}

    assert sum(person.name not in strong for person in people.people) < 20
