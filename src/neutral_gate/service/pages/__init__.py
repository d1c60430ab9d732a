"""Pages for people without a content management system: they work without JavaScript."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Route

from neutral_gate.service.pages import account, checking, decisions, people, reviews, signing_in, static, windows
from neutral_gate.service.pages.limits import Limits
from neutral_gate.service.pages.lost import lost
from neutral_gate.service.pages.proxied import check_settings
from neutral_gate.service.pages.visits import Pages
from neutral_gate.service.services import Services

Handler = Callable[[Request, Exception], Awaitable[Response]]


def routes(services: Services) -> tuple[list[BaseRoute], Handler]:
    """All routes of the pages, and the handler for addresses that have none.

    Raises:
        UsageError: A proxy signs people in, but has no secret.
    """
    check_settings(services.settings)
    pages = Pages(services, Limits())
    get, post = ["GET"], ["POST"]
    found: list[BaseRoute] = [
        Route("/", pages.shown(checking.form), methods=get),
        Route("/check", pages.shown(checking.form), methods=get),
        Route("/check", pages.shown(checking.check, "author"), methods=post),
        Route("/windows", pages.shown(windows.windows), methods=get),
        Route("/decisions", pages.shown(decisions.decisions), methods=get),
        Route("/decisions/{id}", pages.shown(decisions.decision), methods=get),
        Route("/decisions/{id}/ask", pages.shown(reviews.ask, "author"), methods=post),
        Route("/reviews", pages.shown(reviews.reviews), methods=get),
        Route("/reviews/{id}", pages.shown(reviews.review), methods=get),
        Route("/reviews/{id}", pages.shown(reviews.decide, "reviewer"), methods=post),
        Route("/people", pages.shown(people.people), methods=get),
        Route("/account", pages.shown(account.form), methods=get),
        Route("/account", pages.shown(account.change), methods=post),
        Route("/sign-in", pages.open(signing_in.form), methods=get),
        Route("/sign-in", pages.open(signing_in.sign_in), methods=post),
        Route("/sign-out", pages.shown(signing_in.sign_out), methods=post),
        Route("/static/{name}", static.static, methods=get),
    ]
    return found, lost(pages)
