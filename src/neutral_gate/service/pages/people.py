"""The lists of people that the gate knows, and how old they are."""

from __future__ import annotations

from datetime import date

from starlette.responses import Response

from neutral_gate.elections.moments import to_london
from neutral_gate.service.pages.visits import Visit

_OLD = 180
"""Days after which a list counts as old, as in `neutral_gate.roster`."""


async def people(visit: Visit) -> Response:
    """Each list with its age."""
    about = visit.services.judge.about
    today = to_london(visit.services.clock()).date()
    lists = []
    for each in about.get("people", []):
        made = date.fromisoformat(each["as_of"])
        days = max((today - made).days, 0)
        lists.append({**each, "made": made, "days": days, "old": days > _OLD})
    return visit.page(
        "people.html.j2",
        lists=lists,
        count=about.get("people_count", 0),
        notices=about.get("notices", []),
        versions=about.get("versions", {}),
        body=about.get("body", {}),
        broken=visit.services.judge.problem,
    )
