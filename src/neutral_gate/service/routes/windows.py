"""`GET /v1/windows`: the pre-election periods at a moment, and those that open next."""

from __future__ import annotations

from datetime import datetime

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from neutral_gate.model import BODY_TYPES
from neutral_gate.service.problems import Problem
from neutral_gate.service.routes.asking import asked
from neutral_gate.service.routes.queries import moment_in, number_in, only, text_in

_MOST_DAYS = 2_000


async def windows(request: Request) -> Response:
    """Says what holds; `at`, `body` and `days` (how far to look ahead) may be given."""
    services, _, _ = await asked(request, "check", "read")
    only(request, "at", "body", "days")
    body = text_in(request, "body")
    if body is not None and body not in BODY_TYPES:
        raise Problem(422, '"body" is not a known body type.', f"Use one of: {', '.join(BODY_TYPES)}.")
    at: datetime | None = moment_in(request, "at")
    head = {
        "at": (at or services.clock()).isoformat(),
        "body": body,
        "days": number_in(request, "days", 400, 0, _MOST_DAYS),
    }
    return JSONResponse(await services.judge.run("windows", head))
