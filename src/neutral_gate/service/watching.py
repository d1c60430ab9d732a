"""Counts each request and writes one line about it: who, what, how long; never a word of a draft."""

from __future__ import annotations

import logging
import time

from starlette.routing import Match, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from neutral_gate.service.services import Services

_log = logging.getLogger("neutral_gate.service.requests")
_QUIET = frozenset({"/healthz", "/readyz", "/metrics"})  # asked every few seconds by machines

_PRIVATE = [(b"cache-control", b"no-store"), (b"x-content-type-options", b"nosniff")]


class Watch:
    """ASGI middleware.

    Args:
        app: What is watched.
        services: Whose metrics count.
    """

    def __init__(self, app: ASGIApp, services: Services) -> None:
        self._app = app
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        status = 0
        since = time.perf_counter()
        said: dict[str, object] = {}
        scope.setdefault("state", {})["said"] = said

        async def watched(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                if scope["path"].startswith("/v1/"):  # an answer quotes the draft: nobody on the way keeps it
                    message["headers"] = [*message["headers"], *_PRIVATE]
            await send(message)

        try:
            await self._app(scope, receive, watched)
        finally:
            seconds = time.perf_counter() - since
            route = _route(scope)
            metrics = self._services.metrics
            metrics.requests.labels(route, scope["method"] if route else "", status or 499).inc()
            metrics.seconds.labels(route).observe(seconds)
            level = logging.DEBUG if route in _QUIET else logging.INFO
            fields = {
                "event": "request",
                "method": scope["method"],
                "route": route or "unknown",
                "status": status or 499,  # 499: the client was gone before there was an answer
                "ms": round(seconds * 1000, 1),
                **said,
            }
            _log.log(level, "request", extra={"fields": fields})


def _route(scope: Scope) -> str:
    """The path as the route is written, so that ids make no new counters; "" where there is no such route."""
    app = scope.get("app")
    for route in app.routes if app is not None else ():
        if isinstance(route, Route) and route.matches(scope)[0] is not Match.NONE:
            return route.path
    return ""
