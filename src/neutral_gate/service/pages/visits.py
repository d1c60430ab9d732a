"""Who looks at a page, whether they may, and what they see where something is wrong."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from hmac import compare_digest
from typing import Any
from urllib.parse import parse_qsl, quote, urlsplit

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from neutral_gate.service.bodies import body_of
from neutral_gate.service.errors import problem_of
from neutral_gate.service.log import Session, User
from neutral_gate.service.pages.limits import Limits
from neutral_gate.service.pages.proxied import name_from_proxy, session_from_proxy
from neutral_gate.service.pages.rendering import HEADERS, rendered
from neutral_gate.service.problems import Problem
from neutral_gate.service.services import Services

_LARGEST_FORM = 50_000
_MOST_FIELDS = 40
_STALE = Problem(403, "This form has run out.", "Go back, load the page again, and send it from there.")
_STRANGE = Problem(403, "This came from another website.", "Open the page here, and send the form from it.")


@dataclass(frozen=True, slots=True)
class Visit:
    """One request of somebody who is signed in, or is about to.

    Attributes:
        request: The request.
        services: What the routes share.
        limits: How often somebody may do a thing.
        user: Who is signed in, or None.
        session: Their session, or None.
    """

    request: Request
    services: Services
    limits: Limits
    user: User | None = None
    session: Session | None = None

    @property
    def person(self) -> User:
        """Who is signed in."""
        assert self.user is not None  # noqa: S101 - `Pages.shown` lets nobody else in
        return self.user

    @property
    def secure(self) -> bool:
        """Whether the page is asked for over HTTPS."""
        return self.request.url.scheme == "https"

    @property
    def cookie(self) -> str:
        """Name of the session's cookie; over HTTPS one that no other host can set."""
        return "__Host-neutral-gate" if self.secure else "neutral-gate"

    @property
    def here(self) -> str:
        """Where the visitor's connection comes from."""
        client = self.request.client
        return client.host if client is not None else ""

    async def form(self) -> Mapping[str, str]:
        """The fields of a small form, which must have the session's CSRF token.

        Raises:
            Problem: It is too large or too slow, or it comes from elsewhere.
        """
        fields = await self.fields()
        csrf = self.session.csrf if self.session is not None else ""
        if not csrf or not compare_digest(fields.get("csrf", "").encode(), csrf.encode()):
            raise _STALE
        return fields

    async def fields(self) -> Mapping[str, str]:
        """The fields of a small form, whoever sends it; errors as in `form`."""
        body = await body_of(self.request, _LARGEST_FORM, self.services.settings.body_seconds)
        try:
            pairs = parse_qsl(body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError:
            raise Problem(400, "The form has too many fields.", "Send it from the page, as it is.") from None
        return {name: value.replace("\r\n", "\n").replace("\0", "") for name, value in pairs}

    def page(self, template: str, *, status: int = 200, **values: Any) -> Response:
        """A page.

        Args:
            template: Its name.
            status: The HTTP status.
            values: For the template, beside `user`, `csrf`, `path` and `proxied`.
        """
        shared = {
            "user": self.user,
            "csrf": self.session.csrf if self.session is not None else "",
            "path": self.request.url.path,
            "proxied": bool(name_from_proxy(self.request, self.services.settings)),
        }
        return rendered(template, {**shared, **values}, status=status, secure=self.secure)

    def problem(self, problem: Problem) -> Response:
        """A page that says what is wrong."""
        response = self.page("problem.html.j2", status=problem.status, problem=problem)
        response.headers.update(problem.headers)
        return response


Handler = Callable[[Visit], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


class Pages:
    """Makes endpoints of handlers.

    Args:
        services: What the routes share.
        limits: How often somebody may do a thing.
    """

    def __init__(self, services: Services, limits: Limits) -> None:
        self._services = services
        self._limits = limits

    def shown(self, handler: Handler, role: str = "reader") -> Endpoint:
        """An endpoint for those who are signed in and have a role."""

        async def visited(visit: Visit) -> Response:
            if visit.user is None:
                return _sign_in_first(visit)
            if not visit.user.may(role):
                raise Problem(403, "Your account may not do this.", "Ask the person who looks after Neutral Gate.")
            visit.request.state.said["actor"] = visit.user.name
            return await handler(visit)

        return self.open(visited)

    def open(self, handler: Handler) -> Endpoint:
        """An endpoint for everybody. What goes wrong in it ends in a page."""

        async def endpoint(request: Request) -> Response:
            visit = Visit(request, self._services, self._limits)
            try:
                visit = await self._known(visit)
                if request.method == "POST":
                    _from_here(request)
                return await handler(visit)
            except Exception as error:  # a fault of ours too: a browser shows a page, and the journal has the rest
                return visit.problem(problem_of(error))

        return endpoint

    async def _known(self, visit: Visit) -> Visit:
        """The visit with the person who is signed in, if there is one."""
        services = self._services
        name = name_from_proxy(visit.request, services.settings)
        if name:
            user = await services.read(services.users.get, name)
            if user is None or user.closed is not None:
                raise Problem(403, "You have no account here.", "Ask the person who looks after Neutral Gate for one.")
            session = session_from_proxy(user.name, services.settings, services.clock())
            return Visit(visit.request, services, self._limits, user, session)
        secret = visit.request.cookies.get(visit.cookie, "")
        found = await services.read(services.sessions.find, secret) if secret else None
        user = await services.read(services.users.get, found.user) if found is not None else None
        if found is None or user is None or user.closed is not None:
            return visit
        return Visit(visit.request, services, self._limits, user, found)


def local(path: str) -> str:
    """An address to go on to: a path of this site, else the start page."""
    return path if path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() else "/"


def go(path: str) -> Response:
    """Sends the browser on to another page, which it gets with GET."""
    return RedirectResponse(path, 303, HEADERS)


def _sign_in_first(visit: Visit) -> Response:
    if visit.request.method == "POST":
        raise Problem(
            401,
            "You are no longer signed in.",
            "Sign in again in a new tab. Then come back to this one, go back a page, and send the form again.",
        )
    url = visit.request.url
    wanted = url.path + (f"?{url.query}" if url.query else "")
    return go("/sign-in" if wanted == "/" else f"/sign-in?next={quote(wanted, safe='/')}")


def _from_here(request: Request) -> None:
    """Refuses a form that another site sends, before it is read.

    Raises:
        Problem: The browser says that it comes from elsewhere.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        raise _STRANGE
    origin = request.headers.get("origin")
    if origin is not None and urlsplit(origin).netloc.lower() != request.headers.get("host", "").lower():
        raise _STRANGE
