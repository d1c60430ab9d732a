"""The service as an ASGI application."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from neutral_gate.service import pages
from neutral_gate.service.errors import HANDLERS, Guard
from neutral_gate.service.routes import routes
from neutral_gate.service.services import Services
from neutral_gate.service.settings import ServiceSettings
from neutral_gate.service.watching import Watch


def create_app(settings: ServiceSettings, services: Services | None = None) -> Starlette:
    """The application.

    Args:
        settings: Its settings.
        services: What its routes share; made from the settings where there is none.

    Raises:
        UsageError: The database's address is wrong. Broken settings of the body show when it starts.
    """
    at_hand = services or Services(settings)

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        await at_hand.start()
        try:
            yield
        finally:
            await at_hand.stop()

    found, lost = pages.routes(at_hand)
    app = Starlette(
        routes=[*routes(at_hand), *found],
        lifespan=lifespan,
        middleware=[Middleware(Watch, services=at_hand), Middleware(Guard)],
        exception_handlers={**HANDLERS, HTTPException: lost},
    )
    app.state.services = at_hand
    return app
