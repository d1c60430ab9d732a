import io
import json
import tracemalloc

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from neutral_gate.sources import json_stream, json_text
from neutral_gate.sources.items import Problem
from neutral_gate.sources.json_stream import Entry, walk
from neutral_gate.sources.json_text import mend_bytes
from neutral_gate.sources.places import Place

PLACE = Place("file")
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**12), 10**12) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(st.text(max_size=4), VALUES, max_size=3)


def walked(data, enter=False):
    found = list(walk(io.BytesIO(data if isinstance(data, bytes) else data.encode()), PLACE, enter=enter))
    return [each for each in found if isinstance(each, Entry)], [each for each in found if isinstance(each, Problem)]


@pytest.fixture
def small_chunks(monkeypatch):
    monkeypatch.setattr(json_text, "CHUNK", 7)


@settings(deadline=None)
@given(st.lists(VALUES, max_size=5), st.sampled_from([None, 2]), st.booleans(), st.integers(1, 40))
def test_a_list_gives_its_entries_however_it_is_written_and_read(values, indent, ascii_only, chunk):
    text = json.dumps(values, indent=indent, ensure_ascii=ascii_only)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "CHUNK", chunk)
        entries, problems = walked(text.encode("utf-8", "replace"))
    assert problems == []
    assert [entry.value for entry in entries] == json.loads(text.encode("utf-8", "replace"))


@settings(deadline=None)
@given(st.lists(OBJECTS, min_size=1, max_size=5), st.integers(1, 40))
def test_lines_give_one_entry_each(values, chunk):
    text = "\n".join(json.dumps(value) for value in values)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_text, "CHUNK", chunk)
        entries, problems = walked(text)
    assert problems == []
    assert [entry.value for entry in entries] == values


@settings(deadline=None)
@given(st.binary(max_size=60))
def test_any_bytes_end_in_entries_or_problems(data):
    for enter in (True, False):
        for each in walk(io.BytesIO(data), PLACE, enter=enter):
            assert isinstance(each, Entry | Problem)


def test_an_object_that_is_entered_gives_both_lists_of_a_key():
    entries, problems = walked('{"a": 1, "list": [], "list": [{"b": 2}, 3], "o": {"c": [4]}}', enter=True)
    assert problems == []
    assert [(entry.keys, entry.value) for entry in entries] == [
        (("a",), 1),
        (("list",), {"b": 2}),
        (("list",), 3),
        (("o",), {"c": [4]}),
    ]


@pytest.mark.usefixtures("small_chunks")
@pytest.mark.parametrize(
    "broken", ['{"id": "2", "text": oops}', '{"id": "2" "text": 1}', '{"id": "2", "text": "a\nb"}']
)
@pytest.mark.parametrize("between", [", ", ",\n  "])
def test_a_broken_entry_costs_only_itself(broken, between):
    good = [json.dumps({"id": str(number), "text": "tea"}) for number in (1, 3, 4)]
    entries, problems = walked(f"[{good[0]}{between}{broken}{between}{good[1]}{between}{good[2]}]")
    assert [entry.value["id"] for entry in entries] == ["1", "3", "4"]
    assert len(problems) == 1
    assert "entry 2" in problems[0].place


def test_a_broken_line_costs_only_itself():
    entries, problems = walked('{"a": 1}\n{"a": "cut\n{"a": 3}\nnonsense\n{"a": 5}\n')
    assert [entry.value["a"] for entry in entries] == [1, 3, 5]
    assert [problem.place.split(",")[0] for problem in problems] == ["line 2", "line 4"]


@pytest.mark.parametrize("cut", [1, 8, 12, 20, 24])
def test_a_cut_file_is_told(cut):
    text = '[{"a": "one"}, {"a": "two"}]'
    entries, problems = walked(text[:-cut])
    assert len(entries) == (2 if cut == 1 else 1 if cut < 17 else 0)
    assert "cut off" in problems[-1].problem


@pytest.mark.parametrize("charset", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_byte_order_marks(charset):
    entries, problems = walked('[{"a": "Café 👋"}]'.encode(charset))
    assert ([entry.value for entry in entries], problems) == ([{"a": "Café 👋"}], [])


def test_a_byte_that_is_no_utf_8_is_read_and_told():
    entries, problems = walked('[{"a": "plain"}, {"a": "Café’s"}]'.encode("cp1252"))
    assert mend_bytes(entries[1].value["a"]) == "Café’s"
    assert [problem.place for problem in problems] == ["entry 2, line 1, byte 32"]


def test_lone_halves_and_zeros_never_reach_a_text():
    assert mend_bytes("a\ud83d\0") == "a?\ufffd"
    assert mend_bytes("a\0") == "a\ufffd"


@pytest.mark.parametrize(
    "text", ["[" * 5_000, '[{"a":' * 5_000, "[" + "9" * 5_000 + ', {"a": 1}]', "[1, 2", "{", '{"a"', "]"]
)
def test_hostile_texts_are_problems(text):
    for enter in (True, False):
        assert walked(text, enter)[1]


def test_broken_entries_without_end_are_given_up(monkeypatch):
    monkeypatch.setattr(json_stream, "MAX_BROKEN", 5)
    entries, problems = walked("[" + '{"a": oops}, ' * 50 + '{"a": 1}]')
    assert entries == []
    assert len(problems) == 7
    assert "rest of this list" in problems[-1].problem


def test_a_value_that_is_too_long_is_a_problem_and_the_rest_is_read(monkeypatch):
    monkeypatch.setattr(json_text, "MAX_VALUE", 1_000)
    monkeypatch.setattr(json_text, "CHUNK", 100)
    entries, problems = walked(json.dumps([{"a": "short"}, {"a": "x" * 20_000}, {"a": "short"}]))
    assert [entry.value for entry in entries] == [{"a": "short"}] * 2
    assert len(problems) == 1


class Endless(io.RawIOBase):
    """One line of JSON that is made while it is read: a list of `count` posts."""

    def __init__(self, count):
        self.left = count
        self.rest = b"["

    def readable(self):
        return True

    def read(self, size=-1):
        while len(self.rest) < size and self.left:
            self.left -= 1
            self.rest += b'{"id": "1", "text": "' + b"tea " * 250 + (b'"}, ' if self.left else b'"}]')
        piece, self.rest = self.rest[:size], self.rest[size:]
        return piece


def test_memory_stays_flat_in_a_list_on_one_line():
    peaks = []
    for count in (6_000, 30_000):
        tracemalloc.start()
        assert sum(isinstance(each, Entry) for each in walk(Endless(count), PLACE, enter=False)) == count
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert max(peaks) < 24 << 20
    assert peaks[1] < peaks[0] * 1.5
