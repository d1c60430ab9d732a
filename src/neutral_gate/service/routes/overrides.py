"""`POST /v1/overrides`: a person lets a draft go out all the same, and says why."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from neutral_gate.service.judging.payload import read_body
from neutral_gate.service.log import REASONS, OverrideEntry
from neutral_gate.service.problems import Problem
from neutral_gate.service.routes.asking import asked

_NEEDED = ("decision_id", "actor", "reason_code", "reason")
_KNOWN = (*_NEEDED, "second_person")
_LONGEST = {"reason": 2_000}
_LONGEST_NAME = 200


async def overrides(request: Request) -> Response:
    """Logs an override; 201 with its id when it is on the disk."""
    services, _, body = await asked(request, "override")
    wish = _read(body)
    if await services.read(services.log.decision, wish["decision_id"]) is None:
        raise Problem(404, "There is no such decision in the log.", "Give the decision_id of the gate's answer.")
    if services.settings.second_person and not wish.get("second_person"):
        mend = 'Have a colleague sign it off, and send their name as "second_person".'
        raise Problem(403, "An override needs a second person here.", mend)
    actor = wish["actor"].strip()
    entry = OverrideEntry(
        decision_id=wish["decision_id"],
        actor=actor,
        reason_code=wish["reason_code"],
        reason=wish["reason"],
        second_person=wish.get("second_person"),
    )
    override_id = await services.write(services.log.record_override, entry)
    request.state.said["decision_id"] = wish["decision_id"]
    return JSONResponse({"override_id": override_id, "decision_id": wish["decision_id"]}, 201)


def _read(body: bytes) -> dict[str, str]:
    value: dict[str, Any] = read_body(body)
    for key, item in value.items():
        if key not in _KNOWN:
            raise Problem(422, "The request has a key that is not known here.", f"Use: {', '.join(_KNOWN)}.")
        if item is None and key == "second_person":
            continue
        if not isinstance(item, str) or not item.strip() or len(item) > _LONGEST.get(key, _LONGEST_NAME):
            most = _LONGEST.get(key, _LONGEST_NAME)
            raise Problem(422, f'"{key}" must be a text of 1 to {most} letters.', "Mend it, and send it again.")
    missing = [key for key in _NEEDED if key not in value]
    if missing:
        raise Problem(422, f'"{missing[0]}" is missing.', f"Send {', '.join(_NEEDED)}.")
    if value["reason_code"] not in REASONS:
        raise Problem(422, '"reason_code" is not a known reason.', f"Use one of: {', '.join(REASONS)}.")
    return {key: item for key, item in value.items() if item is not None}
