"""`GET /openapi.json`: the contract, for programs."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from neutral_gate.service.contract import contract


async def openapi(request: Request) -> Response:
    """The contract as OpenAPI 3.1."""
    return JSONResponse(contract())
