"""What the log has: decisions with filters, and one of them."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from urllib.parse import urlencode

from starlette.responses import Response

from neutral_gate.elections.moments import LONDON, to_london
from neutral_gate.readers.fields import moment_of
from neutral_gate.service.log import REASONS, DecisionQuery
from neutral_gate.service.pages.reviews import asking
from neutral_gate.service.pages.visits import Visit
from neutral_gate.service.pages.windows import titles_of, windows_at
from neutral_gate.service.pages.wording import STATES, VERDICTS
from neutral_gate.service.problems import Problem

_ON_A_PAGE = 25
_FILTERS = ("verdict", "since", "until", "name", "actor", "overridden")
_LONGEST = 200


async def decisions(visit: Visit) -> Response:
    """The decisions that the filters ask for, newest first."""
    given = {name: visit.request.query_params.get(name, "").strip()[:_LONGEST] for name in _FILTERS}
    before = visit.request.query_params.get("before", "")
    problems = []
    since, until = _day(given["since"]), _day(given["until"])
    problems += [
        f"“{given[name]}” is not a day. Write it like 2026-05-07."
        for name, day in (("since", since), ("until", until))
        if given[name] and day is None
    ]
    query = DecisionQuery(
        since=since,
        until=until + timedelta(days=1) if until is not None else None,
        verdict=given["verdict"] if given["verdict"] in VERDICTS else None,
        name=given["name"] or None,
        actor=given["actor"] or None,
        overridden={"yes": True, "no": False}.get(given["overridden"]),
        limit=_ON_A_PAGE,
        before=int(before) if before.isdecimal() and before.isascii() and len(before) < 19 else None,
    )
    services = visit.services
    page = await services.read(services.log.decisions, query)
    chosen = {name: value for name, value in given.items() if value}
    return visit.page(
        "decisions.html.j2",
        status=422 if problems else 200,
        rows=page.items,
        given=given,
        problems=problems,
        filtered=bool(chosen),
        newest="/decisions" + (f"?{urlencode(chosen)}" if chosen else ""),
        older=f"/decisions?{urlencode({**chosen, 'before': page.next})}" if page.next is not None else "",
        first=query.before is None,
        verdicts=VERDICTS,
    )


async def decision(visit: Visit) -> Response:
    """One decision, who overrode it, and a form to ask for that."""
    services = visit.services
    row = await services.read(services.log.decision, visit.request.path_params["id"])
    if row is None:
        raise Problem(404, "There is no such decision in the log.", "Look for it in the list of decisions.")
    found = await services.read(services.reviews.all, None, row.id)
    waiting = any(review.state == "waiting" for review in found)
    return visit.page(
        "decision.html.j2",
        row=row,
        heading=VERDICTS[row.verdict][0],
        reviews=found,
        titles=titles_of(await windows_at(visit, row.at.isoformat())),
        reasons=REASONS,
        states=STATES,
        ask=asking(visit) if row.verdict != "pass" and not waiting and not row.overrides else None,
    )


def _day(text: str) -> datetime | None:
    """The start of a day in London, or None."""
    moment = moment_of(text) if text else None
    if moment is None:
        return None
    return datetime.combine(to_london(moment).date(), time(), LONDON)
