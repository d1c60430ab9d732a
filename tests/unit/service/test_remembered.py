from __future__ import annotations

from neutral_gate.service.judging import remembered
from neutral_gate.service.judging.remembered import KEPT, Judged, Remembered

NOON, NIGHT = "2024-06-10T12:00:00+01:00", "2024-06-11T00:00:00+01:00"
DAY = (1_717_974_000.0, 1_718_060_400.0)  # 10 June 2024 in London


def judged(
    verdict: str = "pass",
    holds: tuple[float, float, bool] | None = (*DAY, True),
    at: str = NOON,
    text: str | None = None,
) -> Judged:
    return Judged({"entry": {"verdict": verdict, "at": at, "text": text}, "holds": holds}, b'{"verdict":"pass"}')


def test_the_same_request_has_the_same_answer_with_the_date_of_now() -> None:
    known = Remembered()
    known.keep(b"a", judged())
    found = known.get(b"a", "2024-06-10T12:00:01+01:00")
    assert found is not None
    assert found.value["entry"] == {"verdict": "pass", "at": "2024-06-10T12:00:01+01:00", "text": None}
    assert found.answer == judged().answer
    assert known.get(b"a ", NOON) is None


def test_an_answer_ends_with_its_day_and_counts_on_no_edge_of_it() -> None:
    known = Remembered()
    known.keep(b"a", judged())
    assert known.get(b"a", "2024-06-10T23:59:59+01:00") is not None
    assert known.get(b"a", NIGHT) is None
    assert known.get(b"a", "2024-06-10T00:00:00+01:00") is None
    assert known.get(b"a", "2024-06-09T12:00:00+01:00") is None, "a clock that jumps back"


def test_a_draft_for_a_named_date_keeps_that_date() -> None:
    known = Remembered()
    known.keep(b"a", judged(holds=(0.0, DAY[1], False), at="2024-07-01T09:00:00+01:00"))
    found = known.get(b"a", NOON)
    assert found is not None
    assert found.value["entry"]["at"] == "2024-07-01T09:00:00+01:00"


def test_what_may_be_another_the_next_time_is_not_kept() -> None:
    known = Remembered()
    known.keep(b"a", judged(holds=None))
    assert known.get(b"a", NOON) is None


def test_answers_are_forgotten_after_an_hour() -> None:
    seconds = [0.0]
    known = Remembered(lambda: seconds[0])
    known.keep(b"a", judged())
    seconds[0] = KEPT
    assert known.get(b"a", NOON) is not None
    seconds[0] = KEPT + 1
    assert known.get(b"a", NOON) is None


def test_all_together_have_an_upper_size(monkeypatch) -> None:
    monkeypatch.setattr(remembered, "MOST", 50_000)
    monkeypatch.setattr(remembered, "_LARGE", 3_000)
    known = Remembered()
    for number in range(200):
        known.keep(b"%d" % number, judged())
    kept = [number for number in range(200) if known.get(b"%d" % number, NOON) is not None]
    assert 5 < len(kept) < 50
    assert kept == list(range(200 - len(kept), 200)), "the oldest go first"
    known.keep(b"long" * 1_000, judged())
    known.keep(b"x", judged(text="words " * 1_000))
    assert known.get(b"long" * 1_000, NOON) is None
    assert known.get(b"x", NOON) is None
    known.keep(b"199", judged("block"))
    found = known.get(b"199", NOON)
    assert found is not None
    assert found.value["entry"]["verdict"] == "block"
