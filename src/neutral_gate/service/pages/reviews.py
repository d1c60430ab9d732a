"""Overrides: asking for one, and the queue in which a second person signs them off."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from starlette.responses import Response

from neutral_gate.elections.moments import to_london
from neutral_gate.model import UsageError
from neutral_gate.readers.fields import moment_of
from neutral_gate.service.log import REASONS, LogError, OverrideEntry, ReviewState
from neutral_gate.service.pages.visits import Visit, go
from neutral_gate.service.pages.windows import titles_of, windows_at
from neutral_gate.service.pages.wording import STATES, VERDICTS, in_field, left
from neutral_gate.service.problems import Problem

_DAY = timedelta(days=1)
_LONGEST_WAIT = timedelta(days=31)
_LONGEST_REASON = 2_000


def asking(visit: Visit) -> dict[str, Any] | None:
    """What the form to ask for an override needs; None for those who may not ask."""
    user = visit.person
    if not user.may("author"):
        return None
    soon = to_london(visit.services.clock()) + _DAY
    return {
        "reasons": REASONS,
        "deadline": in_field(soon.replace(minute=0)),
        "alone": user.may("reviewer") and not visit.services.settings.second_person,
    }


async def ask(visit: Visit) -> Response:
    """Asks a colleague to sign an override off, or overrides alone where the settings let this person do so."""
    fields = await visit.form()
    services, user = visit.services, visit.person
    reason = fields.get("reason", "").strip()
    if len(reason) > _LONGEST_REASON:
        raise Problem(422, "The reason is too long.", f"Use {_LONGEST_REASON} letters at most.")
    id_ = visit.request.path_params["id"]
    row = await services.read(services.log.decision, id_)
    if row is None:
        raise Problem(404, "There is no such decision in the log.", "Look for it in the list of decisions.")
    if row.verdict == "pass":
        raise Problem(422, "This draft is clear.", "It needs nobody to sign it off.")
    entry = OverrideEntry(row.id, user.name, fields.get("reason_code", ""), reason)
    if fields.get("how") == "alone":
        if services.settings.second_person or not user.may("reviewer"):
            raise Problem(403, "A second person must sign this off.", "Ask a colleague to look at it.")
        await services.write(services.log.record_override, entry)
        return go(f"/decisions/{row.id}")
    review = await services.write(services.reviews.ask, entry, _deadline(visit, fields.get("deadline", "")))
    return go(f"/reviews/{review.id}")


async def reviews(visit: Visit) -> Response:
    """What waits, the nearest deadline first; and what was decided."""
    services = visit.services
    await _sweep(visit)
    waiting = await services.read(services.reviews.all, ReviewState.WAITING)
    others = [each for each in await services.read(services.reviews.all) if each.state is not ReviewState.WAITING]
    now = services.clock()
    return visit.page(
        "reviews.html.j2",
        waiting=[(each, left(each.deadline, now)) for each in waiting],
        others=others,
        reasons=REASONS,
        states=STATES,
    )


async def review(visit: Visit) -> Response:
    """One review, with what the gate found, and the buttons for those who may decide."""
    return await _review(visit)


async def decide(visit: Visit) -> Response:
    """Signs an override off, or refuses it."""
    fields = await visit.form()
    services, user = visit.services, visit.person
    id_ = visit.request.path_params["id"]
    work = {"agree": services.reviews.agree, "refuse": services.reviews.refuse}.get(fields.get("answer", ""))
    if work is None:
        raise Problem(422, "The form does not say whether you agree.", "Press one of its two buttons.")
    remark = fields.get("remark", "").strip()[:_LONGEST_REASON]
    try:
        await services.write(work, id_, user.name, remark)
    except UsageError as error:
        return await _review(visit, error)
    return go(f"/reviews/{id_}")


async def _review(visit: Visit, error: UsageError | None = None) -> Response:
    services, user = visit.services, visit.person
    await _sweep(visit)
    found = await services.read(services.reviews.get, visit.request.path_params["id"])
    if found is None:
        raise Problem(404, "There is no such review.", "Look for it in the list of reviews.")
    row = await services.read(services.log.decision, found.decision_id)
    waits = found.state is ReviewState.WAITING
    return visit.page(
        "review.html.j2",
        status=409 if error is not None else 200,
        review=found,
        row=row,
        titles=titles_of(await windows_at(visit, row.at.isoformat())) if row is not None else {},
        heading=VERDICTS[row.verdict][0] if row is not None else "",
        left=left(found.deadline, services.clock()) if waits else "",
        may_decide=waits and user.may("reviewer") and user.name.casefold() != found.asked_by.casefold(),
        own=user.name.casefold() == found.asked_by.casefold(),
        problem=error,
        reasons=REASONS,
        states=STATES,
    )


async def _sweep(visit: Visit) -> None:
    """Notes in the log which deadlines are over. A page must show also where the log cannot be written to."""
    try:
        await visit.services.write(visit.services.reviews.sweep)
    except LogError:
        return


def _deadline(visit: Visit, text: str) -> datetime:
    moment = moment_of(text) if text else None
    if moment is None:
        raise Problem(422, "The time to answer by cannot be read.", "Go back, and choose a day and a time.")
    if moment > visit.services.clock() + _LONGEST_WAIT:
        raise Problem(422, "The time to answer by is too far away.", "Choose one in the next month.")
    return moment
