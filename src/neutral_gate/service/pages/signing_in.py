"""Signing in and out."""

from __future__ import annotations

import secrets
from hmac import compare_digest

from starlette.responses import Response

from neutral_gate.service.log.sessions import LONGEST
from neutral_gate.service.log.users import folded
from neutral_gate.service.pages.limits import SIGN_IN, SIGN_IN_ADDRESS, SIGN_IN_NAME
from neutral_gate.service.pages.visits import Visit, go, local
from neutral_gate.service.problems import Problem

_TICKET_MINUTES = 60


async def form(visit: Visit) -> Response:
    """The form; who is signed in already goes on."""
    wanted = local(visit.request.query_params.get("next", "/"))
    return go(wanted) if visit.user is not None else _form(visit, wanted)


async def sign_in(visit: Visit) -> Response:
    """Opens a session for a name and a password that fit."""
    fields = await visit.fields()
    wanted = local(fields.get("next", "/"))
    ticket = visit.request.cookies.get(_ticket_name(visit), "")
    if not ticket or not compare_digest(fields.get("ticket", "").encode(), ticket.encode()):
        return _form(visit, wanted, "This form has run out. Please try again.", 403)
    name = folded(fields.get("name", ""))[:100]
    tries = (
        (SIGN_IN_ADDRESS, "address", visit.here),
        (SIGN_IN_NAME, "name", name),
        (SIGN_IN, "both", name, visit.here),
    )
    wait = max(visit.limits.wait(limit, *key) for limit, *key in tries)
    if wait:
        mend = f"Wait {-(-wait // 60)} minutes, then try again."
        raise Problem(429, "There were too many tries to sign in.", mend, {"Retry-After": str(wait)})
    services = visit.services
    user = await services.read(services.users.check, name, fields.get("password", ""))
    if user is None:
        return _form(visit, wanted, "The name or the password is not right.", 403, fields.get("name", ""))
    for _, *key in tries:
        visit.limits.take_back(*key)
    _, secret = await services.write(services.sessions.open, user.name)
    response = go(wanted)
    response.delete_cookie(_ticket_name(visit), secure=visit.secure, httponly=True, samesite="strict")
    response.set_cookie(
        visit.cookie, secret, max_age=int(LONGEST.total_seconds()), secure=visit.secure, httponly=True, samesite="lax"
    )
    return response


async def sign_out(visit: Visit) -> Response:
    """Ends the session."""
    await visit.form()
    await visit.services.write(visit.services.sessions.close, visit.request.cookies.get(visit.cookie, ""))
    response = go("/sign-in?out=1")
    response.delete_cookie(visit.cookie, secure=visit.secure, httponly=True, samesite="lax")
    return response


def _form(visit: Visit, wanted: str, problem: str = "", status: int = 200, name: str = "") -> Response:
    """The form with a fresh ticket: no other site knows it, so none can sign somebody in to an account of its own."""
    ticket = secrets.token_urlsafe(32)
    out = visit.request.query_params.get("out") == "1" and not problem
    response = visit.page(
        "sign_in.html.j2", status=status, ticket=ticket, next=wanted, problem=problem, name=name, out=out
    )
    response.set_cookie(
        _ticket_name(visit), ticket, max_age=_TICKET_MINUTES * 60, secure=visit.secure, httponly=True, samesite="strict"
    )
    return response


def _ticket_name(visit: Visit) -> str:
    return f"{visit.cookie}-ticket"
