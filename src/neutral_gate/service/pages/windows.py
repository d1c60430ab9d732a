"""The pre-election periods of a day, and those that come next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from neutral_gate.readers.fields import moment_of
from neutral_gate.service.judging import JudgingError
from neutral_gate.service.pages.visits import Visit
from neutral_gate.service.pages.wording import STATUS, STRICTNESS

_AHEAD = 400
Found = Mapping[str, Any]


async def windows(visit: Visit) -> Response:
    """Today's, or those of a day that is asked for."""
    services = visit.services
    asked = visit.request.query_params.get("day", "").strip()[:40]
    at = moment_of(asked) if asked else None
    head = {"at": (at or services.clock()).isoformat(), "days": _AHEAD}
    found = await services.judge.run("windows", head)
    return visit.page(
        "windows.html.j2",
        status=422 if asked and at is None else 200,
        found=found,
        asked=asked,
        known=at is not None,
        body=services.judge.about.get("body", {}),
        strictness=STRICTNESS,
        status_words=STATUS,
    )


async def windows_at(visit: Visit, at: str) -> Found | None:
    """What holds at a moment, or None where nobody can say just now; a page that shows it in passing still shows."""
    try:
        return await visit.services.judge.run("windows", {"at": at})
    except JudgingError:
        return None


def titles_of(found: Found | None) -> dict[str, str]:
    """The titles of windows by their id."""
    return {window["id"]: window["title"] for window in found["windows"]} if found is not None else {}
