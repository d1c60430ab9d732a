from hypothesis import given
from hypothesis import strategies as st

from neutral_gate.text.stretches import Stretches

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda each: (each[0], sum(each))), max_size=20)


@given(SPANS)
def test_it_takes_what_overlaps_nothing_that_it_took(spans):
    taken = Stretches()
    kept = []
    for start, end in spans:
        free = all(end <= first or start >= last for first, last in kept)
        assert taken.add(start, end) is free
        if free:
            kept.append((start, end))
