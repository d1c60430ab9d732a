"""The JSON Schemas describe what really goes in and out."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError

from neutral_gate.config import load_config
from neutral_gate.config.reading import _BODY_KEYS, _TOP_KEYS
from neutral_gate.config.settings import FAIL_ON, LEVELS, TERM_CLASSES
from neutral_gate.elections.table import KEYS as WINDOW_KEYS
from neutral_gate.model import BODY_TYPES, KINDS, Severity, Status, Strictness, UsageError, Verdict

SCHEMAS = Path(__file__).parents[3] / "schemas"


def schema(name: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((SCHEMAS / f"{name}.schema.json").read_text("utf-8"))
    return loaded


def plain(value: Any) -> Any:
    """TOML values as JSON has them."""
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def config_errors(text: str) -> list[ValidationError]:
    validator = Draft202012Validator(schema("config"))
    return list(validator.iter_errors(plain(tomllib.loads(text))))


@pytest.mark.parametrize("name", ["decision", "config", "windows"])
def test_the_schemas_are_valid(name: str) -> None:
    Draft202012Validator.check_schema(schema(name))


def test_the_config_schema_has_the_keys_and_words_of_the_code() -> None:
    top = schema("config")["properties"]
    override = top["overrides"]["items"]["properties"]

    assert set(top) == set(_TOP_KEYS)
    assert set(top["body"]["properties"]) == set(_BODY_KEYS)
    assert set(top["terms"]["properties"]) == set(TERM_CLASSES)
    assert set(top["windows"]["items"]["properties"]) == set(WINDOW_KEYS)
    assert top["body"]["properties"]["type"]["enum"] == list(BODY_TYPES)
    assert top["fail_on"]["enum"] == list(FAIL_ON)
    assert override["kind"]["enum"] == list(KINDS)
    assert schema("config")["$defs"]["level"]["oneOf"][0]["enum"] == list(LEVELS)


def test_the_decision_schema_has_the_words_of_the_code() -> None:
    parts = schema("decision")["$defs"]

    assert set(parts["verdict"]["enum"]) == {verdict.value for verdict in Verdict}
    assert set(parts["finding"]["properties"]["severity"]["enum"]) == {severity.value for severity in Severity}
    assert set(parts["window"]["properties"]["strictness"]["enum"]) == {level.value for level in Strictness}
    assert set(parts["window"]["properties"]["status"]["enum"]) == {status.value for status in Status}


@pytest.mark.parametrize(
    "text",
    [
        "",
        'extends = "base.toml"\npeople = ["a.csv"]\n[body]\ntype = "icb"\n',
        '[rules]\ntiming = "off"\n"source/political-link" = { inside = "block", outside = "off" }\n',
        '[rules]\n"neutrality/vote-advocacy" = "block"\n',
        '[rules]\nscore = "off"\n"readability/long-sentence" = { inside = "warn" }\n',
        'on_internal_error = "block"\nfail_on = "warn"\n',
        '[[overrides]]\npaths = "news/**"\nkind = "news"\nrules = { timing = "note" }\n',
        '[[windows]]\nid = "by"\nstrictness = "local"\nstart = 2027-03-31\nend = "2027-05-06T22:00"\n',
    ],
)
def test_good_settings_pass_the_schema_and_the_code(text: str, tmp_path: Path) -> None:
    path = tmp_path / "neutral-gate.toml"
    path.write_text(text)
    (tmp_path / "base.toml").write_text("")

    assert config_errors(text) == []
    load_config(path)


@pytest.mark.parametrize(
    "text",
    [
        "bodyy = 1\n",
        '[body]\ntype = "charity"\n',
        '[body]\nareas = [""]\n',
        '[rules]\ntiming = "error"\n',
        '[rules]\nneutrality = "off"\n',
        '[rules]\n"neutrality/vote-advocacy" = "warn"\n',
        '[rules]\n"neutrality/vote-advocacy" = { outside = "off" }\n',
        '[rules]\nreadability = "block"\n',
        '[rules]\n"score/opinion" = { inside = "block" }\n',
        'on_internal_error = "note"\n',
        '[[overrides]]\nkind = "news"\n',
        '[terms]\nslogan = ["x"]\n',
    ],
)
def test_bad_settings_fail_the_schema_and_the_code(text: str, tmp_path: Path) -> None:
    path = tmp_path / "neutral-gate.toml"
    path.write_text(text)

    assert config_errors(text)
    with pytest.raises(UsageError):
        load_config(path)
