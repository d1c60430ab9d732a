"""From what went wrong to what the client is told: never a stack trace, never a word of a draft."""

from __future__ import annotations

import logging
from types import TracebackType

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from neutral_gate.model import GateError
from neutral_gate.service.judging import BusyError, JudgingError, LostError, RefusedError, TooSlowError
from neutral_gate.service.log import KeyUsedError, LogBusyError, LogError
from neutral_gate.service.problems import Problem

_log = logging.getLogger(__name__)
RETRY_AFTER = {"Retry-After": "1"}
_FAULT = Problem(500, "A fault in the service stopped this request.", "Try again, and report it if it stays.")
_HTTP = {
    404: ("There is nothing at this address.", "/openapi.json lists the addresses."),
    405: ("This address does not take that method.", "/openapi.json lists the methods."),
}


def problem_of(error: Exception) -> Problem:
    """The answer to an error."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, HTTPException):
        detail, mend = _HTTP.get(error.status_code, ("The request cannot be answered.", ""))
        return Problem(error.status_code, detail, mend, error.headers)
    if isinstance(error, BusyError | LostError):
        return Problem(503, error.problem, error.mend, RETRY_AFTER)
    if isinstance(error, TooSlowError):
        return Problem(504, error.problem, error.mend)
    if isinstance(error, RefusedError):
        return Problem(error.status, error.problem, error.mend)
    if isinstance(error, JudgingError):
        return Problem(500, error.problem, error.mend)
    if isinstance(error, KeyUsedError):
        return Problem(409, error.problem, error.mend)
    if isinstance(error, LogError):
        _log.error("%s", error.problem)
        wait = RETRY_AFTER if isinstance(error, LogBusyError) else {"Retry-After": "30"}
        return Problem(503, error.problem, error.mend, wait)
    if isinstance(error, GateError):
        return Problem(422, error.problem, error.mend)
    _log.error("A request failed: %s", type(error).__name__, exc_info=_places(error))
    return _FAULT


async def answered(request: Request, error: Exception) -> Response:
    """`problem_of` as a handler of Starlette's."""
    return problem_of(error).response()


HANDLERS = dict.fromkeys((Problem, HTTPException, JudgingError, GateError), answered)
"""The errors that are expected. `Guard` sees to the others."""


class Guard:
    """Answers faults of ours, so that no server in front or behind says more about them than it should."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Passes a request on."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def watched(message: Message) -> None:
            nonlocal started
            started = started or message["type"] == "http.response.start"
            await send(message)

        try:
            await self._app(scope, receive, watched)
        except Exception as error:
            problem = problem_of(error)
            if not started:
                await problem.response()(scope, receive, send)


def _places(error: BaseException) -> tuple[type[BaseException], BaseException, TracebackType | None]:
    """Where an error went through, without its own words: they may quote the draft."""
    bare = RuntimeError(type(error).__name__)
    return RuntimeError, bare, error.__traceback__
