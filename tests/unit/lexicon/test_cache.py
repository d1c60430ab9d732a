import hashlib
import os
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from neutral_gate.lexicon.cache import cache_dir, cached
from neutral_gate.model import Term


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NEUTRAL_GATE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def build(calls):
    def make():
        calls.append(1)
        return {"terms": (Term("Example Party", ("party",), "Example Party"),)}

    return make


def test_a_second_run_takes_what_the_first_one_built():
    calls = []

    assert cached("key", build(calls)) == cached("key", build(calls))
    assert len(calls) == 1


def test_another_key_is_built_anew():
    calls = []

    cached("one", build(calls))
    cached("two", build(calls))

    assert len(calls) == 2


@pytest.mark.parametrize("damage", [b"", b"rubbish", None], ids=["empty", "foreign", "cut short"])
def test_a_broken_file_is_built_anew(folder, damage):
    calls = []
    cached("key", build(calls))
    path = folder / "key.bin"
    path.write_bytes(path.read_bytes()[:-5] if damage is None else damage)

    assert cached("key", build(calls))["terms"][0].form == "Example Party"
    assert len(calls) == 2


class Planted:
    def __reduce__(self):
        return os.system, ("false",)


def test_a_planted_file_runs_no_code(folder):
    folder.mkdir()
    body = pickle.dumps(Planted())
    (folder / "key.bin").write_bytes(hashlib.sha256(body).digest() + body)

    assert "terms" in cached("key", build([]))


def test_many_runs_at_once_leave_one_whole_file(folder):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: cached("key", build([])), range(40)))

    assert all(result == results[0] for result in results)
    assert [path.name for path in folder.iterdir()] == ["key.bin"]


def test_old_files_are_cleared(folder):
    for number in range(20):
        cached(f"key{number}", build([]))

    assert len(list(folder.glob("*.bin"))) == 8


def test_a_folder_that_cannot_be_written_costs_only_time(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("NEUTRAL_GATE_CACHE", str(tmp_path / "file"))

    assert "terms" in cached("key", build([]))


def test_the_cache_can_be_switched_off(monkeypatch):
    monkeypatch.setenv("NEUTRAL_GATE_CACHE", "off")
    calls = []

    cached("key", build(calls))
    cached("key", build(calls))

    assert cache_dir() is None
    assert len(calls) == 2
