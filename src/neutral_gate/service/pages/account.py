"""A person's own account: who they are here, and a new password."""

from __future__ import annotations

from starlette.responses import Response

from neutral_gate.model import UsageError
from neutral_gate.service.log.sessions import LONGEST
from neutral_gate.service.log.users import LEAST_PASSWORD
from neutral_gate.service.pages.limits import SIGN_IN
from neutral_gate.service.pages.proxied import name_from_proxy
from neutral_gate.service.pages.visits import Visit, go
from neutral_gate.service.pages.wording import ROLES
from neutral_gate.service.problems import Problem

_ELSEWHERE = Problem(403, "Your office's own sign-in keeps your password.", "Change it there.")


async def form(visit: Visit) -> Response:
    """The form."""
    return _form(visit)


async def change(visit: Visit) -> Response:
    """Gives the account a new password where the old one is right. All its sessions end, and a new one starts here."""
    if name_from_proxy(visit.request, visit.services.settings):
        raise _ELSEWHERE
    fields = await visit.form()
    services, name = visit.services, visit.person.name
    old, new = fields.get("old", ""), fields.get("new", "")
    if new != fields.get("again", ""):
        return _form(visit, "again", "The new password is not the same in both fields.")
    wait = visit.limits.wait(SIGN_IN, "password", name)
    if wait:
        mend = f"Wait {-(-wait // 60)} minutes, then try again."
        raise Problem(429, "There were too many tries with a wrong password.", mend, {"Retry-After": str(wait)})
    if await services.read(services.users.check, name, old) is None:
        return _form(visit, "old", "The old password is not right.")
    visit.limits.take_back("password", name)
    if new == old:
        return _form(visit, "new", "The new password is the same as the old one.")
    try:
        await services.write(services.users.set_password, name, new)
    except UsageError as error:
        return _form(visit, "new", f"{error.problem} {error.mend}")
    visit.request.state.said["account"] = "password changed"
    _, secret = await services.write(services.sessions.open, name)
    response = go("/account?changed=1")
    response.set_cookie(
        visit.cookie, secret, max_age=int(LONGEST.total_seconds()), secure=visit.secure, httponly=True, samesite="lax"
    )
    return response


def _form(visit: Visit, field: str = "", problem: str = "") -> Response:
    return visit.page(
        "account.html.j2",
        status=422 if problem else 200,
        field=field,
        problem=problem,
        changed=visit.request.query_params.get("changed") == "1" and not problem,
        role=ROLES[visit.person.role],
        least=LEAST_PASSWORD,
    )
