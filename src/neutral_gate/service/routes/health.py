"""`/healthz`, `/readyz` and `/metrics`: for the machines that watch the service."""

from __future__ import annotations

from prometheus_client import CONTENT_TYPE_LATEST
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from neutral_gate.service.problems import Problem
from neutral_gate.service.routes.asking import asked
from neutral_gate.service.services import Services


async def healthz(request: Request) -> Response:
    """200 as long as the service runs at all."""
    return JSONResponse({"status": "ok"})


async def readyz(request: Request) -> Response:
    """200 where drafts can be judged and logged, else 503. Who has the scope "read" also sees what is amiss."""
    services: Services = request.app.state.services
    judge = services.judge
    log_ready = await services.read(services.log.ready)
    ready = judge.ready and log_ready
    answer: dict[str, object] = {"status": "ready" if ready else "not ready"}
    if "authorization" in request.headers:
        try:
            await asked(request, "read")
        except Problem:
            pass  # no details, then; whether it is ready is for everybody
        else:
            answer["details"] = _details(services, log_ready)
    return JSONResponse(answer, 200 if ready else 503)


async def metrics(request: Request) -> Response:
    """Counters and gauges in Prometheus's text format."""
    services, _, _ = await asked(request, "read")
    return Response(services.metrics.text(), media_type=CONTENT_TYPE_LATEST)


def _details(services: Services, log_ready: bool) -> dict[str, object]:
    judge, senders = services.judge, services.callers.senders
    stays = "The changed file is broken, so the old one stays in use. "
    return {
        "judging": "ok" if judge.ready else "There is no process that could check a draft.",
        "log": "ok" if log_ready else "The decision log cannot be reached, or it is not set up.",
        "settings": "ok" if judge.problem is None else stays + " ".join(judge.problem),
        "secrets": "ok" if senders.problem is None else stays + " ".join(senders.problem),
        "versions": judge.about.get("versions", {}),
        "notices": judge.about.get("notices", []),
        "people": judge.about.get("people", []),
    }
