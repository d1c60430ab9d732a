"""The JSON report is the contract of its schema."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from referencing.jsonschema import EMPTY_REGISTRY

from neutral_gate.reports import Options, render
from neutral_gate.reports.as_json import finding_data

SCHEMA = Path(__file__).parents[3] / "schemas" / "decision.schema.json"


def closed(schema: Any) -> Any:
    """The schema with no room for keys that it does not describe."""
    if isinstance(schema, list):
        return [closed(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    if inner.get("type") == "object" and "properties" in inner:
        inner["additionalProperties"] = False
    return inner


def validate(text: str) -> dict[str, Any]:
    schema = closed(json.loads(SCHEMA.read_text("utf-8")))
    data: dict[str, Any] = json.loads(text)
    Draft202012Validator(schema, registry=EMPTY_REGISTRY).validate(data)
    return data


def test_a_report_is_what_the_schema_says(make: SimpleNamespace) -> None:
    data = validate(render("json", make.mixed(), Options()))

    assert data["verdict"] == "block"
    assert data["summary"] == {"drafts": 2, "block": 1, "warn": 0, "pass": 1, "suppressed": 1}
    assert data["at"] == "2024-06-10T09:00:00+01:00"
    assert data["notices"] == ["No body is set."]
    first = data["drafts"][0]["findings"][0]
    assert first["start"] == {"line": 3, "column": 8, "offset": 15}
    assert first["end"] == {"line": 3, "column": 32, "offset": 39}
    assert [one["suppressed"] for one in data["drafts"][0]["findings"]] == [None, None, None, "agreed with the board"]
    assert data["drafts"][0]["findings"][1]["exception"] == "patients-views"


def test_a_run_without_drafts_is_still_valid(make: SimpleNamespace) -> None:
    data = validate(render("json", make.decision(windows=()), Options()))

    assert (data["verdict"], data["drafts"], data["windows"]) == ("pass", [], [])


def test_options_change_nothing(make: SimpleNamespace) -> None:
    plain = render("json", make.mixed(), Options())

    assert render("json", make.mixed(), Options(colour=True, quiet=True, verbose=True, width=40)) == plain


def test_each_draft_is_one_line_of_ascii(make: SimpleNamespace) -> None:
    source = "Café \x1b[31m \x7f\x9b \ud800 😀 vote"
    text = render("json", make.decision(make.result(source, make.finding(source, source))), Options())

    assert text.isascii()
    assert all(char.isprintable() or char == "\n" for char in text)
    assert text.count('"excerpt"') == sum('"excerpt"' in line for line in text.splitlines())
    assert json.loads(text)["drafts"][0]["findings"][0]["excerpt"] == source


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ({"b", "a"}, ["a", "b"]),
        (("x", 1), ["x", 1]),
        ({"k": {2: None}}, {"k": {"2": None}}),
        (date(2024, 6, 10), "2024-06-10"),
        (float("nan"), None),
        (float("inf"), None),
        (0.5, 0.5),
        (True, True),
        (Path("a"), "a"),
    ],
)
def test_any_evidence_becomes_json(make: SimpleNamespace, value: object, expected: object) -> None:
    one = replace(make.finding("vote", "vote"), evidence={"it": value})

    data = finding_data(one)

    assert data["evidence"] == {"it": expected}
    json.dumps(data, allow_nan=False)
