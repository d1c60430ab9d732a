"""Paste or choose a draft, and see what the gate says of it."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from neutral_gate.service.bodies import body_of
from neutral_gate.service.judging import BusyError, TooSlowError
from neutral_gate.service.pages.limits import CHECK
from neutral_gate.service.pages.reviews import asking
from neutral_gate.service.pages.shown import sections
from neutral_gate.service.pages.visits import Visit
from neutral_gate.service.pages.windows import titles_of, windows_at
from neutral_gate.service.pages.wording import KIND_CHOICES, VERDICTS
from neutral_gate.service.problems import Problem

_MOST_IN_BOX = 300_000  # letters of a file that are put into the box, to be mended there
_SLOW_LINE = 3.0  # a file takes longer to come than a request of a program


async def form(visit: Visit) -> Response:
    """The form."""
    return visit.page("check.html.j2", **await _form_values(visit, {}))


async def check(visit: Visit) -> Response:
    """Judges what the form has, logs the decision, and shows it with the form."""
    services, user = visit.services, visit.person
    wait = visit.limits.wait(CHECK, "check", user.name)
    if wait:
        mend = f"Wait {wait} seconds. Your words are still there when you go back."
        raise Problem(429, "That were many checks in a short time.", mend, {"Retry-After": str(wait)})
    if services.judge.running >= services.judge.admission:
        raise BusyError
    settings = services.settings
    body = await body_of(visit.request, settings.max_upload, settings.body_seconds * _SLOW_LINE)
    value = await _judged(visit, body)
    sent = value["form"]
    if "problem" in value:
        return visit.page("check.html.j2", status=422, **await _form_values(visit, sent, value["problem"]))
    texts = value["texts"]
    once = str(sent.get("once", ""))[:40]
    digest = value["entry"]["sha256"]
    key = f"page {user.name} {once} {digest}" if once else None
    answer = {**value["answer"], **await services.logged(value, actor=user.name, source="page", key=key)}
    visit.request.state.said.update(verdict=answer["verdict"], decision_id=answer["decision_id"])
    if len(texts.get("source", "")) <= _MOST_IN_BOX:
        sent = {**sent, "text": texts.get("source", ""), "format": value["format"], "title": texts.get("title", "")}
    found = await windows_at(visit, answer["at"])
    return await services.read(  # in a thread: a page with thousands of findings takes a second
        visit.page,
        "checked.html.j2",
        titles=titles_of(found),
        answer=answer,
        heading=VERDICTS[answer["verdict"]][0],
        sections=await services.read(sections, answer, texts),
        checklist=list(dict.fromkeys(line for draft in answer["drafts"] for line in draft["checklist"])),
        ask=asking(visit) if answer["verdict"] != "pass" else None,
        **await _form_values(visit, sent),
    )


async def _judged(visit: Visit, body: bytes) -> Mapping[str, Any]:
    services = visit.services
    head = {
        "at": services.clock().isoformat(),
        "keep_text": services.settings.store_text,
        "content_type": visit.request.headers.get("content-type", ""),
        "csrf": visit.session.csrf if visit.session is not None else "",
        "words": True,
    }
    try:
        return await services.judge.run("form", head, body)
    except TooSlowError:  # reading the words in a picture is what takes long
        return await services.judge.run("form", {**head, "words": False}, body)


async def _form_values(visit: Visit, sent: Mapping[str, str], problem: tuple[str, str] | None = None) -> dict[str, Any]:
    return {
        "sent": {name: sent.get(name, "") for name in ("text", "title", "kind", "format", "published", "name", "alt")},
        "kinds": KIND_CHOICES,
        "problem": problem,
        "once": secrets.token_urlsafe(16),
        "most": visit.services.settings.max_upload // 1_000_000,
        "today": await windows_at(visit, visit.services.clock().isoformat()),
    }
