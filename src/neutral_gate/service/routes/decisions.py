"""`GET /v1/decisions`: what the log has, newest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from neutral_gate.service.log import DecisionQuery, DecisionRow
from neutral_gate.service.problems import Problem
from neutral_gate.service.routes.asking import asked
from neutral_gate.service.routes.queries import moment_in, number_in, only, text_in, word_in

_TEXTS = ("author", "actor", "kind", "channel", "source", "name", "window", "rule")
_LARGEST_PAGE = 500
_MOST = 2**62


async def decisions(request: Request) -> Response:
    """A page of decisions; the filters are those of `log.DecisionQuery`."""
    services, _, _ = await asked(request, "read")
    only(request, *_TEXTS, "since", "until", "verdict", "overridden", "limit", "before")
    overridden = word_in(request, "overridden", ("true", "false"))
    query = DecisionQuery(
        since=moment_in(request, "since"),
        until=moment_in(request, "until"),
        verdict=word_in(request, "verdict", ("block", "warn", "pass")),
        overridden=None if overridden is None else overridden == "true",
        limit=number_in(request, "limit", 50, 1, _LARGEST_PAGE),
        before=number_in(request, "before", 0, 1, _MOST) or None,
        **{name: text_in(request, name) for name in _TEXTS},
    )
    page = await services.read(services.log.decisions, query)
    return JSONResponse({"decisions": [row_data(row) for row in page.items], "next": page.next})


async def decision(request: Request) -> Response:
    """One decision."""
    services, _, _ = await asked(request, "read")
    only(request)
    row = await services.read(services.log.decision, request.path_params["id"])
    if row is None:
        raise Problem(404, "There is no such decision in the log.", "Give the decision_id of the gate's answer.")
    return JSONResponse(row_data(row))


def row_data(row: DecisionRow) -> dict[str, Any]:
    """A decision of the log as plain data. The draft's text is left out: the log's own tools show it."""
    data = asdict(row)
    data.pop("text")
    data["decision_id"] = data.pop("id")
    plain: dict[str, Any] = _plain(data)
    return plain


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
