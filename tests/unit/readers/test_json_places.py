import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from neutral_gate.model import DraftError
from neutral_gate.readers.json_places import JsonList, JsonObject, JsonText, read_json

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def plain(value):
    if isinstance(value, JsonText):
        return value.text
    if isinstance(value, JsonObject):
        return {key: plain(member) for key, member in value.members.items()}
    if isinstance(value, JsonList):
        return [plain(item) for item in value.items]
    return value.value


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(VALUES, st.sampled_from([None, 2]), st.booleans())
def test_it_reads_what_the_standard_library_wrote(value, indent, ascii_only):
    source = json.dumps(value, indent=indent, ensure_ascii=ascii_only)

    assert plain(read_json(source, "x.json")) == value


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ('{"a": 1,}', "line 1, column 9"),
        ('{\n  "a" 1}', "line 2, column 7"),
        ('{"a": "x}', "line 1, column 7"),
        ('["a" "b"]', "line 1, column 6"),
        ('{"a": "\\q"}', "line 1, column 8"),
        ('{"a": "\\u12"}', "line 1, column 8"),
        ('{"a": "x\ny"}', "line 1, column 9"),
        ("", "line 1, column 1"),
        ("{} {}", "line 1, column 4"),
        ("[1, NaN]", "line 1, column 5"),
        ("[01]", "line 1, column 3"),
        ("{'a': 1}", "line 1, column 2"),
        ("tru", "line 1, column 1"),
        ("[", "line 1, column 2"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_column(source, place):
    with pytest.raises(DraftError) as caught:
        read_json(source, "x.json")

    assert place in caught.value.problem


def test_deep_nesting_is_an_error_not_a_crash():
    with pytest.raises(DraftError, match="inside each other"):
        read_json("[" * 100_000, "x.json")


def test_where_a_key_is_given_twice_the_last_counts():
    assert plain(read_json('{"a": 1, "a": 2}', "x.json")) == {"a": 2}
