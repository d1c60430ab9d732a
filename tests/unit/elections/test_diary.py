"""The windows of a moment, kept from one question to the next, are those of a fresh look."""

from datetime import timedelta

import pytest

from neutral_gate.elections import Body, Diary, active_windows, load_windows

BODIES = [
    Body(),
    Body("council", frozenset({"Leeds"})),
    Body("opcc", nation="wales"),
    Body("nhs_trust", nation="scotland"),
]
STEP = timedelta(microseconds=1)


@pytest.mark.parametrize("body", BODIES, ids=str)
def test_the_same_as_a_fresh_look_at_and_beside_every_edge(body):
    windows = load_windows(())
    edges = {moment for each in windows for moment in (each.start, each.end, each.closed) if moment}
    diary = Diary(windows)

    for _ in range(2):  # the second time from memory
        for edge in edges:
            for moment in (edge - STEP, edge, edge + STEP, edge.replace(tzinfo=None)):
                assert diary.active(moment, body) == active_windows(windows, moment, body), moment


def test_each_body_has_its_own_answer():
    windows = load_windows(())
    diary = Diary(windows)
    moments = [each.start for each in windows]

    told = [[diary.active(moment, body) for body in BODIES] for moment in moments]

    assert told == [[active_windows(windows, moment, body) for body in BODIES] for moment in moments]
    assert any(len(set(answers)) > 1 for answers in told)
