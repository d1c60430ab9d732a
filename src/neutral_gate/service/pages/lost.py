"""What a browser sees at an address that has no page. Programs get JSON, as everywhere in the contract."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from neutral_gate.service.errors import answered
from neutral_gate.service.pages.visits import Pages, Visit
from neutral_gate.service.problems import Problem

_OF_PROGRAMS = ("/v1/", "/healthz", "/readyz", "/metrics", "/openapi.json")
_SAID = {
    404: ("There is no page at this address.", "Check the address for slips, or go on from the start page."),
    405: ("This page cannot be opened from its address alone.", "Go to the start page, and find your way from there."),
}


def lost(pages: Pages) -> Callable[[Request, Exception], Awaitable[Response]]:
    """A handler of Starlette's for addresses that nothing answers.

    Args:
        pages: Makes the page, with the menu for those who are signed in.
    """

    async def handler(request: Request, error: Exception) -> Response:
        path, wanted = request.url.path, request.headers.get("accept", "")
        if not isinstance(error, HTTPException) or path.startswith(_OF_PROGRAMS) or "text/html" not in wanted:
            return await answered(request, error)
        status, headers = error.status_code, error.headers

        async def say(visit: Visit) -> Response:
            detail, mend = _SAID.get(status, ("This cannot be answered.", "Go on from the start page."))
            raise Problem(status, detail, mend, headers or {})

        return await pages.open(say)(request)

    return handler
