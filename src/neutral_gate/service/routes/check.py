"""`POST /v1/check`: a draft in, the decision out."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from neutral_gate.service.judging import BusyError
from neutral_gate.service.routes.asking import asked
from neutral_gate.service.services import Answered, Services


async def check(request: Request) -> Response:
    """Judges the draft of a request, logs the decision, and answers when that is on the disk."""
    judge = request.app.state.services.judge
    if judge.running >= judge.admission:  # before its body is read: over capacity there is an answer at once
        raise BusyError
    services: Services
    services, caller, body = await asked(request, "check")

    async def work() -> Answered:
        return await services.check(body, actor=caller.name, source=caller.source, key=caller.key)

    answer = await (services.repeats.once(caller.key, body, work) if caller.key else work())
    request.state.said.update(verdict=answer.verdict, decision_id=answer.decision_id)
    return Response(answer.body, media_type="application/json")
