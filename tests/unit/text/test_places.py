import pytest
from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.text.places import Places


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_start_at_one(end):
    source = f"one{end}two{end}{end}four"

    place = Places(source).at(source.index("four") + 2)

    assert (place.line, place.column) == (4, 3)
    assert Places(source).at(0).line == Places(source).at(0).column == 1


@given(st.text(alphabet="ab\r\n", max_size=40))
def test_positions_agree_with_a_slow_count(source):
    places = Places(source)
    for offset in range(len(source) + 1):
        before = source[:offset].replace("\r\n", "\n").replace("\r", "\n")
        if source[offset - 1 : offset + 1] == "\r\n" and offset:
            continue  # nobody points between the two letters of one line end
        assert places.at(offset).line == before.count("\n") + 1
        assert places.at(offset).column == len(before) - before.rfind("\n")
