import os
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from neutral_gate.lexicon.cache import cached, freeze, remembered, thaw
from neutral_gate.lexicon.cache_folder import cache_dir
from neutral_gate.lexicon.lexicon import load_lexicon
from neutral_gate.lexicon.sections import Parts, Records, Words, join
from neutral_gate.model import Term


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("NEUTRAL_GATE_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def build(calls):
    def make():
        calls.append(1)
        return {"terms": freeze((Term("Example Party", ("party",), "Example Party"),))}

    return make


def test_a_second_run_takes_what_the_first_one_built():
    calls = []

    assert dict(cached("key", build(calls))) == dict(cached("key", build(calls)))
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
    data = path.read_bytes()
    path.write_bytes(data[:-5] if damage is None else damage)

    assert thaw(cached("key", build(calls))["terms"])[0].form == "Example Party"
    assert len(calls) == 2


class Planted:
    def __reduce__(self):
        return os.system, ("false",)


def test_a_planted_file_runs_no_code(folder):
    folder.mkdir()
    (folder / "key.bin").write_bytes(join({"terms": pickle.dumps(Planted())}))

    with pytest.raises(pickle.UnpicklingError, match="no place in a cache file"):
        thaw(cached("key", build([]))["terms"])


def test_many_runs_at_once_leave_one_whole_file(folder):
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: cached("key", build([])), range(40)))

    assert all(dict(result) == dict(results[0]) for result in results)
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


WRITER = """
import sys
from neutral_gate.lexicon.cache import cached
for number in range(60):
    parts = cached(f"key{number % 3}", lambda: {"a": bytes([number % 3]) * 200_000, "b": b"end"})
    assert parts["a"] == bytes([number % 3]) * 200_000 and parts["b"] == b"end"
    if number % 5 == 0:
        (__import__("pathlib").Path(sys.argv[1]) / f"key{number % 3}.bin").unlink(missing_ok=True)
"""


def test_two_processes_that_write_and_clear_at_once_never_read_half_a_file(folder):
    command = [sys.executable, "-c", WRITER, str(folder)]
    runs = [subprocess.Popen(command, stderr=subprocess.PIPE, text=True) for _ in range(2)]

    assert [(run.communicate()[1], run.returncode) for run in runs] == [("", 0), ("", 0)]


@pytest.mark.parametrize("place", [0, 7, 20, 60, -1])
def test_one_wrong_byte_anywhere_is_mended(folder, place):
    parts = {"a": b"first part", "b": b"second"}
    cached("key", lambda: parts)
    data = bytearray((folder / "key.bin").read_bytes())
    data[place] ^= 1
    (folder / "key.bin").write_bytes(data)

    assert dict(cached("key", lambda: parts)) == parts
    assert dict(Parts(folder / "key.bin", dict)) == parts


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing forks here")
def test_processes_that_share_a_file_do_not_disturb_each_other(folder):
    parts = {str(number): bytes([number]) * 50_000 for number in range(40)}
    cached("key", lambda: parts)
    shared = Parts(folder / "key.bin", lambda: pytest.fail("a part was taken for a broken one"))
    children = []
    for _ in range(3):
        child = os.fork()
        if not child:
            try:
                os._exit(0 if all(dict(shared) == parts for _ in range(20)) else 1)
            finally:
                os._exit(2)
        children.append(child)

    assert all(dict(shared) == parts for _ in range(20))
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0, 0, 0]


def test_records_come_back_by_number():
    pieces = [{"a": (1, 2)}, None, frozenset({"b"}), [("c", {"d": ()})]]

    records = Records(Records.pack(pieces))

    assert [records(number) for number in (3, 0, 2, 1)] == [pieces[3], pieces[0], pieces[2], None]


@pytest.mark.parametrize("place", [0, 9, 20, 30, -1])
def test_a_wrong_byte_in_pieces_of_a_file_is_mended(folder, place):
    pieces = [{"a": (1, 2)}, "second", [3]]
    parts = {"pieces": Records.pack(pieces), "rest": b"rest"}
    cached("key", lambda: parts)
    data = bytearray((folder / "key.bin").read_bytes())
    start = data.index(parts["pieces"])
    data[start + (place if place >= 0 else len(parts["pieces"]) - 1)] ^= 1
    (folder / "key.bin").write_bytes(data)

    records = Parts(folder / "key.bin", lambda: parts).records("pieces")

    assert [records(number) for number in range(3)] == pieces


def test_words_come_back_with_what_stands_under_them():
    entries = {f"word{number}": (number,) for number in range(50)}

    words = Words(Records(Words.pack(entries)))

    assert {word: words(word) for word in entries} == entries
    assert words("other") is None
    assert Words(Records(Words.pack({})))("other") is None


def test_a_short_text_is_made_once_for_a_stamp():
    calls = []

    def make():
        calls.append(1)
        return "sha256:abc"

    assert remembered("stamp", make) == remembered("stamp", make) == "sha256:abc"
    assert len(calls) == 1


def test_what_is_read_at_once_is_not_read_again():
    data = Records.pack([{"word": 1}, ("other",), 3])
    reads = []

    def read(start, size):
        reads.append(start)
        return bytes(data[start : start + size])

    records = Records(read)
    records.read_all()
    so_far = len(reads)

    assert [records(number) for number in range(3)] == [{"word": 1}, ("other",), 3]
    assert len(reads) == so_far


def test_a_whole_lexicon_can_be_read_at_once():
    compiled = load_lexicon().compiled
    compiled.read_all()

    pieces = [compiled.record, compiled.sweeping.pattern, compiled.sweeping.phrase, compiled.sweeping.words]
    assert all(len(each._known) == len(each) > 0 for each in pieces)
