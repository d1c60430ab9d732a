"""What a process can be asked to do. Each job takes the bench, a head and bytes, and gives plain data for JSON."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from hmac import compare_digest
from typing import Any

from neutral_gate.elections import now, parse_moment, steady, strictest
from neutral_gate.gate import INTERNAL_ERROR, Gate
from neutral_gate.model import Decision, GateError, ImageFacts, Span
from neutral_gate.reports.as_json import decision_data
from neutral_gate.reports.as_windows import AHEAD, windows_data
from neutral_gate.service.judging.bench import Bench
from neutral_gate.service.judging.errors import RefusedError
from neutral_gate.service.judging.frames import Message
from neutral_gate.service.judging.payload import Request, read_body, read_request
from neutral_gate.service.uploads import read_draft, read_form

_EVER = 1e12  # seconds
_WORDS = frozenset({"message", "excerpt", "suggestion", "evidence"})
"""Parts of a finding that can hold words of the draft."""

Job = Callable[[Bench, dict[str, Any], bytes], dict[str, Any] | Message]


def check(bench: Bench, head: dict[str, Any], body: bytes) -> Message:
    """Judges a request.

    Args:
        bench: The gate.
        head: `at`, the service's own time; `payload` where it is read already; `keep_text` to get the words back.
        body: The request as it came, where there is no `payload`.

    Returns:
        `entry`, what the log keeps, as the fields of `DecisionEntry`; `inside`, whether a window is active; `holds`,
        how long the same request has the same answer. The body is the answer as DESIGN has it, in JSON, and without
        its date, which is that of the entry: the service passes it on unread.
    """
    payload = head.get("payload")
    value = _judged(bench, head, read_request(payload if payload is not None else read_body(body)))
    answer = value.pop("answer")
    del answer["at"]
    return Message({"value": value}, json.dumps(answer, separators=(",", ":"), allow_nan=False).encode())


def form(bench: Bench, head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """Judges what somebody handed in on a page.

    Args:
        bench: The gate.
        head: As for `check`, and `content_type`; `csrf`, which the form must have; `words` to read those in pictures.
        body: The form as it came, with its file.

    Returns:
        As `check`, with the `answer` as plain data, and `form`, its fields; `texts`, what the draft has for people to
        read, by field; `format`, how its text is written. Where the draft cannot be read, `form` and `problem`: what
        is wrong, and what to do.
    """
    sent = read_form(head["content_type"], body)
    if not compare_digest(sent.fields.get("csrf", "").encode(), head["csrf"].encode()):
        raise RefusedError("This form has run out.", "Go back, load the page again, and send it from there.")
    fields = {name: text for name, text in sent.fields.items() if name != "csrf"}
    try:
        draft = read_draft(sent, head["words"])
        value = _judged(bench, head, _saying(read_request(draft.payload), draft.says), draft.pictures)
    except (RefusedError, GateError) as error:
        return {"form": fields, "problem": [error.problem, error.mend]}
    value["answer"]["notices"] += draft.notices
    return {**value, "form": fields, "texts": draft.texts, "format": draft.payload.get("format", "")}


def _saying(request: Request, says: Mapping[str, object]) -> Request:
    """The request, with what its file says of itself among the settings of its draft."""
    settings = {key: (value, Span(0, 0)) for key, value in says.items()}
    drafts = tuple(replace(draft, settings={**draft.settings, **settings}) for draft in request.drafts)
    return request._replace(drafts=drafts)


def _judged(
    bench: Bench, head: dict[str, Any], request: Request, pictures: Mapping[str, ImageFacts] | None = None
) -> dict[str, Any]:
    today = datetime.fromisoformat(head["at"])
    at = moment_for(request, today)
    gate = bench.gate
    decision = gate.decide((gate.judge(draft, at, pictures) for draft in request.drafts), at)
    answer = decision_data(decision)
    for draft in answer["drafts"]:
        draft["findings"] = [request.fields.placed(finding) for finding in draft["findings"]]
    answer["notices"] += [
        notice
        for notice in dict.fromkeys(each for result in decision.drafts for each in result.notices)
        if notice not in answer["notices"]
    ]
    findings = [finding for draft in answer["drafts"] for finding in draft["findings"]]
    if not head.get("keep_text"):
        findings = [{key: part for key, part in each.items() if key not in _WORDS} for each in findings]
    said = request.about
    return {
        "answer": answer,
        "entry": {
            "at": answer["at"],
            "verdict": answer["verdict"],
            "sha256": _digest([draft.sha256 for draft in decision.drafts]),
            "name": request.drafts[0].path,
            "kind": decision.drafts[0].kind,
            "channel": said["channel"] or None,
            "author": said["author"] or said["account"] or None,
            "body": request.drafts[0].body or gate.config.body_type,
            "windows": [window["id"] for window in answer["windows"]],
            "findings": findings,
            "versions": answer["versions"],
            "text": request.drafts[0].source if head.get("keep_text") else None,
        },
        "inside": strictest(decision.windows) is not None,
        "holds": None if pictures else _holds(gate, request, today, decision),
    }


def _digest(digests: list[str]) -> str:
    """The draft's digest; of several, one over all."""
    return digests[0] if len(digests) == 1 else sha256("\n".join(digests).encode()).hexdigest()


def _holds(gate: Gate, request: Request, today: datetime, decision: Decision) -> tuple[float, float, bool] | None:
    """The seconds since 1970 between which a request has the same answer, and whether that has the present as its date.

    None for what a fault in a check has left undone: the next try may fare better.
    """
    if any(finding.rule == INTERNAL_ERROR for draft in decision.drafts for finding in draft.findings):
        return None
    named = _named(request)
    if request.at is not None:
        return (0.0, _EVER, False)
    if named is not None and named > today:
        return (0.0, named.timestamp(), False)
    since, until = steady(gate.windows, today)
    if since == today.timestamp():  # an edge itself may belong to what was before it
        return None
    return (since if named is None else max(since, named.timestamp()), until, True)


def moment_for(request: Request, today: datetime) -> datetime:
    """The moment to judge for.

    A page that was first published last year and is changed today goes out today; one with a date to come goes out
    on that date. So a date in the past counts as now, and nobody gets round a window by dating a page back. `at` is
    for trying things out, and beats both.
    """
    if request.at is not None:
        return request.at
    named = _named(request)
    return named if named is not None and named > today else today


def _named(request: Request) -> datetime | None:
    """The date of publication that a request or its draft names."""
    dates = [request.published, *(draft.published for draft in request.drafts)]
    return next((date for date in dates if date is not None), None)


def windows(bench: Bench, head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """The windows at a moment, and those that open next; `at` and `days` in the head."""
    at = parse_moment(head["at"]) if head.get("at") else now()
    who = bench.gate.config.body(head.get("body"))
    return windows_data(bench.gate.windows, at, who, int(head.get("days", AHEAD)))


def about(bench: Bench, head: dict[str, Any], body: bytes) -> dict[str, Any]:
    """What the gate was loaded from."""
    return bench.about


JOBS: dict[str, Job] = {"about": about, "check": check, "form": form, "windows": windows}
"""All jobs by name."""
