"""An override that needs a second person: asked, agreed, refused or too late; and each step is in the chain."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import text

from neutral_gate.model import UsageError
from neutral_gate.service.log import REASONS, DecisionEntry, DecisionLog, OverrideEntry, Review, Reviews, ReviewState


@pytest.fixture
def reviews(log, clock) -> Reviews:
    return Reviews(log.database, clock)


@pytest.fixture
def wish(log, clock) -> OverrideEntry:
    id_ = log.record_decision(DecisionEntry(clock(), "block", "ab" * 32))
    return OverrideEntry(id_, "Jo Reed", "correction", "The date was wrong.")


@pytest.fixture
def review(reviews, wish, clock) -> Review:
    return reviews.ask(wish, clock() + timedelta(hours=2))


def steps(log: DecisionLog) -> list[tuple[str, str | None, str | None]]:
    with log.database.read() as connection:
        rows = connection.execute(text("SELECT content FROM entries WHERE type = 'review' ORDER BY seq")).scalars()
        found = [json.loads(row) for row in rows]
    return [(one["step"], one["actor"], one.get("remark")) for one in found]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"decision_id": "dec_none"}, "no such decision"),
        ({"reason_code": "because"}, "no known reason code"),
        ({"reason": " \n"}, "no reason"),
        ({"actor": " "}, "does not say who"),
        ({"second_person": " JO  REED".replace("  ", " ")}, "somebody else"),
        ({"second_person": "Ｊｏ Reed"}, "somebody else"),
        ({"second_person": ""}, "somebody else"),
    ],
)
def test_an_override_that_lacks_something_is_refused(log, wish, change, words) -> None:
    with pytest.raises(UsageError, match=words):
        log.record_override(replace(wish, **change))
    assert log.verify().entries == 1


@pytest.mark.parametrize("code", REASONS)
def test_every_reason_code_can_be_given(log, wish, code) -> None:
    log.record_override(replace(wish, reason_code=code, second_person="Sam"))
    (row,) = log.decision(wish.decision_id).overrides
    assert (row.reason_code, row.second_person) == (code, "Sam")


def test_a_second_person_agrees(log, reviews, review, wish, clock) -> None:
    assert reviews.all(ReviewState.WAITING) == [review]
    clock.turn(minutes=90)

    agreed = reviews.agree(review.id, "Sam Hill", "Fine. ")

    assert (agreed.state, agreed.decided_by, agreed.decided) == (ReviewState.AGREED, "Sam Hill", clock())
    (override,) = log.decision(wish.decision_id).overrides
    assert (override.id, override.actor, override.second_person) == (agreed.override_id, "Jo Reed", "Sam Hill")
    assert steps(log) == [("asked", "Jo Reed", None), ("agreed", "Sam Hill", "Fine.")]
    assert reviews.all(ReviewState.WAITING) == []
    assert reviews.all(ReviewState.AGREED, wish.decision_id) == [agreed] == reviews.all()
    with pytest.raises(UsageError, match="already"):
        reviews.refuse(review.id, "Sam Hill")
    assert log.verify().ok


def test_a_second_person_refuses(log, reviews, review, wish) -> None:
    refused = reviews.refuse(review.id, "Sam", "Wait until May.")

    assert (refused.state, refused.override_id) == (ReviewState.REFUSED, None)
    assert log.decision(wish.decision_id).overrides == ()
    assert steps(log)[-1] == ("refused", "Sam", "Wait until May.")


@pytest.mark.parametrize("person", ["Jo Reed", " jo reed ", "JO REED", "", " "])
def test_nobody_signs_off_an_override_of_their_own(log, reviews, review, person) -> None:
    for decide in (reviews.agree, reviews.refuse):
        with pytest.raises(UsageError, match="somebody else"):
            decide(review.id, person)
    assert reviews.get(review.id) == review
    assert log.verify().entries == 2


def test_a_sign_off_that_comes_too_late_counts_for_nothing(log, reviews, review, wish, clock) -> None:
    clock.turn(hours=2)

    assert reviews.get(review.id).state is ReviewState.LATE
    assert reviews.all(ReviewState.WAITING) == []
    assert [one.id for one in reviews.all(ReviewState.LATE)] == [review.id]
    with pytest.raises(UsageError, match="deadline"):
        reviews.agree(review.id, "Sam")
    assert reviews.sweep() == 1
    assert reviews.sweep() == 0
    assert [one.id for one in reviews.all(ReviewState.LATE)] == [review.id]
    assert steps(log)[-1] == ("late", None, None)
    assert log.decision(wish.decision_id).overrides == ()
    assert log.verify().ok


def test_the_nearest_deadline_comes_first(reviews, wish, clock) -> None:
    late = reviews.ask(wish, clock() + timedelta(days=2))
    soon = reviews.ask(wish, clock() + timedelta(days=1))

    assert reviews.all(ReviewState.WAITING) == [soon, late]


def test_what_cannot_be_asked_is_refused(log, reviews, wish, clock) -> None:
    with pytest.raises(UsageError, match="in the past"):
        reviews.ask(wish, clock())
    with pytest.raises(UsageError, match="no such decision"):
        reviews.ask(replace(wish, decision_id="dec_none"), clock() + timedelta(hours=1))
    with pytest.raises(UsageError, match="no reason"):
        reviews.ask(replace(wish, reason=""), clock() + timedelta(hours=1))
    with pytest.raises(UsageError, match="no such review"):
        reviews.agree("rev_none", "Sam")
    assert reviews.get("rev_\0") is None
    assert log.verify().entries == 1
