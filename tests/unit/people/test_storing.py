from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from neutral_gate.model import UsageError
from neutral_gate.people import Person
from neutral_gate.people.provenance import Source
from neutral_gate.people.reading import Gathered
from neutral_gate.people.storing import Changes, changes, check_size, store, stored

SOURCE = Source("list.csv", "a simple list of your own", "00" * 32, 1, 1, (), date(2027, 4, 9))


def gathered(*names: str) -> Gathered:
    return Gathered(tuple(Person(name, "candidate", key=f"dc:{name}") for name in names), (SOURCE,))


def test_a_file_is_written_whole_and_read_again(tmp_path: Path) -> None:
    path = tmp_path / "people.ngp"
    assert stored(path) is None
    store(path, gathered("Odette Farrowby"))
    path.chmod(0o640)
    store(path, gathered("Una Reed"))

    assert stored(path) == gathered("Una Reed")
    assert path.stat().st_mode & 0o777 == 0o640
    assert [each.name for each in tmp_path.iterdir()] == ["people.ngp"]


def test_another_kind_of_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "people.ngp"
    path.write_text("name\nOdette Farrowby\n")
    with pytest.raises(UsageError, match="is no people file"):
        stored(path)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be written"):
        store(tmp_path / "none" / "people.ngp", gathered("Una Reed"))


def test_an_old_file_stays_where_the_new_one_cannot_be_put(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "people.ngp"
    store(path, gathered("Odette Farrowby"))

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(UsageError, match="no space left"):
        store(path, gathered("Una Reed"))

    assert stored(path) == gathered("Odette Farrowby")
    assert [each.name for each in tmp_path.iterdir()] == ["people.ngp"]


def test_what_has_changed() -> None:
    old, new = gathered("Odette Farrowby", "Una Reed"), gathered("Una Reed", "Neville Oddsworth")

    assert changes(old.people, new.people) == Changes(("Neville Oddsworth",), ("Odette Farrowby",))


@pytest.mark.parametrize(("before", "after", "refused"), [(4, 3, False), (4, 2, True), (4, 1, True), (1, 1, False)])
def test_a_list_that_has_lost_half_is_refused(before: int, after: int, refused: bool) -> None:
    old, new = (gathered(*(f"Odette{number} Reed" for number in range(count))) for count in (before, after))
    if refused:
        with pytest.raises(UsageError, match=f"only {after} people, where the old one has {before}"):
            check_size(old, new, "candidates.ngp")
    else:
        check_size(old, new, "candidates.ngp")
