"""The routes of the HTTP contract, one module each."""

from __future__ import annotations

from starlette.routing import BaseRoute, Route

from neutral_gate.service.routes.check import check
from neutral_gate.service.routes.decisions import decision, decisions
from neutral_gate.service.routes.health import healthz, metrics, readyz
from neutral_gate.service.routes.openapi import openapi
from neutral_gate.service.routes.overrides import overrides
from neutral_gate.service.routes.windows import windows
from neutral_gate.service.services import Services


def routes(services: Services) -> list[BaseRoute]:
    """All routes of the service."""
    return [
        Route("/healthz", healthz),
        Route("/readyz", readyz),
        Route("/metrics", metrics),
        Route("/openapi.json", openapi),
        Route("/v1/check", check, methods=["POST"]),
        Route("/v1/overrides", overrides, methods=["POST"]),
        Route("/v1/decisions", decisions),
        Route("/v1/decisions/{id}", decision),
        Route("/v1/windows", windows),
    ]
