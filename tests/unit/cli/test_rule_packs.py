"""`neutral-gate rules new`, `rules test` and `rules schema`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from neutral_gate.cli.main import run
from neutral_gate.lexicon.places import lexicons_dir
from neutral_gate.lexicon.rule import Example
from neutral_gate.lexicon.rulebook import _FIND_KEYS, _RULE_KEYS
from neutral_gate.lexicon.yamlfile import read_yaml


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def rule(here: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A new rule file."""
    assert run(["rules", "new", "own/parks-campaign"]) == 0
    assert 'lexicons = ["rules"]' in capsys.readouterr().out
    return here / "rules" / "own" / "parks-campaign.yaml"


def test_a_new_rule_passes_its_own_test(rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "test", "rules"]) == 0
    assert capsys.readouterr().out == "1 rule, 4 examples: all hold.\n"


def test_a_new_rule_works_in_a_check(rule: Path, here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (here / "neutral-gate.toml").write_text('lexicons = ["rules"]\nfail_on = "warn"\n[body]\ntype = "council"\n')
    (here / "post.md").write_text("Residents are signing the parks pledge.\n")

    assert run(["check", "post.md", "--at", "2024-06-10"]) == 1
    assert "own/parks-campaign" in capsys.readouterr().out
    assert run(["check", "post.md", "--at", "2024-02-10"]) == 0


def test_an_example_that_fails_is_shown(rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule.write_text(rule.read_text().replace("(campaign|pledge)", "campaign").replace("open at 8am", "campaign backed"))

    assert run(["rules", "test", "rules"]) == 1
    shown = capsys.readouterr().out
    assert "Residents are signing the parks pledge." in shown
    assert "It must fire, but the rule found nothing." in shown
    assert "1 rule, 4 examples: 1 failed." in shown


def test_a_look_alike_that_is_found_is_shown(rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule.write_text(rule.read_text().replace('    unless: ["parks map"]\n', ""))

    assert run(["rules", "test", "rules"]) == 1
    assert 'the rule fired on "save our parks"' in " ".join(capsys.readouterr().out.split())


def test_a_weight_that_differs_is_shown(rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = rule.read_text().replace(
        '- "Residents are signing the parks pledge."',
        '- {text: "Residents are signing the parks pledge.", verdict: block}',
    )
    rule.write_text(text)

    assert run(["rules", "test", "rules"]) == 1
    assert "It must weigh block, but it weighs warn." in capsys.readouterr().out


def test_a_rule_without_look_alikes_is_not_done(rule: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rule.write_text(rule.read_text().partition("  pass:")[0])

    assert run(["rules", "test", "rules"]) == 1
    assert "has no examples that it must leave alone" in " ".join(capsys.readouterr().out.split())


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("summary:", "sumary:", "Did you mean summary?"),
        ("parks (campaign|pledge)", "parks (campaign", "a bracket that is not closed"),
        ("find:", "find: {", "cannot be read"),
        ("severity: {inside: warn", "severity: {inside: loud", "it can be block, warn, note, off"),
        ('text: "x"', "", ""),
    ],
)
def test_a_file_that_is_no_rule_is_an_error(
    rule: Path, capsys: pytest.CaptureFixture[str], old: str, new: str, said: str
) -> None:
    if not said:
        rule.unlink()
        said = "There is no rule file in rules."
    else:
        rule.write_text(rule.read_text().replace(old, new))

    assert run(["rules", "test", "rules"]) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["own/parks-campaign"], "is there already"),
        (["Parks"], "cannot be the id of a rule"),
        (["../etc/passwd"], "cannot be the id of a rule"),
        (["neutrality/opinion"], "There is a rule called neutrality/opinion already"),
        (["own/x", "--folder", "rules/own/parks-campaign.yaml"], "cannot be made"),
    ],
)
def test_a_rule_is_not_written_where_it_cannot_be(
    rule: Path, capsys: pytest.CaptureFixture[str], words: list[str], said: str
) -> None:
    before = rule.read_text()

    assert run(["rules", "new", *words]) == 2
    assert said in capsys.readouterr().err
    assert rule.read_text() == before


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads((lexicons_dir().parent / "schemas" / "rule.schema.json").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_schema_is_printed(validator: Draft202012Validator, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["rules", "schema"]) == 0
    assert json.loads(capsys.readouterr().out) == validator.schema


@pytest.mark.parametrize("path", sorted((lexicons_dir() / "rules").rglob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_rule_fits_the_schema(path: Path, validator: Draft202012Validator) -> None:
    assert [error.message for error in validator.iter_errors(read_yaml(path, "mend"))] == []


def test_the_schema_has_the_keys_of_the_code(validator: Draft202012Validator) -> None:
    schema = validator.schema
    assert isinstance(schema, dict)
    assert set(schema["properties"]) == _RULE_KEYS
    assert set(schema["$defs"]["find"]["properties"]) == _FIND_KEYS
    assert set(schema["$defs"]["example"]["anyOf"][1]["properties"]) == set(Example.__dataclass_fields__)


def test_the_schema_refuses_what_the_code_refuses(rule: Path, validator: Draft202012Validator) -> None:
    good = read_yaml(rule, "mend")
    assert validator.is_valid(good)
    for bad in ({"sumary": "x"}, {"severity": {"inside": "loud"}}, {"find": []}, {"kinds": ["novel"]}):
        assert not validator.is_valid({**good, **bad})
