"""The queue of overrides that wait for a second person: what nobody signs off in time is not published."""

from __future__ import annotations

import re
import sqlite3
import threading
import time
from contextlib import closing
from datetime import UTC, timedelta
from typing import Any

import httpx
import pytest

from neutral_gate.elections import now
from neutral_gate.elections.moments import to_london

from .test_pages import PASSWORD, Site, check, csrf


class Desk:
    """A service whose clock a test moves, an author and two reviewers."""

    def __init__(self, start: Any) -> None:
        self.ahead = timedelta(0)
        self.running = start(clock=self.clock, workers=1)
        self.site = Site(self.running, self.running.url)
        for name, role in (("ada", "author"), ("bea", "reviewer"), ("cy", "reviewer")):
            self.running.services.users.add(name, PASSWORD, role)

    def clock(self) -> Any:
        return now().astimezone(UTC) + self.ahead

    def asked(self) -> tuple[str, str]:
        """Asks for an override that somebody must have agreed to in 30 minutes; the decision, and the review's page."""
        with self.site.visitor("ada") as ada:
            check(ada)
            decision = self.running.services.log.decisions().items[0].id
            deadline = to_london(self.clock() + timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M")
            wish = {"csrf": csrf(ada), "reason_code": "other", "reason": "It is needed.", "deadline": deadline}
            answer = ada.post(f"/decisions/{decision}/ask", data=wish)
            assert answer.status_code == 303, answer.text
            return decision, answer.headers["location"]

    def steps(self) -> list[str]:
        """What the log says of reviews, in its order."""
        path = self.running.services.settings.database.removeprefix("sqlite:///")
        with closing(sqlite3.connect(path)) as connection:
            rows = connection.execute("SELECT content FROM entries WHERE type = 'review' ORDER BY seq").fetchall()
        return [next(iter(re.findall(r'"step":"(\w+)"', content))) for (content,) in rows]

    def overrides(self, decision: str) -> list[dict[str, Any]]:
        """What a program sees of a decision's overrides."""
        with self.running.client() as client:
            found: list[dict[str, Any]] = client.get(f"/v1/decisions/{decision}").json()["overrides"]
        return found


@pytest.fixture
def desk(start) -> Desk:
    return Desk(start)


@pytest.mark.parametrize("answer", ["agree", "refuse"])
def test_an_answer_that_comes_too_late_counts_for_nothing(desk: Desk, answer: str) -> None:
    decision, place = desk.asked()
    with desk.site.visitor("bea") as bea:
        sent = {"csrf": csrf(bea), "answer": answer, "remark": "Fine."}
        desk.ahead = timedelta(minutes=31)
        late = bea.post(place, data=sent)
        assert late.status_code == 409
        assert "It is not published." in late.text
        assert "Too late: not published" in late.text
        assert bea.post(place, data=sent).status_code == 409, "nor does it at the second try"
        desk.ahead = timedelta(0)  # the clock is put back
        assert bea.post(place, data=sent).status_code == 409, "nor when the clock is put back"
        assert "Too late: not published" in bea.get("/reviews").text
    assert desk.overrides(decision) == []
    assert desk.steps() == ["asked", "late"]
    assert desk.running.services.log.verify().ok


def test_in_time_it_counts_and_is_said_to_programs(desk: Desk) -> None:
    decision, place = desk.asked()
    with desk.site.visitor("bea") as bea:
        desk.ahead = timedelta(minutes=25)
        assert bea.post(place, data={"csrf": csrf(bea), "answer": "agree"}).status_code == 303
    (override,) = desk.overrides(decision)
    assert (override["actor"], override["second_person"]) == ("ada", "bea")
    assert desk.steps() == ["asked", "agreed"]


def test_where_nobody_looks_the_service_itself_notes_that_it_was_too_late(start, monkeypatch) -> None:
    monkeypatch.setattr("neutral_gate.service.services._CHORES", 0.1)
    desk = Desk(start)
    decision, _ = desk.asked()
    assert desk.steps() == ["asked"]
    desk.ahead = timedelta(minutes=31)
    end = time.monotonic() + 20
    while desk.steps() == ["asked"] and time.monotonic() < end:
        time.sleep(0.05)
    assert desk.steps() == ["asked", "late"]
    assert desk.overrides(decision) == []


def test_of_two_reviewers_at_once_one_decides(desk: Desk) -> None:
    decision, place = desk.asked()
    statuses: list[int] = []

    def decide(client: httpx.Client, token: str, answer: str) -> None:
        statuses.append(client.post(place, data={"csrf": token, "answer": answer}).status_code)

    with desk.site.visitor("bea") as bea, desk.site.visitor("cy") as cy:
        work = [(bea, csrf(bea), "agree"), (cy, csrf(cy), "refuse")]
        threads = [threading.Thread(target=decide, args=each) for each in work]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert sorted(statuses) == [303, 409]
    steps = desk.steps()
    assert len(steps) == 2
    assert len(desk.overrides(decision)) == (steps[1] == "agreed")


def test_an_author_cannot_sign_off_and_nobody_can_without_signing_in(desk: Desk) -> None:
    decision, place = desk.asked()
    with desk.site.visitor("ada") as ada:
        assert ada.post(place, data={"csrf": csrf(ada), "answer": "agree"}).status_code == 403
    with desk.site.visitor() as nobody:
        assert nobody.post(place, data={"answer": "agree"}).status_code == 401
    assert desk.overrides(decision) == []
