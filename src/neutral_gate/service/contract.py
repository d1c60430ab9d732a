"""The HTTP contract as OpenAPI 3.1."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from neutral_gate._version import __version__
from neutral_gate.lexicon.places import schemas_dir
from neutral_gate.model import BODY_TYPES
from neutral_gate.service.contract_parts import IMAGE, MOMENT, OVERRIDE, PROBLEM, REQUEST, ROW

_TEXT = {"type": "string"}
_MOMENT = {"type": "string", "pattern": MOMENT, "description": "Such as 2024-06-10T09:00:00+01:00."}
_FILTER = {"type": "string", "minLength": 1, "maxLength": 300}


@cache
def contract() -> dict[str, Any]:
    """The document at `/openapi.json`; the decision is that of `schemas/decision.schema.json`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Neutral Gate",
            "version": __version__,
            "description": "Says whether a draft may be published, and logs what it said.",
            "license": {"name": "MIT", "identifier": "MIT"},
        },
        "paths": {
            "/v1/check": {"post": _check()},
            "/v1/overrides": {"post": _override()},
            "/v1/decisions": {"get": _decisions()},
            "/v1/decisions/{id}": {"get": _decision()},
            "/v1/windows": {"get": _windows()},
            "/healthz": {"get": _operation("healthz", "Whether the service runs", {"200": _json(_STATUS)}, open_=True)},
            "/readyz": {
                "get": _operation(
                    "readyz", "Whether it can work", {"200": _json(_STATUS), "503": _json(_STATUS)}, open_=True
                )
            },
            "/metrics": {"get": _operation("metrics", "Counters for Prometheus", {"200": _plain()}, "read")},
            "/openapi.json": {
                "get": _operation("openapi", "This document", {"200": _json({"type": "object"})}, open_=True)
            },
        },
        "components": {
            "schemas": {
                "Request": REQUEST,
                "Image": IMAGE,
                "Override": OVERRIDE,
                "Problem": PROBLEM,
                "LoggedDecision": ROW,
                **_decision_schemas(),
            },
            "securitySchemes": {
                "token": {"type": "http", "scheme": "bearer", "description": "Made by `neutral-gate serve token add`."},
                "signature": {
                    "type": "apiKey",
                    "in": "header",
                    "name": "webhook-signature",
                    "description": "Standard Webhooks: webhook-id, webhook-timestamp and webhook-signature.",
                },
            },
        },
    }


_STATUS = {"type": "object", "required": ["status"], "properties": {"status": _TEXT}}


def _check() -> dict[str, Any]:
    answers = {
        "200": _json(_ref("Answer")),
        **_problems("400", "408", "409", "413", "422", "503", "504"),
    }
    key = {"name": "Idempotency-Key", "in": "header", "schema": {"type": "string", "pattern": "^[!-~]{1,200}$"}}
    return _operation("check", "Judge a draft", answers, "check", parameters=[key], body="Request")


def _override() -> dict[str, Any]:
    made = {
        "type": "object",
        "required": ["override_id", "decision_id"],
        "properties": {"override_id": _TEXT, "decision_id": _TEXT},
    }
    answers = {"201": _json(made), **_problems("400", "404", "408", "413", "422", "503")}
    return _operation("override", "Let a draft go out all the same", answers, "override", body="Override")


def _decisions() -> dict[str, Any]:
    page = {
        "type": "object",
        "required": ["decisions", "next"],
        "properties": {
            "decisions": {"type": "array", "items": _ref("LoggedDecision")},
            "next": {"type": ["integer", "null"], "description": 'Give it as "before" for the page that follows.'},
        },
    }
    texts = ("author", "actor", "kind", "channel", "source", "name", "window", "rule")
    parameters = [
        *(_query(name, _FILTER) for name in texts),
        *(_query(name, _MOMENT) for name in ("since", "until")),
        _query("verdict", {"enum": ["block", "warn", "pass"]}),
        _query("overridden", {"enum": ["true", "false"]}),
        _query("limit", {"type": "integer", "minimum": 1, "maximum": 500, "default": 50}),
        _query("before", {"type": "integer", "minimum": 1, "maximum": 2**62}),
    ]
    answers = {"200": _json(page), **_problems("422", "503")}
    return _operation("decisions", "The decisions of the log, newest first", answers, "read", parameters=parameters)


def _decision() -> dict[str, Any]:
    id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string", "pattern": "^[A-Za-z0-9_]+$"}}
    answers = {"200": _json(_ref("LoggedDecision")), **_problems("404", "422", "503")}
    return _operation("decision", "One decision", answers, "read", parameters=[id_])


def _windows() -> dict[str, Any]:
    found = {
        "type": "object",
        "required": ["at", "inside", "strictness", "windows", "next", "sentences"],
        "properties": {
            "at": {"type": "string", "format": "date-time"},
            "inside": {"type": "boolean", "description": "Whether any window is active."},
            "strictness": {"type": ["string", "null"]},
            "windows": {"type": "array", "items": _ref("window")},
            "next": {"type": "array", "items": _ref("window")},
            "sentences": {"type": "array", "items": _TEXT},
        },
    }
    parameters = [
        _query("at", _MOMENT),
        _query("body", {"enum": list(BODY_TYPES)}),
        _query("days", {"type": "integer", "minimum": 0, "maximum": 2_000, "default": 400}),
    ]
    answers = {"200": _json(found), **_problems("422", "503", "504")}
    return _operation("windows", "Pre-election periods", answers, "check or read", parameters=parameters)


def _operation(
    name: str,
    summary: str,
    answers: dict[str, Any],
    scope: str = "",
    *,
    open_: bool = False,
    parameters: list[dict[str, Any]] | None = None,
    body: str = "",
) -> dict[str, Any]:
    found: dict[str, Any] = {"operationId": name, "summary": summary, "responses": answers}
    if parameters:
        found["parameters"] = parameters
    if body:
        found["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(body)}}}
    if open_:
        found["security"] = []
    else:
        found["description"] = f"Needs the scope {scope}."
        found["security"] = [{"token": []}, {"signature": []}]
        found["responses"] = {**answers, **_problems("400", "401", "403")}
    return found


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/components/schemas/{name}"}


def _query(name: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"name": name, "in": "query", "schema": schema}


def _json(schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": "The answer", "content": {"application/json": {"schema": schema}}}


def _plain() -> dict[str, Any]:
    return {"description": "The answer", "content": {"text/plain": {"schema": _TEXT}}}


def _problems(*codes: str) -> dict[str, Any]:
    content = {"application/problem+json": {"schema": _ref("Problem")}}
    return {code: {"description": "What is wrong, and what to do", "content": content} for code in codes}


def _decision_schemas() -> dict[str, Any]:
    """The decision's own schema and its parts, under the names that they have in this document."""
    text = (schemas_dir() / "decision.schema.json").read_text("utf-8")
    schema = json.loads(text.replace('"#/$defs/', '"#/components/schemas/'))
    parts: dict[str, Any] = schema.pop("$defs")
    for key in ("$schema", "$id"):
        schema.pop(key)
    parts["finding"]["properties"]["field"] = {
        "type": "string",
        "description": 'The field of the request that it stands in, such as "title"; its places count from there.',
    }
    own = {
        "decision_id": {"type": "string", "description": "Its id in the log."},
        "inside": {"type": "boolean", "description": "Whether a window was active."},
    }
    answer = {"allOf": [_ref("Decision"), {"type": "object", "required": list(own), "properties": own}]}
    return {**parts, "Decision": schema, "Answer": answer}
