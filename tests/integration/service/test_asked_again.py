"""A request that comes again is judged once and logged each time, and never answered from another day or window."""

from __future__ import annotations

from datetime import datetime

import pytest

from neutral_gate.elections import LONDON

POLITICAL = {"html": "<p>Vote Labour on 4 July.</p>", "kind": "news"}
FALLING = {"html": "<p>Councillor Ann Example (Labour) opened the new garden.</p>", "kind": "news"}


class Clock:
    """The present moment, as a test sets it."""

    def __init__(self) -> None:
        self.now = datetime(2024, 6, 10, 9, tzinfo=LONDON)

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def test_each_ask_is_a_decision_of_its_own_and_one_judging(start, clock) -> None:
    running = start(clock)
    with running.client() as client:
        answers = [client.post("/v1/check", json=POLITICAL).json()]
        clock.now = datetime(2024, 6, 10, 9, 30, tzinfo=LONDON)
        answers.append(client.post("/v1/check", json=POLITICAL).json())
        assert running.services.judge.spared == 1
        assert "neutral_gate_judgings_spared 1.0" in client.get("/metrics").text
    first, again = answers
    assert first["verdict"] == "block"
    assert (first["at"], again["at"]) == ("2024-06-10T09:00:00+01:00", "2024-06-10T09:30:00+01:00")
    assert first["decision_id"] != again["decision_id"]
    own = {"at", "decision_id"}
    assert {key: first[key] for key in first.keys() - own} == {key: again[key] for key in again.keys() - own}
    entries = [running.services.log.decision(each["decision_id"]) for each in answers]
    assert [entry.verdict for entry in entries] == ["block", "block"]
    assert running.services.log.verify().ok


def test_the_end_of_a_window_or_of_a_day_asks_the_gate_again(start, clock) -> None:
    running = start(clock)
    with running.client() as client:

        def ask() -> tuple[str, bool]:
            answer = client.post("/v1/check", json=FALLING).json()
            return answer["verdict"], answer["inside"]

        before = ask()
        clock.now = datetime(2024, 7, 8, 9, tzinfo=LONDON)
        after = ask()
        clock.now = datetime(2024, 6, 10, 10, tzinfo=LONDON)
        assert running.services.judge.spared == 0
        assert ask() == before, "a clock that jumps back"
    assert before[1]
    assert not after[1]
    assert before[0] != after[0]


def test_changed_settings_ask_the_gate_again(start, clock, tmp_path) -> None:
    path = tmp_path / "neutral-gate.toml"
    path.write_text('[body]\ntype = "council"\n', "utf-8")
    running = start(clock, config=path)
    draft = {"html": "<p>We support the tram extension.</p>", "kind": "news"}
    with running.client() as client:
        before = client.post("/v1/check", json=draft).json()
        path.write_text('[body]\ntype = "council"\n[terms]\ncontested = ["tram extension"]\n', "utf-8")
        assert running.reload() is True
        after = client.post("/v1/check", json=draft).json()
    assert running.services.judge.spared == 0
    assert after["drafts"][0]["findings"] != before["drafts"][0]["findings"]


def test_a_page_with_a_date_to_come_is_judged_again_when_that_day_is_over(start, clock) -> None:
    running = start(clock)
    draft = {**FALLING, "published": "2024-06-12T09:00:00+01:00"}
    with running.client() as client:
        assert client.post("/v1/check", json=draft).json()["at"] == "2024-06-12T09:00:00+01:00"
        clock.now = datetime(2024, 6, 11, 9, tzinfo=LONDON)
        assert client.post("/v1/check", json=draft).json()["at"] == "2024-06-12T09:00:00+01:00"
        assert running.services.judge.spared == 1
        clock.now = datetime(2024, 6, 13, 9, tzinfo=LONDON)
        assert client.post("/v1/check", json=draft).json()["at"] == "2024-06-13T09:00:00+01:00"
        assert running.services.judge.spared == 1
