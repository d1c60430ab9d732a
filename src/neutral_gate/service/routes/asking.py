"""What every route of the contract does first: who asks, may they, and what did they send."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from functools import partial

from starlette.requests import Request

from neutral_gate.service.auth import Caller
from neutral_gate.service.auth.signatures import claimed
from neutral_gate.service.bodies import body_of
from neutral_gate.service.judging import BusyError
from neutral_gate.service.services import Services

_MOST_UNPROVEN = 64


async def asked(request: Request, *scopes: str) -> tuple[Services, Caller, bytes]:
    """The services, who asks, and the body of the request.

    Args:
        request: The request.
        scopes: Of these the caller must have one.

    Raises:
        Problem: Nobody can be told, they may not, or the body is too large or too slow.
    """
    services: Services = request.app.state.services
    settings = services.settings
    read = partial(body_of, request, settings.max_body, settings.body_seconds)
    if claimed(request.headers):
        read = partial(_one_of_few, services, read)
    caller, body = await services.callers.of(request, scopes, read)
    request.state.said["actor"] = caller.name
    return services, caller, body


async def _one_of_few(services: Services, read: Callable[[], Awaitable[bytes]]) -> bytes:
    """Reads the body of a signed request. Who signed it shows only then, so few of them may fill the memory at once."""
    if services.unproven >= _MOST_UNPROVEN:
        raise BusyError
    services.unproven += 1
    try:
        return await read()
    finally:
        services.unproven -= 1
