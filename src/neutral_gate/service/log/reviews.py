"""Overrides that wait for a second person. Each step is an entry of the chain."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Connection, RowMapping, and_, insert, or_, select, update

from neutral_gate.model import UsageError
from neutral_gate.service.log import chain
from neutral_gate.service.log.entries import OverrideEntry
from neutral_gate.service.log.moments import now, read, read_or_none, written
from neutral_gate.service.log.overrides import append_override, check_override, must_be_another, must_exist
from neutral_gate.service.log.rows import new_id
from neutral_gate.service.log.tables import reviews

if TYPE_CHECKING:
    from neutral_gate.service.log.database import Database


class ReviewState(StrEnum):
    """How a review stands."""

    WAITING = "waiting"
    AGREED = "agreed"
    REFUSED = "refused"
    LATE = "late"
    """Nobody agreed before the deadline: not published."""


@dataclass(frozen=True, slots=True)
class Review:
    """A request to override a decision, for a second person to agree or refuse.

    Attributes:
        id: Its id.
        decision_id: The decision to override.
        asked_by: Who asks.
        reason_code: One of `REASONS`.
        reason: In the person's own words.
        created: When it was asked.
        deadline: Until when somebody must have agreed.
        state: How it stands at the moment of reading.
        decided_by: Who agreed or refused, or None.
        decided: When, or None.
        remark: What that person said, or None.
        override_id: The override that came of it, or None.
    """

    id: str
    decision_id: str
    asked_by: str
    reason_code: str
    reason: str
    created: datetime
    deadline: datetime
    state: ReviewState
    decided_by: str | None = None
    decided: datetime | None = None
    remark: str | None = None
    override_id: str | None = None


class Reviews:
    """The reviews of a database."""

    def __init__(self, database: Database, clock: Callable[[], datetime] = now) -> None:
        self._database, self._clock = database, clock

    def ask(self, entry: OverrideEntry, deadline: datetime) -> Review:
        """Asks for a second person.

        Args:
            entry: The override that is wished for; it must name no second person yet.
            deadline: Until when somebody must have agreed, with a time zone.

        Raises:
            UsageError: The deadline is over, or the override is not a valid one.
        """
        check_override(entry)
        moment = self._clock()
        if deadline <= moment:
            raise UsageError("The deadline is in the past.", "Give a time by which a colleague can look at it.")
        row = {
            "id": new_id("rev"),
            "decision_id": entry.decision_id,
            "asked_by": chain.clean(entry.actor).strip(),
            "reason_code": entry.reason_code,
            "reason": chain.clean(entry.reason).strip(),
            "created": written(moment),
            "deadline": written(deadline),
            "state": ReviewState.WAITING.value,
        }
        with self._database.write() as connection:
            must_exist(connection, entry.decision_id)
            connection.execute(insert(reviews).values(row))
            self._log(connection, row["id"], moment, {**row, "actor": row["asked_by"], "step": "asked"})
            return _after(connection, row["id"], moment)

    def agree(self, id_: str, person: str, remark: str = "") -> Review:
        """Signs an override off, and puts the override into the log.

        Raises:
            UsageError: There is no such review, it no longer waits, its deadline is over, or the person is the one
                who asked.
        """
        with self._database.write() as connection:
            moment = self._clock()
            review = self._waiting(connection, id_, person, moment)
            entry = OverrideEntry(
                review.decision_id, review.asked_by, review.reason_code, review.reason, person.strip(), moment
            )
            override = append_override(connection, entry, moment)
            self._decide(connection, review, ReviewState.AGREED, moment, person, remark, override)
            return _after(connection, review.id, moment)

    def refuse(self, id_: str, person: str, remark: str = "") -> Review:
        """Refuses an override: it is not published.

        Raises:
            UsageError: As `agree`.
        """
        with self._database.write() as connection:
            moment = self._clock()
            review = self._waiting(connection, id_, person, moment)
            self._decide(connection, review, ReviewState.REFUSED, moment, person, remark)
            return _after(connection, review.id, moment)

    def sweep(self) -> int:
        """Closes reviews whose deadline is over, and notes it in the log.

        Returns:
            How many there were.
        """
        with self._database.write() as connection:
            moment = self._clock()
            over = select(reviews).where(
                reviews.c.state == ReviewState.WAITING.value, reviews.c.deadline <= written(moment)
            )
            late = connection.execute(over.order_by(reviews.c.deadline, reviews.c.id)).mappings().all()
            for row in late:
                self._decide(connection, _review(row, moment), ReviewState.LATE, moment)
        return len(late)

    def get(self, id_: str) -> Review | None:
        """The review with this id, or None."""
        with self._database.read() as connection:
            row = _row(connection, id_)
        return None if row is None else _review(row, self._clock())

    def all(self, state: ReviewState | None = None, decision_id: str | None = None, limit: int = 200) -> list[Review]:
        """Reviews, the nearest deadline first among those that wait, else the latest first.

        Args:
            state: Only those that stand so now: one whose deadline is over is late, whether swept or not.
            decision_id: Only those of this decision.
            limit: Most reviews.
        """
        waits = state is ReviewState.WAITING
        found = select(reviews).order_by(reviews.c.deadline if waits else reviews.c.created.desc(), reviews.c.id)
        if decision_id is not None:
            found = found.where(reviews.c.decision_id == decision_id)
        moment = self._clock()
        if state is not None:
            found = found.where(_stands(state, written(moment)))
        with self._database.read() as connection:
            rows = connection.execute(found.limit(limit)).mappings().all()
        return [_review(row, moment) for row in rows]

    def _waiting(self, connection: Connection, id_: str, person: str, moment: datetime) -> Review:
        """The review, if this person may decide on it now."""
        row = _row(connection, id_)
        if row is None:
            raise UsageError("There is no such review.", "Look at the list of reviews.")
        review = _review(row, moment)
        if review.state is ReviewState.LATE:
            raise UsageError(
                "The deadline of this review is over.", "It is not published. Ask again if it still matters."
            )
        if review.state is not ReviewState.WAITING:
            raise UsageError("Somebody has decided on this review already.", "Look at what they decided.")
        must_be_another(person, review.asked_by)
        return review

    def _decide(
        self,
        connection: Connection,
        review: Review,
        state: ReviewState,
        moment: datetime,
        person: str | None = None,
        remark: str = "",
        override: str | None = None,
    ) -> None:
        values = {
            "state": state.value,
            "decided_by": chain.clean(person).strip() if person else None,
            "decided": written(moment),
            "remark": chain.clean(remark).strip() or None,
            "override_id": override,
        }
        connection.execute(update(reviews).where(reviews.c.id == review.id).values(values))
        data = {**values, "decision_id": review.decision_id, "actor": values["decided_by"], "step": state.value}
        self._log(connection, review.id, moment, data)

    def _log(self, connection: Connection, review_id: str, moment: datetime, data: dict[str, str | None]) -> None:
        said = {name: value for name, value in data.items() if name not in ("id", "state", "created")}
        chain.append(connection, "review", new_id("stp"), moment, {**said, "review_id": review_id})


def _stands(state: ReviewState, moment: str) -> ColumnElement[bool]:
    waits = reviews.c.state == ReviewState.WAITING.value
    if state is ReviewState.WAITING:
        return and_(waits, reviews.c.deadline > moment)
    if state is ReviewState.LATE:
        return or_(reviews.c.state == state.value, and_(waits, reviews.c.deadline <= moment))
    return reviews.c.state == state.value


def _row(connection: Connection, id_: str) -> RowMapping | None:
    return connection.execute(select(reviews).where(reviews.c.id == chain.clean(id_))).mappings().first()


def _after(connection: Connection, id_: str, moment: datetime) -> Review:
    return _review(connection.execute(select(reviews).where(reviews.c.id == id_)).mappings().one(), moment)


def _review(row: RowMapping, moment: datetime) -> Review:
    state, deadline = ReviewState(row["state"]), read(row["deadline"])
    return Review(
        id=row["id"],
        decision_id=row["decision_id"],
        asked_by=row["asked_by"],
        reason_code=row["reason_code"],
        reason=row["reason"],
        created=read(row["created"]),
        deadline=deadline,
        state=ReviewState.LATE if state is ReviewState.WAITING and deadline <= moment else state,
        decided_by=row["decided_by"],
        decided=read_or_none(row["decided"]),
        remark=row["remark"],
        override_id=row["override_id"],
    )
